"""A file that came back: which document it is, who signed it, and what that proves."""

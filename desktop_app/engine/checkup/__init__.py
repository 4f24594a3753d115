"""What a form promises beside its own consistency: its cases, and the official wording."""

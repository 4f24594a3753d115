"""Answers: the draft that has them, what was typed in the notation of drafts, and reading them as values."""

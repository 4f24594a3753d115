"""Answers: the draft that holds them, and how one is read as a value."""

"""Sentences and words that several rooms show."""

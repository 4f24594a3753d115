"""Anagrafiche: the records of companies and offices."""

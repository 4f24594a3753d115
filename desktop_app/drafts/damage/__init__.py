"""Damaged files: found, read as far as they can be, and put together again with their backups."""

"""Versioni: the moments of the open dossier, what changed in each, and the way back to one."""

"""Scadenze: the deadlines of all dossiers."""

"""Commessa: guided, offline preparation of dossiers and of the documents they end in."""

__version__ = "0.1.0"

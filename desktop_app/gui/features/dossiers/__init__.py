"""Pratiche: the list of dossiers and its bin."""

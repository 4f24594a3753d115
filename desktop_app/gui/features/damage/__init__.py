"""Danni: the file is looked at beside the work; what is damaged is told, mended, and listed dossier by dossier."""

"""Riepilogo: answers, problems, documents and deadlines of a dossier."""

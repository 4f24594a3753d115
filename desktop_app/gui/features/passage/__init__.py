"""Passa alla nuova edizione: what changes in a dossier by the form that took the place of its own."""

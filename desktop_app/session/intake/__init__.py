"""Files that somebody hands in: what each is, of which dossier, and how it is kept."""

"""The versions of a dossier in the store: read, left aside by an undo, noted, thinned."""

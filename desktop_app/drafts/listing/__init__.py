"""The list of dossiers as the store gives it."""

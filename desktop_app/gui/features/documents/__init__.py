"""Documents of the open dossier are exported and printed."""

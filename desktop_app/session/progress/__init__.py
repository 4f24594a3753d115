"""What became of a dossier after its export: how far it is, all that happened day by day, and the fascicolo."""

"""The fields of a step: used by the editor of dossiers and by the address books."""

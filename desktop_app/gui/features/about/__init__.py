"""Informazioni su Commessa, with the licences."""

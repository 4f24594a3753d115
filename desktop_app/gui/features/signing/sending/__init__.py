"""The sendings of a dossier: their cards, and what is done with them."""

"""The versions of a dossier: what happened when, and what differs between two of them."""

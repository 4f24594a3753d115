"""Firma e invio: what was exported is signed, comes back, is sent and answered."""

"""Moduli: the forms there are and what is wrong with them."""

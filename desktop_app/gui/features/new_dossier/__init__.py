"""Nuova pratica, which is also the first start."""

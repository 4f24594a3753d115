"""Opzioni."""

"""Builds what people install: `python3 dev.py package windows`. Run in .venv, from a checkout."""

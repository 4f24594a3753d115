"""Prints documents: blocks in, PDF/A-2a and PDF/UA-1 bytes out."""

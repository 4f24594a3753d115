"""Backup e ripristino."""

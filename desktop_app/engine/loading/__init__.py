"""Loads a form folder: read, inspected whole, compiled."""

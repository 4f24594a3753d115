"""Loading a form folder: it is read, inspected whole and compiled."""

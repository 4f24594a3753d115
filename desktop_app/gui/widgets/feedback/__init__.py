"""What the program tells: notices, progress, empty lists, the focus ring."""

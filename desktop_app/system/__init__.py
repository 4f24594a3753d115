"""Where files lie, and how they are read and written without loss."""

"""Italian: reading and writing numbers and dates, and the program's own sentences."""

"""The guide: offline pages about the program and about each step, in a window of their own."""

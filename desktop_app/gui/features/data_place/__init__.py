"""The warning where the data folder is no safe place."""

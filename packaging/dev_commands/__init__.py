"""The commands of `python3 dev.py`. Standard library only: they run before .venv/ is there.

`table` lists them; a new command is a function and one entry in it.
"""

"""The command line: the same engine without a window, for associations, scripts and tests.

`main` runs one command. `forms`, `drafts` and `form_check` hold the commands, each with what the help says of it.
"""

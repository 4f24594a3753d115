"""Lets `python -m desktop_app` be the same program as `commessa`."""

import sys

from desktop_app.app import main

if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""The one door for a developer: `python3 dev.py COMMAND`; packaging/dev_commands/table.py lists the commands.

Standard library only. Makes .venv/ from the hash-locked list the first time, and when the list changes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "packaging"))

from dev_commands.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

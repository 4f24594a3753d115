"""Where things are in a checkout. Others read these as `paths.NAME`, so that a test can put other folders in place."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
LOCK = HERE / "packaging" / "requirements.lock"
VENV = HERE / ".venv"
STAMP = VENV / "ready"  # written last: an environment made half-way has none
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

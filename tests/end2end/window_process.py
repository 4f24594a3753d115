"""The window in a real process: started with something to be done in it, and what it says of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Runs the program as `python -m desktop_app` does; BODY acts once the window was painted, and says what it saw.
DRIVER = """
import json, sys
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QTimer
from desktop_app import app
from desktop_app.gui.app import main
from desktop_app.gui.shell.window import Window

def say(**what):
    print(json.dumps(what), flush=True)

entrances = []
make = main.make_entrance
def made(*arguments):
    entrances.append(make(*arguments))
    return entrances[-1]
main.make_entrance = made

BODY

sys.exit(app.main(sys.argv[1:]))
"""

WHEN_OPEN = """
from desktop_app.gui.app.entrance import Entrance
opened = Entrance.welcome
def welcomed(self, how, *known):
    opened(self, how, *known)
    say(page=type(self.window.pages.currentWidget()).__name__, recovered=how.recovered)
    THEN
Entrance.welcome = welcomed
"""

WHEN_READ = """
def when_read(app, then):  # a file is read beside the window's thread
    if app.editor.view is None:
        QTimer.singleShot(10, lambda: when_read(app, then))
    else:
        then()
"""


def start(body: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """The program, which does this once the window was painted."""
    script = DRIVER.replace("BODY", body)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def run(body: str, *arguments: str | Path) -> tuple[int, list[dict[str, object]]]:
    """Its exit code and what it said, once it has ended by itself."""
    process = start(body, *arguments)
    out, errors = ended(process)
    assert "Traceback" not in errors, errors
    return process.returncode, [json.loads(line) for line in out.splitlines()]


def ended(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """What it said until its end, which comes by itself."""
    try:
        out, errors = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        out, errors = process.communicate()
        pytest.fail(f"it does not end: {out.decode()} {errors.decode()}")
    return out.decode(), errors.decode()


def window(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The program as it is, waited for."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop_app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)


def close_soon() -> str:
    """Closes the window as soon as the first page is there."""
    return WHEN_OPEN.replace("THEN", "QTimer.singleShot(0, self.window.close)")

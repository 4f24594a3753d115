"""The real program on a disk that never answers: a mount whose kernel side waits for a program that reads nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSED = 77

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.name == "nt" or os.geteuid() != 0 or not Path("/dev/fuse").exists(), reason="only root can mount, with FUSE"
    ),
]

# `python -m desktop_app` with that mount in a world of its own, which ends with it. In the window that says what is
# waited for, a button is pressed; the window of the dossiers is closed once it is open.
PROGRAM = """
import ctypes, json, os, sys

folder, button, other = sys.argv[1:]
NEW_MOUNTS, PRIVATE = 0x20000, 1 << 18 | 1 << 14
libc = ctypes.CDLL(None, use_errno=True)
device = os.open("/dev/fuse", os.O_RDWR)
options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
if (libc.unshare(NEW_MOUNTS) or libc.mount(b"none", b"/", None, PRIVATE, None)
        or libc.mount(b"dead", os.fsencode(folder), b"fuse", 0, options)):
    sys.exit(REFUSED)

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from desktop_app import app
from desktop_app.gui.app import main, waiting

QFileDialog.getExistingDirectory = lambda *_: other
def shown(self, event):
    def press():
        print(json.dumps({"fact": self.reason.fact, "advice": self.reason.advice}), flush=True)
        self.buttons[int(button)].click()
    QTimer.singleShot(0, press)
waiting.WaitingWindow.showEvent = shown

make = main.make_entrance
def made(*arguments):
    made = make(*arguments)
    def opened(_):
        print(json.dumps({"folder": str(made.context.drafts.path.parent)}), flush=True)
        QTimer.singleShot(0, made.window.close)
    made.context.store.opened.connect(opened)
    return made
main.make_entrance = made
sys.exit(app.main([]))
""".replace("REFUSED", str(REFUSED))


def run(folder: Path, button: int, other: Path) -> list[dict[str, str]]:
    """What the program said, to its end."""
    mount, data = folder / "disco", folder / "disco" / "Commessa"
    mount.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "COMMESSA_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(mount), str(button), str(other)],
        capture_output=True, env=environment, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode == REFUSED:
        pytest.skip("this system mounts nothing")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    said: list[dict[str, str]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert str(data) in said[0]["advice"] and "non risponde" in said[0]["advice"]
    return said[1:]


def test_the_user_goes_on_in_another_folder(tmp_path: Path) -> None:
    other = tmp_path / "altra"
    other.mkdir()
    assert run(tmp_path, 0, other) == [{"folder": str(other)}]
    assert (other / "pratiche.db").is_file() and not (other / "commessa.lock").exists()


def test_the_user_waits_no_longer_and_the_program_ends(tmp_path: Path) -> None:
    assert run(tmp_path, -1, tmp_path) == []

"""The real program in data folders that are not as they should be: always a window that says so, or a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.gui.app import main
from tests.end2end.program import here

ROOT = Path(__file__).parents[2]
NOBODY = 65534
unix = pytest.mark.skipif(os.name == "nt", reason="rights and names of files are others on Windows")

# `python -m desktop_app`, which says what its window shows once that has settled, and closes it.
SEEN = """
import json, sys
from PySide6.QtCore import QTimer
from desktop_app import app
from desktop_app.gui.app import main

make = main.make_entrance
def made(*arguments):
    made = make(*arguments)
    window = made.window
    def look():
        page = window.pages.currentWidget()
        trouble = getattr(page, "trouble", None)
        if trouble is None and not made.context.store.is_open:
            return
        timer.stop()
        said = {"page": type(page).__name__, "fact": trouble.fact if trouble else "", "visible": window.isVisible()}
        print(json.dumps(said), flush=True)
        QTimer.singleShot(0, window.close)
    timer = QTimer(window, interval=20)
    timer.timeout.connect(look)
    window.when_painted(timer.start)
    return made
main.make_entrance = made
sys.exit(app.main(sys.argv[1:]))
"""


# Presses, in the window of a folder that is no good, the way to another folder; closes the window that comes then.
MOVED = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from desktop_app import app
from desktop_app.gui.app import main

QFileDialog.getExistingDirectory = lambda *_: sys.argv[-1]
make = main.make_entrance
def made(*arguments):
    made = make(*arguments)
    def look():
        page = made.window.pages.currentWidget()
        if hasattr(page, "trouble"):
            timer.stop()
            page.buttons["other_folder"].click()
        elif made.context.store.is_open and made.app.editor.view is not None:
            timer.stop()
            print(json.dumps({"folder": str(made.context.drafts.path.parent)}), flush=True)
            QTimer.singleShot(0, made.window.close)
    timer = QTimer(made.window, interval=20)
    timer.timeout.connect(look)
    made.window.when_painted(timer.start)
    return made
main.make_entrance = made
sys.exit(app.main(sys.argv[1:-1]))
"""
NO_WINDOW = """
import sys
from desktop_app import app
from desktop_app.gui.app import main

def broken(*_):
    raise TypeError("RSSMRA80A01H501U")
main.Window = broken
sys.exit(app.main(sys.argv[1:]))
"""


def as_user(user: int) -> list[str]:
    """The command that runs another as a user, who may read and enter everything: Python may lie in root's home."""
    reads = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *reads]


def seen(environment: Mapping[str, str], user: int | None = None) -> dict[str, object]:
    """What the window showed; as another user where root runs the tests."""
    kept = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*(as_user(user) if user and os.geteuid() == 0 else []), sys.executable, "-c", SEEN],
        capture_output=True, env={**kept, **environment}, timeout=60, check=False, cwd="/" if user else None,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    (line,) = done.stdout.decode().splitlines()
    said: dict[str, object] = json.loads(line)
    assert said["visible"]
    return said


def test_a_lock_of_another_computer(data_folder: Path) -> None:
    Drafts(data_folder).open()
    (data_folder / "commessa.lock").write_text("4321\ncommessa\nvecchio-pc\n", encoding="utf-8")
    assert "«vecchio-pc»" in str(seen({})["fact"])


@unix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root can be another user")
def test_a_folder_that_an_ordinary_user_may_only_read(shared_folder: Path) -> None:
    drafts = Drafts(shared_folder)
    drafts.open()
    drafts.close(10)
    for each in shared_folder.iterdir():
        each.chmod(0o644)
    said = seen({"COMMESSA_DATA": str(shared_folder), "HOME": str(shared_folder)}, NOBODY)
    assert "non puoi scrivere" in str(said["fact"])


@pytest.mark.long
def test_a_lock_that_is_a_folder(data_folder: Path) -> None:
    (data_folder / "commessa.lock").mkdir(parents=True)
    assert "commessa.lock" in str(seen({})["fact"])


@pytest.mark.long
def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "un file").touch()
    assert "c’è un file" in str(seen({"COMMESSA_DATA": str(tmp_path / "un file")})["fact"])


@unix
@pytest.mark.long
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/b\xe8d")
    assert "segni" in str(seen({"COMMESSA_DATA": folder})["fact"])


@unix
@pytest.mark.long
def test_a_home_that_is_not_there_or_is_no_whole_path(tmp_path: Path) -> None:
    (tmp_path / "un file").touch()
    said = seen({"COMMESSA_DATA": "", "HOME": str(tmp_path / "un file" / "casa")})
    assert "un file" in str(said["fact"])
    said = seen({"COMMESSA_DATA": "", "HOME": "", "XDG_DATA_HOME": "qui"}, NOBODY)  # that of the list of users
    assert said["page"] in ("NewDossierPage", "DossiersPage") or "non si può creare" in str(said["fact"])
    assert not (ROOT / "qui").exists()


def test_a_window_that_cannot_be_made_is_a_sentence_on_the_terminal(data_folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", NO_WINDOW], capture_output=True, env=environment, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [f"commessa: {main.NO_WINDOW}"]
    log = (data_folder / "commessa.log").read_text(encoding="utf-8")
    assert "TypeError in " in log and "RSSMRA80A01H501U" not in log


@pytest.mark.long
def test_the_program_goes_on_in_another_folder_with_the_file_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "un file").touch()
    (tmp_path / "altra").mkdir()
    draft = tmp_path / "bozza.commessa"
    draft.write_text(here("example", "marche/art14_2023").out, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", MOVED, str(draft), str(tmp_path / "altra")],
        capture_output=True, env={**environment, "COMMESSA_DATA": str(tmp_path / "un file")}, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    assert json.loads(done.stdout) == {"folder": str(tmp_path / "altra")}
    assert len(Drafts(tmp_path / "altra").rows()) == 1
    assert not (tmp_path / "altra" / "commessa.lock").exists()

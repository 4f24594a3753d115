"""The program's files are taken away or replaced while it runs: every menu entry works or says calmly what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.program import ROOT

CHILD = Path(__file__).with_name("updated_child.py")
# Opens the one dossier there is, as a start after the update does.
AGAIN = """
import sys
from pathlib import Path
from desktop_app import of_another_version
from desktop_app.gui.app.main import make_entrance, make_application
from tests.end2end.updated_child import wait
application = make_application([])
entrance = make_entrance(application, Path(sys.argv[1]))
entrance.window.show()
entrance.start()
app = entrance.app
wait(lambda: app.context.store.is_open)
(row,) = app.context.drafts.rows()
app.editor.open(row.id)
wait(lambda: app.editor.view is not None)
print(app.editor.view.dossier.state.title)
app.window.close()
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="files of a program that runs stay there")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return copied(tmp_path / "programma")


def copied(folder: Path) -> Path:
    for name in ("desktop_app", "forms", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def another_version(folder: Path) -> Path:
    """A program whose modules ask each other for what those of this version do not have."""
    copied(folder)
    for path in (folder / "desktop_app").rglob("*.py"):
        if path.name != "__init__.py":
            text = path.read_text(encoding="utf-8")
            first, future, rest = text.partition("from __future__ import annotations\n")
            needed = "from desktop_app import of_another_version as _\n"
            path.write_text(first + future + needed + rest, encoding="utf-8")
    start = folder / "desktop_app" / "__init__.py"
    start.write_text(f"{start.read_text(encoding='utf-8')}\n__version__ = '99.0.0'\nof_another_version = True\n")
    return folder


def run(program: Path, *command: str | Path) -> str:
    path = os.pathsep.join(map(str, (program, ROOT)))
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=program.parent,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def is_told_and_saved(seen: dict[str, Any]) -> bool:
    """It says so, shows no other fault, and what was typed afterwards is on the disk."""
    told = any("Commessa è stata aggiornata" in each for each in seen["notices"])
    calm = not any("inconveniente" in each for each in seen["notices"])
    return bool(told and calm and seen["tried"] > 20 and seen["closed"] and seen["saved"])


def test_a_program_whose_files_are_gone_says_so_and_throws_nothing(program: Path, tmp_path: Path) -> None:
    assert is_told_and_saved(json.loads(run(program, CHILD, program, tmp_path / "dati")))


def test_a_program_that_was_replaced_says_so_and_the_new_one_has_all_that_was_typed(
    program: Path, tmp_path: Path
) -> None:
    another_version(tmp_path / "dopo")
    assert is_told_and_saved(json.loads(run(program, CHILD, program, tmp_path / "dati")))
    assert "Scritto dopo" in run(program, "-c", AGAIN, tmp_path / "dati")

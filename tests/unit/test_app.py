"""The entry point: a program of which a part is missing says so, whatever it was asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop_app import app
from desktop_app.cli import main as cli

WITHOUT_QT = """
import sys
from desktop_app import app

class Qt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            print(*sys.modules, flush=True)
            raise ImportError(name=name)

sys.meta_path.insert(0, Qt())
sys.exit(app.main([]))
"""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ModuleNotFoundError("No module named 'pikepdf'", name="pikepdf"), "«pikepdf», una parte del programma"),
        (ImportError("libEGL.so.1: cannot open shared object file: No such file"), "manca «libEGL.so.1»"),
    ],
)
def test_a_missing_part_is_a_sentence(
    fault: ImportError, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: object) -> int:
        raise fault

    monkeypatch.setattr(cli, "main", missing)
    assert app.main(["forms"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("commessa: ") and words in told and told.count("\n") == 1


def test_what_has_no_qt_is_loaded_before_qt_which_looks_at_every_later_import() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WITHOUT_QT]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2 and done.stdout.count("\n") == 1  # Qt was asked for once, by the window
    assert {f"desktop_app.{each}" for each in app.BEFORE_QT} <= {*done.stdout.split()}

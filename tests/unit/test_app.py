"""The entry point: a program of which a part is missing says so, whatever it was asked for."""

from __future__ import annotations

import pytest

from desktop_app import app
from desktop_app.cli import main as cli


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

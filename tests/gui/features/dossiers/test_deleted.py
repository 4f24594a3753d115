"""What is deleted for good in the window stands in no file any more, whatever ends the session."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.drafts import state
from desktop_app.gui.features.backups import automatic
from desktop_app.system.clock import today
from tests.gui.support.program import BRIEF_FORM, Program, Start, find, texts
from tests.traces import files_with

GONE = "Zorronome"
LEAVE: dict[str, Callable[[Program], object]] = {
    "stays": lambda program: None,
    "closes": lambda program: program.leave(),
    "crashes": lambda program: program.crash(),
}


@pytest.fixture
def home(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All that the program may write to, the folder of temporary files with it."""
    temporary = data_folder.parent / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    return data_folder.parent


def throw_away(program: Program) -> None:
    """A dossier is written, looked at in the preview, copied; then it is binned, and the bin emptied."""
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], f"{GONE} Srl")
    program.wait_saved()
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)
    program.app.show_dossiers()
    program.drafts.daily_backup(today())
    home = program.page()
    home.perform("bin")
    home.show_bin_view(True)
    home.head.emptier.click()
    find(home, "Cancella per sempre").click()


@pytest.mark.parametrize(
    ("leave", "others"),
    [("stays", 0), ("closes", 0), ("crashes", 2), *(pytest.param(leave, 2, marks=pytest.mark.long) for leave in LEAVE)],
)
def test_it_is_nowhere(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch, leave: str, others: int) -> None:
    program = start()
    for _ in range(others):
        program.app.editor.begin(BRIEF_FORM)
    throw_away(program)
    LEAVE[leave](program)
    if program.over:
        monkeypatch.setattr(automatic, "DELAY_MS", 0)
        program = start()
    program.wait(lambda: not program.drafts._query(state.deleted))  # noqa: SLF001 - nothing is left to do
    assert files_with(GONE, home) == []
    assert len(program.drafts.rows()) == others
    assert [each.dossiers for each in program.drafts.backups()] == [others] * (others > 0)

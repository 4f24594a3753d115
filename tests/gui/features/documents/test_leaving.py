"""The window closed in the middle of an export: what is on the disk is recorded, and no more is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.gui.features.documents.leaving import CLOSING
from tests.gui.support.documents import Held
from tests.gui.support.program import BRIEF_FORM, Program, Start, example, settle

Export = Callable[[Program], object]


def open_one(program: Program) -> None:
    program.app.documents.export()


def several(program: Program) -> None:
    program.app.show_dossiers()
    program.app.documents.export_several([row.id for row in program.drafts.rows()])


def files(program: Program) -> set[Path]:
    return {each for each in Path(program.context.settings.export_base).rglob("*") if each.is_file()}


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """Two dossiers, one of them open."""
    made = start()
    made.context.settings.export_base = str(tmp_path / "documenti")
    made.drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Altra pratica")
    made.app.editor.begin_example(BRIEF_FORM)
    made.wait_saved()
    return made


@pytest.mark.parametrize("export", [open_one, several])
def test_what_is_written_is_recorded_and_then_the_window_closes(
    program: Program, start: Start, monkeypatch: pytest.MonkeyPatch, export: Export
) -> None:
    held = Held(monkeypatch)
    export(program)
    assert held.begun.acquire(timeout=20)
    held.go_on.release()
    assert held.begun.acquire(timeout=20)  # the first is written, the second is being made
    assert not program.leave() and program.notice(CLOSING)
    held.go_on.release()
    program.wait(lambda: not program.window.isVisible())
    program.over = True
    written = files(program)
    monkeypatch.undo()
    again = start()
    recorded = [each for row in again.drafts.rows() for each in again.drafts.exports(row.id)]
    assert len(written) == 2 and {Path(each.path) for each in recorded} == written


@pytest.mark.parametrize("export", [open_one, several])
def test_who_closes_another_time_does_not_wait(
    program: Program, monkeypatch: pytest.MonkeyPatch, export: Export
) -> None:
    held = Held(monkeypatch)
    export(program)
    assert held.begun.acquire(timeout=20)
    assert not program.leave()
    held.go_on.release(20)  # else the thread would be waited for
    assert program.leave() and not program.window.isVisible()


def test_what_could_not_be_recorded_is_seen_first(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise StoreFault("Il disco è pieno.", "Libera spazio.")

    held = Held(monkeypatch)
    monkeypatch.setattr(Drafts, "exported", refuses)
    open_one(program)
    assert held.begun.acquire(timeout=20)
    assert not program.leave()
    held.go_on.release()
    assert "Il disco è pieno." in program.notice("non riesco a segnarli").notice.spoken
    settle()
    assert program.window.isVisible() and not [each for each in program.notices() if CLOSING in each]
    assert program.leave()


def test_an_export_that_is_over_holds_nobody(program: Program) -> None:
    open_one(program)
    program.notice("Esportati")
    assert program.leave()

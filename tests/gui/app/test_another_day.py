"""The program stays open while days pass: what it shows, exports and prints is of the day, not of its start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.features.deadlines.page import DeadlinesPage
from desktop_app.gui.features.documents import printing
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.signing.sending.sendings_section import WORKING
from desktop_app.pdf.pages import PdfPages
from tests.clock import MovableClock, clock_at
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Program, Start, labels, settle, texts

EVENING = "2026-11-28 23:40"


@pytest.fixture
def clock() -> Iterator[MovableClock]:
    with clock_at(EVENING) as moved:
        yield moved


def come_back(program: Program) -> None:
    """The user comes back to the window: Qt tells it so."""
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.ActivationChange))
    settle()


def look_around(program: Program) -> list[str]:
    """All words of every step, of the list with its details, and of the deadlines."""
    found: list[str] = []

    def note(page: QWidget) -> None:
        settle()
        found.append("\n".join(labels(page)))

    program.window.resize(1366, 740)
    program.view.check_all()
    for step in program.view.ids:
        program.view.go_to(step)
        program.wait_whole()
        program.wait(lambda: WORKING not in labels(program.view))  # of Firma e invio: worked out in the worker
        note(program.view)
    program.app.show_dossiers()
    note(program.page())
    found.extend(str(program.page().table.model().index(0, at).data()) for at in range(5))
    program.app.deadlines.show()
    note(program.page())
    return found


@pytest.mark.parametrize(("form", "days"), [(FORM, 40), (BRIEF_FORM, 1), (BRIEF_FORM, 400)])
def test_days_later_it_shows_what_a_fresh_start_shows(start: Start, clock: MovableClock, form: str, days: int) -> None:
    program = start()
    program.app.editor.begin_example(form)
    program.write(texts(program)[0], "Aurora")
    program.wait_saved()
    id = program.stored.id
    before = look_around(program)
    program.app.editor.open(id)
    clock.forward(days=days)
    come_back(program)
    later = look_around(program)
    assert later != before
    program.app.editor.open(id)
    assert program.leave()
    again = start()
    again.app.editor.open(id)
    assert look_around(again) == later


def test_the_list_that_is_seen_and_the_deadlines_too(start: Start, clock: MovableClock) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait_saved()
    program.app.show_dossiers()
    home = program.page()
    assert isinstance(home, DossiersPage) and home.table.model().index(0, 6).data() == "oggi\n23:40"
    clock.forward(hours=1)
    come_back(program)
    assert home.table.model().index(0, 6).data() == "ieri\n23:40"
    program.app.deadlines.show()
    page = program.page()
    assert isinstance(page, DeadlinesPage)
    before = [row.distance for row in page.deadlines]
    clock.forward(days=2)
    come_back(program)
    assert program.page() is page and [row.distance for row in page.deadlines] != before
    page.close_button.click()
    assert program.page() is home and home.table.model().index(0, 6).data() == "28/11/2026\n23:40"


def test_a_day_that_begins_is_no_change_of_the_dossier(start: Start, clock: MovableClock) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait_saved()
    before, undo = program.stored, program.view.dossier.can_undo()
    clock.forward(days=1)
    come_back(program)
    program.wait_saved()
    after = program.stored
    assert (after.content, after.updated, after.version, after.revision) == (
        before.content, before.updated, before.version, before.revision,
    )  # fmt: skip
    assert program.view.dossier.can_undo() == undo and program.view.dossier.today == dt.date(2026, 11, 29)


def test_what_is_being_typed_stays_half_typed(start: Start, clock: MovableClock) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.go("vuc")
    program.type("66.")
    clock.forward(days=1)
    program.context.day.today()
    settle()
    program.type("000")
    assert program.draft.answers["vuc"] == "66000"


# --- before something is done for good: nobody has come back to the window, no minute has passed ---------------


def text_of(path: Path) -> str:
    with PdfPages(path.read_bytes()) as pages:
        return "\n".join(pages.text(page) for page in range(len(pages)))


def test_an_export_is_of_the_day(start: Start, clock: MovableClock, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path / "documenti")
    clock.forward(hours=1)
    program.app.documents.export()
    program.notice("Esportati ")
    written = list((tmp_path / "documenti").rglob("*.pdf"))
    assert {path.parent.name for path in written} == {"art11_2022-n1-2026-11-29"}
    report = next(path for path in written if path.name.startswith("Relazione"))
    assert "29/11/2026" in text_of(report) and "28/11/2026" not in text_of(report)


def test_a_preview_is_of_the_day_also_where_midnight_passes_before_it(start: Start, clock: MovableClock) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    clock.forward(hours=1)
    program.app.preview.show()
    shown = program.preview()
    assert shown._document_set is not None  # noqa: SLF001 - of which day it is a preview is said on no widget
    assert shown._document_set.state.today == dt.date(2026, 11, 29)  # noqa: SLF001 - of which day it is a preview is said on no widget
    program.wait(lambda: shown.pdf is not None)
    clock.forward(days=1)
    come_back(program)
    assert program.preview() is shown and shown._document_set.state.today == dt.date(2026, 11, 30)  # noqa: SLF001 - of which day it is a preview is said on no widget
    program.wait(lambda: shown.pdf is not None)
    program.app.editor.close()


def test_what_is_checked_and_printed_is_of_the_day(
    start: Start, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    clock.forward(days=1)
    program.keys("F8")
    assert program.view.dossier.today == dt.date(2026, 11, 29)
    made: list[dt.date] = []

    class Told(QObject):
        started, failed = Signal(object), Signal(str)

        def __init__(self, *_: object, **__: object) -> None:
            super().__init__()
            made.append(program.view.dossier.today)

    monkeypatch.setattr(printing, "Printout", Told)
    clock.forward(days=1)
    program.app.run("print")
    program.key(Key.Key_Return)  # the first document of those that are asked about
    assert made == [dt.date(2026, 11, 30)]

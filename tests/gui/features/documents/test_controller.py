"""Exports through the window: what the list tells of them, where the next one goes; what the printer gets."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.signing_parties import party_names
from desktop_app.engine.italian.company_names import short_name
from desktop_app.gui.features.documents import printing
from desktop_app.gui.features.documents.choosing import WHICH
from desktop_app.gui.features.documents.notice import (
    CHANGE_IN_OPTIONS,
    FOLDER_UNNAMED,
    FOLDERS_NAMED,
    OFFER,
)
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.services.worker import in_one_step
from desktop_app.gui.wording.dossier_words import dossier_look, state_words, summary_of_row
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.pdf.pages import PdfPages
from desktop_app.session.summary import title_of
from desktop_app.system.file_names import ascii_words
from tests.gui.support.program import BRIEF_FORM, Program, Start, texts


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """The example, with a place for its documents."""
    made = start()
    made.app.editor.begin_example(BRIEF_FORM)
    made.context.settings.export_base = str(tmp_path / "documenti")
    return made


def export(program: Program) -> list[ExportEntry]:
    """Exports everything; gives the records of this export."""
    before = len(records(program))
    program.keys("Ctrl+E")
    program.wait(lambda: len(records(program)) > before)
    program.follow("Esportati ", "Chiudi")
    return records(program)[:-before] if before else records(program)


def records(program: Program) -> list[ExportEntry]:
    assert program.app.editor.saver is not None
    return program.drafts.exports(program.app.editor.saver.id)


def listed(program: Program) -> tuple[str, str]:
    """How the dossier changed last looks in the list, and what is said of that."""
    row = program.drafts.rows()[0]
    known = summary_of_row(row)
    return dossier_look(known.state, known.stage), state_words(known)


def test_the_list_tells_documents_exported_from_the_answers_of_now_from_superseded_ones(program: Program) -> None:
    many = len(program.view.dossier.documents.applicable())
    assert listed(program) == ("to_export", "")
    export(program)
    exported = ("to_sign", "")
    assert listed(program) == exported
    program.write(texts(program)[0], "Cambiato")
    program.wait_saved()
    assert listed(program) == ("to_export", f"{many}\u00a0documenti superati")
    program.app.run("undo")
    program.app.show_dossiers()
    assert listed(program) == exported

    program.app.editor.duplicate(program.drafts.rows()[0].id)
    program.wait_saved()
    state, said = listed(program)  # of the copy nothing was exported, and it has no dates yet
    assert (state, "superat" in said) == ("doing", False)


def test_an_export_that_ends_behind_the_list_shows_there(program: Program) -> None:
    may_begin = threading.Event()  # what is told before the dossier is put away leaves with it
    program.context.worker.submit(in_one_step(lambda: may_begin.wait(20)), lambda _: None, pytest.fail)
    program.keys("Ctrl+E")
    program.app.show_dossiers()
    program.wait(lambda: program.app.editor.view is None)
    may_begin.set()
    program.notice("Esportati ")
    row = program.page().current_row()
    assert row is not None and summary_of_row(row).state == "exported"


def test_the_same_documents_again_go_where_they_are(program: Program) -> None:
    first = export(program)
    folder = first[0].path.parent
    times = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    again = export(program)
    assert [each.path for each in again] == [each.path for each in first]
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == times
    assert list(folder.parent.iterdir()) == [folder]


def test_changed_answers_go_beside_the_first_ones_as_a_version(program: Program) -> None:
    first = {each.document: each.path for each in export(program)}
    program.write(texts(program)[0], "Cambiato")
    changed = {each.document: each.path for each in export(program)}  # with a keystroke that waits for its pause
    for document, path in changed.items():
        assert path.parent == first[document].parent and first[document].exists()
        assert path == first[document] or path.stem.endswith("_v2")
    assert changed != first
    program.app.run("undo")
    assert {each.document: each.path for each in export(program)} == first


def test_a_document_that_was_signed_where_it_lies_is_not_touched(program: Program) -> None:
    signed = export(program)[0].path
    signed.write_bytes(signed.read_bytes() + b"%signed")
    again = {each.path.name: each.path for each in export(program)}
    assert signed.name not in again and f"{signed.stem}-2.pdf" in again
    assert signed.read_bytes().endswith(b"%signed")


def test_it_is_said_why_documents_have_a_name_of_their_own(program: Program) -> None:
    program.keys("Ctrl+E")
    assert "restano come sono" not in program.notice("Esportati ").notice.text
    signed = records(program)[0].path
    signed.write_bytes(signed.read_bytes() + b"%signed")
    program.follow("Esportati ", "Chiudi")
    program.keys("Ctrl+E")
    said = program.notice("Esportati ").notice.text
    assert said == f"{signed.parent}. Quelli esportati prima sono firmati o diversi: restano come sono."


def test_files_say_what_they_are_and_of_whom_unless_that_is_left_out(program: Program) -> None:
    settings, saver = program.context.settings, program.context.store.saver
    assert saver is not None
    parties = [ascii_words(short_name(each)).split("_")[0] for each in party_names(saver.dossier.state)]
    day = saver.dossier.today.isoformat()
    assert parties
    for each in export(program):
        assert each.path.stem.endswith(f"_{day}") and all(party in each.path.stem for party in parties)
    settings.parties_printed = False
    for each in export(program):
        assert not any(party in each.path.stem for party in parties)


def test_once_it_is_said_that_folders_can_have_the_company_s_name(program: Program) -> None:
    program.keys("Ctrl+E")
    first = program.notice("Esportati ").notice
    assert FOLDER_UNNAMED in first.text
    folder = records(program)[0].path.parent
    program.follow("Esportati ", OFFER[0][1])
    assert CHANGE_IN_OPTIONS in program.notice(FOLDERS_NAMED).notice.text
    program.keys("Ctrl+E")
    assert FOLDER_UNNAMED not in program.notice("Esportati ").notice.text
    named = records(program)[0].path.parent
    saver = program.context.store.saver
    assert saver is not None
    company = ascii_words(short_name(title_of(saver.dossier.state)[0]))
    assert named == folder.with_name(f"{folder.name}-{company}") and company


def test_what_a_file_would_say_otherwise_now_gets_another_name(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program, or the form of one's own mended on the same day: the answers are the same, the bytes not."""
    from desktop_app.session.documents import DocumentSet

    first = export(program)
    real = DocumentSet.pdf
    monkeypatch.setattr(DocumentSet, "pdf", lambda self, document: real(self, document) + b"%newer")
    again = export(program)
    for old, new in zip(first, again, strict=True):
        assert new.path == old.path.with_stem(f"{old.path.stem}_v2")
        assert new.path.read_bytes() == old.path.read_bytes() + b"%newer"


def test_the_page_that_is_seen_is_the_current_one_for_the_printer(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    class Told(QObject):
        started, failed = Signal(object), Signal(str)

        def __init__(self, worker: object, title: str, make: object, *, current: int, **others: object) -> None:
            super().__init__()
            asked.append((title, current))

    monkeypatch.setattr(printing, "Printout", Told)
    first, second = program.view.dossier.documents.applicable()[:2]
    program.app.preview.show(second.spec.id)
    program.wait(lambda: program.preview().pdf is not None)
    program.app.run("print")
    monkeypatch.setattr(type(program.app.preview), "position", (second.spec.id, 1, "width"))
    program.app.run("print")
    program.app.documents.print(first.spec.id)
    assert asked == [(second.spec.title, 0), (second.spec.title, 1), (first.spec.title, 0)]


def test_print_asks_which_document_where_none_is_seen(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A menu over the page, by keys alone; Esc prints nothing."""
    asked: list[str] = []

    class Told(QObject):
        started, failed = Signal(object), Signal(str)

        def __init__(self, worker: object, title: str, make: object, **others: object) -> None:
            super().__init__()
            asked.append(title)

    monkeypatch.setattr(printing, "Printout", Told)
    documents = program.view.dossier.documents.applicable()
    program.view.go_to_summary()
    program.app.run("print")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[0].text() == WHICH
    program.key(Qt.Key.Key_Escape)
    assert asked == []
    program.app.run("print")
    program.key(Qt.Key.Key_Down)
    program.key(Qt.Key.Key_Return)
    assert asked == [documents[1].spec.title]


def test_a_folder_of_documents_on_a_slow_disk_does_not_hold_the_window(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked of that disk is asked in the worker, where its answer keeps nobody waiting."""
    asked: list[str] = []

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def look(path: Any, *rest: Any, **more: Any) -> Any:
            if str(path).startswith(str(folder)):
                asked.append(threading.current_thread().name)
            return real(path, *rest, **more)

        return look

    folder = export(program)[0].path.parent
    program.app.preview.show()
    for name in ("stat", "lstat", "mkdir", "open"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    program.app.preview.show()
    assert asked == []
    export(program)
    assert set(asked) == {"pdf"}


def test_blank_forms_are_written_from_a_card_by_keys(start: Start, tmp_path: Path) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "documenti")
    program.app.show_new()
    program.wait(lambda: bool(program.app.new_dossier.page and program.app.new_dossier.page.grid.views))
    page = program.app.new_dossier.page
    assert page is not None
    with_blanks = [view.blanks for view in page.grid.views if view.blanks is not None]
    assert 0 < len(with_blanks) < len(page.grid.views), "only where there is an official text"
    link = next(each for each in with_blanks if "Marche" in each.accessibleName())
    link.setFocus()
    program.keys("Space")
    told = program.notice("Modulo in bianco pronto").notice
    (path,) = (tmp_path / "documenti").rglob("*.pdf")
    assert path.name == "Convenzione_locale_in_bianco.pdf" and path.parent.parent.name == "Moduli in bianco"
    assert str(path.parent) in told.text and "penna" in told.text
    assert program.drafts.rows() == [], "no dossier comes of it"


def test_riepilogo_offers_the_blank_form_of_its_dossier(start: Start, tmp_path: Path) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "documenti")
    program.app.editor.begin_example("marche/art14_2023")
    program.view.go_to_summary()
    summary = program.view.closing_page(SUMMARY)
    assert isinstance(summary, SummaryPage)
    button = summary.documents.blanks
    program.wait(lambda: summary.is_whole and button.isVisible())
    assert button in summary.documents.tab_stops()
    button.setFocus()
    program.wait(button.hasFocus)  # it is in the window, which stays the active one
    program.keys("Space")
    program.notice("Modulo in bianco pronto")
    (path,) = (tmp_path / "documenti").rglob("*.pdf")
    with PdfPages(path.read_bytes()) as pages:
        said = pages.text(0)
    assert "Cartotecnica" not in said and records(program) == []

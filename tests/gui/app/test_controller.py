"""From room to room, as the app wires them: each way leads where it says, and what it leaves is up to date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMetaMethod, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.wording.step_words import SIGNING, SUMMARY
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Start, field_of, focus, labels
from tests.gui.support.shared import SharedProgram


def test_the_preview_leads_to_the_first_problem(shared_program: SharedProgram) -> None:
    program = shared_program.blank(BRIEF_FORM)
    program.keys("Ctrl+R")
    program.keys("Ctrl+Shift+P")
    preview = program.preview()
    program.wait(lambda: preview.pdf is not None)
    preview.first_problem_requested.emit()
    first = program.view.dossier.state.problems[0]
    program.wait(lambda: not program.view.is_waiting)
    item = field_of(focus())
    assert item is not None and item.place == FieldRef(first.field) and item.notices


def test_the_preview_page_is_the_programs_own(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.keys("Ctrl+R")
    summary = program.view.closing_page(SUMMARY)
    assert isinstance(summary, SummaryPage)
    summary.preview_requested.emit("")
    assert isinstance(program.page(), PreviewPage)
    program.wait(lambda: program.preview().pdf is not None)
    program.key(Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert program.preview().isAncestorOf(focus())


def test_an_empty_home_offers_to_begin(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    assert isinstance(program.page(), DossiersPage) and focus() is program.page().head.new
    program.keys("Ctrl+N")
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    page.example.setFocus()
    program.app.show_dossiers()
    program.app.show_new()
    assert focus() is page.grid.views[0].button  # not where the last visit ended


def test_the_list_shows_the_dossier_just_left(start: Start) -> None:
    program = start()
    for _ in range(2):
        program.app.editor.begin_example(BRIEF_FORM)
        assert program.app.editor.saver is not None
        left = program.app.editor.saver.id
        program.view.home_requested.emit()
        assert program.page().current_row().id == left and focus() is program.page().head.search
        program.page().head.new.setFocus()


def test_the_dossier_chosen_in_the_list_is_duplicated_by_the_same_keys(start: Start) -> None:
    program = start()
    duplicate = program.window.menus.actions["duplicate"]
    assert not duplicate.isEnabled()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.app.show_dossiers()
    program.page().table.setFocus()
    program.keys("Ctrl+D")
    assert program.stored.id != first and program.drafts.read(program.stored.id).title.startswith("Copia di ")
    program.app.show_dossiers()
    assert program.app.dossiers.page is not None and duplicate.isEnabled()
    program.app.dossiers.page.show_bin_view(True)
    assert not duplicate.isEnabled()


def test_the_list_shows_what_was_just_typed(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert "{" not in program.drafts.rows()[0].title
    name = next(field for field in program.view.dossier.form.spec.name.split("}")[0:1])[1:]
    program.write(name, "Nome appena scritto")
    program.keys("Ctrl+O")
    home = program.page()
    assert isinstance(home, DossiersPage)
    row = home.current_row()
    assert row is not None and row.title.startswith("Nome appena scritto")


def test_avanti_leads_on_to_what_the_dossier_was_filled_in_for(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.keys("Alt+A")  # Avanti; Qt shows the button pressed for a moment
    program.wait(lambda: program.view.step == program.view.ids[1])
    program.view.go_to_summary()
    program.keys("Alt+A")
    program.wait(lambda: program.view.step == SIGNING)
    assert any("Da esportare" in each for each in labels(program.page()))


def signals(room: QObject) -> Iterator[QMetaMethod]:
    """Those that a room declares."""
    declared, inherited = room.metaObject(), QObject().metaObject().methodCount()
    methods = (declared.method(number) for number in range(inherited, declared.methodCount()))
    return (method for method in methods if method.methodType() == QMetaMethod.MethodType.Signal)


def test_whatever_a_room_asks_for_somebody_answers(shared_program: SharedProgram) -> None:
    rooms = shared_program.dossiers().app.rooms
    declared = [(room, signal) for room in rooms for signal in signals(room)]
    unanswered = [f"{type(room).__name__}.{signal.name().toStdString()}" for room, signal in declared
                  if not room.isSignalConnected(signal)]  # fmt: skip
    assert len(declared) > 30 and unanswered == []


def test_what_concerns_a_dossier_is_disabled_behind_the_address_books(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    actions = program.window.menus.actions
    of_a_dossier = ("next", "check", "summary", "preview", "export", "duplicate")
    assert all(actions[id].isEnabled() for id in of_a_dossier)
    program.app.run("address_books")
    assert not any(actions[id].isEnabled() for id in of_a_dossier)
    program.page().closed.emit()
    assert program.page() is program.view and all(actions[id].isEnabled() for id in of_a_dossier)


def test_indietro_leads_from_a_new_dossier_to_the_list(shared_program: SharedProgram) -> None:
    shared_program.example(BRIEF_FORM)
    program = shared_program.new_dossier()
    program.page().back.click()
    assert isinstance(program.page(), DossiersPage)


def test_the_summary_leads_to_the_calendar_of_its_dossier(
    shared_program: SharedProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: QWidget, title: str, *_others: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    program = shared_program.example(FORM)
    program.keys("Ctrl+R")
    summary = program.view.closing_page(SUMMARY)
    assert isinstance(summary, SummaryPage)
    summary.documents.deadlines.export.click()
    assert asked == ["Esporta le scadenze"]

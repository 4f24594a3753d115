"""From room to room, as the app wires them: each way leads where it says, and what it leaves is up to date."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.features.summary.page import SummaryPage
from tests.gui.support.program import BRIEF_FORM, Key, Start, field_of, focus
from tests.gui.support.shared import SharedProgram


def test_the_preview_leads_to_the_first_problem(shared_program: SharedProgram) -> None:
    program = shared_program.blank(BRIEF_FORM)
    program.keys("Ctrl+R")
    program.keys("Ctrl+Shift+P")
    preview = program.preview()
    program.wait(lambda: preview.pdf is not None)
    preview.first_problem_requested.emit()
    first = program.view.dossier.state.problems[0]
    item = field_of(focus())
    assert item is not None and item.place == FieldRef(first.field) and item.notices


def test_the_preview_page_is_the_programs_own(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.keys("Ctrl+R")
    summary = program.view.summary
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
    first, answers = program.stored.id, program.draft.answers
    program.app.show_dossiers()
    program.keys("Ctrl+D")
    assert program.stored.id != first and program.draft.answers == answers
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


def test_the_last_step_leads_to_what_the_dossier_was_filled_in_for(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.keys("Alt+A")  # Avanti; Qt shows the button pressed for a moment
    program.wait(lambda: program.view.step == program.view.ids[1])
    program.view.go_to_summary()
    program.keys("Alt+A")
    program.wait(lambda: isinstance(program.page(), PreviewPage))

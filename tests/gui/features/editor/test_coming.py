"""A dossier comes into the window in several turns of the event loop; what happens between them is not lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.features.versions.page import VersionsPage
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.wording.step_words import SIGNING
from tests.gui.support.program import BRIEF_FORM, Start, settle, texts
from tests.gui.support.two_dossiers import two
from tests.gui.support.wrappers import dead_in


def test_what_is_open_stays_until_the_other_is_there(start: Start) -> None:
    program = start()
    first, _ = two(program)
    view = program.view
    program.app.editor.open(first)
    assert program.window.current_page() is view and program.context.store.attached is not None
    assert program.context.store.attached.id != first
    program.wait(lambda: program.window.current_page() is not view)
    assert program.app.editor.open_id == first and program.window.current_page() is program.view


def test_what_is_typed_meanwhile_goes_into_the_dossier_that_comes(start: Start) -> None:
    program = start()
    first, second = two(program)
    program.app.editor.open(first)
    program.type(" ")
    assert program.app.editor.open_id == first
    assert program.draft.answers == {"datore_tipo": "privato"}
    program.wait_saved()
    assert "privato" not in program.drafts.read(second).content


def test_nothing_is_made_for_a_program_that_ends(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    first, _ = two(program)
    view = program.view
    program.app.editor.open(first)
    with monkeypatch.context() as patch:
        patch.setattr(program.context.store, "is_open", False)
        patch.setattr(program.app.editor, "_make_view", lambda *_: pytest.fail("made for nobody"))
        settle()
    assert program.app.editor.view is view


def test_a_place_is_opened_at_its_own_step_alone(start: Start) -> None:
    program = start()
    program.app.editor.begin_example("italia/quota_riserva")
    id = program.stored.id
    here, there = program.view.ids[0], program.view.ids[2]
    place = next(each.id for each in program.view.dossier.form.fields.values() if each.page == there)
    program.view.go_to(here)
    program.app.show_dossiers()
    settle()
    program.app.editor.open(id, ref=FieldRef(place))
    assert program.view.step == there and len(program.view.findChildren(StepPage)) == 1


def test_a_press_meanwhile_on_what_is_left_does_nothing(start: Start) -> None:
    program = start()
    first, second = two(program)
    box = next(each for each in program.view.findChildren(QAbstractButton) if "rivat" in each.text().casefold())
    program.app.editor.open(first)
    place = box.mapTo(program.window, box.rect().center())
    QTest.mouseClick(program.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    program.wait(lambda: program.app.editor.open_id == first)
    program.wait_saved()
    assert program.draft.answers == {} and "privato" not in program.drafts.read(second).content


def test_a_dossier_that_is_left_at_once_was_open(start: Start) -> None:
    program = start()
    first, _ = two(program)
    program.app.editor.open(first)
    program.app.show_dossiers()
    settle()
    assert program.window.current_page() is program.app.dossiers.page
    assert program.app.editor.view is None and program.app.dossiers.chosen_id() == first


def test_of_two_opened_at_once_the_last_one_stays(start: Start) -> None:
    program = start()
    first, second = two(program)
    program.app.editor.open(first)
    program.app.editor.open(second)
    settle()
    assert program.app.editor.open_id == second and program.window.current_page() is program.view


def test_the_window_closed_meanwhile_closes(start: Start) -> None:
    program = start()
    first, _ = two(program)
    program.app.editor.open(first)
    assert program.leave()
    settle()
    again = start()
    assert len(again.drafts.rows()) == 2 and again.app.editor.view is None


def test_what_is_typed_before_the_window_closes_is_stored(start: Start) -> None:
    program = start()
    first, second = two(program)
    program.app.editor.open(first)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Space)
    assert program.window.close()
    program.wait(lambda: not program.context.store.is_open)
    program.over = True
    again = start()
    assert "privato" in again.drafts.read(first).content
    assert "privato" not in again.drafts.read(second).content


def test_nothing_is_asked_once_the_program_has_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry, then the end of the program by itself (an update, a session that ends): both before it has come."""
    program = start()
    first, _ = two(program)
    program.app.editor.open(first)
    program.app.editor.coming.then(lambda: pytest.fail("asked of nobody"))
    program.app.editor.coming.end()
    settle()
    assert program.app.editor.coming.is_over
    program.app.editor.open(first)
    program.wait(lambda: program.app.editor.open_id == first)


def test_another_look_meanwhile_shows_the_dossier_that_comes(start: Start) -> None:
    program = start()
    first, _ = two(program)
    program.app.editor.open(first)
    program.app.appearance.resize_text(1.25)
    program.wait(program.window.isVisible)
    assert program.app.editor.open_id == first and program.window.current_page() is program.view


def test_the_last_steps_are_made_when_they_are_shown(start: Start) -> None:
    program = start()
    first, _ = two(program)
    made = (SummaryPage, SigningPage)
    assert not any(program.view.findChildren(kind) for kind in made)
    program.app.editor.open(first, SIGNING)
    assert program.view.step == SIGNING and [len(program.view.findChildren(kind)) for kind in made] == [0, 1]
    assert len(program.view.parts()) == 0  # nor any other


def test_a_page_that_asks_by_itself_does_not_bring_in_what_is_on_its_way(start: Start) -> None:
    """What it asks for is about the dossier on the screen, and stays about that one."""
    program = start()
    first, second = two(program)
    program.view.go_to(SIGNING)
    page = program.view.findChildren(SigningPage)[0]
    program.wait(lambda: bool(page.is_whole))
    program.app.editor.open(first)
    page.shown.emit()
    attached = program.context.store.attached
    assert attached is not None and attached.id == second
    program.wait(lambda: program.window.current_page() is not page.window() and program.app.editor.open_id == first)
    settle()
    assert not dead_in(program.app)


def test_versions_that_come_late_are_those_of_their_own_dossier(start: Start) -> None:
    program = start()
    program.app.editor.begin("italia/quota_riserva")
    first = program.stored.id
    program.app.editor.begin(BRIEF_FORM)
    program.write(texts(program)[0], "Cartotecnica di prova")
    program.app.versions.show()
    program.wait(lambda: isinstance(program.window.current_page(), VersionsPage))
    page = program.window.current_page()
    assert isinstance(page, VersionsPage)
    program.wait(lambda: page.list.model().rowCount() > 0)
    program.app.editor.open(first)
    assert program.app.editor.open_id == first  # the page is on its way out, and has not heard of it yet
    page.moments_requested.emit()
    program.wait(lambda: not isValid(page))
    assert program.window.current_page() is program.view


def test_another_look_puts_the_caret_where_it_was_in_the_same_dossier_alone(start: Start) -> None:
    program = start()
    program.app.editor.begin_example("italia/quota_riserva")
    first = program.stored.id
    cells = program.view.dossier.state.cells.items()
    last = [id for id, cell in cells if cell.visible][-1]
    program.app.editor.begin(BRIEF_FORM)
    program.view.go_to(FieldRef(texts(program)[0]))
    program.app.appearance.resize_text(1.25)
    program.wait(program.window.updatesEnabled)
    program.app.editor.open(first, ref=FieldRef(last))
    assert program.view.is_waiting, "for its own place"
    program.app.appearance.resize_text(1.5)
    program.wait(program.window.updatesEnabled)
    assert program.app.editor.open_id == first and program.window.current_page() is program.view

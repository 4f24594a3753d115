"""What is asked for while a typed key waits for its field comes after the key, and nobody waits for what takes long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import delete

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from tests.gui.support.program import BRIEF_FORM, Key, Start, field_of, focus, settle
from tests.gui.support.typed_before import Waiting, latest_to_be_made, stored_answer
from tests.gui.support.wrappers import dead_in


@pytest.mark.parametrize("leave", ["new", "home", "button", "open", "duplicate"])
def test_a_dossier_that_is_left_has_it(waiting: Waiting, leave: str) -> None:
    program, id, field = waiting
    view, app = program.view, program.app
    other = next(row.id for row in program.drafts.rows() if row.id != id)
    ways: dict[str, Callable[[], object]] = {
        "new": program.window.menus.actions["new"].trigger,
        "home": app.show_dossiers,
        "button": view.home_requested.emit,
        "open": lambda: app.editor.open(other),
        "duplicate": program.window.menus.actions["duplicate"].trigger,
    }
    ways[leave]()
    assert program.window.current_page() is view and view.is_waiting, "nobody waits for what takes long"
    settle()
    assert program.window.current_page() is not view
    assert stored_answer(program, id, field) == "7"
    assert leave != "duplicate" or program.draft.answers[field] == "7"


def test_keys_after_it_are_for_the_dossier_that_was_asked_for(waiting: Waiting) -> None:
    program, id, field = waiting
    other = next(row.id for row in program.drafts.rows() if row.id != id)
    program.app.editor.open(other)
    program.type(" ")
    settle()
    program.wait_saved()
    assert program.app.editor.open_id == other and program.draft.answers == {"datore_tipo": "privato"}
    assert stored_answer(program, id, field) == "7"


@pytest.mark.parametrize("leave", ["open", "new"])
def test_no_dossier_comes_between_two_keys(waiting: Waiting, leave: str) -> None:
    program, id, field = waiting
    other = next(row.id for row in program.drafts.rows() if row.id != id)
    program.type("89")
    if leave == "open":
        program.app.editor.open(other)
    else:
        program.window.menus.actions["new"].trigger()
    settle()
    assert program.app.editor.open_id == (other if leave == "open" else "")
    assert stored_answer(program, id, field) == "789"


def test_keys_after_nuova_pratica_are_for_its_page(waiting: Waiting) -> None:
    program, id, field = waiting
    program.keys("Ctrl+N")
    program.type("8")
    settle()
    assert program.window.current_page() is program.app.new_dossier.page
    assert stored_answer(program, id, field) == "7"


def test_what_was_typed_for_two_places_comes_before_what_was_asked_for_then(waiting: Waiting) -> None:
    program, _, field = waiting
    other, seen = latest_to_be_made(program, other_than=program.view.step), list[object]()
    view = program.view
    view.go_to(FieldRef(other))
    program.type("8")
    program.window.menus.perform(lambda: seen.append([view.dossier.draft.answers.get(each) for each in (field, other)]))
    program.wait(lambda: seen)
    assert seen == [["7", "8"]]


def test_undo_takes_that_back_and_nothing_else(waiting: Waiting) -> None:
    program, _, field = waiting
    before = program.draft.answers
    program.view.dossier.close_step()
    program.window.menus.actions["undo"].setEnabled(True)
    program.window.menus.actions["undo"].trigger()
    settle()
    assert program.draft.answers == before and program.view.dossier.can_redo()
    program.window.menus.actions["redo"].trigger()
    settle()
    assert program.draft.answers == {**before, field: "7"}


def test_what_is_saved_has_it(waiting: Waiting) -> None:
    program, id, field = waiting
    view = program.view
    program.window.menus.actions["save"].trigger()
    assert view.is_waiting, "nobody waits for what takes long"
    program.wait(lambda: not program.view.is_waiting)
    program.wait(lambda: not program.drafts.pending)
    assert stored_answer(program, id, field) == "7"


@pytest.mark.parametrize("by", ["button", "entry"])
def test_what_is_previewed_has_it(waiting: Waiting, by: str) -> None:
    program, _, field = waiting
    view = program.view
    if by == "button":
        next(each for each in view.findChildren(Button) if each.text() == "An&teprima").click()
    else:
        program.window.menus.actions["preview"].trigger()
    assert program.window.current_page() is view, "nobody waits for what takes long"
    program.wait(lambda: isinstance(program.window.current_page(), PreviewPage))
    assert view.dossier.draft.answers[field] == "7"


def test_controlla_names_nothing_that_it_answers(waiting: Waiting) -> None:
    program, _, field = waiting
    seen = list[object]()
    view = program.view
    view.session.visible_problems_changed.connect(lambda: seen.append(view.dossier.draft.answers[field]))
    program.app.editor.check_all()
    settle()
    assert seen and set(seen) == {"7"}


def test_the_focus_that_is_put_elsewhere_comes_there_after_it(waiting: Waiting) -> None:
    program, _, field = waiting
    button = next(each for each in program.view.findChildren(Button) if each.text() == "An&teprima")
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    assert program.draft.answers[field] == "7" and focus() is button


def test_a_control_that_goes_meanwhile_does_not_get_the_focus(waiting: Waiting) -> None:
    program, _, field = waiting
    button = QPushButton(program.view)
    button.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    delete(button)
    settle()
    assert program.draft.answers[field] == "7"


def test_the_menu_bar_that_is_gone_to_by_alt_does_not_keep_the_focus(waiting: Waiting) -> None:
    program, _, field = waiting
    program.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
    settle()
    item = field_of(focus())
    assert program.draft.answers[field] == "7" and item is not None and item.field.id == field


def test_the_link_of_a_notice_is_followed_after_it(waiting: Waiting) -> None:
    program, _, field = waiting
    seen = list[object]()
    links = (("undo", "Annulla"),)
    program.window.say("act", "ok", "Fatto.", "", links, lambda _: seen.append(program.draft.answers[field]))
    callout, view = program.window.callouts[-1], program.view
    next(each for each in callout.findChildren(Link) if each.text() == "Annulla").click()
    assert view.is_waiting and not seen, "nobody waits for what takes long"
    settle()
    assert seen == ["7"] and not program.callouts()


def test_the_end_of_a_job_is_about_the_dossier_that_was_asked_for_after_it(waiting: Waiting) -> None:
    program, id, field = waiting
    other, shown = next(row.id for row in program.drafts.rows() if row.id != id), list[str]()
    program.app.editor.open(other)

    def tell(_: object) -> None:
        attached = program.context.store.attached
        shown.append(attached.id if attached is not None else "")

    program.context.worker.when_ready(lambda: tell(None))
    program.wait(lambda: bool(shown))
    assert shown == [other] and stored_answer(program, id, field) == "7"


def test_f6_does_not_keep_what_stands_outside_of_the_dossier(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    assert program.view.step
    program.window.say("act", "ok", "Fatto.")
    link = program.window.callouts[-1].findChildren(Link)[0]
    link.setFocus()
    program.key(Key.Key_F6)
    assert program.view.isAncestorOf(focus())
    program.window.tell("act", None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not dead_in(program.app)


def test_f6_goes_on_after_it(waiting: Waiting) -> None:
    program, _, field = waiting
    program.key(Key.Key_F6)
    settle()
    item = field_of(focus())
    assert program.draft.answers[field] == "7" and (item is None or item.field.id != field)
    program.key(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    item = field_of(focus())
    assert item is not None and item.field.id == field, "it was there before"


def test_another_window_in_front_does_not_get_it(waiting: Waiting) -> None:
    program, _, field = waiting
    other = QLineEdit()
    program.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    program.wait(other.isActiveWindow)
    settle()
    assert program.draft.answers[field] == "7" and not other.text()
    program.window.activateWindow()
    program.wait(program.window.isActiveWindow)
    item = field_of(focus())
    assert item is not None and item.field.id == field


def test_what_cannot_be_seen_yet_cannot_be_pressed(waiting: Waiting) -> None:
    """The picture of the step before stays until the place is there."""
    program, _, field = waiting
    before, area = program.draft.answers, program.view._area  # noqa: SLF001 - the step that is not painted yet
    assert area is not None
    at = area.mapTo(program.window, area.rect().center())
    found = program.window.childAt(at)
    assert found is not None and not area.isAncestorOf(found) and found is not area
    settle()
    found = program.window.childAt(at)
    assert found is not None and area.isAncestorOf(found), "once it is seen it can"
    assert program.draft.answers == {**before, field: "7"}
    assert not isinstance(QApplication.focusWidget(), QPushButton)

"""Undo and redo: across steps, across restarts, and not behind a preview."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_app.engine.evaluation.field_ref import FieldRef
from tests.gui.support.program import BRIEF_FORM, Key, Start, field_of, focus, line, texts


def test_undo_and_redo_with_the_focus_in_a_field_across_steps(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first = texts(program)[0]
    program.write(first, "Uno")
    program.key(Key.Key_Tab)
    program.keys("Alt+Right")
    program.view.go_to(program.view.ids[3])
    second = texts(program)[0]
    step = program.view.step
    program.write(second, "Due")
    assert isinstance(focus(), QLineEdit)
    program.keys("Ctrl+Z")
    assert program.draft.answers.get(second) is None and line(program, second) == ""
    assert program.view.step == step != program.view.ids[0]
    program.keys("Ctrl+Z")
    assert program.draft.answers.get(first) is None
    assert program.view.step == program.view.ids[0]
    item = field_of(focus())
    assert item is not None and item.field.id == first
    assert not program.window.menus.actions["undo"].isEnabled()
    program.keys("Ctrl+Z")
    program.keys("Ctrl+Y")
    assert line(program, first) == "Uno"
    program.keys("Ctrl+Y")
    assert line(program, second) == "Due" and program.view.step == step
    assert not program.window.menus.actions["redo"].isEnabled()


@pytest.mark.parametrize("end", ["leave", "crash"])
def test_undo_goes_on_after_a_restart(start: Start, end: str) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first, second = texts(program)[:2]
    for field, words in ((first, "Uno"), (second, "Due"), (first, "Tre")):
        program.write(field, words)
        program.key(Key.Key_Tab)
    program.wait_saved()
    program.keys("Ctrl+Z")
    assert line(program, first) == "Uno"
    program.app.editor.saver.save()  # type: ignore[union-attr]  # a dossier is open, so there is a saver
    program.wait_saved()
    getattr(program, end)()
    again = start()
    if end == "leave":
        again.app.editor.open(again.drafts.rows()[0].id)
    again.go(first)
    again.keys("Ctrl+Y")
    assert line(again, first) == "Tre"
    for _ in range(2):
        again.keys("Ctrl+Z")
    assert (line(again, first), line(again, second)) == ("Uno", "")
    again.keys("Ctrl+Z")
    assert not again.draft.answers
    assert not again.window.menus.actions["undo"].isEnabled()


def test_changes_that_came_together_can_be_opened_and_undone(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first, second = texts(program)[:2]
    for field in (first, second):  # within one pause, so that one of the two is never saved
        program.view.session.answer(FieldRef(field), "Uno")
    program.wait_saved()
    draft = program.draft
    assert program.leave()
    again = start()
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.draft == draft
    again.keys("Ctrl+Z")
    assert not again.draft.answers


def test_undo_is_disabled_behind_a_preview(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], "Altro nome")
    draft = program.draft
    program.keys("Ctrl+Shift+P")
    preview = program.preview()
    program.wait(lambda: preview.pdf is not None)
    program.keys("Ctrl+Z")
    assert program.draft == draft and program.page() is preview
    program.key(Key.Key_Escape)
    assert program.page() is program.view and program.view.isAncestorOf(focus())
    program.keys("Ctrl+Z")
    assert program.draft != draft

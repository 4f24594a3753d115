"""A place that is still to be made: it gets the focus and what was typed for it, and nothing comes between."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps import page
from desktop_app.gui.steps.field_item import FieldItem
from tests.gui.support.editor import focus, item, opened, shown_text, small
from tests.gui.support.program import settle

Key = Qt.Key


def awaiting(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, **answers: bool) -> DossierView:
    """A view that waits for a field to be made, one part a turn."""
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 1)
    view = opened(qtbot, small(tmp_path), {"valore": "5000", **answers}, settled=False)
    view.go_to(FieldRef(field))
    assert view.is_waiting
    return view


def test_a_place_that_is_still_to_be_made_gets_the_focus_and_what_was_typed_meanwhile(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 1)
    view, more = opened(qtbot, small(tmp_path), {"valore": "5000"}, settled=False), list[str]()
    view.go_to(FieldRef("posti"), lambda: more.append("there"))
    assert view.is_waiting and not more
    for key in (Key.Key_7, Key.Key_Tab):
        QTest.keyClick(focus(), key)
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert more == ["there"] and shown_text(view, "posti") == "7"
    assert view.dossier.draft.answers == {"valore": "5000", "posti": "7"}
    assert item(view, "massimo").isAncestorOf(focus())
    qtbot.waitUntil(item(view, "posti").updatesEnabled)  # the picture of before is no longer held


def test_what_was_typed_for_a_place_goes_there_though_another_step_is_asked_for_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is typed after that goes to the other step: all in the order of the hand."""
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 1)
    view = opened(qtbot, small(tmp_path), {"valore": "5000"}, settled=False)
    view.go_to(FieldRef("posti"))
    for key, step in ((Key.Key_7, "secondo"), (Key.Key_8, "primo")):
        QTest.keyClick(focus(), key)
        view.go_to(step)
    assert view.is_waiting and view.step == "primo", "nobody waits for what takes long"
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert view.step == "primo"
    assert view.dossier.draft.answers == {"valore": "5000", "posti": "7"}, "the other key was for the second step"


@pytest.mark.parametrize("leave_by", ["forward", "check_all", "before_leaving"])
def test_what_was_typed_for_a_place_goes_there_however_the_step_is_left(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave_by: str
) -> None:
    """`before_leaving` is what the end of the window brings: at once."""
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 1)
    view = opened(qtbot, small(tmp_path), {"valore": "5000"}, settled=False)
    view.go_to(FieldRef("posti"))
    QTest.keyClick(focus(), Key.Key_7)
    getattr(view, leave_by)()
    if leave_by != "before_leaving":
        assert view.is_waiting, "nobody waits for what takes long"
        qtbot.waitUntil(lambda: not view.is_waiting)
        assert view.step != "primo" or view.session.visible_problems("primo")
    assert view.dossier.draft.answers == {"valore": "5000", "posti": "7"}


def test_a_place_in_a_line_has_a_turn_of_its_own_after_the_step(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    view = opened(qtbot, small(tmp_path), {"persone": [{"chi": "Ada", "ore": "20"}]})
    view.go_to(FieldRef("persone", "ore", view.dossier.lines("persone")[0]["id"]))
    assert view.step == "secondo" and view.is_waiting
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert item(view, "persone", "ore").isAncestorOf(focus())


def test_a_place_that_is_waited_for_does_not_take_the_focus_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = awaiting(qtbot, tmp_path, monkeypatch, "posti")
    item_there = next(each for each in view.findChildren(FieldItem) if each.field.id == "nome")
    item_there.focus()
    assert view.is_waiting
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert item_there.isAncestorOf(focus())


def test_what_nobody_typed_for_holds_nothing(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither another step, nor the end of the window, which makes no more of the step."""
    view = awaiting(qtbot, tmp_path, monkeypatch, "posti")
    made = len(view.findChildren(FieldItem))
    view.before_leaving()
    assert (view.is_waiting, len(view.findChildren(FieldItem))) == (True, made)
    there = view.findChildren(FieldItem)[0]
    assert not there.updatesEnabled(), "the picture of before is held"
    view.go_to(there.place)
    assert there.isAncestorOf(focus()) and there.updatesEnabled()
    view.go_to(FieldRef("posti"))
    view.go_to("secondo")
    assert view.step == "secondo"


def test_keys_that_are_taken_come_in_the_turns_that_take_them(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = awaiting(qtbot, tmp_path, monkeypatch, "posti")
    QTest.keyClick(focus(), Key.Key_7)
    taking = view.take_typed()
    view.parts()  # makes all, at once
    settle()
    assert (view.is_waiting, view.dossier.draft.answers) == (True, {"valore": "5000"})
    assert [*taking] == [None]
    assert (view.is_waiting, view.dossier.draft.answers) == (False, {"valore": "5000", "posti": "7"})


def test_a_key_that_waits_goes_down_and_up(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Space ticks a box when it is let go."""
    view = awaiting(qtbot, tmp_path, monkeypatch, "aiuto")
    QTest.keyClick(focus(), Key.Key_Space)
    assert view.is_waiting
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert view.dossier.draft.answers == {"valore": "5000", "aiuto": True}


def test_tab_has_nothing_made_at_once_while_a_place_is_waited_for(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = awaiting(qtbot, tmp_path, monkeypatch, "aiuto")
    made = len(view.findChildren(FieldItem))
    QApplication.sendEvent(focus(), QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
    assert view.is_waiting and len(view.findChildren(FieldItem)) == made
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert item(view, "posti").isAncestorOf(focus()), "the one after it"


def test_a_place_that_is_no_longer_asked_leaves_the_focus_to_the_first(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = awaiting(qtbot, tmp_path, monkeypatch, "quale_aiuto", aiuto=True)
    view.session.answer(FieldRef("aiuto"), False)
    assert view.is_waiting
    qtbot.waitUntil(lambda: not view.is_waiting)
    assert item(view, "nome").isAncestorOf(focus())


def test_another_place_of_the_step_gets_what_is_typed_after_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks the step itself has the key handed over at once."""
    view = awaiting(qtbot, tmp_path, monkeypatch, "posti")
    QTest.keyClick(focus(), Key.Key_7)
    assert view.findChildren(page.StepPage)[0].focus_place(FieldRef("valore"))
    QTest.keyClick(focus(), Key.Key_8)
    assert view.dossier.draft.answers == {"valore": "8", "posti": "7"}

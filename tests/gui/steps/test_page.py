"""One step: made in turns, what is asked only sometimes, the order of Tab."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Field
from desktop_app.engine.loading.loader import load
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps import page
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.session.steps import visible_fields
from tests.gui.support.editor import FORMS, SMALL, focus, item, leave, opened, small
from tests.gui.support.program import FORM, settle

Key = Qt.Key


def test_a_long_step_is_made_in_turns_and_ends_as_if_it_was_made_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walked(view: DossierView) -> list[tuple[str, str]]:
        first, found = focus(), list[tuple[str, str]]()
        for _ in range(40):
            QTest.keyClick(focus(), Key.Key_Tab)
            found.append((type(focus()).__name__, focus().accessibleName()))
            if focus() is first:
                break
        return found

    whole = opened(qtbot, small(tmp_path))
    expected = walked(whole)
    whole.close()
    monkeypatch.setattr(page, "FIRST_PARTS", 2)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 10)  # the last turn brings one that is not asked
    begin, at_once = page.StepPage.make_in_turns, list[int]()

    def begun(made: page.StepPage) -> None:
        begin(made)
        at_once.append(len(made.findChildren(FieldItem)))

    monkeypatch.setattr(page.StepPage, "make_in_turns", begun)
    view = opened(qtbot, small(tmp_path / "lento"))
    qtbot.waitUntil(lambda: len(view.findChildren(FieldItem)) == 8)
    assert at_once == [2]
    settle()
    seen = {field.id for field in visible_fields(view.dossier.state, "primo")}
    assert {each.place.field for each in view.findChildren(FieldItem) if each.isVisible()} == seen
    assert "quale_aiuto" not in seen
    assert walked(view) == expected


def test_tab_is_never_quicker_than_the_step_is_made(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts that are not asked stand between: with nothing to go to yet Tab left for the button under the step."""
    monkeypatch.setattr(page, "FIRST_PARTS", 1)
    monkeypatch.setattr(page, "PARTS_PER_TURN", 1)
    monkeypatch.setattr(page, "in_turns", lambda *_: None)  # no turn comes in between
    view = opened(qtbot, small(tmp_path))
    reached = set[str]()
    for _ in range(12):
        reached.update(each.place.field for each in view.findChildren(FieldItem) if each.isAncestorOf(focus()))
        QTest.keyClick(focus(), Key.Key_Tab)
    asked = [each for each in visible_fields(view.dossier.state, "primo") if each.formula is None and not each.columns]
    assert "aiuto" in reached and reached >= {each.id for each in asked if each.spec.type != "heading"}


def length(fields: list[Field]) -> int:
    """How long a step is."""
    return len(fields)


def first_question(fields: list[Field]) -> int:
    """How many of its parts stand above the first that can be filled in."""
    asked = [bool(each.columns) or (each.formula is None and each.spec.type != "heading") for each in fields]
    return asked.index(True) if any(asked) else 0


@pytest.mark.parametrize("most", [length, first_question])
def test_no_turn_makes_more_parts_than_are_made_in_a_moment(qtbot: QtBot, most: Callable[[list[Field]], int]) -> None:
    turns, made = count(), list[tuple[int, int]]()
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: next(turns))
    clock.start()
    view = opened(qtbot, load(FORMS / FORM, FORM, FORMS / "blocks"))
    steps = {id: [each for each in view.dossier.form.fields.values() if each.page == id] for id in view.ids[1:-1]}
    step = max(steps, key=lambda id: most(steps[id]))
    begin = page.StepPage.__init__

    def watched(made_now: page.StepPage, *args: Any) -> None:
        begin(made_now, *args)
        made_now.parts_added.connect(lambda: made.append((next(turns), len(made_now.findChildren(FieldItem)))))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page.StepPage, "__init__", watched)
        view.go_to(step)
    fields = [each for each in view.dossier.form.fields.values() if each.page == step and each.spec.type != "heading"]
    single = [each for each in fields if not each.columns]
    qtbot.waitUntil(lambda: made[-1][1] >= len(single))
    at_once = [after - before for (_, before), (_, after) in pairwise([(0, 0), *made])]
    assert max(at_once) <= max(page.FIRST_PARTS, page.PARTS_PER_TURN) and len(made) > 5
    assert all(before + 1 < after for (before, _), (after, _) in pairwise(made)), "two of them in one turn"
    qtbot.waitUntil(lambda: not view.is_waiting)
    seen = visible_fields(view.dossier.state, step)
    first = view.part(seen[first_question(seen)].id)
    assert first is not None and first.isAncestorOf(focus())


def test_parts_that_take_long_are_made_one_a_turn(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added, begin = list[int](), page.StepPage.__init__

    def watched(made: page.StepPage, *args: Any) -> None:
        begin(made, *args)
        made.parts_added.connect(lambda: added.append(len(made.findChildren(FieldItem))))

    monkeypatch.setattr(page.StepPage, "__init__", watched)
    monkeypatch.setattr(page, "LONG_TURN", 1e-9)
    opened(qtbot, small(tmp_path))
    assert added == [*range(1, 9)]


def test_a_conditional_field_comes_and_goes_and_the_focus_stays(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to(FieldRef("aiuto"))
    here = focus()
    QTest.keyClick(here, Key.Key_Space)
    assert item(view, "quale_aiuto").isVisible()
    assert focus() is here
    view.undo()
    assert not item(view, "quale_aiuto").isVisible()
    assert item(view, "aiuto").isAncestorOf(focus())


def test_a_field_that_disappears_gives_the_focus_to_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"aiuto": True})
    view.go_to(FieldRef("quale_aiuto"))
    view.session.answer(FieldRef("aiuto"), False)
    assert item(view, "aiuto").isAncestorOf(focus())


def test_tab_follows_the_paper_and_every_control_has_a_name_and_a_role(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000", "aiuto": True})
    view.go_to(FieldRef("nome"))
    visited: list[QWidget] = []
    while focus() not in visited:
        visited.append(focus())
        reader = QAccessible.queryAccessibleInterface(focus())
        assert reader.text(QAccessible.Text.Name), focus()
        assert reader.role() != QAccessible.Role.NoRole
        leave()
    ids = ["nome", "valore", "quota", "giorno", "aiuto", "quale_aiuto", "posti", "massimo"]
    owners = [id for stop in visited for id in ids if item(view, id).isAncestorOf(stop)]
    assert list(dict.fromkeys(owners)) == ids
    assert sum(a != b for a, b in pairwise(owners)) <= len(ids)


def test_a_step_that_asks_nothing_leads_on(qtbot: QtBot, tmp_path: Path) -> None:
    text = SMALL.replace('title = "Secondo passo"', 'title = "Secondo passo"\nvisible_when = "aiuto"')
    view = opened(qtbot, small(tmp_path, text), {"aiuto": False})
    view.go_to("secondo")
    onward = focus()
    assert isinstance(onward, Link) and onward.text() == "Vai avanti" and onward.isVisible()
    assert onward.accessibleDescription() == "Questo passo non serve in questa pratica."
    QTest.keyClick(onward, Key.Key_Return)
    assert view.step == SUMMARY

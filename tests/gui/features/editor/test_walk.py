"""A user without a plan: types, jumps, adds and removes lines, undoes. The window never differs from the dossier."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps.editors import editor_value
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.widgets.drawing.mnemonics import without_mnemonic
from desktop_app.library import Library
from desktop_app.session.steps import visible_fields
from tests.gui.support.editor import FORMS, leave, open_line, opened, small

WORDS = ("1.234", "12.34.5", "31/02/2026", "010226", "2", "60000", "Jesi", "x" * 400, "0", "-1", "1234,5")


class Walk:
    """One random action after the other."""

    def __init__(self, view: DossierView, seed: int) -> None:
        self.view, self.random = view, random.Random(seed)
        self.actions = [self.type] * 8 + [
            self.choose,
            self.jump,
            self.lines,
            self.lines,
            self.undo,
            self.redo,
            self.check,
        ]

    def run(self, count: int) -> None:
        for _ in range(count):
            self.random.choice(self.actions)()

    def _items(self) -> list[FieldItem]:
        return [each for each in self.view.findChildren(FieldItem) if each.isVisible()]

    def type(self) -> None:
        items = [each for each in self._items() if isinstance(each.editor.focus_widget(), QLineEdit)]
        if items:
            each = self.random.choice(items)
            each.focus()
            QTest.keyClicks(each.editor.focus_widget(), self.random.choice(WORDS)[:12])
            if self.random.random() < 0.7:
                leave()

    def choose(self) -> None:
        items = [each for each in self._items() if not isinstance(each.editor.focus_widget(), QLineEdit)]
        if items:
            each = self.random.choice(items)
            each.focus()
            QTest.keyClicks(each.editor.focus_widget(), " ")

    def jump(self) -> None:
        self.view.go_to(self.random.choice(self.view.ids))

    def lines(self) -> None:
        groups = [each for each in self.view.findChildren(LinesSection) if each.isVisible()]
        if not groups:
            return
        group = self.random.choice(groups)
        ids = group.list.ids
        if not ids or self.random.random() < 0.3:
            group.add_line()
        else:
            self.random.choice([group.remove_line, group.toggle_line, group.open_line])(self.random.choice(ids))
            if open_line(group) and self.random.random() < 0.3:
                group.copy_line()

    def undo(self) -> None:
        self.view.undo()

    def redo(self) -> None:
        self.view.redo()

    def check(self) -> None:
        if self.random.random() < 0.1:
            self.view.check_all()


def assert_equal_to_the_dossier(view: DossierView) -> None:
    """Every editor made so far shows what the dossier holds, and a fresh evaluation agrees."""
    dossier = view.dossier
    fresh = evaluate(dossier.form, dossier.draft, dossier.today)
    assert fresh.cells == dossier.state.cells
    assert fresh.problems == dossier.state.problems
    for page in dossier.form.pages:
        view.go_to(page.id)
        seen = {field.id for field in visible_fields(dossier.state, page.id)}
        for id, part in view.parts().items():
            assert part.isVisible() == (id in seen), id
            if isinstance(part, LinesSection):
                assert part.list.ids == [line.id for line in fresh.lines[id]]
            elif isinstance(part, FieldItem) and id in seen:
                assert value_of(part) == words_for(part, fresh.cells[id]), id


def value_of(item: FieldItem) -> str:
    """What an editor shows, in words."""
    target = item.editor.focus_widget()
    if isinstance(target, QLineEdit):
        return target.text()
    if isinstance(target, QPlainTextEdit):
        return target.toPlainText()
    if isinstance(target, QComboBox):
        return target.currentText()
    ticked = [each for each in item.editor.findChildren(QRadioButton) if each.isChecked()]
    return without_mnemonic(ticked[0].text()) if ticked else ""


def words_for(item: FieldItem, cell: Cell) -> str:
    """What it should show."""
    value = editor_value(item.field, cell)
    if isinstance(item.editor.focus_widget(), QLineEdit | QPlainTextEdit):
        return str(value or "")
    if isinstance(value, bool):
        return "Sì" if value else "No"
    return (item.field.spec.options or {}).get(str(value), "")


def walk(qtbot: QtBot, form: Form, answers: dict[str, object], count: int, seed: int) -> None:
    view = opened(qtbot, form, answers)
    Walk(view, seed).run(count)
    focused = QApplication.focusWidget()
    if focused is not None:
        leave()
    assert_equal_to_the_dossier(view)


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_through_the_small_form(qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    walk(qtbot, small(tmp_path), {}, 150, seed)


@pytest.mark.long
@pytest.mark.parametrize("id", Library([FORMS]).ids())
def test_a_long_walk_through_every_form(qtbot: QtBot, id: str) -> None:
    library = Library([FORMS])
    walk(qtbot, library.load(id), dict(library.example(id).answers), 2_000, 1)

"""A field with its label, help, links and problems."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, without_mnemonic
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.inputs.choice_editors import choice_editor
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from tests.gui.support.gallery_samples import HALF, TOO_MANY
from tests.gui.support.parts import Shown
from tests.gui.support.reader import spoken

Key = Qt.Key


def test_a_row_says_label_help_and_problem(shown: Shown, theme: Theme) -> None:
    row = FieldRow(
        theme, "Posti & turni", NumberEditor(theme, COUNT_WIDTH), "Il numero dell’art. 1.", mnemonics=Mnemonics()
    )
    shown(row)
    row.show_notices([TOO_MANY, HALF])
    field = row.editor.focus_widget()
    label = next(each for each in row.findChildren(QLabel) if each.buddy() is field)
    assert without_mnemonic(label.text()) == field.accessibleName() == "Posti & turni"
    said = field.accessibleDescription()
    assert said.startswith("Il numero dell’art. 1. Il massimo è 1 posto.") and HALF.fact in said
    assert field.property("state") == "error"
    row.show_notices([])
    assert field.property("state") == "" and not row.findChild(Callout).isVisible()  # type: ignore[union-attr]  # there is one, hidden


@pytest.mark.parametrize("width", [900, 640, 320])
def test_problems_stand_below_the_field_in_rows_of_any_width(shown: Shown, theme: Theme, width: int) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH), "Il numero dell'art. 1.")
    row.show_notices([TOO_MANY])
    shown(row, width=width)
    callout = row.findChild(Callout)
    assert isinstance(callout, Callout)
    field, place = row.editor.focus_widget(), callout.mapTo(row, callout.rect().topLeft())
    assert place.x() == 0 and place.y() > field.mapTo(row, field.rect().bottomLeft()).y()


def test_the_letter_leads_to_the_option_chosen(shown: Shown, theme: Theme) -> None:
    row = FieldRow(theme, "Periodo", choice_editor(theme, {"a": "un anno", "b": "tutta"}), mnemonics=Mnemonics())
    window = shown(TextEditor(theme), row)
    row.editor.show_value("b")
    QTest.keyClick(window, Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert row.editor.focus_widget().hasFocus() and spoken(row.editor.focus_widget()) == "tutta"


def test_a_remedy_is_one_key_away(shown: Shown, theme: Theme) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH))
    row.show_notices([TOO_MANY])
    row.set_links((("why", "Perché?"),))
    shown(row)
    followed: list[str] = []
    row.link_activated.connect(followed.append)
    for link in row.findChildren(Link):
        QTest.keyClick(link, Key.Key_Return)
        QTest.keyClick(link, Key.Key_Space)
    assert sorted(followed) == ["review", "review", "why", "why", "write", "write"]


def test_what_did_not_change_is_not_built_again(qtbot: QtBot, theme: Theme) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH))
    qtbot.addWidget(row)
    row.show_notices([TOO_MANY])
    before = row.findChild(Callout)
    row.show_notices([TOO_MANY])
    assert row.findChild(Callout) is before

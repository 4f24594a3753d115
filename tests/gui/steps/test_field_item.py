"""One field as a user meets it: typing, problems with their remedies, what is pasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from tests.gui.support.editor import focus, item, leave, link, opened, said, shown_text, small, type_in
from tests.unit.engine.support import ask, make_form, one_page

Key = Qt.Key


def test_what_is_typed_reaches_the_dossier_and_the_computed_fields(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1234", "valore")
    assert view.dossier.draft.answers["valore"] == "1234"
    assert shown_text(view, "valore") == "1234"
    assert shown_text(view, "quota") == "617,00\u00a0€"
    leave()
    assert shown_text(view, "valore") == "1.234,00\u00a0€"


def test_the_unit_agrees_with_what_is_typed(qtbot: QtBot) -> None:
    view = opened(qtbot, make_form(one_page(ask("durata", "integer", unit="mesi"))))
    row = item(view, "durata").row
    for typed, unit in (("", "mesi"), ("1", "mese"), ("12", "mesi"), ("0", "mesi")):
        type_in(view, typed, "durata")
        shown = [each.text() for each in row.findChildren(QLabel) if each.isVisibleTo(row)]
        assert [each for each in shown if each.startswith("mes")] == [unit]
        assert unit in row.editor.focus_widget().accessibleDescription()


def test_the_results_do_not_blink_at_the_comma(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1000,", "valore")
    assert shown_text(view, "quota") == "500,00\u00a0€"
    assert shown_text(view, "valore") == "1000,"


def test_a_wrong_answer_is_named_when_it_is_left_and_is_live_from_then_on(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "12.34.5", "valore")
    assert said(view, "valore") == []
    leave()
    assert said(view, "valore") == ["Non capisco «12.34.5»."]
    assert shown_text(view, "valore") == "12.34.5"
    type_in(view, "12,5", "valore")
    assert said(view, "valore") == []


def test_a_remedy_of_one_click(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000", "posti": "5"})
    assert said(view, "posti") == ["Sono troppi."]
    link(item(view, "posti"), "Scrivi 3").click()
    assert view.dossier.draft.answers["posti"] == "3"
    assert shown_text(view, "posti") == "3"
    assert said(view, "posti") == []
    assert focus() is item(view, "posti").editor.focus_widget()


def test_a_warning_is_set_aside_in_place_and_taken_up_again(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000", "posti": "1"})
    link(item(view, "posti"), "Lascia così e spiega").click()
    QTest.keyClicks(focus(), "Basta")
    assert view.dossier.draft.set_aside == {"pochi_posti": "Basta"}
    QTest.keyClick(focus(), Key.Key_Return)
    notice = item(view, "posti").notices[0]
    assert (notice.kind, "Basta" in notice.text) == ("note", True)
    link(item(view, "posti"), "Riprendi l’avviso").click()
    assert view.dossier.draft.set_aside == {}
    assert item(view, "posti").notices[0].kind == "warning"


def test_a_computed_value_is_replaced_with_a_reason_and_restored(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000"})
    link(item(view, "quota"), "Sostituisci questo valore").click()
    target = focus()
    assert isinstance(target, QLineEdit)
    assert target is item(view, "quota").editor.focus_widget()
    assert not target.isReadOnly()
    assert target.selectedText() == target.text() == "1.500,00\u00a0€"
    QTest.keyClicks(target, "1234,5")
    assert view.dossier.state.cells["quota"].value == 1234.5
    leave()
    while not isinstance(focus(), QLineEdit):
        leave()
    QTest.keyClicks(focus(), "Accordo")
    assert view.dossier.state.cells["quota"].value == 1234.5
    assert view.dossier.draft.overrides["quota"].reason == "Accordo"
    link(item(view, "quota"), "Torna al calcolo").click()
    assert view.dossier.draft.overrides == {}
    assert target.isReadOnly()


@pytest.mark.parametrize(
    ("typed", "shown", "kept"),
    [
        ("1.234", "1.234,00\u00a0€", "1234"),
        ("€ 1 234,56", "1.234,56\u00a0€", "1234.56"),
        ("12.34.5", "12.34.5", "12.34.5"),
    ],
)
def test_a_pasted_number(qtbot: QtBot, tmp_path: Path, typed: str, shown: str, kept: str) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to(FieldRef("valore"))
    QApplication.clipboard().setText(typed)
    QTest.keySequence(focus(), "Ctrl+V")
    leave()
    assert shown_text(view, "valore") == shown
    assert view.dossier.draft.answers["valore"] == kept


def test_the_dot_of_the_keypad_is_a_comma(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to(FieldRef("valore"))
    keypad = Qt.KeyboardModifier.KeypadModifier
    for key, words in ((Key.Key_1, "1"), (Key.Key_Period, "."), (Key.Key_5, "5")):
        QApplication.sendEvent(focus(), QKeyEvent(QKeyEvent.Type.KeyPress, key, keypad, words))
    assert view.dossier.draft.answers["valore"] == "1.5"


def test_a_day_that_does_not_exist_is_kept_with_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "31/02/2026", "giorno")
    leave()
    assert "non esiste" in said(view, "giorno")[0]
    assert shown_text(view, "giorno") == "31/02/2026"


@pytest.mark.parametrize("id", ["nome", "valore"])
def test_a_million_characters_are_taken_calmly(qtbot: QtBot, tmp_path: Path, id: str) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "12", id)
    QApplication.clipboard().setText("x" * 1_000_000)
    QTest.keySequence(focus(), "Ctrl+V")
    leave()
    assert "ha 1.000.000 caratteri" in said(view, id)[0]
    assert view.dossier.draft.answers[id] == "12"  # what was there is kept
    type_in(view, "34", id)
    leave()
    assert said(view, id) == []


def test_what_was_not_pasted_is_told_until_something_else_stands_there(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1234", "valore")
    leave()
    field = item(view, "valore")
    field.editor.paste_refused.emit(1_000_000)
    assert any("Non ho incollato" in each.fact for each in field.notices)
    view.undo()
    assert not any("Non ho incollato" in each.fact for each in field.notices)


def test_a_ticked_question_is_its_own_label_and_an_empty_box_says_no(qtbot: QtBot) -> None:
    """The form proposes that no; a box that was ticked and emptied again has answered it."""
    tick = {"tick": True, "default": "False"}
    fields = (
        ask("a", "yes_no", label="Apprendistato", **tick),
        ask("b", "yes_no", label="Tirocinio", **tick),
        ask("c"),
    )
    view = opened(qtbot, make_form(one_page(*fields)))
    a, b = (item(view, id).editor.focus_widget() for id in "ab")
    assert isinstance(a, QCheckBox) and isinstance(b, QCheckBox)
    assert (
        a.accessibleName() == "Apprendistato" and [each.text() for each in item(view, "a").findChildren(QLabel)] == []
    )
    assert (a.isChecked(), view.dossier.draft.answers.get("a")) == (False, None)
    assert view.dossier.state.cells["a"].value is False
    a.setFocus()
    QTest.keyClick(a, Key.Key_Space)
    assert view.dossier.draft.answers.get("a") is True
    QTest.keyClick(a, Key.Key_Return)
    assert b.hasFocus()
    a.click()
    assert view.dossier.draft.answers["a"] is False
    view.undo()
    assert (a.isChecked(), view.dossier.draft.answers["a"]) == (True, True)
    assert a.mapTo(view, QPoint()).y() == b.mapTo(view, QPoint()).y()

"""The guided view as a user meets it: typing, moving on, checking, undoing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.frame import EditorHeader
from desktop_app.gui.features.editor.rail_words import SUMMARY
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps import page
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import tab_stops
from desktop_app.gui.widgets.lists.rail import Rail
from desktop_app.session.steps import visible_fields
from tests.gui.support.editor import SMALL, item, leave, lines, open_line, opened, said, shown_text, small, type_in
from tests.gui.support.summary import EmptySummary
from tests.unit.engine.conftest import ask, make_form, one_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def link(parent: QWidget, words: str) -> Link:
    QApplication.processEvents()
    return next(each for each in parent.findChildren(Link) if each.text() == words and not each.isHidden())


def test_what_is_typed_reaches_the_dossier_and_the_computed_fields(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1234", "valore")
    assert view.dossier.draft.answers["valore"] == "1234"
    assert shown_text(view, "valore") == "1234"
    assert shown_text(view, "quota") == "617,00\u00a0€"
    leave()
    assert shown_text(view, "valore") == "1.234,00\u00a0€"


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
    monkeypatch.setattr(page, "FIRST", 2)
    monkeypatch.setattr(page, "NEXT", 10)  # the last turn brings one that is not asked
    begin, at_once = page.StepPage.begin, list[int]()

    def begun(made: page.StepPage) -> None:
        begin(made)
        at_once.append(len(made.findChildren(FieldItem)))

    monkeypatch.setattr(page.StepPage, "begin", begun)
    view = opened(qtbot, small(tmp_path / "lento"))
    qtbot.waitUntil(lambda: len(view.findChildren(FieldItem)) == 8)
    assert at_once == [2]
    for _ in range(4):  # what Qt shows and lays out by itself
        QApplication.processEvents()
    seen = {field.id for field in visible_fields(view.dossier.state, "primo")}
    assert {each.place.field for each in view.findChildren(FieldItem) if each.isVisible()} == seen
    assert "quale_aiuto" not in seen
    assert walked(view) == expected


def test_a_place_in_a_part_of_a_step_that_is_still_to_come_is_found(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FIRST", 1)
    view = opened(qtbot, small(tmp_path))
    view.go_to(FieldRef("posti"))
    assert focus() is item(view, "posti").editor.focus_widget()


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


def test_a_missing_answer_is_named_when_the_step_is_left(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "x", "nome")
    leave()
    assert said(view, "valore") == []
    view.forward()
    view.back()
    assert said(view, "valore") == ["Manca: scrivi l'importo."]


def test_a_step_only_looked_at_says_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to("secondo")
    view.go_to("primo")
    assert said(view, "valore") == []


def test_controlla_names_everything_and_goes_to_the_first_problem(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to("secondo")
    assert view.check_all() > 0
    assert view.step == "primo"
    assert focus() is item(view, "nome").editor.focus_widget()
    assert said(view, "posti")


def test_controlla_shows_the_problem_whole(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"nome": "x", "valore": "3000", "aiuto": False, "posti": "5"})
    for height in range(560, 300, -40):
        view.resize(1366, height)
        QApplication.processEvents()
        view.go_to("secondo")
        view.check_all()
        for _ in range(3):  # the page scrolls when it has its places
            QApplication.processEvents()
        part = item(view, "posti")
        area = next(each for each in view.findChildren(FadeScrollArea) if each.isAncestorOf(part))
        callout = part.findChildren(Callout)[0]
        if part.height() + 2 * view.theme.px(24) <= area.viewport().height():
            bottom = callout.mapTo(area.viewport(), callout.rect().bottomLeft())
            assert area.viewport().rect().contains(bottom), height


def test_controlla_goes_to_the_summary_where_nothing_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    answers = {"nome": "x", "valore": "5000", "aiuto": False, "posti": "2"}
    view = opened(qtbot, small(tmp_path), answers)
    assert view.check_all() == 0
    assert view.step == SUMMARY


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


def test_undo_and_redo_go_where_the_change_was(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1000", "valore")
    leave()
    view.go_to("secondo")
    view.undo()
    assert view.step == "primo"
    assert shown_text(view, "valore") == ""
    assert focus() is item(view, "valore").editor.focus_widget()
    view.redo()
    assert shown_text(view, "valore") == "1.000,00\u00a0€"


def test_undo_also_takes_back_what_is_being_typed(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "5"})
    type_in(view, "77", "valore")
    view.undo()
    assert shown_text(view, "valore") == "5,00\u00a0€"


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


def test_f6_visits_the_areas_and_ctrl_digits_the_steps(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1", "valore")
    here = focus()
    view.next_area(1)  # the panel
    view.next_area(1)  # the header
    view.next_area(1)
    assert view.findChildren(Rail)[0].isAncestorOf(focus())
    view.next_area(1)
    assert focus() is here
    QTest.keySequence(view, "Ctrl+2")
    assert view.step == "secondo"
    QTest.keySequence(view, "Ctrl+3")
    assert view.step == SUMMARY


def test_a_step_that_asks_nothing_leads_on(qtbot: QtBot, tmp_path: Path) -> None:
    text = SMALL.replace('title = "Secondo passo"', 'title = "Secondo passo"\nvisible_when = "aiuto"')
    view = opened(qtbot, small(tmp_path, text), {"aiuto": False})
    view.go_to("secondo")
    onward = focus()
    assert isinstance(onward, Link) and onward.text() == "Vai avanti" and onward.isVisible()
    assert onward.accessibleDescription() == "Questo passo non serve in questa pratica."
    QTest.keyClick(onward, Key.Key_Return)
    assert view.step == SUMMARY


def test_a_problem_leads_to_its_line(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"persone": [{"chi": "Ada", "ore": "20"}, {"chi": "Bea", "ore": "50"}]})
    problem = next(each for each in view.dossier.state.problems if each.line == 2)
    view.go_to(problem)
    assert open_line(lines(view, "persone")) == "2"
    assert focus() is item(view, "persone", "ore").editor.focus_widget()


@pytest.mark.parametrize("width", [640, 900, 1260, 1920])
def test_the_columns_fold_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000"})
    view.resize(width, 700)
    QApplication.processEvents()
    assert view.width() == width
    panel = view.panel()
    assert panel is not None and panel.isVisible()
    assert all(stop.window() is view for stop in tab_stops(view))


def test_a_new_view_remembers_what_was_said(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.check_all()
    again = type(view)(view.theme, view.dossier, EmptySummary(), view.session)
    qtbot.addWidget(again)
    assert said(again, "valore")


def test_the_header_names_the_dossier_and_its_next_term(qtbot: QtBot) -> None:
    long = "Mandare all'ufficio la comunicazione firmata da tutti"
    fields = (ask("nome", "text"), ask("comune", "text"))
    term = {"id": "fine", "title": long, "date": "add_days(oggi, 3)", "source": "Legge, art. 1"}
    form = make_form(
        one_page(page=[{"id": "p", "title": "P", "field": list(fields)}], name="{nome}, {comune}", deadline=[term])
    )
    view = opened(qtbot, form, {"comune": "Jesi"})
    header = view.findChildren(EditorHeader)[0]
    assert "Pratica senza nome – Jesi" in [each.accessibleName() for each in header.findChildren(QLabel)]
    assert long in [each.toolTip() for each in header.findChildren(QWidget) if each.isVisible()]


def test_what_was_not_pasted_is_told_until_something_else_stands_there(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "1234", "valore")
    leave()
    field = item(view, "valore")
    field.editor.paste_refused.emit(1_000_000)
    assert any("Non ho incollato" in each.fact for each in field.notices)
    view.undo()
    assert not any("Non ho incollato" in each.fact for each in field.notices)

"""The guided view as a user meets it: typing, moving on, checking, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor import view as view_module
from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.rail import Rail, RailItem
from desktop_app.gui.wording.step_words import SUMMARY
from tests.gui.support.editor import (
    SMALL,
    focus,
    item,
    leave,
    lines,
    open_line,
    opened,
    said,
    shown_text,
    small,
    type_in,
)
from tests.gui.support.program import settle
from tests.gui.support.summary import EmptySummary, empty_summary
from tests.unit.engine.support import ask, make_form, one_page

Key = Qt.Key


def test_a_missing_answer_is_named_when_the_step_is_left(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    type_in(view, "x", "nome")
    leave()
    assert said(view, "valore") == []
    view.forward()
    view.back()
    assert said(view, "valore") == ["Manca: scrivi l'importo."]


def test_avanti_names_what_is_missing_on_a_step_where_nothing_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.forward()
    view.back()
    assert said(view, "valore") == ["Manca: scrivi l'importo."]


def test_avanti_and_indietro_leave_out_a_step_that_is_not_needed(qtbot: QtBot, tmp_path: Path) -> None:
    text = SMALL.replace('title = "Secondo passo"', 'title = "Secondo passo"\nvisible_when = "aiuto"')
    view = opened(qtbot, small(tmp_path, text), {"aiuto": False})
    assert "&Avanti: Riepilogo" in [each.text() for each in view.findChildren(Button)]
    view.forward()
    assert view.step == SUMMARY
    view.back()
    assert view.step == "primo"


def test_the_last_step_leads_nowhere_further(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to_summary()
    (forward,) = view.findChildren(StepBar)[0].findChildren(Button)[1:]
    assert not forward.isVisible()
    view.forward()
    assert view.step == SUMMARY


def rail(view: DossierView) -> str:
    return view.findChildren(RailItem)[0].accessibleName()


def test_the_rail_changes_when_a_field_is_left_and_not_at_every_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "PAUSE_MS", 3_600_000)
    view = opened(qtbot, small(tmp_path))
    before = rail(view)
    type_in(view, "x", "nome")
    assert rail(view) == before
    leave()
    assert rail(view) != before


def test_the_rail_changes_after_a_pause_too(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "PAUSE_MS", 1)
    view = opened(qtbot, small(tmp_path))
    before = rail(view)
    type_in(view, "x", "nome")
    qtbot.waitUntil(lambda: rail(view) != before)


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
        settle()  # the page scrolls when it has its places
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


def test_a_problem_leads_to_its_line(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"persone": [{"chi": "Ada", "ore": "20"}, {"chi": "Bea", "ore": "50"}]})
    problem = next(each for each in view.dossier.state.problems if each.line == 2)
    view.go_to(problem)
    assert open_line(lines(view, "persone")) == "2"
    assert focus() is item(view, "persone", "ore").editor.focus_widget()


def test_the_summary_is_drawn_only_while_it_is_shown_and_leads_to_an_answer(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    summary = view.closing_page(SUMMARY)
    assert isinstance(summary, EmptySummary)
    type_in(view, "1", "valore")
    assert summary.drawn == 0
    view.go_to_summary()
    assert summary.isVisible() and summary.drawn > 0
    summary.navigate_requested.emit(FieldRef("posti"))
    assert view.step == "primo" and focus() is item(view, "posti").editor.focus_widget()


def test_a_new_view_remembers_what_was_said(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.check_all()
    again = type(view)(view.theme, view.dossier, (empty_summary(),), view.session)
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

"""The guided view as a user meets it: typing, moving on, checking, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.rail_words import SUMMARY
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import tab_stops
from desktop_app.gui.widgets.lists.rail import Rail
from tests.gui.support.editor import focus, item, leave, lines, open_line, opened, said, shown_text, small, type_in
from tests.gui.support.summary import EmptySummary
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

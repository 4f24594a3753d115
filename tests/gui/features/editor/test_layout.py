"""The guided view in windows of different sizes: nothing is lost, and everything stands where one looks for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.editor.step_bar import ResultStrip, StepBar
from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.layout.tab_order import tab_stops
from desktop_app.gui.widgets.lists.rail import Rail, RailItem
from desktop_app.gui.wording.step_words import SUMMARY
from tests.gui.support.editor import focus, link, opened, small
from tests.gui.support.program import settle
from tests.gui.support.summary import EmptySummary
from tests.unit.engine.support import ask, computed, group, make_form, one_page


def resized(view: DossierView, width: int, height: int = 700) -> DossierView:
    view.resize(width, height)
    settle()
    return view


def one(view: DossierView, kind: type[QWidget]) -> QWidget:
    (found,) = view.findChildren(kind)
    return found


def edges(view: DossierView, part: QWidget) -> tuple[int, int]:
    """Where a part begins and ends, in px from the left of the view."""
    left = part.mapTo(view, QPoint()).x()
    return left, left + part.width()


def is_in_sight(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


@pytest.mark.parametrize("width", [640, 900, 1260, 1920])
def test_the_columns_give_way_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    view = resized(opened(qtbot, small(tmp_path), {"valore": "3000"}), width)
    assert view.width() == width
    panel = view.panel()
    assert panel is not None and panel.isVisible()
    assert all(stop.window() is view for stop in tab_stops(view))


def test_a_panel_under_the_form_tells_its_result_in_a_strip_that_leads_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    view = resized(opened(qtbot, small(tmp_path), {"valore": "3000"}), 900)
    panel, strip, area = view.panel(), one(view, ResultStrip), one(view, StepScrollArea)
    assert panel is not None and area.isAncestorOf(panel) and strip.isVisible()
    link(strip, "Vai al calcolo").click()
    assert panel.isAncestorOf(focus())
    resized(view, 1366)
    assert not area.isAncestorOf(panel) and not strip.isVisible()


def test_the_steps_are_a_button_where_there_is_no_rail(qtbot: QtBot, tmp_path: Path) -> None:
    view = resized(opened(qtbot, small(tmp_path)), 640)
    (steps,) = [each for each in view.findChildren(Button) if each.text() == "Passo\u00a01\u00a0di\u00a03"]
    assert steps.isVisible() and not one(view, Rail).isVisible()
    resized(view, 1366)
    assert not steps.isVisible() and one(view, Rail).isVisible()


def test_the_bar_ends_a_form_that_fills_the_window_and_else_stays_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    view = resized(opened(qtbot, small(tmp_path)), 640)
    bar, area = one(view, StepBar), one(view, StepScrollArea)
    assert area.isAncestorOf(bar) and bar.isVisible()
    resized(view, 1366)
    assert not area.isAncestorOf(bar) and bar.isVisible()
    resized(view, 640)
    view.go_to_summary()
    assert not area.isAncestorOf(bar) and bar.isVisible()


def test_the_bar_stands_under_the_form_with_and_without_a_scroll_bar(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    bar, page = one(view, StepBar), one(view, StepPage)
    for height in (1400, 500):
        resized(view, 1366, height)
        assert edges(view, bar) == edges(view, page)


def test_the_bar_stands_under_a_form_that_gets_a_scroll_bar(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    area = one(view, StepScrollArea)
    assert isinstance(area, StepScrollArea)
    scroll = area.verticalScrollBar()
    lowest = next(height for height in range(1400, 400, -20) if resized(view, 1366, height) and scroll.maximum())
    resized(view, 1366, lowest + 20)
    assert not scroll.maximum()
    view.session.change(lambda: view.dossier.answer("aiuto", True))  # asks one thing more
    qtbot.waitUntil(lambda: scroll.maximum() > 0)
    qtbot.waitUntil(lambda: edges(view, one(view, StepBar)) == edges(view, one(view, StepPage)))


def test_the_bar_stands_under_the_summary(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    view.go_to_summary()
    resized(view, 1366)
    summary = view.closing_page(SUMMARY)
    assert isinstance(summary, EmptySummary)
    summary.sides = (100, 250)
    summary.sides_changed.emit()
    resized(view, 1366)
    left, right = edges(view, summary)
    assert edges(view, one(view, StepBar)) == (left + 100, right - 250)


def test_a_panel_comes_and_goes_with_what_it_shows(qtbot: QtBot) -> None:
    fields = (ask("serve", "yes_no"), ask("n", "integer"), computed("doppio", "integer", "n * 2", visible_when="serve"))
    form = make_form(one_page(*fields, panel=[{"pages": ["pagina"], "trace": ["doppio"]}]))
    view = opened(qtbot, form, {"n": "3"})
    panel = view.panel()
    assert panel is not None and not panel.isVisible()
    view.session.change(lambda: view.dossier.answer("serve", True))
    assert panel.isVisible()
    view.undo()
    assert not panel.isVisible()


def test_a_step_stands_where_the_others_do_with_a_panel_or_without_long_or_brief(qtbot: QtBot) -> None:
    """Also one with lines, whose table would like more room."""
    pages = [
        {"id": "calcolo", "title": "c", "field": [ask("n", "integer"), computed("doppio", "integer", "n * 2")]},
        {"id": "breve", "title": "b", "field": [ask("uno")]},
        {"id": "lungo", "title": "l", "field": [ask(f"campo_{n}") for n in range(30)]},
        {"id": "elenco", "title": "r", "field": [group("righe", ask("nome"))]},
    ]
    form = make_form(one_page(page=pages, panel=[{"pages": ["calcolo"], "trace": ["doppio"]}]))
    view = opened(qtbot, form, {"n": "3"})
    for width in (1366, 1920, 2600):
        resized(view, width)
        places = set()
        for page in pages:
            view.go_to(str(page["id"]))
            resized(view, width)
            shown = next(each for each in view.findChildren(StepPage) if each.isVisible())
            places.add((edges(view, shown), edges(view, one(view, StepBar))))
        assert len(places) == 1 and len(set(places.pop())) == 1


def test_two_fields_of_a_row_stand_on_one_line_whatever_wraps_above_them(qtbot: QtBot) -> None:
    """The tag of a proposed value goes under a long label."""
    long = {"label": "Lavoratori da inserire", "default": "2"}
    fields = (ask("n", "integer", **long), ask("m", "integer"), ask("p", "integer"), ask("q", "integer", **long))
    view = resized(opened(qtbot, make_form(one_page(*fields))), 1366)
    edits = [each for each in view.findChildren(QLineEdit) if each.isVisible()]
    tops = [each.mapTo(view, QPoint()).y() for each in edits]
    assert len(tops) == 4 and tops[0] == tops[1] < tops[2] == tops[3]


def tab_through(view: DossierView, page: QWidget) -> QWidget:
    """Where Tab goes after the last control of a step."""
    for _ in range(50):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if not page.isAncestorOf(focus()):
            return focus()
    raise AssertionError("Tab goes round in the step")


@pytest.mark.parametrize("width", [640, 1366])
def test_tab_goes_from_the_last_field_to_avanti(qtbot: QtBot, width: int) -> None:
    steps = ("uno", "due", "tre")
    pages = [{"id": step, "title": step, "field": [ask(f"{step}_{n}") for n in range(20)]} for step in steps]
    view = resized(opened(qtbot, make_form(one_page(page=pages))), width)
    for step in ("uno", "due", "uno", "tre", "due"):
        view.go_to(step)
        QApplication.processEvents()
        page = next(each for each in view.findChildren(StepPage) if each.page.id == step)
        page.make_all()
        after = tab_through(view, page)
        assert isinstance(after, Button) and after.accessibleName().startswith("Avanti")
        QTest.keyClick(after, Qt.Key.Key_Backtab)
        assert page.isAncestorOf(focus())


def test_of_many_steps_the_one_that_is_shown_is_in_sight_in_the_rail(qtbot: QtBot) -> None:
    pages = [{"id": f"p{number}", "title": f"Passo {number}", "field": [ask(f"f{number}")]} for number in range(24)]
    view = resized(opened(qtbot, make_form(one_page(page=pages)), {}), 1366, 500)
    items = view.findChildren(RailItem)
    for index in (23, 0):
        view.go_to(f"p{index}")
        qtbot.waitUntil(partial(is_in_sight, items[index]))

"""Another look of a dossier of which many steps were seen: what is hidden goes first, in turns of its own."""

from __future__ import annotations

from itertools import count, pairwise

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.features.editor.view import DossierView
from tests.gui.support.program import FORM, Key, Program, Start, focus, press_sign, settle, shown, texts


@pytest.fixture
def program(start: Start) -> Program:
    """Every step was seen; the caret stands in a text, half typed."""
    made = start()
    made.app.editor.begin_example(FORM)
    for step in made.view.ids:
        made.view.go_to(step)
        made.wait_whole()
    made.view.go_to(made.view.ids[1])
    made.write(texts(made)[0], "Alfa")
    settle()
    return made


def areas(view: DossierView) -> list[StepScrollArea]:
    return view.findChildren(StepScrollArea)


def test_no_turn_takes_away_more_than_one_step_and_the_rest_is_little(program: Program) -> None:
    old, left = program.view, list[int]()
    left.append(len(areas(old)))
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: left.append(len(areas(old)) if isValid(old) else 0))
    clock.start()
    program.app.appearance.choose_scheme("dark")
    left.append(len(areas(old)))
    program.wait(lambda: not isValid(old))
    clock.stop()
    turns = [each for each in left if each]
    assert turns[0] > 10 and all(before - after <= 1 for before, after in pairwise(turns))
    assert turns[-1] == 1
    program.wait(lambda: program.window.updatesEnabled() and not program.view.is_waiting)
    assert program.window.theme.name == "dark" and shown(focus()) == "Alfa"


def test_what_is_typed_meanwhile_stays_with_its_caret_in_the_new_look(program: Program) -> None:
    old = program.view
    program.key(Key.Key_Left)
    program.app.appearance.resize_text(1.5)
    assert isValid(old)
    press_sign("b")
    program.wait(lambda: not isValid(old) and program.window.updatesEnabled() and not program.view.is_waiting)
    press_sign("c")
    assert shown(focus()) == "Alfbca" and "Alfbca" in program.draft.answers.values()


def test_no_page_is_taken_from_under_an_open_menu(program: Program) -> None:
    old, menu = program.view, QMenu(program.window)
    menu.addAction("Prova")
    program.app.appearance.choose_scheme("dark")
    menu.popup(program.window.mapToGlobal(QPoint(100, 100)))
    program.wait(menu.isVisible)
    turns = count()
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: next(turns))
    clock.start()
    program.wait(lambda: next(turns) > 100)
    clock.stop()
    assert isValid(old)
    menu.close()
    program.wait(lambda: not isValid(old))


def test_of_two_looks_chosen_at_once_the_last_one_comes_and_no_other(program: Program) -> None:
    views = list[DossierView]()
    program.window.page_shown.connect(views.append)
    program.app.appearance.choose_scheme("dark")
    program.app.appearance.choose_scheme("contrast")
    program.wait(lambda: program.window.theme.name == "contrast")
    settle()
    assert len(views) == 1


def test_the_window_closed_meanwhile_closes(program: Program) -> None:
    program.app.appearance.choose_scheme("dark")
    assert program.leave()
    settle()
    assert program.window.theme.name != "dark"
    assert program.context.settings.scheme == "dark"


def test_the_calculation_comes_later_unless_somebody_types_in_it(program: Program) -> None:
    """Also where the focus is in no field: on the list of steps."""
    step = next(panel.spec.pages[0] for panel in program.view.dossier.form.panels)
    program.view.go_to(step)
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: program.window.theme.name == "dark" and program.window.updatesEnabled())
    program.view._rail.focus_current()  # noqa: SLF001 - as F6 does
    program.app.appearance.choose_scheme("light")
    assert not program.view.findChildren(CalculationPanel)
    program.wait(program.window.updatesEnabled)
    assert program.view.findChildren(CalculationPanel)

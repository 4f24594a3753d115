"""The way of Tab through a step: as the page is read, then Avanti, then around, whatever came meanwhile."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.controls.link_group import GroupedLink
from tests.gui.support.editor import section_of
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Program, Start, field_of, focus, settle
from tests.gui.support.shared import SharedProgram

FORMS = [BRIEF_FORM, pytest.param(FORM, marks=pytest.mark.long)]


def around(program: Program, key: Key = Key.Key_Tab) -> list[QWidget]:
    """Where Tab goes from here, until it is here again."""
    shift = Qt.KeyboardModifier.ShiftModifier if key == Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
    way = [focus()]
    for _ in range(400):
        program.key(key, shift)
        if focus() is way[0]:
            return way
        assert focus() not in way, f"Tab goes round without its start, by {focus().accessibleName()}"
        way.append(focus())
    raise AssertionError("Tab goes round and round")


def part_of(stop: QWidget) -> str:
    """The id of the part of the step that a control is in; empty outside of the step."""
    section, item = section_of(stop), field_of(stop)
    return section.group.id if section is not None else item.field.id if item is not None else ""


def faults(program: Program) -> list[str]:
    """What is wrong with the way of Tab through the step that is shown, there and back."""
    program.view.parts()
    settle()
    program.view.go_to(program.view.step)
    there, order = around(program), list(program.view.parts())
    # A step begins at its first question, which may stand below values that are computed.
    first = min(
        (at for at, stop in enumerate(there) if part_of(stop)),
        key=lambda at: order.index(part_of(there[at])),
        default=0,
    )
    way = there[first:] + there[:first]
    places = [order.index(part_of(stop)) for stop in way if part_of(stop)]
    wrong = [f"{order[after]} after {order[before]}" for before, after in pairwise(places) if after < before]
    bar = [stop for stop in way if isinstance(stop.parentWidget(), StepBar)]
    last = max(at for at, stop in enumerate(way) if part_of(stop)) if places else 0
    if not bar or "Avanti" not in bar[0].accessibleName() or (places and way[last + 1 : last + 1 + len(bar)] != bar):
        wrong.append("Avanti does not come after the last field")
    if around(program, Key.Key_Backtab)[1:] != there[:0:-1]:
        wrong.append("Shift+Tab goes another way")
    for part in program.view.parts().values():
        if isinstance(part, FieldItem) and part.isVisible() and part.field.formula is not None:
            links = [each for each in part.row.findChildren(GroupedLink) if each.isVisible()]
            stops = [stop for stop in way if stop in links or stop is part.editor.focus_widget()]
            replaced = program.view.dossier.state.cells[part.field.id].origin == "overridden"
            if not replaced and len(stops) != bool(links):
                wrong.append(f"{part.field.id}, which is computed, is {len(stops)} stops")
    return wrong


def start_at_first(program: Program, step: str) -> None:
    program.view.go_to(step)
    program.wait_whole()
    program.view.go_to(step)
    settle()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("width", [1366, 900])
def test_tab_goes_as_the_page_is_read_then_to_avanti_then_around(
    shared_program: SharedProgram, form: str, width: int
) -> None:
    program = shared_program.example(form)
    program.window.resize(width, 690)
    wrong = []
    for step in (page.id for page in program.view.dossier.form.pages):
        start_at_first(program, step)
        wrong += [f"{step}: {each}" for each in faults(program)]
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_what_comes_while_somebody_works_has_its_place_on_the_way(start: Start, form: str) -> None:
    """A line, the offer to have a removed one back, the reasons of computed values, values in their place."""
    program = start()
    program.app.editor.begin_example(form)
    wrong = []
    for step in (page.id for page in program.view.dossier.form.pages):
        start_at_first(program, step)
        for part in program.view.parts().values():
            if isinstance(part, LinesSection) and part.isVisible() and part.list.ids:
                part.open_line(part.list.ids[0])
                wrong += [f"{step}, a line: {each}" for each in faults(program)]
                part.remove_line(part.list.ids[0])
                wrong += [f"{step}, a line less: {each}" for each in faults(program)]
        start_at_first(program, step)
        for part in program.view.parts().values():
            if isinstance(part, FieldItem) and part.isVisible() and part.field.formula is not None:
                for link in part.row.findChildren(Link):
                    if link.text() in ("Perché?", "Sostituisci questo valore"):
                        link.click()
        wrong += [f"{step}, opened: {each}" for each in faults(program)]
    assert wrong == []

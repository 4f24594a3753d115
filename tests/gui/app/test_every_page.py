"""Every page at several sizes: nothing cut, nothing over anything, Italian, a name and a role for each control."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.features.summary.answers import AnswerGroup
from desktop_app.gui.services.settings import SCHEMES
from desktop_app.gui.steps.page import StepPage
from tests.gui.support import layout
from tests.gui.support.every_page import pages, resized
from tests.gui.support.italian import english, spoken
from tests.gui.support.layout import wrong_in
from tests.gui.support.program import Key, Program, Start, focus, settle
from tests.gui.support.reader import confused, controls, nameless

ROUNDS = 10  # of the event loop, until what wraps has its height
LARGE = pytest.param(1920, 1080, 1.0, marks=pytest.mark.long)  # where there is room for all
SIZES = ((1366, 690, 1.0), (900, 700, 1.0), (1366, 690, 2.0), LARGE)


def step_bar_faults(root: QWidget) -> Iterator[str]:
    """Indietro and Avanti stand exactly under the form or the answers, which a scroll bar may have moved."""
    kinds = (StepPage, AnswerGroup, StepBar)
    shown = [each for kind in kinds for each in root.findChildren(kind) if each.isVisible()]
    sides = {(each.mapTo(root, each.rect().topLeft()).x(), each.width()) for each in shown}
    if len(shown) > 1 and len(sides) > 1:
        yield f"the bar is not under the form or the answers: {sides}"


@pytest.mark.parametrize(("width", "height", "factor"), SIZES)
def test_nothing_is_cut_or_overlaps(start: Start, width: int, height: int, factor: float) -> None:
    program = resized(start, width, height, factor)
    found: dict[str, list[str]] = {}
    for name in pages(program):
        for _ in range(ROUNDS):
            settle()
            if not (wrong := [*wrong_in(program.window), *step_bar_faults(program.window)]):
                break
        else:
            found[name] = wrong
        if (program.window.width(), program.window.height()) != (width, height):
            found.setdefault(name, []).append(f"the window grew to {program.window.size().toTuple()}")
            program.window.resize(width, height)
    assert not found, "\n".join(f"{name}: {each}" for name, wrong in found.items() for each in wrong)


class Watch(QObject):
    """Tells which widgets were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} «{watched.accessibleName()}»")
        return False


def waits(control: QWidget) -> bool:
    """Of some radios Tab visits the one that is on; the arrows go to the others."""
    return isinstance(control, QRadioButton) and control.autoExclusive() and not control.isChecked()


def missed_by_tab(program: Program) -> Iterator[str]:
    """The controls of the page that Tab does not reach on its way round."""
    expected = {each for each in controls(program.window) if not waits(each)}
    if focus() not in expected:  # a step that asks nothing has the focus itself
        program.key(Key.Key_Tab)
    first, visited = focus(), {focus()}
    for _ in range(400):
        program.key(Key.Key_Tab)
        if focus() is first:
            break
        if focus() in visited:
            yield "Tab goes round without its start"
            break
        visited.add(focus())
    for each in expected - visited:
        yield f"Tab does not reach {type(each).__name__} «{each.accessibleName()}»"


def test_every_page_is_italian_named_in_one_window_and_walked_by_tab(start: Start, qapp: QApplication) -> None:
    program = resized(start, 1366, 690, 1.0)
    watch, found, seen = Watch(), list[str](), 0
    qapp.installEventFilter(watch)
    for name in pages(program):
        settle()
        assert program.window.isActiveWindow(), f"{name}: {watch.shown}"
        seen += len(list(controls(program.window)))
        found += [f"{name}: {each}" for each in (*nameless(program.window), *confused(program.window))]
        found += [f"{name}: {each}" for each in layout.unstyled(program.window, program.window.theme)]
        found += [f"{name}: «{words}»" for _, words in spoken(program.window) if english(words)]
        if "avviso" not in name:
            found += [f"{name}: {each}" for each in missed_by_tab(program)]
        found += [f"{name}: {each} flashed as a window" for each in watch.shown]
        watch.shown.clear()
    for scheme in SCHEMES:
        program.app.appearance.choose_scheme(scheme)
    qapp.removeEventFilter(watch)
    assert sorted({*found, *watch.shown}) == []
    assert seen > 200

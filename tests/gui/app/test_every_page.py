"""Every page at several sizes: nothing cut, nothing over anything, Italian, a name and a role for each control."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

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
from tests.gui.support.reader import confused, controls, misnamed, nameless

Size = tuple[int, int, float]  # px, and the size of text

ROUNDS = 10  # of the event loop, until what wraps has its height
LARGE = pytest.param((1920, 1080, 1.0), marks=pytest.mark.long)  # where there is room for all
FIRST: Size = (1366, 690, 1.0)
SIZES = (FIRST, (900, 700, 1.0), (1366, 690, 2.0), LARGE)


def step_bar_faults(root: QWidget) -> Iterator[str]:
    """Indietro and Avanti stand exactly under the form or the answers, which a scroll bar may have moved."""
    kinds = (StepPage, AnswerGroup, StepBar)
    shown = [each for kind in kinds for each in root.findChildren(kind) if each.isVisible()]
    sides = {(each.mapTo(root, each.rect().topLeft()).x(), each.width()) for each in shown}
    if len(shown) > 1 and len(sides) > 1:
        yield f"the bar is not under the form or the answers: {sides}"


class WindowWatch(QObject):
    """Tells which widgets were shown as windows of their own."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._application = application
        application.installEventFilter(self)

    def end(self) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} «{watched.accessibleName()}»")
        return False

    def flashed(self) -> list[str]:
        """Those since this was asked the last time."""
        shown, self.shown = self.shown, []
        return [f"{each} flashed as a window" for each in shown]


def waits(control: QWidget) -> bool:
    """Of some radios Tab visits the one that is on; the arrows go to the others."""
    return isinstance(control, QRadioButton) and control.autoExclusive() and not control.isChecked()


def missed_by_tab(program: Program, reachable: Iterable[QWidget]) -> Iterator[str]:
    """The controls of the page that Tab does not reach on its way round."""
    expected = {each for each in reachable if not waits(each)}
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


@dataclass
class Found:
    """What is wrong at one size; all else but the layout only at the first size."""

    layout: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    controls: int = 0


Walk = Callable[[Size], Found]


@pytest.fixture(scope="module")
def found() -> dict[Size, Found]:
    return {}


@pytest.fixture
def walk(start: Start, qapp: QApplication, found: dict[Size, Found]) -> Walk:
    """Goes through every page at a size; once, whichever test asks first."""

    def find(size: Size) -> Found:
        if size not in found:
            found[size] = every_page(resized(start, *size), qapp, size)
        return found[size]

    return find


def every_page(program: Program, qapp: QApplication, size: Size) -> Found:
    """Looks at one page after the other."""
    found = Found()
    watch = WindowWatch(qapp) if size == FIRST else None
    for name in pages(program):
        found.layout += [f"{name}: {each}" for each in layout_faults(program, size[:2])]
        if watch is not None:
            reachable = controls(program.window)
            found.controls += len(reachable)
            wrong = [*other_faults(program, reachable), *(missed_by_tab(program, reachable) if may_walk(name) else ())]
            found.others += [f"{name}: {each}" for each in (*wrong, *watch.flashed())]
    if watch is not None:
        for scheme in SCHEMES:
            program.app.appearance.choose_scheme(scheme)
        found.others += watch.flashed()
        watch.end()
    return found


def layout_faults(program: Program, size: tuple[int, int]) -> Iterator[str]:
    """What is cut, overlaps, or makes the window grow."""
    window = program.window
    wrong: list[str] = []
    for _ in range(ROUNDS):
        settle()
        if not (wrong := [*wrong_in(window), *step_bar_faults(window)]):
            break
    yield from wrong
    if window.size().toTuple() != size:
        yield f"the window grew to {window.size().toTuple()}"
        window.resize(*size)


def other_faults(program: Program, reachable: list[QWidget]) -> Iterator[str]:
    """Another window in front; no name or role, a wrong one, one told twice; Qt's own look; no Italian."""
    window = program.window
    if not window.isActiveWindow():
        yield "another window is in front"
    yield from nameless(reachable)
    yield from confused(reachable)
    yield from misnamed(window)
    yield from layout.unstyled(window, window.theme)
    yield from (f"«{words}»" for _, words in spoken(window) if english(words))


def may_walk(name: str) -> bool:
    """Under a notice the page is the same, and was walked already."""
    return "avviso" not in name


def test_every_page_is_italian_named_in_one_window_and_walked_by_tab(walk: Walk) -> None:
    assert sorted(set(walk(FIRST).others)) == []
    assert walk(FIRST).controls > 200


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_overlaps(walk: Walk, size: Size) -> None:
    assert walk(size).layout == []

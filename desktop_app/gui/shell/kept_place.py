"""Where the user is on a page, kept while the page is made anew in another look: the focus, and what is scrolled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeVar, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QScrollBar, QWidget
from shiboken6 import isValid

from desktop_app.gui.widgets.layout.later import later

SETTLED_MS: Final = 1500  # by then a page that is made in turns is whole
Key = tuple[str, str, int]  # a widget's class and accessible name, and which of those that share them
W = TypeVar("W", bound=QWidget)


class KeptPlace(NamedTuple):
    """The control with the focus and its caret, and how far down each part is scrolled that was seen."""

    control: Key | None
    caret: int
    scrolled: dict[Key, int]
    factor: float

    @classmethod
    def of(cls, page: QWidget | None, factor: float) -> KeptPlace:
        """The place on a page that is shown, whose text has that size."""
        if page is None:
            return cls(None, 0, {}, factor)
        focused = page.window().focusWidget()
        control = next((key for key, each in _controls(page) if each is focused), None)
        caret = focused.cursorPosition() if isinstance(focused, QLineEdit) else 0
        scrolled = {key: each.verticalScrollBar().value() for key, each in _areas(page)}
        return cls(control, caret, {key: value for key, value in scrolled.items() if value}, factor)

    def only_focus(self) -> KeptPlace:
        """The control and its caret alone: what scrolls keeps its place by itself."""
        return self._replace(scrolled={})

    def put(self, page: QWidget | None, factor: float) -> Callable[[], bool]:
        """The same place on the page that was made instead; the result tells whether all is where it was by now."""
        held: list[_Scrolled] = []
        if page is None:
            return lambda: True
        self._put_focus(page)
        focused = page.window().focusWidget()
        for key, area in _areas(page) if self.scrolled else ():
            # In another size of text what has the focus stays in sight, which its area sees to.
            if key in self.scrolled and (factor == self.factor or focused is None or not area.isAncestorOf(focused)):
                held.append(_Scrolled(area.verticalScrollBar(), round(self.scrolled[key] * factor / self.factor)))
        return lambda: all(not isValid(each) or each.is_there for each in held)

    def _put_focus(self, page: QWidget) -> None:
        if self.control is None:
            return
        control = next((each for key, each in _controls(page) if key == self.control), None)
        if control is None or control is page.window().focusWidget():  # the room has put it, or will
            return
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit):
            control.setCursorPosition(self.caret)


class _Scrolled(QObject):
    """Keeps a scroll bar where it was while its page grows to its height and shows what has the focus; until the user
    does something.
    """

    def __init__(self, bar: QScrollBar, value: int) -> None:
        super().__init__(bar)
        self._bar, self._value, self._focused = bar, value, QApplication.focusWidget()
        self._holds = True
        bar.rangeChanged.connect(self._reach)
        bar.valueChanged.connect(self._reach)
        bar.actionTriggered.connect(self._let_go)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus)
        later(self, self._let_go, SETTLED_MS)
        self._reach()

    @property
    def is_there(self) -> bool:
        """Whether the page is long enough by now."""
        return not self._holds or self._bar.value() == self._value

    def _reach(self) -> None:
        if self._holds:
            self._bar.setValue(min(self._value, self._bar.maximum()))

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        # Out of nothing the focus comes when the window is shown again.
        if old is not None and new is not None and new is not self._focused:
            self._let_go()

    def _let_go(self) -> None:
        self._holds = False
        self.deleteLater()


def _controls(page: QWidget) -> Iterator[tuple[Key, QWidget]]:
    stops = (each for each in page.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus)
    return _numbered(each for each in stops if each.accessibleName() and each.isVisibleTo(page))


def _areas(page: QWidget) -> Iterator[tuple[Key, QAbstractScrollArea]]:
    return _numbered(each for each in page.findChildren(QAbstractScrollArea) if each.isVisibleTo(page))


def _numbered(widgets: Iterable[W]) -> Iterator[tuple[Key, W]]:
    """Each with what tells it from the others, on this page and on the one made instead."""
    seen: Counter[tuple[str, str]] = Counter()
    for each in widgets:
        kind = (type(each).__name__, each.accessibleName())
        yield (*kind, seen[kind]), each
        seen[kind] += 1

"""A page that covers another one until it is closed, and what all such pages look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator, heading
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, centred_column

WIDE = 760


def in_the_middle(theme: Theme, column: QWidget, content: QWidget | None = None) -> QWidget:
    """What such a page scrolls: one column, wherever it is not a table of the window's width."""
    column.setMaximumWidth(theme.px(WIDE))
    return centred_column(column, theme.gap(24), content)


class OverlayPage(Page):
    """A page that covers another one until it is `closed`."""

    closed = Signal()


class TitledOverlay(OverlayPage):
    """A title with Chiudi, and parts below each other; `closed` when the user has read enough."""

    def __init__(self, theme: Theme, title: str, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(theme.gap(10))
        for part in (self._head(theme, title), *parts):
            around = theme.gap(8) if isinstance(part, Separator) else 0
            column.addSpacing(around)
            column.addWidget(part)
            column.addSpacing(around)
        column.addStretch(1)
        area = FadeScrollArea(theme)
        area.set_content(in_the_middle(theme, middle))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _head(self, theme: Theme, title: str) -> QWidget:
        close = Button(theme, "&Chiudi")
        close.clicked.connect(self.closed)
        self.setFocusProxy(close)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(heading(theme, title, "h1"), 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row


class OverlayHost:
    """At most one such page in a window; what it covers comes back when it closes."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._make: Callable[[], OverlayPage] | None = None
        self._page: OverlayPage | None = None
        self._behind: Page | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it is what the user sees."""
        return self._page is not None and self._window.pages.currentWidget() is self._page

    @property
    def behind(self) -> Page | None:
        """What it covers now."""
        return self._behind if self.is_shown else None

    @property
    def uncovered(self) -> Page | None:
        """The page that is shown, or what an overlay covers."""
        return self.behind or self._window.current_page()

    def show(self, make: Callable[[], OverlayPage]) -> None:
        """Covers what is shown, or takes the place of the page that covers it."""
        behind = self.uncovered
        self._forget()
        page = make()
        page.closed.connect(self._close)
        self._make, self._page, self._behind = make, page, behind
        self._window.show_page(page)

    def _close(self) -> None:
        if self._behind is not None:
            self._window.show_page(self._behind)
        self._forget()

    def _forget(self) -> None:
        if self._page is not None:
            self._window.drop_page(self._page)
        self._make = self._page = self._behind = None

    def release_pages(self) -> Callable[[], None]:
        """Forgets the page, because the window is built anew; the result shows it again, the focus where it was."""
        make, shown, focused = self._make, self.is_shown, QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        self._make = self._page = self._behind = None

        def again() -> None:
            if make is not None and shown:
                self.show(make)
                self._focus(name)

        return again

    def _focus(self, name: str) -> None:
        for each in self._page.findChildren(QWidget) if self._page is not None and name else ():
            if each.accessibleName() == name and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

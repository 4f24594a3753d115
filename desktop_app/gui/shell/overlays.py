"""A page that covers another one until it is closed, and what all such pages look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
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

    def keep(self) -> Callable[[OverlayPage], None]:
        """What the user has done in it, as the window is built anew; the result puts that into the page made then."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        return lambda page: _focus(page, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it, where nothing in it takes the key first."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _focus(page: QWidget, name: str) -> None:
    """Puts the focus on the control of that name."""
    for each in page.findChildren(QWidget) if name else ():
        if each.accessibleName() == name and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return


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
        window.page_shown.connect(self._on_shown)

    def page_of(self, make: Callable[[], OverlayPage]) -> OverlayPage | None:
        """The page that was made by `make`, for as long as it is there."""
        return self._page if self._make == make else None

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

    def show(self, make: Callable[[], OverlayPage]) -> OverlayPage:
        """Covers what is shown, or takes the place of the page that covers it."""
        behind = self.uncovered
        self.forget()
        page = make()
        page.closed.connect(self._close)
        self._make, self._page, self._behind = make, page, behind
        self._window.show_page(page)
        return page

    def _on_shown(self, page: Page) -> None:
        """What it covered may be gone where another page is shown instead."""
        if page is not self._page:
            self.forget()

    def _close(self) -> None:
        if self._behind is not None and self._window.holds(self._behind):
            self._window.show_page(self._behind)
        self.forget()

    def forget(self) -> None:
        """Puts the page away; something else is shown by then, or is shown now."""
        if self._page is not None:
            self._window.drop_page(self._page)
        self._make = self._page = self._behind = None

    def release_pages(self) -> Callable[[], None]:
        """Forgets the page, because the window is built anew; the result shows it again, as the user left it."""
        make, page, shown = self._make, self._page, self.is_shown
        self._make = self._page = self._behind = None
        if make is None or page is None or not shown:
            return lambda: None
        put_back = page.keep()
        return lambda: put_back(self.show(make))

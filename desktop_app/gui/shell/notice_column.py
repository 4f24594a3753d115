"""The notices above the page, one below the other; where they are many they scroll, and the page keeps its room."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.layout.flow import parts_in
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent

SHARE: Final = 3  # they take at most one part of so many of the window's height
LOW: Final = 480  # px at 100 %: in lower windows the newest alone is seen, and the others by scrolling
LEAST: Final = 44  # px at 100 %: where the page needs all there is, so much of them is seen


class NoticeColumn(FadeScrollArea):
    """As high as its notices, up to a part of `frame` and to what its page can spare; hidden while there are none."""

    def __init__(self, theme: Theme, frame: QWidget) -> None:
        super().__init__(theme)
        self._frame, self._content = frame, ScrollContent()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_content(self._content)
        self.verticalScrollBar().rangeChanged.connect(self._show_newest)
        self.hide()

    def add(self, callout: Callout) -> None:
        """The newest stands last, and is in sight."""
        self._column.addWidget(callout)
        self.show()
        self.fit()

    def _show_newest(self, _: int, most: int) -> None:
        """The last notice; of one that is higher than all there is, its beginning with the fact and the links."""
        newest = next(reversed([*parts_in(self._column)]), None)
        high = newest.heightForWidth(self._content.width()) if newest is not None else 0
        self.verticalScrollBar().setValue(most - max(0, high - self.viewport().height()))

    def remove(self, callout: Callout) -> None:
        """Takes it away for good."""
        self._column.removeWidget(callout)
        callout.hide()
        callout.deleteLater()
        self.setVisible(self._column.count() > 0)
        self.fit()

    def fit(self) -> None:
        """The height that the notices need in this width, or as much as the window gives."""
        layout, high = self._frame.layout(), self._frame.height()
        own = self.minimumHeight() if self.isVisibleTo(self._frame) else 0
        spare = high - (layout.minimumSize().height() - own if layout is not None else 0)
        wide = self._frame.width()
        share = high // SHARE
        newest = next(reversed([*parts_in(self._column)]), None)
        if high < self._theme.px(LOW) and newest is not None:
            beside = self.verticalScrollBar().sizeHint().width() if self._column.count() > 1 else 0
            share = min(share, newest.heightForWidth(wide - beside))
        most = max(self._theme.px(LEAST), min(share, spare))
        self.setFixedHeight(max(1, min(self._column.heightForWidth(wide), most)))

    def reveal(self, widget: QWidget) -> None:
        """The whole notice of a link that gets the focus."""
        around = next((each for each in self.findChildren(Callout) if each.isAncestorOf(widget)), None)
        if around is not None:
            self.ensureWidgetVisible(around, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

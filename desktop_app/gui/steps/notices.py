"""Notices one below the other, for what concerns no single field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.flow import clear_layout


class NoticeList(QWidget):
    """Hidden while it has none; `link_activated` brings the key of a link."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme, bar: bool = True) -> None:
        super().__init__()
        self._theme, self._bar = theme, bar
        self._shown: tuple[Notice, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(8))
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        if tuple(notices) == self._shown:
            return
        self._shown = tuple(notices)
        clear_layout(self._column)
        for notice in self._shown:
            callout = Callout(self._theme, notice, self._bar)
            callout.link_activated.connect(self.link_activated)
            self._column.addWidget(callout)
        self.setVisible(bool(self._shown))

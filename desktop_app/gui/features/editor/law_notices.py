"""The notices of the law in the panel: what has changed since the form's edition, until the user has read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.forms.definition import NoticeDef
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.wording.law_notice_words import headline, read_on, told
from desktop_app.gui.wording.sentences import tidy


class LawNoticeView(QWidget):
    """One notice: whole with "Ho letto" until it is read, then folded under the day on which it was."""

    read = Signal()

    def __init__(self, theme: Theme, notice: NoticeDef) -> None:
        super().__init__()
        self.notice = notice
        self._day: dt.date | None = None
        self._open = True
        self._read_on = text_label(theme, "", "small", "muted")
        self._told = QWidget()
        told_column = QVBoxLayout(self._told)
        told_column.addWidget(text_label(theme, told(notice), "small"))
        told_column.addWidget(text_label(theme, tidy(notice.source), "tiny", "muted"))
        self.link = Link(theme, "Ho letto")
        self.link.setAccessibleDescription(f"{headline(notice)}: {notice.text}")
        self.link.clicked.connect(self._pressed)
        head = QHBoxLayout()
        head.setSpacing(theme.gap(8))
        head.addWidget(IconView(theme, "info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(text_label(theme, headline(notice), "small", weight=600), 1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        for part in (self._read_on, self._told, self.link):
            column.addWidget(part)
        for layout in (column, told_column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.gap(4))
        self.show_day(None)

    def show_day(self, day: dt.date | None) -> None:
        """The day on which it was read, None where it was not; read, it is folded."""
        if day != self._day:
            self._day, self._open = day, day is None
        self._read_on.setText(read_on(day) if day else "")
        self._read_on.setVisible(day is not None)
        self._told.setVisible(self._open)
        self.link.show_words("Ho letto" if day is None else "Chiudi" if self._open else "Rileggi")

    def _pressed(self) -> None:
        if self._day is None:
            self.read.emit()
        else:
            self._open = not self._open
            self.show_day(self._day)


class LawNotices(QWidget):
    """The notices that touch the dossier, one below the other. `read` brings the id of one that was read."""

    read = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.views: tuple[LawNoticeView, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(12))

    def show_notices(self, notices: Sequence[NoticeDef], days: Mapping[str, dt.date]) -> None:
        """Shows them with the days on which they were read; drawn again only where there are others now."""
        if tuple(notices) != tuple(view.notice for view in self.views):
            clear_layout(self._column)
            self.views = tuple(LawNoticeView(self._theme, notice) for notice in notices)
            for view in self.views:
                view.read.connect(lambda id=view.notice.id: self.read.emit(id))
                self._column.addWidget(view)
        for view in self.views:
            view.show_day(days.get(view.notice.id))

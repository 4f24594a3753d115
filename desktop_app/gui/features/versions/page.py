"""Versioni: on the left the moments of the dossier by day, on the right what changed in the one chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.versions import words
from desktop_app.gui.features.versions.difference_list import DifferenceList
from desktop_app.gui.features.versions.moment_list import MomentList, MomentRow
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import OverlayPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import set_tab_order
from desktop_app.session.versions.looking import Look
from desktop_app.session.versions.moments import Moment, by_day

LIST_WIDTH = 380  # px at 100 %
LIST_SHARE = 0.42  # of the page, at most


class VersionsPage(OverlayPage):
    """`look_requested` brings a Moment whose version is to be read, `take_requested` the Look that is taken up;
    `moments_requested` asks for what the list shows.
    """  # fmt: skip

    moments_requested = Signal()
    look_requested = Signal(object)
    take_requested = Signal(object)

    def __init__(self, theme: Theme, form: Form, title: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        self._moments: dict[str, Moment] = {}
        self._look: Look | None = None
        self._wanted = ""
        self.setAccessibleName(words.TITLE)
        self.close_button = Button(theme, "&Chiudi")
        self.close_button.clicked.connect(self.closed)
        self.list = MomentList(theme)
        self.list.moment_chosen.connect(self._choose)
        self.then, self.now = FilterButton(theme, words.THEN), FilterButton(theme, words.NOW)
        self._modes = QButtonGroup(self)
        for button in (self.then, self.now):
            self._modes.addButton(button)
            button.clicked.connect(self._show_differences)
        self.take = Button(theme, "&Riprendi questa versione", "primary", icon="history")
        self.take.setAccessibleDescription(words.ABOUT_TAKE)
        self.take.clicked.connect(lambda: self.take_requested.emit(self._look))
        self.differences = DifferenceList(theme, form)
        self._lay_out()
        self.then.setChecked(True)
        self._show_look(None, words.LOADING)
        set_tab_order([self.close_button, self.list, self.take, self.then, self.now, self.differences])

    # --- drawing -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.gap(24), theme.gap(16), theme.gap(24), theme.gap(12))
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(heading(theme, words.TITLE, "h1"))
        titles.addWidget(text_label(theme, self._title, "small", "muted"))
        head.addLayout(titles, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Separator(theme))
        row = QHBoxLayout()
        row.setContentsMargins(theme.gap(6), theme.gap(4), 0, theme.gap(4))
        row.setSpacing(theme.gap(6))
        row.addWidget(self.list)
        row.addWidget(self._detail(), 1)
        column.addLayout(row, 1)

    def _detail(self) -> QWidget:
        theme, content = self._theme, QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.gap(24), theme.gap(16), theme.gap(24), theme.gap(24))
        column.setSpacing(theme.gap(6))
        self.when = heading(theme, "")
        self.what = text_label(theme, "", "small", "muted")
        self.modes = QWidget()
        self.modes.setAccessibleName("Confronto")
        flow = FlowLayout(theme.gap(4), theme.gap(4))
        for button in (self.then, self.now):
            flow.addWidget(button)
        self.modes.setLayout(flow)
        self.about = text_label(theme, words.ABOUT_TAKE, "tiny", "muted")
        for part in (self.when, self.what):
            column.addWidget(part)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.about)
        column.addWidget(self.modes)
        column.addWidget(self.differences)
        column.addStretch(1)
        area = FadeScrollArea(theme, line="left")
        area.set_content(content)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(min(self._theme.px(LIST_WIDTH), round(self.width() * LIST_SHARE)))

    # --- the moments -------------------------------------------------------------------------------------

    def show_moments(self, moments: Sequence[Moment], today: dt.date) -> None:
        """The moments of the dossier, the newest first."""
        self._moments = {each.key: each for each in moments}
        rows: list[MomentRow] = []
        for day, group in by_day(moments):
            name = words.day_words(day, today)
            rows.append(MomentRow("", name))
            for each in group:
                fact, detail = words.headline(each), words.detail(each)
                said = ", ".join(part for part in (name, fact, detail) if part)
                rows.append(MomentRow(each.key, fact, detail, said, bool(each.branch)))
        current = next((each.key for each in moments if each.current), "")
        if not rows:
            self._show_look(None, words.NONE)
        self.list.show_rows(rows, self._wanted or current)

    def _choose(self, key: str) -> None:
        self._wanted = key
        self.look_requested.emit(self._moments[key])

    def show_look(self, look: Look) -> None:
        """What differs in the version that was read; nothing where another was chosen meanwhile."""
        if look.moment.key == self._wanted:
            self._show_look(look)

    def _show_look(self, look: Look | None, sentence: str = "") -> None:
        self._look = look
        moment = look.moment if look is not None else None
        self.when.setText(words.sitting(moment) if moment is not None else sentence)
        self.what.setText(_told(moment) if moment is not None else "")
        self.what.setVisible(bool(self.what.text()))
        readable = look is not None and look.draft is not None
        self.modes.setVisible(readable)
        for part in (self.take, self.about):
            part.setVisible(readable and look is not None and bool(look.now))
        if readable and look is not None:
            self.then.show_count(len(look.then or ()))
            self.now.show_count(len(look.now))
        self._show_differences()

    def _show_differences(self) -> None:
        look = self._look
        if look is None:
            self.differences.show_differences((), "")
        elif look.draft is None:
            self.differences.show_differences((), words.OTHER if look.moment.state == "other" else words.DAMAGED)
        elif self.now.isChecked():
            self.differences.show_differences(look.now, words.AS_NOW)
        else:
            sentence = words.LOST_BEFORE if look.then is None else words.NOTHING_THEN
            self.differences.show_differences(look.then or (), sentence)

    # --- the keyboard ------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The list of moments."""
        return self.list

    def keep(self) -> Callable[[OverlayPage], None]:
        focus, wanted, now = super().keep(), self._wanted, self.now.isChecked()

        def put_back(page: OverlayPage) -> None:
            if isinstance(page, VersionsPage):
                page.choose(wanted, compare_with_now=now)
            focus(page)

        return put_back

    def choose(self, key: str, compare_with_now: bool) -> None:
        """Chooses a moment, once it is there, and what it is compared with."""
        (self.now if compare_with_now else self.then).setChecked(True)
        if key == self._wanted:
            self._show_differences()
        self._wanted = key
        self.list.choose(key)


def _told(moment: Moment) -> str:
    """All that is known of a moment, a line each."""
    came = words.came_words(moment)
    first = words.LEFT + "." if moment.branch else ""
    return "\n".join(part for part in (first, came, *(each.words for each in moment.happened)) if part)

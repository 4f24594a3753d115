"""Riepilogo, the last step of every dossier: all answers to read again, what is wrong, the documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.state import FormState
from desktop_app.gui.features.summary.answers import AnswerGroup
from desktop_app.gui.features.summary.documents import DocumentList
from desktop_app.gui.features.summary.problems import ProblemList
from desktop_app.gui.features.summary.words import groups_of
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent
from desktop_app.gui.widgets.layout.side_panel import SidePanel
from desktop_app.gui.widgets.layout.tab_order import set_tab_order
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import local_now

FOLD_EM: Final = 1020  # of this page: below it the documents stand under the answers
WIDE_EM: Final = 1460  # from here on the answers stand in the middle of their room
CONTENT: Final = 720
PANEL: Final = 384


class AnswerColumn(ScrollContent):
    """Tells when it stands elsewhere."""

    moved = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.moved.emit()


class SummaryPage(QWidget):
    """Built when it is first shown, then only what changed is drawn again; scroll and focus stay."""

    go_to = Signal(object)
    preview_requested = Signal(str)
    export_requested = Signal(list)
    print_requested = Signal(str)
    calendar_requested = Signal()
    moved = Signal()  # the answers stand elsewhere now: `sides`

    def __init__(self, theme: Theme, dossier: Dossier, now: Callable[[], dt.datetime] = local_now) -> None:
        super().__init__()
        self._theme, self._dossier, self._now = theme, dossier, now
        self._shown: tuple[FormState, frozenset[str]] | None = None
        self._whole: frozenset[str] = frozenset()
        self._folded: bool | None = None
        self.problems = ProblemList(theme)
        self.documents = DocumentList(theme, dossier)
        self.groups: dict[str, AnswerGroup] = {}
        self.jump = Link(theme, "Vai ai documenti")
        self._area = FadeScrollArea(theme)
        # The answers of a dossier hardly ever fit a window: laid out once, with the bar that they will need.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._lay_out()
        self.problems.went.connect(self.go_to)
        self.problems.rebuilt.connect(self._set_focus_order)
        self.documents.done.connect(self._do)
        self.documents.terms.export_requested.connect(self.calendar_requested)
        self.documents.terms.rebuilt.connect(self._set_focus_order)
        self.jump.clicked.connect(self.show_documents)
        self.setAccessibleName("Riepilogo")

    def _lay_out(self) -> None:
        theme, page = self._theme, ScrollContent()
        self._column = column = AnswerColumn()
        column.moved.connect(self.moved)
        column.setMaximumWidth(theme.px(CONTENT))
        self._answers = QVBoxLayout(column)
        self._answers.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        self._answers.setSpacing(0)
        self._answers.addWidget(heading(theme, "Riepilogo", "h1"))
        self._answers.addWidget(text_label(theme, "Rileggi le risposte e prepara i documenti.", color="muted"))
        self._answers.addWidget(self.jump)
        self._answers.addSpacing(theme.gap(10))
        self._answers.addWidget(self.problems)
        self._steps = QVBoxLayout()
        self._answers.addLayout(self._steps)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, theme.gap(32), 0, 0)
        self._answers.addLayout(self._below)
        self._answers.addStretch(1)
        self._row = QHBoxLayout(page)
        self._row.addStretch(0)
        self._row.addWidget(column, 1000)
        self._row.addStretch(1)
        self._area.set_content(page)
        holder = ScrollContent()
        self._beside = QVBoxLayout(holder)
        side = theme.gap(20)
        self._beside.setContentsMargins(side, theme.gap(24), side, theme.gap(24))
        self._beside.addWidget(self.documents)
        self._beside.addStretch(1)
        self._panel = SidePanel(theme, holder, PANEL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 1)
        row.addWidget(self._panel)

    @property
    def widget(self) -> QWidget:
        """This page, as the last step of the guided view."""
        return self

    # --- data in -----------------------------------------------------------------------------------------

    def show_state(self, state: FormState | None = None) -> None:
        """The dossier as it is now; nothing where it is as it was."""
        now = (state or self._dossier.state, self._whole)
        if self._shown is not None and now[0] is self._shown[0] and now[1] == self._shown[1]:
            return
        self._shown = now
        self.problems.show_state(self._dossier)
        for group in groups_of(self._dossier, self._whole):
            shown = self.groups.get(group.page)
            if shown is None:
                shown = self.groups[group.page] = AnswerGroup(self._theme, group)
                shown.went.connect(self.go_to)
                shown.wanted.connect(self._show_whole)
                self._steps.addWidget(shown)
            shown.show_group(group)
            wanted = bool(group.items) or group.state == "unneeded"
            if shown.isHidden() == wanted:  # Qt lays out what is shown, also in a page that has no size yet
                shown.setVisible(wanted)
        self.documents.show_state(self._now())
        self._set_focus_order()

    def _set_focus_order(self) -> None:
        """As one reads; a page that is given the focus hands it to the first problem, else to what comes first."""
        rows = [row for group in self.groups.values() for row in group.stops()]
        problems = self.problems.stops()
        stops: list[QWidget] = [self.jump, *problems, *rows, *self.documents.stops()]
        set_tab_order(stops)
        # Of what stands in sight: the page must not scroll before it was seen.
        self.setFocusProxy(next(iter(problems), self.jump if self._folded or not rows else rows[0]))

    def show_exports(self, exports: Sequence[ExportEntry]) -> None:
        """The documents exported from this dossier, the newest first."""
        self.documents.show_exports(exports, self._now())
        if self._shown is not None:
            self.documents.show_state(self._now())

    def show_documents(self) -> None:
        """Brings the documents into sight, the focus on the first one."""
        first = next(iter(self.documents.entries.values()), None)
        if first is not None:
            first.buttons["preview"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what the user does ------------------------------------------------------------------------------

    def _do(self, what: str, id: str) -> None:
        if what == "preview":
            self.preview_requested.emit(id)
        elif what == "print":
            self.print_requested.emit(id)
        else:
            self.export_requested.emit([id] if id else [each.spec.id for each in self._dossier.documents.applicable()])

    def _show_whole(self, group: str) -> None:
        self._whole = self._whole | {group}
        self.show_state()

    # --- look --------------------------------------------------------------------------------------------

    def setVisible(self, visible: bool) -> None:
        around = self.parentWidget()
        if visible and around is not None and around.isVisible():
            self.show_state()  # before it is seen: one on the screen Qt lays out at every part that comes
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        self.show_state()
        super().showEvent(event)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @property
    def sides(self) -> tuple[int, int]:
        """What the answers leave free at their left and right, in pixels: what stands under the page is aligned."""
        left = self._column.mapTo(self, QPoint()).x()
        return left, self.width() - left - self._column.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme, wide = self._theme, self.width()
        folded = wide < theme.px(FOLD_EM)
        side = theme.gap(32 if folded else 40)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setStretch(0, 1 if wide >= theme.px(WIDE_EM) or folded else 0)
        if folded != self._folded:
            self._folded = folded
            self._set_focus_order()
            self._panel.setVisible(not folded)
            self.jump.setVisible(folded)
            # Not taken out by hand: an item that Python holds would keep the height that it had there.
            if folded:
                self._below.addWidget(self.documents)
            else:
                self._beside.insertWidget(0, self.documents)

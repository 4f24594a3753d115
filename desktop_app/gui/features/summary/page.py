"""Riepilogo, the step after those of the form: problems, all answers, documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.state import FormState
from desktop_app.gui.features.summary.answer_items import StepAnswers, step_answers
from desktop_app.gui.features.summary.answers import AnswerGroup
from desktop_app.gui.features.summary.documents import DocumentList
from desktop_app.gui.features.summary.problems import ProblemList
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.layout.later import in_turns
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent
from desktop_app.gui.widgets.layout.side_panel import SidePanel
from desktop_app.gui.widgets.layout.tab_order import set_tab_order
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import local_now

FOLD_WIDTH: Final = 1020  # px at 100 %: narrower pages have the documents below the answers
CENTRED_WIDTH: Final = 1460  # wider pages have the answers centred
ANSWERS_WIDTH: Final = 720
PANEL_WIDTH: Final = 384


class AnswerColumn(ScrollContent):
    """A column that reports changes of its position and size."""

    geometry_changed = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.geometry_changed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.geometry_changed.emit()


class SummaryPage(QWidget):
    """Built when it is first shown; later only what changed is drawn again, so scroll position and focus stay."""

    navigate_requested = Signal(object)
    preview_requested = Signal(str)
    export_requested = Signal(list)
    print_requested = Signal(str)
    calendar_requested = Signal()
    blanks_requested = Signal(str)
    sides_changed = Signal()  # `sides` has changed

    def __init__(self, theme: Theme, dossier: Dossier, now: Callable[[], dt.datetime] = local_now) -> None:
        super().__init__()
        self._theme, self._dossier, self._now = theme, dossier, now
        self._shown: tuple[FormState, frozenset[str]] | None = None
        self._to_show: Iterator[StepAnswers] = iter(())
        self.is_whole = False  # whether all was made: the first time that takes some turns of the event loop
        self._expanded: frozenset[str] = frozenset()
        self._folded: bool | None = None
        self.problems = ProblemList(theme)
        self.documents = DocumentList(theme, dossier)
        self.groups: dict[str, AnswerGroup] = {}
        self.documents_link = Link(theme, "Vai ai documenti")
        self._area = FadeScrollArea(theme)
        # The answers hardly ever fit: with the scroll bar from the start they are laid out once.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._lay_out()
        self.problems.navigate_requested.connect(self.navigate_requested)
        self.problems.tab_stops_changed.connect(self._set_focus_order)
        self.documents.action_requested.connect(self._request)
        self.documents.deadlines.export_requested.connect(self.calendar_requested)
        self.documents.deadlines.tab_stops_changed.connect(self._set_focus_order)
        self.documents_link.clicked.connect(self.show_documents)
        self.setAccessibleName("Riepilogo")

    def _lay_out(self) -> None:
        theme, page = self._theme, ScrollContent()
        self._column = column = AnswerColumn()
        column.geometry_changed.connect(self.sides_changed)
        column.setMaximumWidth(theme.px(ANSWERS_WIDTH))
        self._answers = QVBoxLayout(column)
        self._answers.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        self._answers.setSpacing(0)
        self._answers.addWidget(heading(theme, "Riepilogo", "h1"))
        self._answers.addWidget(text_label(theme, "Rileggi le risposte e prepara i documenti.", color="muted"))
        self._answers.addSpacing(theme.gap(4))  # for the ring of the focus
        self._answers.addWidget(self.documents_link)
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
        self._panel = SidePanel(theme, holder, PANEL_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 1)
        row.addWidget(self._panel)

    @property
    def widget(self) -> QWidget:
        """This page, as that of a closing step of the guided view."""
        return self

    # --- data in -----------------------------------------------------------------------------------------

    def show_state(self, state: FormState | None = None) -> None:
        """Shows the dossier as it is now; does nothing if it has not changed."""
        now = (state or self._dossier.state, self._expanded)
        if self._shown is not None and now[0] is self._shown[0] and now[1] == self._shown[1]:
            return
        self._shown = now
        self._to_show = step_answers(self._dossier, self._expanded)
        self.problems.show_state(self._dossier)
        self._show_next()
        if not self.is_whole:
            if self.documents.is_shown:  # as they were before this change
                self.documents.show_state(self._now())
            in_turns(self, self._show_more)
            return
        for group in self._to_show:
            self._show_group(group)
        self.documents.show_state(self._now())
        self._set_focus_order()

    def _show_more(self) -> bool:
        """For the first time: the documents, which are in sight, then step after step; False once all are there."""
        if not self.documents.is_shown:
            self.documents.show_state(self._now())
        elif not self._show_next():
            self.is_whole = True
            self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._set_focus_order()
        return not self.is_whole

    def _show_next(self) -> bool:
        """Shows the next step that has something to show; False where none is left."""
        return any(self._show_group(group) for group in self._to_show)

    def _show_group(self, group: StepAnswers) -> bool:
        """Shows the answers of a step; False where there are none."""
        shown = self.groups.get(group.page)
        if shown is None:
            shown = self.groups[group.page] = AnswerGroup(self._theme, group)
            shown.navigate_requested.connect(self.navigate_requested)
            shown.all_lines_requested.connect(self._show_all_lines)
            self._steps.addWidget(shown)
        shown.show_group(group)
        wanted = bool(group.items) or group.state in ("unneeded", "optional")
        if shown.isHidden() == wanted:  # Qt lays out what is shown, also in a page that has no size yet
            shown.setVisible(wanted)
        return wanted

    def _set_focus_order(self) -> None:
        """The tab order as on screen. The page's focus proxy is the first problem, else the first control."""
        rows = [row for group in self.groups.values() for row in group.tab_stops()]
        problems = self.problems.tab_stops()
        stops: list[QWidget] = [self.documents_link, *problems, *rows, *self.documents.tab_stops()]
        set_tab_order(stops)
        # A control in sight: the page must not scroll when it is opened.
        self.setFocusProxy(next(iter(problems), self.documents_link if self._folded or not rows else rows[0]))

    def show_exports(self) -> None:
        """What was exported from this dossier is known anew (`Dossier.exports`), or another day has begun."""
        if self._shown is not None:
            self.problems.show_state(self._dossier)
            if self.documents.is_shown:  # else they come in a later turn
                self.documents.show_state(self._now())

    def show_documents(self) -> None:
        """Scrolls to the documents and focuses the first one."""
        first = next(iter(self.documents.entries.values()), None)
        if first is not None:
            first.buttons["preview"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what the user does ------------------------------------------------------------------------------

    def _request(self, what: str, id: str) -> None:
        if what == "preview":
            self.preview_requested.emit(id)
        elif what == "print":
            self.print_requested.emit(id)
        elif what == "blanks":
            self.blanks_requested.emit(self._dossier.form.id)
        else:
            self.export_requested.emit([id] if id else [each.spec.id for each in self._dossier.documents.applicable()])

    def _show_all_lines(self, group: str) -> None:
        self._expanded = self._expanded | {group}
        self.show_state()

    # --- look --------------------------------------------------------------------------------------------

    def setVisible(self, visible: bool) -> None:
        around = self.parentWidget()
        if visible and around is not None and around.isVisible():
            self.show_state()  # before it is visible: else Qt would lay out at every part added
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        self.show_state()
        super().showEvent(event)

    @property
    def sides(self) -> tuple[int, int]:
        """The space left and right of the answers, in px: the bar below the page is aligned with it."""
        left = self._column.mapTo(self, QPoint()).x()
        return left, self.width() - left - self._column.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme, wide = self._theme, self.width()
        folded = wide < theme.px(FOLD_WIDTH)
        side = theme.gap(32 if folded else 40)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setStretch(0, 1 if wide >= theme.px(CENTRED_WIDTH) or folded else 0)
        if folded != self._folded:
            self._folded = folded
            self._set_focus_order()
            self._panel.setVisible(not folded)
            self.documents_link.setVisible(folded)
            # Not with takeAt: an item that Python references keeps its old height.
            if folded:
                self._below.addWidget(self.documents)
            else:
                self._beside.insertWidget(0, self.documents)

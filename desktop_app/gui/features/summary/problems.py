"""The problems in the summary: every problem as a link, and the warnings that were dismissed with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.dossier_summary import OutstandingItem
from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from desktop_app.engine.evaluation.state import Problem
from desktop_app.engine.italian.phrases import capitalized, counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.states import OUTSTANDING_LOOKS
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout, parts_in
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.dossier import Dossier
from desktop_app.session.states import dossier_state
from desktop_app.session.summary import label_of, outstanding_items, page_title

PROBLEMS_SHOWN: Final = 8  # of each kind, before "Mostra anche gli altri"


NOTHING_MISSING: Final[dict[str, str]] = {
    "ready": "Non manca niente: la pratica è pronta",
    "to_export": "Non manca niente: la pratica è pronta da esportare",
    "exported": "Non manca niente: la pratica è esportata",
}


def headline(wrong: int, missing: int, state: str = "ready") -> str:
    """How much there is to do, in one line; of a dossier that lacks nothing its state (`dossier_state`)."""
    parts = []
    if wrong:
        parts.append(counted(wrong, "un problema", "{} problemi"))
    if missing:
        parts.append(counted(missing, "una risposta che manca", "{} risposte che mancano"))
    return f"Prima di firmare: {' e '.join(parts)}" if parts else NOTHING_MISSING[state]


class ProblemList(QWidget):
    """`navigate_requested` brings the FieldRef of a link; `tab_stops_changed` comes when links were rebuilt."""

    navigate_requested = Signal(object)
    tab_stops_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._shown = theme, object()
        self._all_shown = False
        self._dossier: Dossier | None = None
        self.links: list[Link] = []
        self._stops: list[Link] = []
        self.title = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(10))

    def show_state(self, dossier: Dossier) -> None:
        """Shows the problems as they are now; drawn again only if they changed. A focused link keeps the focus."""
        self._dossier = dossier
        problems, how_far = dossier.state.problems, dossier_state(dossier.state, dossier.document_statuses())
        if (problems, how_far, self._all_shown) == self._shown:
            return
        self._shown = (problems, how_far, self._all_shown)
        focused = next((link.text() for link in self.links if link.hasFocus()), None)
        clear_layout(self._column)
        self.links, self._stops = [], []
        self._build(dossier, problems, how_far)
        self.tab_stops_changed.emit()
        self._focus(next((link for link in self.links if link.text() == focused), None))

    def _focus(self, link: Link | None) -> None:
        """Focuses a new link; it must be shown first."""
        if link is None:
            return
        for box in parts_in(self._column):
            box.show()
        link.show()
        link.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        return [*self._stops]

    def _build(self, dossier: Dossier, problems: Sequence[Problem], how_far: str) -> None:
        errors = [each for each in problems if each.severity == "error"]
        missing = sum(each.missing for each in errors)
        self.title = headline(len(errors) - missing, missing, how_far)
        items = outstanding_items(dossier.state)
        warnings = [each for each in items if each.kind == "warning"]
        if not errors:
            words = "I documenti escono con i campi di firma."
            self._column.addWidget(self._box("ok", self.title, words, []))
        else:
            look = "error" if len(errors) > missing else "accent"
            self._column.addWidget(self._box(look, self.title, "", [each for each in items if each.kind != "warning"]))
        if warnings:
            title = counted(len(warnings), "Un avviso da guardare", "{} avvisi da guardare")
            self._column.addWidget(self._box("warn", title, "", warnings))
        dismissed = [each for each in problems if each.reason]
        if dismissed:
            self._column.addWidget(self._dismissed_box(dossier, dismissed))

    def _box(self, look: str, title: str, words: str, items: Sequence[OutstandingItem]) -> CardFrame:
        theme = self._theme
        card = CardFrame(theme, fill=f"{look}_soft", line=f"{look}_line", bar=look)
        card.setAccessibleName(title)
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(16), theme.gap(12))
        column.setSpacing(theme.gap(6))
        column.addWidget(head := text_label(theme, title, "h2", weight=600))
        speak_as(head, "heading")
        if words:
            column.addWidget(text_label(theme, words, "small"))
        shown = items if self._all_shown else items[:PROBLEMS_SHOWN]
        for item in shown:
            icon = OUTSTANDING_LOOKS[item.kind]
            words = item.words if item.kind != "missing" else f"{capitalized(item.words)} in {item.page}"
            where = f"in {item.page}" if item.kind != "missing" else ""
            column.addLayout(self._entry(icon.icon, icon.color, words, where, item.detail, item.place))
        if len(shown) < len(items):
            more = Link(theme, f"Mostra anche gli altri {len(items) - len(shown)}")
            more.clicked.connect(lambda: self._show_all(more))
            self._stops.append(more)
            column.addWidget(more)
        return card

    def _entry(self, icon: str, color: str, words: str, where: str, detail: str, place: FieldRef) -> QHBoxLayout:
        theme, row, lines = self._theme, QHBoxLayout(), QVBoxLayout()
        head = FlowLayout(theme.gap(8), 0)
        link = Link(theme, escape_mnemonic(words))
        link.setAccessibleDescription(f"{where}. {detail}".strip(". "))
        link.clicked.connect(lambda: self.navigate_requested.emit(place))
        self.links.append(link)
        self._stops.append(link)
        row.setSpacing(theme.gap(10))
        lines.setSpacing(0)
        head.addWidget(link)
        if where:
            head.addWidget(text_label(theme, where, "tiny", "muted", one_line=True))
        lines.addLayout(head)
        lines.addWidget(text_label(theme, tidy(detail), "tiny", "text"))
        row.addWidget(IconView(theme, icon, color, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return row

    def _dismissed_box(self, dossier: Dossier, problems: Sequence[Problem]) -> CardFrame:
        theme = self._theme
        card = CardFrame(theme, fill="canvas")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(16), theme.gap(12))
        column.setSpacing(theme.gap(6))
        words = counted(len(problems), "Un avviso messo da parte", "{} avvisi messi da parte")
        column.addWidget(text_label(theme, words, weight=600))
        for each in problems:
            detail = f"{each.message} Motivo: «{each.reason}»"
            where = f"in {page_title(dossier.state, each)}"
            place = field_ref_of(each, dossier.state)
            column.addLayout(self._entry("info", "muted", label_of(each, dossier.state), where, detail, place))
        return card

    def _show_all(self, more: Link) -> None:
        """Shows all; the focus goes to the first that was hidden."""
        at = self._stops.index(more)
        self._all_shown = True
        if self._dossier is not None:
            self.show_state(self._dossier)
            self._focus(self._stops[at])

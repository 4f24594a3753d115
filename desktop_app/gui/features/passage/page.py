"""What changes in a dossier by the newer edition, question by question, and the button that passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.forms.form import Form
from desktop_app.engine.italian.edition_words import edition_of
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.passage import Change, Part, Passage

TITLE: Final = "Passa alla nuova edizione"
NOTHING: Final = "Per questa pratica non cambia niente: passano tutte le risposte."
ALL_PASS: Final = "Le altre risposte passano come sono."
WAY_BACK: Final = (
    "Con Annulla (Ctrl+Z) la pratica torna com'è adesso, con tutte le sue risposte. "
    "I file già esportati restano dove sono; i documenti della nuova edizione si esportano di nuovo."
)
HEADINGS: Final[dict[Part, tuple[str, str, str]]] = {
    "dropped": ("state-warning", "warn", "Risposte che non passano"),
    "asked": ("circle-question-mark", "accent", "Domande nuove"),
    "changed": ("pen-line", "accent", "Domande che cambiano"),
    "rules": ("scale", "accent", "Numeri della norma"),
    "results": ("calculator", "accent", "Risultati e scadenze"),
    "documents": ("file-text", "accent", "Documenti"),
}
EMPTY: Final = "nessun valore"


class PassagePage(TitledOverlay):
    """`pass_requested`: the user has seen what changes, and goes on by the newer edition."""

    pass_requested = Signal()

    def __init__(self, theme: Theme, old: Form, found: Passage) -> None:
        self.go = Button(theme, "&Passa alla nuova edizione", "primary", trailing="arrow-right")
        self.stay = Button(theme, "&Resta con questa")
        super().__init__(theme, TITLE, [*_parts(theme, old, found), _foot(theme, self.go, self.stay)])
        self.go.clicked.connect(self.pass_requested)
        self.stay.clicked.connect(self.closed)


def _parts(theme: Theme, old: Form, found: Passage) -> Iterator[QWidget]:
    yield text_label(theme, f"{old.spec.title}, {edition_of(old.spec)}.")
    new = found.form.spec
    name = f"l'{edition_of(new)}" if old.spec.title == new.title else f"«{new.title}», {edition_of(new)}"
    yield text_label(theme, f"Al suo posto c'è {name}.", weight=600)
    if not found.changes:
        yield text_label(theme, NOTHING)
    for part, (icon, color, words) in HEADINGS.items():
        if changes := found.of(part):
            yield PassageSection(theme, icon, color, f"{words} ({len(changes)})", changes)
    if found.changes:
        yield text_label(theme, ALL_PASS)
    yield text_label(theme, WAY_BACK, "small", "muted")


def _foot(theme: Theme, *buttons: Button) -> QWidget:
    row = QWidget()
    flow = FlowLayout(theme.gap(10), theme.gap(8))
    row.setLayout(flow)
    for button in buttons:
        flow.addWidget(button)
    return row


class PassageSection(CardFrame):
    """The changes of one kind, below their heading."""

    def __init__(self, theme: Theme, icon: str, color: str, words: str, changes: Sequence[Change]) -> None:
        super().__init__(theme, radius=10)
        side = theme.gap(18)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        column.setSpacing(theme.gap(8))
        head = QHBoxLayout()
        head.setSpacing(theme.gap(8))
        head.addWidget(IconView(theme, icon, color, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(heading(theme, words), 1)
        column.addLayout(head)
        for change in changes:
            column.addLayout(_row(theme, change))


def _row(theme: Theme, change: Change) -> QVBoxLayout:
    row = QVBoxLayout()
    row.setSpacing(0)
    row.addWidget(text_label(theme, tidy(change.label), "small", weight=600))
    if words := _difference(change):
        row.addWidget(text_label(theme, words, "small"))
    if change.note:
        row.addWidget(text_label(theme, tidy(change.note[:1].upper() + change.note[1:]), "tiny", "muted"))
    return row


def _difference(change: Change) -> str:
    """`Era 8 posti, diventa 12 posti`; of what goes or comes, what it is."""
    match change.part:
        case "dropped":
            return change.before
        case "asked":
            return f"Proposto: {change.after}" if change.after else ""
        case "documents":
            return ""
    if not change.before and not change.after:
        return ""
    return f"Era: {change.before or EMPTY}. Diventa: {change.after or EMPTY}."

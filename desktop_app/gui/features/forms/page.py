"""The page Moduli: every form, where it comes from, and the faults of those that cannot be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.italian.edition_words import edition_facts, edition_of, out_of_date
from desktop_app.engine.italian.phrases import capitalized, counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.states import SEVERITY_LOOKS
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.library import CatalogEntry, editions_among

INTRODUCTION = (
    "Un modulo dice che cosa chiedere, come fare i conti e quali documenti preparare. "
    "Quelli della tua associazione arrivano in un file .moduli: trascinalo nella finestra, o installalo qui. "
    "I tuoi vanno nella cartella «moduli»: copiali lì, poi premi Rileggi."
)
READING_FORMS = "Leggo i moduli…"
USABLE = "Si può usare"
NOT_USABLE = "Non si può usare"
LOOK_FIRST = "Si può usare, con un avviso"
REPLACED = "Sostituito"
REPLACED_BY = "Al suo posto c'è {}. Le pratiche che lo usano restano come sono."


class FormsPage(TitledOverlay):
    """`folder_requested` asks to open the user's folder of forms, `reread_requested` to read all folders again,
    `package_requested` to install a package.
    """  # fmt: skip

    package_requested = Signal()
    folder_requested = Signal()
    reread_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(14))
        self.package = Button(theme, "&Installa un pacchetto…", icon="file-input")
        self.folder, self.again = Button(theme, "Apri la cartella &moduli"), Button(theme, "&Rileggi")
        self._note = text_label(theme, READING_FORMS, "small", "muted")
        super().__init__(theme, "Moduli", [text_label(theme, INTRODUCTION), self._buttons(), self._note, self._list])
        self.package.clicked.connect(self.package_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.again.clicked.connect(self.reread_requested)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(self._theme.gap(10), self._theme.gap(8))
        row.setLayout(flow)
        for button in (self.package, self.folder, self.again):
            flow.addWidget(button)
        return row

    def show_reading(self) -> None:
        """Empties the list while the forms are being read."""
        clear_layout(self._column)
        self._note.setText(READING_FORMS)

    def show_forms(self, listed: Sequence[CatalogEntry], today: dt.date) -> None:
        """Shows each form as it is on a day, faulty ones with all their faults."""
        clear_layout(self._column)
        faulty = sum(bool(each.faults) for each in listed)
        words = counted(len(listed), "un modulo", "{} moduli")
        self._note.setText(capitalized(words) + (f", {faulty} da correggere" if faulty else ""))
        found = editions_among(listed, today)
        titles = {each.id: f"«{each.form.spec.title}», {edition_of(each.form.spec)}" for each in listed if each.form}
        for each in listed:
            told = [out_of_date(each.form.spec, today), found.doubts.get(each.id, "")] if each.form else []
            successor = found.successors.get(each.id) if each.form else None
            self._column.addWidget(FormEntry(self._theme, each, titles.get(successor or "", ""), [*filter(None, told)]))


class FormEntry(CardFrame):
    """One form: name, state, edition, number of documents, act; or its faults, a sentence each.

    `successor` names the edition that took its place, `told` are sentences about its own.
    """

    def __init__(self, theme: Theme, listed: CatalogEntry, successor: str = "", told: Sequence[str] = ()) -> None:
        super().__init__(theme, radius=10)
        column = QVBoxLayout(self)
        side = theme.gap(18)
        column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        column.setSpacing(theme.gap(4))
        form = listed.form
        name = form.spec.title if form is not None else listed.name
        column.addWidget(text_label(theme, capitalized(name), weight=600))
        severity, words = _state(form is not None, bool(successor), bool(told))
        state = StateMark(theme, SEVERITY_LOOKS[severity])
        state.show_state(SEVERITY_LOOKS[severity], words)
        column.addWidget(state)
        facts = listed.source.origin
        if form is not None:
            documents = counted(len(form.documents), "un documento", "{} documenti")
            facts = f"{edition_facts(form.spec, listed.source.origin)} · {documents}"
            column.addWidget(text_label(theme, form.spec.source, "small", "muted"))
        column.addWidget(text_label(theme, capitalized(facts), "small", "muted"))
        replaced = [REPLACED_BY.format(successor)] if successor else []
        for sentence in (*replaced, *told, *listed.faults):
            column.addWidget(text_label(theme, sentence, "small"))


def _state(usable: bool, replaced: bool, doubted: bool) -> tuple[str, str]:
    """The look and the words of a form's state."""
    if not usable:
        return "error", NOT_USABLE
    if replaced:
        return "note", REPLACED
    return ("warning", LOOK_FIRST) if doubted else ("ok", USABLE)

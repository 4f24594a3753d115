"""A row of the list of dossiers, already in words, and its columns."""

from __future__ import annotations

from typing import Final, NamedTuple

from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS, Urgency
from desktop_app.gui.widgets.lists.table import TableColumn

DOSSIER_COLUMNS: Final = (
    TableColumn("title", "Pratica", 212),
    TableColumn("model", "Modello", 150, 1080),
    TableColumn("office", "Ufficio", 132, 760),
    TableColumn("year", "Anno", 58, 860),
    TableColumn("state", "Stato", 170),
    TableColumn("deadline", "Scadenza", 252, 560),
    TableColumn("modified", "Modificata", 100, 860),
)


class DossierRow(NamedTuple):
    """A dossier as the list shows it. `state` is an id of DOSSIER_LOOKS, `urgency` that of the deadline.

    `no_deadline` is said where there is none: nothing where nobody knows, or none counts. `office_part` is the part of
    the office, if it names one; `marked`: the user wants it at hand.
    """

    title: str
    subtitle: str
    model: str
    state: str
    state_words: str = ""
    deadline: str = ""
    deadline_in: str = ""
    deadline_for: str = ""
    no_deadline: str = "nessuna"
    urgency: Urgency = "later"
    modified: str = ""
    modified_at: str = ""
    office: str = ""
    office_part: str = ""
    year: str = ""
    marked: bool = False

    def lines(self, column: str) -> tuple[str, str]:
        """The two lines of a cell."""
        return {
            "title": (self.title, self.subtitle),
            "model": (self.model, ""),
            "office": (self.office, self.office_part),
            "year": (self.year, ""),
            "state": (DOSSIER_LOOKS[self.state].words, self.state_words),
            "deadline": (f"{self.deadline}   {self.deadline_in}".strip() or self.no_deadline, self.deadline_for),
            "modified": (self.modified, self.modified_at),
        }[column]

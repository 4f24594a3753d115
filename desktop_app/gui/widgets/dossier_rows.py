"""What the list of dossiers holds: one row for each, already in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.gui.widgets.states import DOSSIER

Index = QModelIndex | QPersistentModelIndex

# id, heading, width at 100 %, width of the table below which it is left out
COLUMNS: Final = (
    ("title", "Pratica", 250, 0),
    ("model", "Modello", 150, 860),
    ("state", "Stato", 180, 0),
    ("deadline", "Prossima scadenza", 222, 640),
    ("modified", "Modificata", 116, 860),
)


@dataclass(frozen=True, slots=True)
class DossierRow:
    """What one row tells, already in words. `state` is an id of DOSSIER."""

    title: str
    subtitle: str
    model: str
    state: str
    state_words: str = ""
    deadline: str = ""
    deadline_in: str = ""
    deadline_for: str = ""
    urgent: bool = False
    soon: bool = False
    modified: str = ""
    modified_at: str = ""

    def lines(self, column: str) -> tuple[str, str]:
        """The two lines of a cell."""
        return {
            "title": (self.title, self.subtitle),
            "model": (self.model, ""),
            "state": (DOSSIER[self.state].words, self.state_words),
            "deadline": (f"{self.deadline}   {self.deadline_in}".strip() or "nessuna", self.deadline_for),
            "modified": (self.modified, self.modified_at),
        }[column]


class DossierModel(QAbstractTableModel):
    """The rows, as given: who gives them has sorted and filtered them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[DossierRow] = ()

    def show_rows(self, rows: Sequence[DossierRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(line for line in row.lines(column) if line)
        return None

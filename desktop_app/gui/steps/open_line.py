"""The fields of the line that is open, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import LineState
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.editors import is_short
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.pair_layout import PairLayout
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.session.visible_problems import NO_PROBLEMS, ProblemsByPlace


class OpenLine(QWidget):
    """Made once for each group: its fields show one line after the other."""

    copy_requested = Signal()
    remove_requested = Signal()
    close_requested = Signal()

    def __init__(self, theme: Theme, session: EditSession, group: Field) -> None:
        super().__init__()
        self._group = group
        self.line: str | None = None
        self.items = {column.id: FieldItem(theme, session, column) for column in group.columns.values()}
        self.pairs = PairLayout(theme, 16)
        for item in self.items.values():
            self.pairs.add(item, short=is_short(theme, item.field))
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        copy = Button(theme, "Duplica riga", "quiet", icon="copy", small=True)
        remove = Button(theme, "Elimina riga", "quiet", icon="trash-2", small=True)
        close = Button(theme, "Chiudi riga", small=True)
        copy.clicked.connect(self.copy_requested)
        remove.clicked.connect(self.remove_requested)
        close.clicked.connect(self.close_requested)
        for button in (copy, remove, close):
            button.setAccessibleDescription(self._group.spec.label)
        row = QHBoxLayout()
        row.setSpacing(theme.gap(8))
        row.addWidget(copy)
        row.addWidget(remove)
        row.addStretch(1)
        row.addWidget(close)
        side, column = theme.gap(18), QVBoxLayout(self)
        column.setContentsMargins(side, theme.gap(12), side, theme.gap(14))
        column.setSpacing(theme.gap(14))
        column.addLayout(self.pairs)
        column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # what was typed is kept
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def show_line(self, line: LineState, problems: ProblemsByPlace, force: FieldRef | None = None) -> None:
        """Draws the cells of a line; at `force` also what is being typed: it was undone."""
        self.line = line.id
        for id, item in self.items.items():
            cell = line.cells.get(id)
            item.show_line(line.id)
            shown = cell is not None and cell.visible
            if item.isVisibleTo(self) != shown:
                item.setVisible(shown)
            if cell is not None and shown:
                item.show_cell(cell, problems.get(item.place, NO_PROBLEMS), item.place == force)

    def focus_column(self, column: str | None) -> None:
        """Puts the focus on a column, else on the first that can be filled in."""
        shown = [item for item in self.items.values() if item.isVisibleTo(self)]
        asked = [item for item in shown if item.field.formula is None] or shown
        wanted = self.items.get(column or "")
        if wanted is not None and wanted in shown:
            wanted.focus()
        elif asked:
            asked[0].focus()

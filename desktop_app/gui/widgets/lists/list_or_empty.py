"""A list that gives way to an empty state."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.empty_state import EmptyState


class ListOrEmpty(QWidget):
    """Shows the list, or an EmptyState in its place."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.empty: EmptyState | None = None
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, theme.gap(10), 0, 0)
        self._column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(table)
        self._stack.addWidget(self._holder)

    def show_empty(self, state: EmptyState | None) -> None:
        """Shows the empty state; None shows the list."""
        if self.empty is not None:
            self._column.removeWidget(self.empty)
            self.empty.hide()
            self.empty.deleteLater()
        self.empty = state
        if state is not None:
            self._column.insertWidget(0, state)
        self._stack.setCurrentIndex(0 if state is None else 1)

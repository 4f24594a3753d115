"""The filters of the list: one tab stop, arrows inside, each with how many dossiers it shows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.features.dossiers.listing import FILTERS, Filter
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.filter_button import FilterButton


class FilterBar(QWidget):
    """`chosen` brings the filter that was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Mostra")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(4))
        self.buttons: dict[Filter, FilterButton] = {}
        for key, words in FILTERS.items():
            button = FilterButton(theme, words)
            button.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
            self.buttons[key] = button
            row.addWidget(button)

    def show_counts(self, counts: Mapping[Filter, int], current: Filter) -> None:
        """How many dossiers each shows, and which one is on; tells nothing."""
        for key, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(key == current)
            button.blockSignals(False)
            button.show_count(counts[key])

"""The filters of the list of dossiers, each with the number of dossiers it lets through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.features.dossiers.listing import FILTER_LABELS, Filter
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.layout.flow import FlowLayout

ALWAYS_SHOWN: Final[tuple[Filter, ...]] = ("all", "open", "due")


class FilterBar(QWidget):
    """`filter_chosen` brings the filter that was pressed. One tab stop, arrow keys inside.

    A state in which no dossier is has no button, unless it is the one chosen.
    """

    filter_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Mostra")
        row = FlowLayout(theme.gap(4), theme.gap(4))
        self.buttons: dict[Filter, FilterButton] = {}
        for key, words in FILTER_LABELS.items():
            button = FilterButton(theme, words)
            button.toggled.connect(lambda on, key=key: self.filter_chosen.emit(key) if on else None)
            self.buttons[key] = button
            row.addWidget(button)
        self.setLayout(row)

    def show_counts(self, counts: Mapping[Filter, int], current: Filter) -> None:
        """Shows the number of each filter and which one is on, without emitting."""
        for key, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(key == current)
            button.blockSignals(False)
            button.show_count(counts[key])
            button.setVisible(counts[key] > 0 or key == current or key in ALWAYS_SHOWN)

"""The head of the list, with what can be done from here and the search, and its foot with the way to the bin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.dossiers.details import DossierActions
from desktop_app.gui.features.dossiers.filters import FilterBar
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.layout.flow import FlowLayout

SEARCH_WIDTH = 290  # px at 100 %
PLACEHOLDER = "Cerca per ente, comune o modello"
BIN_WORDS = "Le pratiche eliminate restano nel cestino per almeno 30 giorni."


class ListHead(QWidget):
    """Title and buttons, in the bin others than in the list; below them the search and the filters."""

    def __init__(self, theme: Theme, letters: Mnemonics) -> None:
        super().__init__()
        self.title = heading(theme, "Pratiche", "h1")
        self.deadlines = Button(theme, letters.assign("Scadenze"), icon="calendar-days")
        self.importer = Button(theme, letters.assign("Importa"), icon="file-input")
        self.new = Button(theme, letters.assign("Nuova pratica"), "primary", icon="plus")
        self.back = Button(theme, letters.assign("Torna alle pratiche"), icon="arrow-left")
        self.emptier = Button(theme, letters.assign("Svuota il cestino"), "danger", icon="trash-2")
        self.search, self.filters = SearchField(theme, PLACEHOLDER), FilterBar(theme)
        row, tools, column = QHBoxLayout(), QWidget(), QVBoxLayout(self)
        row.setSpacing(theme.gap(10))
        row.addWidget(self.title, 1)
        for button in self._buttons():
            row.addWidget(button)
        self.search.setMinimumWidth(theme.px(SEARCH_WIDTH))
        flow = FlowLayout(theme.gap(18), theme.gap(6))  # where they do not fit, the filters go below the search
        flow.addWidget(self.search)
        flow.addWidget(self.filters)
        tools.setLayout(flow)
        column.setContentsMargins(0, 0, 0, theme.gap(10))
        column.setSpacing(theme.gap(14))
        column.addLayout(row)
        column.addWidget(tools)

    def _buttons(self) -> list[Button]:
        return [self.deadlines, self.importer, self.new, self.back, self.emptier]

    def tab_stops(self) -> list[QWidget]:
        """All that can take the focus, in the order of Tab."""
        return [*self._buttons(), self.search, *self.filters.buttons.values()]

    def show_state(self, in_bin: bool, has_rows: bool) -> None:
        """The list or the bin, with dossiers in it or without."""
        self.title.setText("Cestino" if in_bin else "Pratiche")
        self.deadlines.setVisible(not in_bin and has_rows)
        for button in (self.importer, self.new):
            button.setVisible(not in_bin)
        for button in (self.back, self.emptier):
            button.setVisible(in_bin)
        self.emptier.setEnabled(has_rows)
        self.filters.setVisible(not in_bin and has_rows)
        self.search.setVisible(has_rows)


class ListFoot(QWidget):
    """The way to the bin; in a narrow window also the actions of the chosen dossier, which has no details there."""

    def __init__(self, theme: Theme, letters: Mnemonics) -> None:
        super().__init__()
        self.bar = DossierActions(theme, letters)
        self.to_bin = Link(theme, "Apri il cestino")
        self._bin_line, self._action_line = QWidget(), QWidget()
        row = QHBoxLayout(self._bin_line)
        row.setContentsMargins(0, theme.gap(10), 0, 0)
        row.setSpacing(theme.gap(8))
        row.addWidget(IconView(theme, "info", "muted", 16, "tiny"))
        row.addWidget(text_label(theme, BIN_WORDS, "tiny", "muted", one_line=True))
        row.addWidget(self.to_bin)
        row.addStretch(1)
        actions = QHBoxLayout(self._action_line)
        actions.setContentsMargins(0, theme.gap(8), 0, 0)
        actions.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bin_line)
        column.addWidget(self._action_line)

    def show_lines(self, bin_line: bool, actions: bool) -> None:
        """Which of its two lines are seen."""
        self._bin_line.setVisible(bin_line)
        self._action_line.setVisible(actions)

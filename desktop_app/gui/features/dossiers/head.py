"""The head of the list, with what can be done from here and the search, and its foot with the way to the bin."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.dossiers.details import DossierActions
from desktop_app.gui.features.dossiers.filters import FilterBar
from desktop_app.gui.features.dossiers.selection import Place
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.layout.flow import FlowLayout, layout_suspended

SEARCH_WIDTH, COMPACT_SEARCH = 290, 180  # px at 100 %
BIN_WORDS = "Le pratiche eliminate restano nel cestino per almeno 30 giorni."
ARCHIVE_WORDS = "Le scadenze delle pratiche in archivio non avvisano nell'elenco: le trovi in Scadenze."
PLACEHOLDERS: Final[dict[Place, str]] = {
    "list": "Cerca in tutte le pratiche", "archive": "Cerca nell'archivio", "bin": "Cerca nel cestino",
}  # fmt: skip
TITLES: Final[dict[Place, str]] = {"list": "Pratiche", "archive": "Archivio", "bin": "Cestino"}


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
        self.search, self.filters = SearchField(theme, PLACEHOLDERS["list"]), FilterBar(theme)
        self._low = self._very_low = self._may_be_compact = self._compact = False
        self._row, tools, column = QHBoxLayout(), QWidget(), QVBoxLayout(self)
        self._row.setSpacing(theme.gap(10))
        self._row.addWidget(self.title, 1)
        for button in self._buttons():
            self._row.addWidget(button)
        self._theme = theme
        self.search.setMinimumWidth(theme.px(SEARCH_WIDTH))
        self._slot = QWidget()  # of the search, below the title
        self._below = QHBoxLayout(self._slot)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.search)
        flow = FlowLayout(theme.gap(18), theme.gap(6))  # where they do not fit, the filters go below the search
        flow.addWidget(self._slot)
        flow.addWidget(self.filters.facets)
        flow.addWidget(self.filters)
        tools.setLayout(flow)
        column.setContentsMargins(0, 0, 0, theme.gap(10))
        column.setSpacing(theme.gap(14))
        column.addLayout(self._row)
        column.addWidget(tools)

    def _buttons(self) -> list[Button]:
        return [self.deadlines, self.importer, self.new, self.back, self.emptier]

    def tab_stops(self) -> list[QWidget]:
        """All that can take the focus, in the order of Tab."""
        search, buttons = [self.search], self._buttons()
        first = [*search, *buttons] if self._compact else [*buttons, *search]
        return [*first, *self.filters.tab_stops()]

    def show_state(self, place: Place, has_rows: bool) -> None:
        """The list, the archive or the bin, with dossiers in it or without."""
        in_list = place == "list"
        self.title.setText(TITLES[place])
        self.search.setPlaceholderText(PLACEHOLDERS[place])
        self.search.setAccessibleName(PLACEHOLDERS[place])
        self.deadlines.setVisible(in_list and has_rows)
        for button in (self.importer, self.new):
            button.setVisible(in_list)
        self.back.setVisible(not in_list)
        self.emptier.setVisible(place == "bin")
        self.emptier.setEnabled(has_rows)
        self.search.setVisible(has_rows)
        self._may_be_compact = in_list and has_rows
        self._stand()

    def set_low(self, low: bool, very_low: bool) -> None:
        """In a low page the search of the list stands where its title is else, and the buttons are smaller; in a very
        low one filters that are not in use leave their room to the list."""
        self._low, self._very_low = low, very_low
        self._stand()

    def _stand(self) -> None:
        compact = self._low and self._may_be_compact
        if compact != self._compact:
            self._compact = compact
            self._move_search()
        self._slot.setVisible(not compact and not self.search.isHidden())
        shown = self._may_be_compact and not (self._very_low and compact and not self.filters.in_use)
        self.filters.setVisible(shown)
        self.filters.facets.setVisible(shown and bool(self.filters.menus))

    def _move_search(self) -> None:
        compact, layout = self._compact, self.layout()
        assert layout is not None
        has_focus, is_hidden = self.search.hasFocus(), self.search.isHidden()
        with layout_suspended(layout):  # both in one row would be too wide for a moment
            self.title.setVisible(not compact)
            for button in (self.deadlines, self.importer):
                button.set_compact(compact, icon_only=compact)
            self.new.set_compact(compact)
            self.search.setMinimumWidth(self._theme.px(COMPACT_SEARCH if compact else SEARCH_WIDTH))
            self._slot.setVisible(not compact)
            if compact:
                self._row.insertWidget(0, self.search, 1)
            else:
                self._below.addWidget(self.search)
            self.search.setVisible(not is_hidden)
        if has_focus:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)


class ListFoot(QWidget):
    """The way to the bin; in a narrow window also the actions of the chosen dossier, which has no details there."""

    def __init__(self, theme: Theme, letters: Mnemonics) -> None:
        super().__init__()
        self.bar = DossierActions(theme, letters)
        self.to_bin, self.to_archive = Link(theme, "Apri il cestino"), Link(theme, "Apri l'archivio")
        self._words = text_label(theme, BIN_WORDS, "tiny", "muted", one_line=True)
        self._bin_line, self._action_line = QWidget(), QWidget()
        row = QHBoxLayout(self._bin_line)
        row.setContentsMargins(0, theme.gap(10), 0, 0)
        row.setSpacing(theme.gap(8))
        row.addWidget(IconView(theme, "info", "muted", 16, "tiny"))
        row.addWidget(self._words)
        row.addWidget(self.to_bin)
        row.addSpacing(theme.gap(8))
        row.addWidget(self.to_archive)
        row.addStretch(1)
        actions = QHBoxLayout(self._action_line)
        actions.setContentsMargins(0, theme.gap(8), 0, 0)
        actions.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bin_line)
        column.addWidget(self._action_line)

    def show_place(self, place: Place, archived: int, found: int) -> None:
        """What is said of the place shown; how many there are in the archive, and how many of those are searched."""
        self._words.setText(ARCHIVE_WORDS if place == "archive" else BIN_WORDS)
        self.to_bin.setVisible(place == "list")
        self.to_archive.setVisible(place == "list" and archived > 0)
        self.to_archive.show_words(f"Trovate nell'archivio: {found}" if found else "Apri l'archivio")

    def show_lines(self, bin_line: bool, actions: bool) -> None:
        """Which of its two lines are seen."""
        self._bin_line.setVisible(bin_line)
        self._action_line.setVisible(actions)

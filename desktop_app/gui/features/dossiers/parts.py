"""The parts of the page of dossiers, and where they stand at every size."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.gui.features.dossiers.bin_notes import BinNotes
from desktop_app.gui.features.dossiers.details import DossierDetails
from desktop_app.gui.features.dossiers.head import ListFoot, ListHead
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.menu import Menu, styled_menu
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.widgets.lists.list_or_empty import ListOrEmpty

FOLD_WIDTH: Final = 1080  # px at 100 %: narrower pages hide the details
LOW_HEIGHT: Final = 480  # px at 100 %: lower pages hide the sentence about the bin, and have a lower head
VERY_LOW_HEIGHT: Final = 260  # and these the filters that let all through: there is room for them or for the list


class ListParts(Page):
    """The head, a notice, the table or why it is empty, the foot; beside them the details."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, letters = theme, Mnemonics()
        self.table = DossierTable(theme)
        self.head = ListHead(theme, letters)
        self.details = DossierDetails(theme, letters)
        self.foot = ListFoot(theme, letters)
        self.notes, self._list = BinNotes(theme), ListOrEmpty(theme, self.table)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.notes)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._column, 1)
        row.addWidget(self.details)
        self.setAccessibleName("Pratiche")

    @cached_property
    def menu(self) -> Menu:
        """What can be done with the chosen dossiers, filled when it opens."""
        return styled_menu(self._theme, self)

    def _set_tab_order(self) -> None:
        """The tab order as on screen."""
        above = [*self.head.tab_stops(), *tab_stops(self.notes)]
        links = [self.foot.to_bin, self.foot.to_archive]
        set_tab_order([*above, self.table, *links, *tab_stops(self.foot.bar), *self.details.tab_stops()])

    def fold(self, has_rows: bool, chosen: bool, in_bin: bool) -> None:
        """Hides the details in narrow pages, where their actions stand in the foot; low pages have smaller gaps."""
        theme = self._theme
        folded, low = self.width() < theme.px(FOLD_WIDTH), self.height() < theme.px(LOW_HEIGHT)
        side, top = theme.gap(16 if folded else 32), theme.gap(8 if low else 20)
        self._column.setContentsMargins(side, top, side, theme.gap(8 if low else 14))
        very_low = self.height() < theme.px(VERY_LOW_HEIGHT)
        self.head.set_low(low, very_low)
        self.foot.bar.set_small(low)
        self.table.set_low(low)
        self.details.setVisible(not folded and has_rows)
        actions = folded and chosen
        self.foot.show_lines(not in_bin and not (low and actions), actions)

"""The filters of the list of dossiers, each with the number of dossiers it lets through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.features.dossiers.listing import FILTER_LABELS, DossierListing, Facets, Filter
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.wording.dossier_words import short_model

if TYPE_CHECKING:
    from desktop_app.gui.widgets.controls.choice_menu import ChoiceMenu

ALWAYS_SHOWN: Final[tuple[Filter, ...]] = ("all", "open", "due")
FORM, YEAR, ALL_FORMS, ALL_YEARS = "Modello", "Anno", "Tutti i modelli", "Tutti gli anni"


class FilterBar(QWidget):
    """`filter_chosen` brings the filter that was pressed. One tab stop, arrow keys inside.

    A state in which no dossier is has no button, unless it is the one chosen. Where there are several forms or years,
    a menu each (on `facets`, which stands beside the search) lets through those of one: `facets_chosen`.
    """

    filter_chosen = Signal(str)
    facets_chosen = Signal(object)

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
        self._theme, self._facets, self.facets = theme, Facets(), QWidget()
        self._facet_row = QHBoxLayout(self.facets)
        self._facet_row.setContentsMargins(0, 0, 0, 0)
        self._facet_row.setSpacing(theme.gap(6))
        self.menus: dict[str, ChoiceMenu] = {}  # made where there is something to choose
        self.setLayout(row)

    @property
    def in_use(self) -> bool:
        """Whether something else than all is let through."""
        return self._facets != Facets() or not self.buttons["all"].isChecked()

    def tab_stops(self) -> list[QWidget]:
        """All that can take the focus, in the order of Tab."""
        return [*self.menus.values(), *self.buttons.values()]

    def show_facets(self, listing: DossierListing, facets: Facets) -> bool:
        """What can be chosen of forms and years, and what is; gives whether a menu was made."""
        self._facets, before = facets, len(self.menus)
        forms = {form: short_model(listing.title_of(form)) for form in listing.forms}
        self._show_menu(FORM, ALL_FORMS, forms, facets.form, "")
        self._show_menu(YEAR, ALL_YEARS, {year: str(year) for year in listing.years}, facets.year, 0)
        return len(self.menus) > before

    def _show_menu(self, name: str, all: str, choices: Mapping[Any, str], chosen: Any, none: Any) -> None:
        wanted = len(choices) > 1 or chosen != none
        if wanted and name not in self.menus:
            from desktop_app.gui.widgets.controls.choice_menu import ChoiceMenu  # most lists have one form and year

            menu = self.menus[name] = ChoiceMenu(self._theme, name)
            menu.chosen.connect(lambda value: self._choose(name, value))
            self._facet_row.addWidget(menu)
        if name in self.menus:
            self.menus[name].show_choices({none: all, **choices}, chosen, none)
            self.menus[name].setVisible(wanted)

    def _choose(self, name: str, value: Any) -> None:
        key = {FORM: "form", YEAR: "year"}[name]
        self.facets_chosen.emit(self._facets._replace(**{key: value}))

    def show_counts(self, counts: Mapping[Filter, int], current: Filter) -> None:
        """Shows the number of each filter and which one is on, without emitting."""
        for key, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(key == current)
            button.blockSignals(False)
            button.show_count(counts[key])
            button.setVisible(counts[key] > 0 or key == current or key in ALWAYS_SHOWN)

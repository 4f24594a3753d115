"""Opzioni: what is chosen holds at once, and the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.export_folder import chosen_base, folder_words
from desktop_app.gui.shell.actions import Action, Entry, Standard
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.system.chosen_folder import keep
from desktop_app.system.paths import usual_data_folder

if TYPE_CHECKING:
    from desktop_app.gui.shell.overlays import OverlayPage


class OptionsController(Room):
    """Brings what was chosen on the page: `scheme_chosen` a Scheme, `text_size_chosen` a factor."""

    scheme_chosen = Signal(str)
    text_size_chosen = Signal(float)

    def __init__(
        self,
        context: AppContext,
        choose_folder: Callable[[], object],
        forget_folder: Callable[[], object],
        show_data_folder: Callable[[], object],
    ) -> None:
        super().__init__(context)
        self._choose_folder, self._forget_folder = choose_folder, forget_folder
        self._show_data_folder = show_data_folder

    def actions(self) -> Sequence[Entry]:
        return (Action("options", "&Opzioni", self.show, Standard.Preferences),)

    def show(self) -> None:
        """The page, over what is shown."""
        self._context.overlays.show(self._make_page)

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.options.page import Choices, OptionsPage

        settings, folder = self._context.settings, self._context.drafts.path.parent
        choices = Choices(
            choose_scheme=self._choose_scheme,
            resize=self._resize,
            choose_folder=self._choose_folder,
            forget_folder=self._forget_folder,
            open_data=self._show_data_folder,
            documents=lambda: folder_words(chosen_base(settings)),
            data=str(folder),
            usual_data="" if folder == usual_data_folder() else str(usual_data_folder()),
            return_to_usual=lambda: keep(None),
        )
        return OptionsPage(self._context.theme, settings, choices)

    def _choose_scheme(self, scheme: Scheme) -> None:
        in_turn(self, lambda: self.scheme_chosen.emit(scheme))  # the page is deleted by it

    def _resize(self, factor: float) -> None:
        in_turn(self, lambda: self.text_size_chosen.emit(factor))

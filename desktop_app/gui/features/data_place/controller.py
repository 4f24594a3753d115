"""Looks, once the window is there, where dossiers and documents lie: on this computer, a network, or copied away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.export_folder import chosen_base
from desktop_app.gui.services.worker import BACKGROUND, in_one_step
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.layout.later import later
from desktop_app.system import location
from desktop_app.system.location import UnsafeLocation

if TYPE_CHECKING:
    from desktop_app.gui.widgets.feedback.notice import Notice

DELAY_MS = 2_000  # after the window was seen, when nobody waits for the disk
DOSSIERS, DOCUMENTS = "place", "documents_place"  # the keys of the notices


class DataPlaceController(Room):
    """That the data stay on this computer is said only after both folders were looked at.

    `backup_requested`: the user wants to make a copy first. `other_folder_requested`: to choose where documents go.
    """

    backup_requested = Signal()
    other_folder_requested = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._told = False
        context.window.when_painted(lambda: later(self, self.check, DELAY_MS))

    def actions(self) -> Sequence[Entry]:
        return (Action("data_folder", "Apri la cartella dei &dati", self.show_folder),)

    def show_folder(self) -> None:
        """In the system's own program for files."""
        show_folder(self._context.drafts.path.parent, self._context.window)

    def check(self) -> None:
        """Looks at both places in the worker; again where another folder was chosen for the documents."""
        data, documents = self._context.drafts.path.parent, chosen_base(self._context.settings)

        def look() -> tuple[UnsafeLocation | None, UnsafeLocation | None]:
            return location.check_folder(data), location.check_folder(documents)

        self._context.worker.submit(
            in_one_step(look), lambda found: self._tell(*found, documents), lambda _: None, rank=BACKGROUND
        )

    def _tell(self, data: UnsafeLocation | None, documents: UnsafeLocation | None, folder: Path) -> None:
        from desktop_app.gui.features.data_place import words

        self._context.window.show_place(words.place_words(data, documents), well=not data and not documents)
        if data is not None and not self._told:
            self._told = True
            self._say(DOSSIERS, words.dossiers_notice(data))
        settings = self._context.settings
        if documents is None:
            self._context.window.tell(DOCUMENTS, None)
        elif data is None and settings.documents_told != str(folder):  # once; the status line goes on saying it
            settings.documents_told = str(folder)
            self._say(DOCUMENTS, words.documents_notice(documents))

    def _say(self, key: str, notice: Notice) -> None:
        self._context.window.say(key, notice.kind, notice.fact, notice.text, notice.links, self._follow)

    def _follow(self, link: str) -> None:
        if link == "backup":
            self.backup_requested.emit()
        elif link == "documents":
            self.other_folder_requested.emit()
        else:
            self.show_folder()

"""From the window that is there to the dossiers in it: whatever keeps them away ends on the page with the ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from desktop_app.drafts import inventory
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import Opened
from desktop_app.gui.app.gate import Gate
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.recovery.controller import RecoveryController
from desktop_app.gui.features.recovery.trouble import Trouble, lost
from desktop_app.gui.shell.context import AppContext
from desktop_app.system import log
from desktop_app.system.chosen_folder import chosen_folder

LARGE = 10_000_000  # bytes of a file with dossiers: to read its list takes a third of the time to make the window
Do = Callable[[], object]


class House(Protocol):
    """What the opening asks of the window.

    `when_furnished` does something once every room is there, after the first paint. `welcome` shows what the user had
    before him: it is told whether the list was read just before and is still true, and whether there never was a file
    of dossiers in this folder.
    """

    def when_furnished(self, do: Do) -> None: ...
    def show_list(self) -> None: ...
    def welcome(self, opened: Opened, was_listed: bool, is_first: bool) -> None: ...


class Opening(QObject):
    """Opens the store behind the gate."""

    def __init__(
        self, context: AppContext, gate: Gate, dossiers: DossiersController, recovery: RecoveryController, house: House
    ) -> None:
        super().__init__()
        self._context, self._gate, self._house = context, gate, house
        self._dossiers, self._recovery = dossiers, recovery
        self._is_first = self._was_listed = self._was_tried = False
        context.store.opened.connect(self._on_opened)
        context.store.open_failed.connect(self._on_failed)
        recovery.retry_requested.connect(lambda: gate.enter(self.start))
        recovery.begin_requested.connect(self._open)
        recovery.take_over_requested.connect(self._take_over)
        recovery.folder_chosen.connect(self._move_to)

    def start(self, trouble: Trouble | None = None) -> None:
        """The list at once, read with the plain driver; the store opens after the first paint. A large file's list
        comes after it, too, and is read beside the window.

        Where something is wrong with folder or lock, or the file of the dossiers is lost, the page that says so.
        """
        path = self._context.drafts.path
        self._is_first = not (
            self._context.settings.was_used or inventory.was_used(path) or chosen_folder() == path.parent
        )
        if trouble is None and not self._is_first and not inventory.is_there(path):
            trouble = lost(has_traces=inventory.was_used(path))
        if trouble is None:
            self._open()
        else:
            self._recovery.show(trouble)

    def _open(self) -> None:
        if self._was_tried:
            self._context.store.close_store()  # it may have been opened before something else went wrong
        self._was_listed, self._was_tried = False, True
        self._context.window.show_saved("Apro le pratiche…")
        found = inventory.facts(self._context.drafts.path)
        if found is not None and found.size > LARGE:
            self._house.when_furnished(self._read_and_list)
        else:
            self._list_and_open()

    def _read_and_list(self) -> None:
        self._dossiers.read_beside(self._list_and_open)

    def _list_and_open(self) -> None:
        if not self._recovery.is_shown:
            try:
                self._house.show_list()
                self._was_listed = True
            except Exception as error:  # a list that cannot be read: the store may still be opened, or mended
                log.log_exception(type(error), error.__traceback__)
            self._context.window.tell("fault", None)  # what the list could not read, the store may mend
        self._house.when_furnished(self._context.store.open_store)

    def _on_opened(self, opened: Opened) -> None:
        self._context.settings.was_used = True
        self._context.association.load(lambda: self._or_recover(lambda: self._go_in(opened)))

    def _go_in(self, opened: Opened) -> None:
        self._recovery.leave()
        self._house.welcome(opened, self._was_listed and opened.is_as_it_was, self._is_first)

    def _on_failed(self, fault: Exception) -> None:
        from desktop_app.gui.features.recovery.words import of_store, unexpected

        self._recovery.show(of_store(fault) if isinstance(fault, StoreFault) else unexpected())

    def _or_recover(self, do: Callable[[], object]) -> None:
        """What nobody expected ends on the page with the ways on, too."""
        try:
            do()
        except Exception as error:
            from desktop_app.gui.features.recovery.words import unexpected

            log.log_exception(type(error), error.__traceback__)
            self._recovery.show(unexpected())

    def _take_over(self) -> None:
        trouble = self._gate.take_over()
        if trouble is None:
            self._gate.enter(self.start)
        else:
            self._recovery.show(trouble)

    def _move_to(self, folder: Path) -> None:
        trouble = self._gate.move_to(folder)
        if trouble is not None:
            self._recovery.refuse(trouble)

"""What every room of the window may use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.drafts.store import Drafts
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.association import AssociationProvider
from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.services.code_loader import CodeLoader
from desktop_app.gui.services.day_watch import DayWatch
from desktop_app.gui.services.program_watch import ProgramWatch
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.services.store_session import StoreSession
from desktop_app.gui.services.worker import UNEXPECTED_FAULT, Worker
from desktop_app.gui.shell.overlays import OverlayHost
from desktop_app.gui.shell.window import Window
from desktop_app.system.installation import Installation
from desktop_app.system.paths import FormSource

if TYPE_CHECKING:  # loaded with the first dossier
    from desktop_app.gui.services.address_books import AddressBooks


class AppContext:
    """The window and the services behind it, made once for each start of the program."""

    def __init__(
        self, window: Window, settings: Settings, drafts: Drafts, form_sources: Sequence[Path | FormSource]
    ) -> None:
        self.window, self.settings = window, settings
        self.worker, self.day = Worker(), DayWatch(window)
        self.store = StoreSession(window, drafts)
        self.association = AssociationProvider(window, self.worker)
        self.catalog = Catalog(form_sources, self.association, self.worker, window)
        self.overlays, self.code = OverlayHost(window), CodeLoader()
        self.code.loaded.connect(self.worker.collector.keep)
        self.program = ProgramWatch(window, Installation())
        self._asking: QWidget | None = None
        self.worker.say_unexpected = lambda: self.program.explained(UNEXPECTED_FAULT)

    @property
    def theme(self) -> Theme:
        """The theme and text size in use."""
        return self.window.theme

    @property
    def asking(self) -> QWidget:
        """The parent of windows that ask for a file or a printer: it dresses those that Qt brings."""
        if self._asking is None:
            self._asking = QWidget(self.window)
            self._asking.hide()
        self._asking.setStyleSheet(stylesheets.for_qts_windows(self.theme))
        return self._asking

    @property
    def drafts(self) -> Drafts:
        """The dossiers of the user."""
        return self.store.drafts

    @cached_property
    def books(self) -> AddressBooks:
        """The address books."""
        from desktop_app.gui.services.address_books import AddressBooks

        return AddressBooks(self.store, self.association.contacts)

"""Moduli: the forms there are, what is wrong with them, packages of them, and the folder for the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.room import Room
from desktop_app.system.files import make_folder
from desktop_app.system.paths import PACKAGE_SUFFIX

if TYPE_CHECKING:
    from desktop_app.gui.features.forms.installing import PackageInstaller
    from desktop_app.gui.features.forms.page import FormsPage
    from desktop_app.gui.shell.overlays import OverlayPage
    from desktop_app.library import CatalogEntry

INSTALL = "Installa un pacchetto di moduli"
PACKAGE_KINDS = f"Pacchetto di moduli (*{PACKAGE_SUFFIX});;Tutti i file (*)"


class FormsController(Room):
    """`reread`: the forms are read anew, and may be others."""

    reread = Signal()

    def actions(self) -> Sequence[Entry]:
        return (Action("forms", "&Moduli", self.show),)

    def show(self) -> None:
        """The page Moduli."""
        self._context.overlays.show(self._make_page)

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.forms.page import FormsPage

        page = FormsPage(self._context.theme)
        page.folder_requested.connect(self._open_folder)
        page.package_requested.connect(self._choose_package)
        page.reread_requested.connect(lambda: self._reread(page))
        self._fill(page)
        return page

    @cached_property
    def installer(self) -> PackageInstaller:
        """What takes packages of forms in."""
        from desktop_app.gui.features.forms.installing import PackageInstaller

        return PackageInstaller(self._context, self._on_installed, self.show)

    def install(self, paths: Sequence[Path]) -> None:
        """Installs packages of forms."""
        self.installer.take(paths)

    def _choose_package(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(self._context.asking, INSTALL, "", PACKAGE_KINDS)
        if chosen:
            self.install([Path(chosen)])

    def _on_installed(self) -> None:
        page: Any = self._context.overlays.page_of(self._make_page)
        if page is not None:
            self._reread(page)
        else:
            self._context.catalog.reread()
            self.reread.emit()

    def _fill(self, page: FormsPage) -> None:
        def fill(entries: Sequence[CatalogEntry]) -> None:
            if isValid(page):  # it may have been closed meanwhile
                page.show_forms(entries, self._context.day.today())

        self._context.catalog.with_forms(fill)

    def _reread(self, page: FormsPage) -> None:
        self._context.catalog.reread()
        page.show_reading()
        self._fill(page)
        self.reread.emit()

    def _open_folder(self) -> None:
        from desktop_app.system.paths import own_forms_folder

        with self._context.store.faults_told():
            make_folder(own_forms_folder())
            show_folder(own_forms_folder(), self._context.window)

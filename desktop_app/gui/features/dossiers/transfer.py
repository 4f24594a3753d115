"""Dossiers as files, to be passed on: `.commessa`, which the command line reads as well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.system.clock import today
from desktop_app.system.files import read_bounded, write_atomically
from desktop_app.system.paths import DRAFT_SUFFIX

if TYPE_CHECKING:
    from desktop_app.engine.answers.draft import Draft

FILE_KIND: Final = f"Bozza di Commessa (*{DRAFT_SUFFIX})"
ALL_KINDS: Final = f"{FILE_KIND};;Tutti i file (*)"


class TransferController(Room):
    """`imported` brings the Draft that was read from a file."""

    imported = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._waiting: list[str] = []  # files given before the store was open

    def actions(self) -> Sequence[Entry]:
        return (
            Action("import", "&Importa una bozza…", self.import_draft, None, "store"),
            Action("export_draft", "&Esporta la bozza…", self.export_draft, None, "dossier"),
        )

    def import_draft(self, file: str = "") -> None:
        """A dossier out of a file, asked for where none is named; where the store is not open yet, it waits for it."""
        from dataclasses import replace

        from desktop_app.engine.answers.draft import MAX_BYTES, parse

        if not file:
            from PySide6.QtWidgets import QFileDialog

            file, _ = QFileDialog.getOpenFileName(self._context.window, "Importa una bozza", "", ALL_KINDS)
        if file and not self._context.store.is_open:
            self._waiting.append(file)
        elif file:
            with self._context.store.faults_told():
                draft: Draft = parse(read_bounded(Path(file), MAX_BYTES))
                books = self._context.books
                known = {prefix: link for prefix, link in draft.parties.items() if books.read(link.record)}
                self.imported.emit(replace(draft, parties=known, dossier=""))  # it becomes another dossier

    def import_waiting(self) -> None:
        """The files that were given before the store was open, in that order; each becomes a dossier."""
        for file in self.take_waiting():
            self.import_draft(file)

    def take_waiting(self) -> list[str]:
        """Those files; they wait no longer."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def export_draft(self, file: str = "") -> None:
        """The open dossier into a file, asked for where none is named."""
        from dataclasses import replace

        saver = self._context.store.saver
        if saver is None:
            return
        name = f"pratica-{today().isoformat()}{DRAFT_SUFFIX}"
        path = Path(file) if file else self._ask_where(name)
        if path is not None:
            with self._context.store.faults_told():
                # The address books stay on this computer; its deadlines are the same ones for the command line.
                alone = replace(saver.dossier.draft, parties={}, dossier=saver.id)
                write_atomically(path, alone.to_json().encode())
                self._context.store.tell("file", "ok", "Bozza esportata.", text=str(path))

    def _ask_where(self, name: str) -> Path | None:
        from desktop_app.gui.services.save_dialog import ask_where_to_save

        return ask_where_to_save(self._context.window, "Esporta la bozza", name, FILE_KIND, DRAFT_SUFFIX)

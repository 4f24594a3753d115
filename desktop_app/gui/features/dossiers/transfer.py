"""Dossiers as files, to be passed on: `.commessa`, which the command line reads as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_app.system.clock import today
from desktop_app.system.files import read_bounded, write_atomically

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.controller import Desk

KIND: Final = "Bozza di Commessa (*.commessa)"


def import_draft(desk: Desk, file: str) -> None:
    """A dossier out of a file, asked for where none is named; where the store is not open yet, it waits for it."""
    from dataclasses import replace

    from desktop_app.engine.answers.draft import MAX_BYTES, parse

    if not file:
        from PySide6.QtWidgets import QFileDialog

        file, _ = QFileDialog.getOpenFileName(desk.window, "Importa una bozza", "", KIND)
    if file and not desk.store_open:
        desk.waiting_file = file
    elif file:
        with desk.faults_told():
            draft = parse(read_bounded(Path(file), MAX_BYTES))
            here = {prefix: link for prefix, link in draft.parties.items() if desk.books.read(link.record)}
            desk.create(replace(draft, parties=here))


def export_draft(desk: Desk, file: str) -> None:
    """The open dossier into a file, asked for where none is named."""
    from dataclasses import replace

    if desk.view is None:
        return
    if not file:
        name = f"pratica-{today().isoformat()}.commessa"
        from PySide6.QtWidgets import QFileDialog

        file, _ = QFileDialog.getSaveFileName(desk.window, "Esporta la bozza", name, KIND)
    if file:
        path = Path(file) if Path(file).suffix else Path(file).with_suffix(".commessa")
        with desk.faults_told():
            alone = replace(desk.view.dossier.draft, parties={})  # the address books stay on this computer
            write_atomically(path, alone.to_json().encode())
            desk.tell("file", "ok", "Bozza esportata.", text=str(path))

"""A whole working day: nothing that may wait for the disk of the store is done in the window's thread."""

from __future__ import annotations

import os
import sqlite3
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.listing.dossier_rows import DossierRows
from desktop_app.drafts.store import Drafts
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, settle, texts


def _where() -> str:
    """The project's own frames that led here."""
    frames = [each for each in traceback.extract_stack() if "desktop_app" in each.filename]
    return " > ".join(f"{Path(each.filename).stem}.{each.name}" for each in frames[-6:])


class Disk:
    """Watches every statement on a writing connection, and every file that is forced to the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.in_window: set[str] = set()
        self.elsewhere = 0
        connect, sync = file.connect, os.fsync

        def watched(path: Path, mode: Any, patience: float | None = None) -> sqlite3.Connection:
            made = connect(path, mode, patience)
            if mode == "rw":
                made.set_trace_callback(lambda _: self.touched())
            return made

        def synced(descriptor: int) -> None:
            self.touched()
            sync(descriptor)

        monkeypatch.setattr(file, "connect", watched)
        monkeypatch.setattr(os, "fsync", synced)

    def touched(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self.in_window.add(_where())
        else:
            self.elsewhere += 1


def work(program: Program, tmp_path: Path) -> None:
    """Everything that changes the store or its copies."""
    app, field = program.app, ""
    app.editor.begin_example(BRIEF_FORM)
    field = texts(program)[0]
    program.write(field, "Alfa")
    program.key(Key.Key_Tab)
    program.wait_saved()
    id = app.editor.open_id
    app.run("undo")
    app.documents.export([program.view.dossier.documents.applicable()[0].spec.id])
    program.notice("esportato")
    app.show_dossiers()
    app.editor.duplicate(id)
    app.show_dossiers()
    page = app.dossiers.page
    assert page is not None
    page.chosen.delete_requested.emit([id])
    page.chosen.restore_requested.emit([id])
    page.chosen.delete_requested.emit([id])
    page.empty_bin_requested.emit(True)
    program.wait(lambda: len(program.drafts.rows()) == 1 and not program.drafts.rows(binned=True))
    app.backups.automatic.work()
    program.wait(lambda: program.drafts.backups())
    copy = program.drafts.backups()[0].path
    app.backups.restore(copy)
    program.notice("Le pratiche sono quelle della copia.")
    form = app.context.catalog.library.load(BRIEF_FORM)
    party = next(iter(form.parties.values()))
    app.context.books.add(party.book, party.fields, {next(iter(party.fields)): "Beta"})
    settle()


def test_nothing_of_the_store_waits_for_the_disk_in_the_windows_thread(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = Disk(monkeypatch)
    program = start()
    program.context.settings.export_base = str(tmp_path)
    work(program, tmp_path)
    assert program.leave()
    assert disk.in_window == set()
    assert disk.elsewhere > 100  # what was watched did happen


def test_dossiers_that_may_be_thousands_are_read_again_beside_the_window(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, real, in_window = start(), Drafts.rows, list[bool]()
    program.app.editor.begin_example(BRIEF_FORM)
    id = program.app.editor.open_id

    def rows(drafts: Drafts, *arguments: Any, **options: Any) -> DossierRows:
        if not options.get("binned"):  # the bin is short
            in_window.append(threading.current_thread() is threading.main_thread())
        return real(drafts, *arguments, **options)

    monkeypatch.setattr(Drafts, "rows", rows)
    program.app.show_dossiers()
    page = program.app.dossiers.page
    assert page is not None and program.page() is page
    page.chosen.delete_requested.emit([id])
    page.show_bin_view(True)
    page.chosen.restore_requested.emit([id])
    program.app.run("deadlines")
    program.app.show_new()
    new = program.page()
    program.wait(lambda: new.grid.views)
    program.app.dossiers.summaries.start()
    program.app.backups.consider(program.drafts.back_up_to(program.folder / "mia.copia").path)
    program.notice("La copia arriva fino")
    assert len(in_window) > 6 and not any(in_window)

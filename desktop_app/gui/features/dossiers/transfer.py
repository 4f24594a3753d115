"""Dossiers as files, to be passed on: `.commessa`, which the command line reads as well."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.services.worker import ON_SCREEN, JobFault, in_one_step
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.later import in_turn, later
from desktop_app.system.clock import today
from desktop_app.system.files import read_bounded, write_atomically
from desktop_app.system.paths import DRAFT_SUFFIX

if TYPE_CHECKING:
    from desktop_app.drafts.store import Drafts
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.library import Library

FILE_KIND: Final = f"Bozza di Commessa (*{DRAFT_SUFFIX})"
ALL_KINDS: Final = f"{FILE_KIND};;Tutti i file (*)"
READING: Final = "Leggo la bozza…"
CLOSING: Final = "Finisco di importare, poi chiudo."
CLOSE_NOW: Final = "Chiudi un'altra volta per non aspettare."
PATIENCE_MS: Final = 400  # that a file may take before this is said


class TransferController(Room):
    """`imported` brings the Draft that was read from a file, and whether it is to be opened: of several files only the
    last. `waits`: one was given that cannot be imported yet.
    """

    imported = Signal(object, bool)
    waits = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._waiting: list[str] = []  # files given before the store was open
        self.being_read = 0  # files
        self._read_drafts: deque[Draft] = deque()  # each becomes a dossier in a turn of its own
        self._arrived = 0  # of files that were given together
        self._close: Callable[[], object] | None = None  # what the user asked for while files are read
        context.store.open_failed.connect(lambda _: self._stay())

    def actions(self) -> Sequence[Entry]:
        return (
            Action("import", "&Importa una bozza…", self.import_draft, None, "store"),
            Action("export_draft", "&Esporta la bozza…", self.export_draft, None, "dossier"),
        )

    def import_draft(self, file: str = "") -> None:
        """A dossier out of a file, asked for where none is named; where the store is not open yet, it waits for it."""
        if not file:
            from PySide6.QtWidgets import QFileDialog

            file, _ = QFileDialog.getOpenFileName(self._context.asking, "Importa una bozza", "", ALL_KINDS)
        if file and not self._context.store.is_open:
            self._waiting.append(file)
            self.waits.emit()
        elif file:
            self.being_read += 1
            later(self._context.window, self._say_that_it_is_read, PATIENCE_MS)
            self._context.catalog.with_library(lambda library: self._read(Path(file), library))

    def _read(self, path: Path, library: Library) -> None:
        """In the worker: the file of somebody else may be large, slow, or made to do harm."""

        def done(draft: Draft) -> None:
            self._read_drafts.append(draft)
            if len(self._read_drafts) == 1:
                in_turn(self, self._take_next)

        self._context.worker.submit(in_one_step(lambda: _read_draft(path, library)), done, self._fail, rank=ON_SCREEN)

    def _fail(self, sentence: str) -> None:
        self._stay()  # to say it
        self._end_reading()
        self._context.store.tell("fault", "error", sentence)

    def _say_that_it_is_read(self) -> None:
        if self.being_read and self._close is None:
            self._context.store.tell("reading", "note", READING)

    def _take_next(self) -> None:
        draft = self._read_drafts.popleft()
        self._arrived += 1
        try:
            self._import(draft, self.being_read == 1 and self._close is None)
        finally:
            self._end_reading()
            if self._read_drafts:
                in_turn(self, self._take_next)

    def _end_reading(self) -> None:
        self.being_read -= 1
        if self.being_read:
            return
        self._context.window.tell("reading", None)
        arrived, self._arrived = self._arrived, 0
        close, self._close = self._close, None
        if close is not None:
            close()
        elif arrived > 1:
            several = f"Importate {arrived} bozze."
            self._context.store.tell("imported", "ok", several, text="Sono tutte in Pratiche; qui vedi l'ultima.")

    def _import(self, draft: Draft, shown: bool) -> None:
        from dataclasses import replace

        books = self._context.books
        known = {prefix: link for prefix, link in draft.parties.items() if books.read(link.record)}
        self.imported.emit(replace(draft, parties=known, dossier=""), shown)  # it becomes another dossier

    def may_close(self, close: Callable[[], object]) -> bool:
        """Before the window closes: whether no file is on its way. Else `close` is called once all are dossiers; who
        asks another time does not wait.
        """  # fmt: skip
        if self._close is not None or not (self.being_read or self._waiting):
            return True
        self._close = close
        self._context.window.tell("reading", Notice("note", CLOSING, CLOSE_NOW))
        return False

    def _stay(self) -> None:
        """The user has to see something first."""
        self._close = None
        self._context.window.tell("reading", None)

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

    def export_several(self, ids: Sequence[str], folder: str = "") -> None:
        """Dossiers of the list as files in a folder, asked for where none is named; no file there is written over."""
        if not folder:
            from PySide6.QtWidgets import QFileDialog

            folder = QFileDialog.getExistingDirectory(self._context.asking, "Esporta le bozze in una cartella")
        if folder:
            drafts = self._context.drafts
            self._context.store.ask(lambda: _write_drafts(drafts, ids, Path(folder)), self._tell_exported)

    def _tell_exported(self, written: Sequence[Path]) -> None:
        words = counted(len(written), "Bozza esportata.", "{} bozze esportate.")
        place = written[0] if len(written) == 1 else written[0].parent
        self._context.store.tell("file", "ok", words, text=str(place))

    def _ask_where(self, name: str) -> Path | None:
        from desktop_app.gui.services.save_dialog import ask_where_to_save

        return ask_where_to_save(self._context.asking, "Esporta la bozza", name, FILE_KIND, DRAFT_SUFFIX)


def _write_drafts(drafts: Drafts, ids: Sequence[str], folder: Path) -> list[Path]:
    """Writes a draft of each dossier; gives the files. Raises StoreFault, DraftFault or FileFault."""
    from dataclasses import replace

    from desktop_app.engine.answers.draft import parse_stored
    from desktop_app.system.outside import write_beside

    written = []
    for stored in [drafts.read(id) for id in ids]:
        alone = replace(parse_stored(stored.content), parties={}, dossier=stored.id)
        name = f"pratica-{stored.number}{DRAFT_SUFFIX}"
        written.append(write_beside(folder / name, alone.to_json().encode(), lambda _: False))
    return written


def _read_draft(path: Path, library: Library) -> Draft:
    """The draft in a file, with the names that its form has now. Raises FileFault or JobFault."""
    from desktop_app.engine.answers.draft import MAX_BYTES, fit, parse

    try:
        draft = parse(read_bounded(path, MAX_BYTES))
        return fit(draft, library.load(draft.form))
    except (DraftFault, FormFault) as fault:
        raise JobFault(str(fault)) from None

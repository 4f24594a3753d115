"""Exports and prints documents, of the open dossier or of several, and deadlines as a file; one job at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from desktop_app.gui.features.documents.exported_files import ExportedFiles
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.export_folder import chosen_base, folder_words, year_folder
from desktop_app.gui.services.worker import Task
from desktop_app.gui.shell.actions import Action, Entry, Standard
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.wording.document_words import NO_DOCUMENTS, NO_DOCUMENTS_ADVICE
from desktop_app.system.files import make_folder

if TYPE_CHECKING:  # imported where a document is made
    from desktop_app.calendar_file import CalendarEntry
    from desktop_app.engine.evaluation.state import FormState
    from desktop_app.engine.forms.form import Document
    from desktop_app.gui.features.documents.blank_forms import WrittenBlanks
    from desktop_app.gui.features.documents.export import ExportResult
    from desktop_app.gui.features.documents.leaving import LeftExports
    from desktop_app.gui.features.documents.several import SeveralResult
    from desktop_app.gui.services.autosave import Saver
    from desktop_app.gui.shell.job_strip import JobStrip


Over = Callable[[bool], object]


class DocumentsController(Room):
    """`exported` comes when documents were recorded, `base_changed` when they go to another folder from now on.

    `previewed` tells document and page of the preview, if any, `chosen` the dossiers chosen in the list, while it is
    shown; `open_requested` brings one of them.
    """

    exported = Signal()
    base_changed = Signal()
    open_requested = Signal(str)

    def __init__(
        self,
        context: AppContext,
        previewed: Callable[[], tuple[str, int] | None],
        chosen: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(context)
        self._chosen = chosen
        self._tell = partial(context.window.say, "output")
        self._previewed = previewed
        self.exported_files = ExportedFiles(context, self.export)

    def actions(self) -> Sequence[Entry]:
        files = self.exported_files
        return (
            Action("export", "Esporta i PD&F", self._export_here, "Ctrl+E", "one"),
            Action("export_to", "Esporta i PDF in &un'altra cartella…", self.export_elsewhere, None, "dossier"),
            Action("print", "S&tampa…", self.print, Standard.Print, "dossier"),
            Action(
                "exports_folder",
                "Apri la cartella dei &PDF esportati",
                self.exported_files.show_folder,
                None,
                "dossier",
            ),
            Action("weight", "&Quanto pesano i documenti", files.weigh, None, "dossier"),
            Action("documents_folder", "Apri la cartella dei &documenti", self._show_base),
        )

    @property
    def _saver(self) -> Saver | None:
        return self._context.store.saver

    def _show(self, folder: Path) -> None:
        show_folder(folder, self._context.window)

    def _show_base(self) -> None:
        folder = chosen_base(self._context.settings)
        with self._context.store.faults_told():
            make_folder(folder)  # before the first export it is not there
            show_folder(folder, self._context.window)

    # --- export ------------------------------------------------------------------------------------------

    def export(self, ids: Sequence[str] = ()) -> None:
        """Writes the documents asked for, all where none is named, into a folder of their own."""
        saver = self._saver
        if saver is None or not self._may_begin():
            return
        from desktop_app.gui.features.documents.export import ExportJob, ExportPlace

        chosen = self._choose(saver, ids)
        if not chosen:
            return
        documents = saver.dossier.documents
        saver.save()
        settings = self._context.settings
        place = ExportPlace(chosen_base(settings), documents, saver.drafts, saver, settings.company_in_folders)
        job = ExportJob(self._context.worker, documents, chosen, place)
        self._begin_export(job, lambda result, over: self._written(saver, documents.state, result, over))

    def _export_here(self) -> None:
        """What the entry of the menus does: the open dossier, else those chosen in the list."""
        if self._saver is not None:
            self.export()
        else:
            self.export_several(self._chosen())

    def export_several(self, ids: Sequence[str]) -> None:
        """The documents of dossiers of the list, of each in a folder of its own; what is not complete is named."""
        if ids and self._may_begin():
            from desktop_app.gui.features.documents import several_desk

            several_desk.begin(self._context, ids, self._begin_several)

    def _begin_several(self, make: Callable[[], Task]) -> None:
        if not self.busy:  # the disk may have answered late
            self._begin_export(make(), self._several_written)

    def _several_written(self, result: SeveralResult, over: Over) -> None:
        from desktop_app.gui.features.documents import several_desk

        self.exported.emit()
        several_desk.tell(self._context, result, self.open_requested.emit, self._export_several_elsewhere)
        over(result.has_failed)

    def _export_several_elsewhere(self, ids: Sequence[str]) -> None:
        if self.choose_base():
            self.export_several(ids)

    def _choose(self, saver: Saver, ids: Sequence[str]) -> Sequence[Document]:
        """The documents asked for as they are today, all where none is named; none where that was said instead."""
        chosen: Sequence[Document] = ()
        self._context.day.today()
        with self._context.store.faults_told():
            chosen = saver.dossier.documents.choose(ids)
            if not chosen:
                self._tell("note", NO_DOCUMENTS, NO_DOCUMENTS_ADVICE)
        return chosen

    def folder_words(self) -> str:
        """Where exports of this dossier go, as people read it."""
        saver = self._saver
        if saver is None:
            return ""
        dossier = saver.dossier
        return folder_words(year_folder(chosen_base(self._context.settings), dossier.form.id, dossier.today))

    def export_elsewhere(self) -> None:
        """The same after a folder was chosen, which is remembered."""
        saver = self._saver
        if saver is not None and not self.busy and self._choose(saver, ()) and self.choose_base():
            self.export()

    def choose_base(self) -> bool:
        """Asks for the folder where exports go from now on; whether one was chosen."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(
            self._context.asking, "Dove esporto i documenti?", str(chosen_base(self._context.settings))
        )
        if chosen:
            self._use_base(chosen)
        return bool(chosen)

    def forget_base(self) -> None:
        """From now on exports go to the usual folder."""
        self._use_base("")

    def _use_base(self, folder: str) -> None:
        self._context.settings.export_base = folder
        self.base_changed.emit()

    def _written(self, saver: Saver, state: FormState, result: ExportResult, over: Over) -> None:
        written = result.records
        if not written:
            self._tell_written(saver, result, over)
            return

        def recorded(_: object) -> None:
            if saver is self._saver and saver.dossier.draft is not state.draft:
                saver.store()  # what was just exported is superseded already: the list has to know it
            self._tell_written(saver, result, over)

        def not_recorded(fault: Exception) -> None:
            unrecorded = f"I documenti ci sono, ma non riesco a segnarli nella pratica. {fault}"
            self._tell_written(saver, result, over, unrecorded)

        content, summary = state.draft.to_json(), saver.summary(state)
        self._context.store.ask(
            lambda: saver.drafts.exported(saver.id, content, written, summary), recorded, not_recorded
        )

    def _tell_written(self, saver: Saver, result: ExportResult, over: Over, unrecorded: str = "") -> None:
        def elsewhere(_: str) -> None:
            if saver is self._saver:
                self.export_elsewhere()
            else:  # another one is open by now
                self._export_several_elsewhere([saver.id])

        written, folder = len(result.written), result.folder
        self.exported.emit()
        if result.fault:
            self._tell("error", result.fault, "", (("elsewhere", "Scegli un'altra cartella"),), elsewhere)
        elif unrecorded:
            self._tell("warning", unrecorded, str(folder))
        elif not result.is_whole:
            self._tell("note", f"Fermato: documenti scritti {written} su {result.asked}.", str(folder))
        else:
            many = "Documento esportato." if written == 1 else f"Esportati {written} documenti."
            from desktop_app.gui.features.documents.notice import after_export

            self._tell("ok", many, *after_export(result, self._context.settings, self._show, self._tell))
        over(bool(result.fault or unrecorded))

    def write_blanks(self, form: str) -> None:
        """The official documents of a form without any answer, to be filled in by pen."""
        if self._may_begin():
            from desktop_app.gui.features.documents.blank_forms import blanks_task

            self._begin(blanks_task(self._context, form), self._blanks_written)

    def _blanks_written(self, written: WrittenBlanks) -> None:
        from desktop_app.gui.features.documents.blank_forms import words_of

        self._tell(*words_of(written), (("open", "Apri la cartella"),), lambda _: self._show(written.folder))

    # --- calendar ----------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a job is running; no other begins before it ends."""
        return "_strip" in vars(self) and self._strip.busy

    def _may_begin(self) -> bool:
        """Whether there is no other job, and the program is still the one that was started."""
        return not self.busy and not self._context.program.is_replaced()

    def export_calendar(self, dues: Callable[[], Sequence[CalendarEntry]], name: str, today: dt.date) -> None:
        """Asks where, then writes deadlines for the user's calendar program."""
        if not self._may_begin():
            return
        from desktop_app.gui.features.documents.calendar_export import ask_where, words_of, write_calendar

        path = ask_where(self._context.asking, name)
        if path is None:
            return

        def written(count: int | None) -> None:
            links = (("open", "Apri la cartella"),) if count is not None else ()
            self._tell(*words_of(count, path), links, lambda _: self._show(path.parent))

        self._begin(Task(self._context.worker, write_calendar(dues, today, path)), written)

    # --- print -------------------------------------------------------------------------------------------

    def print(self, document: str = "") -> None:
        """The system's print dialog, then the pages in the worker; without an id the document that is previewed, or
        the one that a menu asks for.
        """  # fmt: skip
        saver = self._saver
        if saver is None or not self._may_begin():
            return
        from desktop_app.gui.features.documents.printing import Printout

        shown, page = self._previewed() or ("", 0)
        document = document or shown
        offered = self._choose(saver, [document] if document else [])
        if len(offered) > 1:
            from desktop_app.gui.features.documents.choosing import ask_which

            ask_which(self._context.theme, self._context.window.pages, offered, self.print)
        if len(offered) != 1:
            return
        saver.save()
        documents, chosen = saver.dossier.documents, offered[0]
        title, scratch = chosen.spec.title, self._context.drafts.path.parent
        current, parent = page if chosen.spec.id == shown else 0, self._context.asking
        printout = Printout(
            self._context.worker, title, lambda: documents.pdf(chosen), scratch=scratch, current=current, parent=parent
        )
        printout.failed.connect(lambda sentence: self._tell("error", sentence))
        printout.started.connect(lambda job: self._begin(job, self._printed))

    def _printed(self, pages: int) -> None:
        self._tell("ok", "Mandato alla stampante.", f"Pagine: {pages}.")

    # --- the one job -------------------------------------------------------------------------------------

    @cached_property
    def _strip(self) -> JobStrip:
        from desktop_app.gui.shell.job_strip import JobStrip

        return JobStrip(self._context.window)

    @cached_property
    def _left(self) -> LeftExports:
        from desktop_app.gui.features.documents.leaving import LeftExports

        return LeftExports(self._context.window)

    def _begin(self, task: Task, done: Callable[[Any], object], failed: Callable[[], object] = do_nothing) -> None:
        def fail(sentence: str) -> None:
            self._tell("error", sentence)
            failed()

        self._context.window.tell("output", None)
        self._strip.begin(task, done, fail)

    def _begin_export(self, task: Task, done: Callable[[Any, Over], object]) -> None:
        """`done` gets the result, and what is to be called once it is recorded: with whether the user has to see it."""
        over = partial(self._left.over, task)
        self._left.begin(task)
        self._begin(task, lambda result: done(result, over), lambda: over(True))

    def may_close(self, close: Callable[[], object]) -> bool:
        """Before the window closes: whether all that was exported is recorded; else `close` is called afterwards."""
        return "_left" not in vars(self) or self._left.may_close(close)

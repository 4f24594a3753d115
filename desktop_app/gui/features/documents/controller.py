"""Documents of the open dossier on their way out: preview, export with its record, print; one job at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.drafts import models as records
from desktop_app.drafts.store import StoreFault
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.services.worker import Task, Worker
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.feedback.notice import NoticeKind

if TYPE_CHECKING:  # imported where a document is made
    from desktop_app.calendar_file import CalendarEntry
    from desktop_app.engine.evaluation.state import FormState
    from desktop_app.engine.forms.form import Document
    from desktop_app.gui.features.documents.export import ExportResult
    from desktop_app.gui.features.preview.layout import Zoom
    from desktop_app.gui.features.preview.page import PreviewPage
    from desktop_app.gui.services.autosave import Saver
    from desktop_app.gui.widgets.feedback.progress import ProgressStrip

GLANCE = 0.05  # seconds that the disk is waited for, in the window's thread
CALENDAR_KIND = "Calendario (*.ics)"


class Output(QObject):
    """`exported` comes when documents were recorded, `problem_wanted` when the preview sends to the first problem."""

    exported = Signal()
    problem_wanted = Signal()

    def __init__(self, window: Window, settings: Settings) -> None:
        super().__init__()
        self.window, self.settings, self.worker = window, settings, Worker()
        self._page: PreviewPage | None = None
        self._task: Task | None = None
        self._strip: ProgressStrip | None = None

    def base(self) -> Path:
        """Where exports go unless another folder was chosen."""
        from desktop_app.gui.services.export_folder import documents_base

        return Path(self.settings.export_base) if self.settings.export_base else documents_base()

    def close(self) -> None:
        """Ends the worker; what is being written is written whole or not at all."""
        self.worker.close()

    # --- preview -----------------------------------------------------------------------------------------

    @property
    def place(self) -> tuple[str, int, Zoom] | None:
        """Document, page and zoom of the preview that is shown."""
        return self._page.place if self._page is not None else None

    def preview(self, saver: Saver | None, document: str, page_number: int = 0, zoom: Zoom = "width") -> None:
        """The bytes that an export would write, page by page."""
        if saver is None:
            return
        from desktop_app.gui.features.preview.page import PreviewPage
        from desktop_app.gui.services.export_folder import folder_words

        self.forget_pages()
        behind = self.window.pages.currentWidget()
        documents = saver.dossier.documents
        page = PreviewPage(self.window.theme, self.worker)
        page.closed.connect(lambda: self._back_to(behind))
        page.export_requested.connect(lambda ids: self.export(saver, ids))
        page.print_requested.connect(lambda id: self.print(saver, id))
        page.first_problem_requested.connect(lambda: self._back_to(behind))
        page.first_problem_requested.connect(self.problem_wanted)
        self._page = page
        folder = folder_words(self._folder(saver, documents.choose([])))
        page.show_dossier(
            documents,
            documents.applicable(),
            document,
            title=documents.state.title,
            folder=folder,
            page=page_number,
            zoom=zoom,
        )
        self.window.show_page(page)

    def _back_to(self, page: QWidget | None) -> None:
        if page is not None:
            self.window.show_page(page)
        self.forget_pages()

    def forget_pages(self) -> None:
        """Puts the preview away."""
        if self._page is not None:
            self.window.drop_page(self._page)
            self._page = None

    # --- export ------------------------------------------------------------------------------------------

    def export(self, saver: Saver | None, ids: Sequence[str]) -> None:
        """Writes the documents asked for, all where none is named, into a folder of their own."""
        if saver is None or self._task is not None:
            return
        from desktop_app.gui.features.documents.export import ExportJob

        documents = saver.dossier.documents
        chosen = documents.choose(ids)
        folder = self._folder(saver, chosen)
        job = ExportJob(self.worker, documents, chosen, folder)
        self._begin(job, lambda result: self._written(saver, documents.state, folder, result))

    def _folder(self, saver: Saver, documents: Sequence[Document]) -> Path:
        from desktop_app.gui.services.export_folder import export_folder

        dossier = saver.dossier
        names = [dossier.documents.file_name(document) for document in documents]
        return export_folder(self.base(), dossier.form.id, saver.number, dossier.today, names, self._good(saver))

    def _good(self, saver: Saver) -> dict[Path, str]:
        """What was exported from the answers as they are now; nothing while the store does not have them."""
        saver.save()
        with contextlib.suppress(StoreFault):
            if saver.drafts.flush(GLANCE):
                rows = saver.drafts.exports(saver.id)
                return {each.path: each.sha256 for each in reversed(rows) if not each.changed}
        return {}

    def export_elsewhere(self, saver: Saver | None) -> None:
        """The same after a folder was chosen, which is remembered."""
        if saver is None:
            return
        if self.choose_base():
            self.export(saver, [])

    def choose_base(self) -> bool:
        """Asks for the folder where exports go from now on; whether one was chosen."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self.window, "Dove esporto i documenti?", str(self.base()))
        if chosen:
            self.settings.export_base = chosen
        return bool(chosen)

    def _written(self, saver: Saver, state: FormState, folder: Path, result: ExportResult) -> None:
        from desktop_app.session.summary import summary_of

        written = [
            records.ExportedDocument(each.document, each.path, each.sha256, each.draft) for each in result.written
        ]
        unrecorded = ""

        def summary(exports: Sequence[records.ExportEntry]) -> str:
            return summary_of(state, exports).to_json()

        try:
            if written:
                saver.drafts.exported(saver.id, state.draft.to_json(), written, summary)
        except StoreFault as fault:
            unrecorded = f"I documenti ci sono, ma non riesco a segnarli nella pratica. {fault}"
        self.exported.emit()
        if result.fault:
            links = (("elsewhere", "Scegli un'altra cartella"),)
            self._tell("error", result.fault, "", links, lambda: self.export_elsewhere(saver))
        elif unrecorded:
            self._tell("warning", unrecorded, str(folder))
        elif not result.is_whole:
            self._tell("note", f"Fermato: documenti scritti {len(written)} su {result.asked}.", str(folder))
        else:
            many = "Documento esportato." if len(written) == 1 else f"Esportati {len(written)} documenti."
            links = (("open", "Apri la cartella"),)
            self._tell("ok", many, str(folder), links, lambda: show_folder(folder))

    # --- calendar ----------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is on its way out: until it is there, nothing else begins."""
        return self._task is not None

    def export_calendar(self, dues: Callable[[], Sequence[CalendarEntry]], name: str, today: dt.date) -> None:
        """Asks where, then writes deadlines for the user's calendar program."""
        if self.busy:
            return
        from PySide6.QtWidgets import QFileDialog

        from desktop_app.calendar_file import SUFFIX
        from desktop_app.gui.features.documents.export import write_calendar
        from desktop_app.gui.services.export_folder import documents_base

        place = str(documents_base().parent / name)
        file, _ = QFileDialog.getSaveFileName(self.window, "Esporta le scadenze", place, CALENDAR_KIND)
        if file:
            path = Path(file) if Path(file).suffix else Path(file).with_suffix(SUFFIX)
            task = Task(self.worker, write_calendar(dues, today, path))
            self._begin(task, lambda count: self._calendar_written(count, path))

    def _calendar_written(self, count: int | None, path: Path) -> None:
        if count is None:
            self._tell("note", "Fermato: il file delle scadenze non è stato scritto.")
            return
        many = "Una scadenza esportata." if count == 1 else f"Esportate {count} scadenze."
        words = f"{path}. Aprilo con il tuo programma di calendario: se c'erano già, si aggiornano."
        self._tell("ok", many, words, (("open", "Apri la cartella"),), lambda: show_folder(path.parent))

    # --- print -------------------------------------------------------------------------------------------

    def print(self, saver: Saver | None, document: str) -> None:
        """The system's print dialog, then the pages in the worker."""
        if saver is None or self._task is not None:
            return
        from desktop_app.gui.features.documents.printing import Printout

        saver.save()
        documents = saver.dossier.documents
        shown, page, _ = self.place or ("", 0, "width")
        document = document or shown
        chosen = documents.choose([document] if document else [])[0]
        title, window = chosen.spec.title, self.window
        current = page if chosen.spec.id == shown else 0
        printout = Printout(self.worker, title, lambda: documents.pdf(chosen), current=current, parent=window)
        printout.failed.connect(lambda sentence: self._tell("error", sentence))
        printout.started.connect(lambda job: self._begin(job, self._printed))

    def _printed(self, pages: int) -> None:
        self._tell("ok", "Mandato alla stampante.", f"Pagine: {pages}.")

    # --- the one job -------------------------------------------------------------------------------------

    def _begin(self, task: Task, done: Callable[[Any], None]) -> None:
        self._task = task
        self.window.tell("output", None)
        self.show_strip()
        task.finished.connect(lambda result: self._end(lambda: done(result)))
        task.failed.connect(lambda sentence: self._end(lambda: self._tell("error", sentence)))

    def show_strip(self) -> None:
        """How far the job is, where there is one; again after the window was built anew."""
        if self._task is not None:
            from desktop_app.gui.widgets.feedback.progress import ProgressStrip

            self._strip = ProgressStrip(self.window.theme)
            self.window.put_below(self._strip)
            self._task.progressed.connect(self._strip.show_progress)
            self._strip.stop_requested.connect(self._task.stop)

    def _end(self, then: Callable[[], None]) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
        self._task, self._strip = None, None
        then()

    def _tell(
        self,
        kind: NoticeKind,
        fact: str,
        text: str = "",
        links: tuple[tuple[str, str], ...] = (),
        follow: Callable[[], None] | None = None,
    ) -> None:
        self.window.say("output", kind, fact, text, links, None if follow is None else lambda _: follow())

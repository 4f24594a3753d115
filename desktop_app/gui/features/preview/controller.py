"""Opens the preview of the documents: the bytes that an export would write, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.room import Room, do_nothing

if TYPE_CHECKING:  # imported when a preview is opened
    from desktop_app.gui.features.preview.page import PreviewPage
    from desktop_app.gui.features.preview.seen import Seen
    from desktop_app.gui.services.page_placement import Zoom


class PreviewController(Room):
    """`folder_words` tells where an export would go. Signals bring the ids of documents; none means all."""

    export_requested = Signal(list)
    print_requested = Signal(str)
    problem_requested = Signal()

    def __init__(self, context: AppContext, folder_words: Callable[[], str]) -> None:
        super().__init__(context)
        self._folder_words = folder_words
        self.page: PreviewPage | None = None
        self._behind: Page | None = None

    def actions(self) -> Sequence[Entry]:
        return (Action("preview", "&Anteprima", self.show, "Ctrl+Shift+P", "dossier"),)

    @property
    def position(self) -> tuple[str, int, Zoom] | None:
        """Document, page and zoom of the preview that is shown."""
        return self.page.position if self.page is not None else None

    def show(self, document: str = "", page_number: int = 0, zoom: Zoom = "width", seen: Seen | None = None) -> None:
        """The documents of the open dossier as it is now, the one with that id first."""
        saver = self._context.store.saver
        if saver is None:
            return
        from desktop_app.gui.features.preview.page import PreviewPage

        self._context.day.today()
        if not saver.dossier.documents.applicable():
            self._tell_none()
            return
        window, overlays = self._context.window, self._context.overlays
        before, covered = self.page, overlays.uncovered
        if covered is not before:
            self._behind = covered
        self.page = page = PreviewPage(window.theme, self._context.worker)
        page.closed.connect(self._close)
        page.export_requested.connect(self.export_requested)
        page.print_requested.connect(self.print_requested)
        page.first_problem_requested.connect(self._close)
        page.first_problem_requested.connect(self.problem_requested)
        self._show_documents(document, page_number, zoom, seen)
        window.show_page(page)
        if before is not None:
            window.drop_page(before)

    def _show_documents(self, document: str, page_number: int, zoom: Zoom, seen: Seen | None = None) -> None:
        saver = self._context.store.saver
        if saver is None or self.page is None:
            return
        documents = saver.dossier.documents
        offered = documents.applicable()
        if not offered:  # another day has begun, on which none is needed
            self._close()
            self._tell_none()
            return
        self.page.show_dossier(
            documents,
            offered,
            document if document in {each.spec.id for each in offered} else "",
            statuses=saver.dossier.document_statuses(),
            title=documents.state.title,
            folder=self._folder_words(),
            page=page_number,
            zoom=zoom,
            seen=seen if seen is not None and seen.is_of(documents, document) else None,
        )

    def _tell_none(self) -> None:
        from desktop_app.gui.wording.document_words import NO_DOCUMENTS, NO_DOCUMENTS_ADVICE

        self._context.window.say("output", "note", NO_DOCUMENTS, NO_DOCUMENTS_ADVICE)

    def show_exports(self) -> None:
        """Documents were exported: what the preview says of them is of now."""
        saver = self._context.store.saver
        if self.page is not None and saver is not None:
            self.page.show_statuses(saver.dossier.document_statuses())

    def on_day_changed(self, today: dt.date) -> None:
        if self.page is not None:
            self._show_documents(*self.page.position)

    def _close(self) -> None:
        if self._behind is not None and self._context.window.holds(self._behind):
            self._context.window.show_page(self._behind)
        self.forget()

    def forget(self) -> None:
        """Puts the preview away."""
        if self.page is not None:
            self._context.window.drop_page(self.page)
        self.page = self._behind = None

    def release_pages(self) -> Callable[[], None]:
        page = self.page
        self.page = self._behind = None  # not taken out: what it covers would be shown and laid out once more
        if page is None:
            return do_nothing
        place, seen = page.position, page.hand_over()

        def show_again() -> None:
            self.show(*place, seen)
            if seen is not None and (self.page is None or self.page.pdf is not seen.pdf):  # it is another by now
                seen.pdf.release(self._context.worker)

        return show_again

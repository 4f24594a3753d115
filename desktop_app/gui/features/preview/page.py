"""The preview page: the same bytes that are exported and printed, page by page, with facts on the document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.engine.forms.form import Document
from desktop_app.gui.features.preview.document_panel import DocumentPanel, draft_banner
from desktop_app.gui.features.preview.header import PreviewHeader
from desktop_app.gui.features.preview.page_view import ZOOM_KEYS, PageView, zoom_key
from desktop_app.gui.features.preview.seen import Seen
from desktop_app.gui.features.preview.thumbnails import Thumbnails
from desktop_app.gui.features.preview.words import DocumentFacts, document_facts
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import OpenedPdf, PreviewResources, release_resources
from desktop_app.gui.services.page_placement import Zoom
from desktop_app.gui.services.worker import Worker, in_one_step
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import clear_layout, parts_in
from desktop_app.gui.widgets.layout.later import later
from desktop_app.session.documents import DocumentSet

PREPARING = "Preparo il documento…"
WIDE, NARROW, SHORT = 1260, 900, 720  # breakpoints in px at 100 %: below WIDE no panel, below NARROW no thumbnails


class PreviewPage(Page):
    """The documents of one dossier. `loaded` when one is shown, or the reason why it could not be made."""

    closed = Signal()
    export_requested = Signal(list)  # ids of documents
    print_requested = Signal(str)
    first_problem_requested = Signal()
    loaded = Signal()

    def __init__(self, theme: Theme, worker: Worker, back: str = "Riepilogo") -> None:
        super().__init__()
        self._theme, self._worker, self._back = theme, worker, back
        self._documents: Sequence[Document] = ()
        self._document_set: DocumentSet | None = None
        self._statuses: dict[str, DocumentStatus] = {}
        self._id = self._dossier = self._folder = ""
        self._facts: DocumentFacts | None = None
        self._resources = PreviewResources(worker)
        self._compact: tuple[bool, bool, bool] | None = None
        self._build()

    def _build(self) -> None:
        theme = self._theme
        self.view, self.thumbnails = PageView(theme, self._worker), Thumbnails(theme, self._worker)
        self.panel, self._fault = DocumentPanel(theme), CardFrame(theme, "sunken", line="", radius=0)
        QVBoxLayout(self._fault).setContentsMargins(theme.gap(24), theme.gap(24), theme.gap(24), theme.gap(24))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._fault)
        self._top, self._banner, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        for layout in (column, row, self._top, self._banner):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self._middle, 1)
        row.addWidget(self.panel)
        column.addLayout(self._top)
        column.addLayout(self._banner)
        column.addLayout(row, 1)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.thumbnails.page_chosen.connect(self.view.go_to)
        self.panel.problem_requested.connect(self.first_problem_requested)
        self.panel.export_all_requested.connect(self._export_all)
        resources, pages, thumbnails = self._resources, self.view.images, self.thumbnails.images
        self.destroyed.connect(lambda: release_resources(resources, pages, thumbnails))
        self._adapt_to_size()

    def first_focus(self) -> QWidget:
        """The pages."""
        return self.view

    # --- what is shown -----------------------------------------------------------------------------------

    def show_dossier(
        self,
        document_set: DocumentSet,
        documents: Sequence[Document],
        current: str = "",
        *,
        statuses: Sequence[DocumentStatus] = (),
        title: str = "",
        folder: str = "",
        page: int = 0,
        zoom: Zoom = "width",
        seen: Seen | None = None,
    ) -> None:
        """The documents of a dossier as they are now; `folder` is only displayed. Page and zoom as of `position`.

        What was `seen` of them in another look is not made again.
        """
        self._document_set, self._documents = document_set, documents
        self._statuses = {each.id: each for each in statuses}
        self._dossier, self._folder = title, folder
        self.view.set_zoom(zoom)
        self.show_document(current or documents[0].spec.id, page, seen)

    def show_document(self, id: str, page: int = 0, seen: Seen | None = None) -> None:
        """Makes one of the documents and shows it, or what was seen of it before."""
        assert self._document_set is not None
        document_set, document = self._document_set, self._document(id)
        self.release()
        self._id = id
        self._facts = self._facts_on(document_set, document)
        self._middle.setCurrentWidget(self.view)
        self._show_panel()
        self.view.show_pdf(None, document.spec.title, waiting=PREPARING)
        self.thumbnails.show_pdf(None)
        self.panel.show_facts(self._facts)
        self._show_header()
        if seen is not None:
            self._show_pdf(seen.pdf, page)
            self.view.show_again(seen.pictures, seen.down, seen.aside)
            self.thumbnails.images.show_pdf(seen.pdf, seen.thumbnails)
            return
        self._resources.job = self._worker.submit(
            in_one_step(lambda: OpenedPdf.read(document_set.pdf(document))),
            lambda pdf: self._show_pdf(pdf, page),
            self._show_fault,
        )

    def show_statuses(self, statuses: Sequence[DocumentStatus]) -> None:
        """Documents were exported: what is said of the one that is shown is of now."""
        self._statuses = {each.id: each for each in statuses}
        if self._document_set is not None and self._facts is not None:
            self._facts = self._facts_on(self._document_set, self._document(self._id))
            self.panel.show_facts(self._facts)
            self._show_header()

    def _facts_on(self, document_set: DocumentSet, document: Document) -> DocumentFacts:
        status = self._statuses.get(document.spec.id)
        return document_facts(document_set, document, self._dossier, self._folder, len(self._documents), status)

    def _document(self, id: str) -> Document:
        return next(document for document in self._documents if document.spec.id == id)

    def _show_pdf(self, pdf: OpenedPdf, page: int) -> None:
        assert self._facts is not None
        self._resources.pdf = pdf
        self.view.show_pdf(pdf, self._facts.title, page)
        self.thumbnails.show_pdf(pdf)
        self.thumbnails.show_page(self.view.page)
        self._show_header()
        self.loaded.emit()

    def _show_fault(self, sentence: str) -> None:
        layout = self._fault.layout()
        assert isinstance(layout, QVBoxLayout)
        clear_layout(layout)
        callout = Callout(self._theme, Notice("error", sentence, links=(("again", "Riprova"),)), bar=False)
        callout.link_activated.connect(lambda _: self.show_document(self._id))
        layout.addWidget(callout, 0, Qt.AlignmentFlag.AlignTop)
        self._middle.setCurrentWidget(self._fault)
        self._show_panel()
        self.loaded.emit()

    def release(self) -> None:
        """Frees the document. A page that is deleted does so by itself."""
        self.view.show_pdf(None, "")
        self.thumbnails.show_pdf(None)
        self._resources.release()

    def hand_over(self) -> Seen | None:
        """What it shows, for the page that is made instead of it in another look; None where that is not made yet."""
        pdf, documents, view = self._resources.hand_over(), self._document_set, self.view
        if pdf is None or documents is None:
            return None
        return Seen(documents, self._id, pdf, view.images.drawn, self.thumbnails.images.drawn, view.down, view.aside)

    @property
    def position(self) -> tuple[str, int, Zoom]:
        """Document, page and zoom, to be restored."""
        return self._id, self.view.page, self.view.zoom

    @property
    def pdf(self) -> OpenedPdf | None:
        """The document that is shown; None until it is made."""
        return self._resources.pdf

    # --- header, banner, size ----------------------------------------------------------------------------

    def _show_header(self) -> None:
        if self._facts is None:
            return
        titles = [(document.spec.id, document.spec.title) for document in self._documents]
        self.header.title.show_documents(titles, self._id)
        self.header.show_caption(self._facts.caption(self.view.page_count), self._facts.draft)
        self.header.set_ready(self._resources.pdf is not None)
        self._show_page(self.view.page)
        self._show_zoom()
        self._show_banner()
        self._set_tab_order()

    def _show_banner(self) -> None:
        """Says above the pages why the document is a draft, where there is no panel to say it."""
        clear_layout(self._banner)
        if self._facts and self._facts.draft and self._compact and self._compact[0]:
            banner = draft_banner(self._theme, self._facts, brief=self._compact[1])
            banner.link_activated.connect(lambda _: self.first_problem_requested.emit())
            self._banner.addWidget(banner)
        side, high = (self._theme.gap(14), self._theme.gap(8)) if self._banner.count() else (0, 0)
        self._banner.setContentsMargins(side, high, side, high)

    def _set_tab_order(self) -> None:
        """Tab order as on screen: header, banner, thumbnails, pages, panel."""
        links = [link for banner in parts_in(self._banner) for link in banner.findChildren(Link)]
        stops = [*self.header.tab_stops(), *links, self.thumbnails, self.view, *self.panel.findChildren(Link)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_page(self, page: int) -> None:
        self.header.show_page(page, self.view.page_count)
        self.thumbnails.show_page(page)

    def _show_zoom(self) -> None:
        self.header.zoom.show_zoom(self.view.zoom, self.view.percent)

    def _show_panel(self) -> None:
        """Shows the panel if there is room for it and a document."""
        assert self._compact is not None
        self.panel.setVisible(not self._compact[0] and self._middle.currentWidget() is self.view)

    def _adapt_to_size(self) -> None:
        """Hides the panel and the thumbnails, and makes the header lower, as the window's size requires."""
        width, height = self.width() / self._theme.factor, self.window().height() / self._theme.factor
        form = (width < WIDE, width < NARROW, height < SHORT)
        if form == self._compact:
            return
        self._compact = form
        self._show_panel()
        self.thumbnails.setVisible(not form[1])
        if self.focusWidget() not in (None, self.thumbnails):
            self.view.setFocus()  # the header, which may have the focus, is replaced
        clear_layout(self._top)
        self.header = PreviewHeader(self._theme, self._back, hints=not form[0], narrow=form[1], short=form[2])
        self.header.close_requested.connect(self.closed)
        self.header.print_requested.connect(lambda: self.print_requested.emit(self._id))
        self.header.export_requested.connect(lambda: self.export_requested.emit([self._id]))
        self.header.title.document_chosen.connect(self.show_document)
        self.header.zoom.zoom_chosen.connect(self.view.set_zoom)
        self.header.zoom.zoom_step_requested.connect(self.view.step_zoom)
        self._top.addWidget(self.header)
        self._show_header()

    def showEvent(self, event: QShowEvent) -> None:
        """Focuses the pages; a QStackedWidget would focus the first button."""
        super().showEvent(event)
        if not event.spontaneous():
            later(self.view, self.view.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt_to_size()

    # --- keys and requests -------------------------------------------------------------------------------

    def _export_all(self) -> None:
        self.export_requested.emit([document.spec.id for document in self._documents])

    def event(self, event: QEvent) -> bool:
        """Takes the zoom keys before the menu does: here they zoom the page, not the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and zoom_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if zoom_key(event):
            way = ZOOM_KEYS[Qt.Key(event.key())]
            if way:
                self.view.step_zoom(way > 0)
            else:
                self.view.set_zoom(1.0)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            self.view.keyPressEvent(event)  # keys that a focused button does not use

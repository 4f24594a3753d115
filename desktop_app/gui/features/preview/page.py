"""The preview: the very bytes that are exported and printed, page by page, beside what there is to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.engine.forms.form import Document
from desktop_app.gui.features.preview.header import PreviewHeader
from desktop_app.gui.features.preview.layout import Zoom
from desktop_app.gui.features.preview.side import SidePanel, draft_banner
from desktop_app.gui.features.preview.thumbs import Thumbnails
from desktop_app.gui.features.preview.view import PageView
from desktop_app.gui.features.preview.words import About, about
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import OpenedPdf, PageImages, PreviewResources
from desktop_app.gui.services.worker import Worker, in_one_step
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.session.documents import DocumentSet

WAITING = "Preparo il documento…"
WIDE, NARROW, SHORT = 1260, 900, 720  # of the window, over the factor of the text: where it folds
ZOOM_KEYS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,  # the same key, without shift
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}


class PreviewPage(Page):
    """One dossier's documents. `loaded` when the pages of one are there, or the sentence why not."""

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
        self._id = self._dossier = self._folder = ""
        self._about: About | None = None
        self._held = PreviewResources(worker)
        self._form: tuple[bool, bool, bool] | None = None
        self._build()

    def _build(self) -> None:
        theme = self._theme
        self.view, self.thumbnails = PageView(theme, self._worker), Thumbnails(theme, self._worker)
        self.side, self._fault = SidePanel(theme), CardFrame(theme, "sunken", line="", radius=0)
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
        row.addWidget(self.side)
        column.addLayout(self._top)
        column.addLayout(self._banner)
        column.addLayout(row, 1)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.thumbnails.chosen.connect(self.view.go_to)
        self.side.problem.connect(self.first_problem_requested)
        self.side.export_all.connect(self._export_all)
        held, seen, small = self._held, self.view.pictures, self.thumbnails.pictures
        self.destroyed.connect(lambda: let_go(held, seen, small))
        self._fold()

    def first_focus(self) -> QWidget:
        """The pages, which the keys turn."""
        return self.view

    # --- what is shown -----------------------------------------------------------------------------------

    def show_dossier(
        self,
        document_set: DocumentSet,
        documents: Sequence[Document],
        current: str = "",
        *,
        title: str = "",
        folder: str = "",
        page: int = 0,
        zoom: Zoom = "width",
    ) -> None:
        """The documents of a dossier as they are now; `folder` is said, not used. Page and zoom are as `place`."""
        self._document_set, self._documents = document_set, documents
        self._dossier, self._folder = title, folder
        self.view.set_zoom(zoom)
        self.show_document(current or documents[0].spec.id, page)

    def show_document(self, id: str, page: int = 0) -> None:
        """Makes one of the documents and shows it."""
        assert self._document_set is not None
        document_set, document = self._document_set, self._document(id)
        self.release()
        self._id = id
        self._about = about(document_set, document, self._dossier, self._folder, len(self._documents))
        self._middle.setCurrentWidget(self.view)
        self._show_side()
        self.view.show_paper(None, document.spec.title, waiting=WAITING)
        self.thumbnails.show_paper(None)
        self.side.show_about(self._about)
        self._show_header()
        self._held.job = self._worker.submit(
            in_one_step(lambda: OpenedPdf.read(document_set.pdf(document))),
            lambda paper: self._show_paper(paper, page),
            self._show_fault,
        )

    def _document(self, id: str) -> Document:
        return next(document for document in self._documents if document.spec.id == id)

    def _show_paper(self, paper: OpenedPdf, page: int) -> None:
        assert self._about is not None
        self._held.paper = paper
        self.view.show_paper(paper, self._about.title, page)
        self.thumbnails.show_paper(paper)
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
        self._show_side()
        self.loaded.emit()

    def release(self) -> None:
        """Lets go of the document, before another one or for good; a page that is deleted does so by itself."""
        self.view.show_paper(None, "")
        self.thumbnails.show_paper(None)
        self._held.let_go()

    @property
    def place(self) -> tuple[str, int, Zoom]:
        """Document, page and zoom, to be shown again."""
        return self._id, self.view.page, self.view.zoom

    @property
    def paper(self) -> OpenedPdf | None:
        """The document that is shown, once it is there."""
        return self._held.paper

    # --- header, banner, folding -------------------------------------------------------------------------

    def _show_header(self) -> None:
        if self._about is None:
            return
        titles = [(document.spec.id, document.spec.title) for document in self._documents]
        self.header.title.show_documents(titles, self._id)
        self.header.show_caption(self._about.caption(self.view.count), self._about.draft)
        self.header.set_ready(self._held.paper is not None)
        self._show_page(self.view.page)
        self._show_zoom()
        self._show_banner()
        self._set_order()

    def _show_banner(self) -> None:
        """Where the panel has no room, why it is a draft stands above the pages."""
        clear_layout(self._banner)
        if self._about and self._about.draft and self._form and self._form[0]:
            banner = draft_banner(self._theme, self._about, brief=self._form[1])
            banner.link_activated.connect(lambda _: self.first_problem_requested.emit())
            self._banner.addWidget(banner)
        side, high = (self._theme.gap(14), self._theme.gap(8)) if self._banner.count() else (0, 0)
        self._banner.setContentsMargins(side, high, side, high)

    def _set_order(self) -> None:
        """Tab goes by the eye: header, banner, small pages, pages, panel."""
        banner = self._banner.itemAt(0)
        widget = banner.widget() if banner else None
        links = widget.findChildren(Link) if widget else []
        stops = [*self.header.stops(), *links, self.thumbnails, self.view, *self.side.findChildren(Link)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_page(self, page: int) -> None:
        self.header.show_page(page, self.view.count)
        self.thumbnails.show_page(page)

    def _show_zoom(self) -> None:
        self.header.zoom.show_zoom(self.view.zoom, self.view.percent)

    def _show_side(self) -> None:
        """Where there is room for the panel, and pages that it speaks of."""
        assert self._form is not None
        self.side.setVisible(not self._form[0] and self._middle.currentWidget() is self.view)

    def _fold(self) -> None:
        """Without the panel, without the small pages, with a lower header: as the room asks."""
        width, height = self.width() / self._theme.factor, self.window().height() / self._theme.factor
        form = (width < WIDE, width < NARROW, height < SHORT)
        if form == self._form:
            return
        self._form = form
        self._show_side()
        self.thumbnails.setVisible(not form[1])
        if self.focusWidget() not in (None, self.thumbnails):
            self.view.setFocus()  # the header goes, and with it what has the focus there
        clear_layout(self._top)
        self.header = PreviewHeader(self._theme, self._back, hints=not form[0], narrow=form[1], short=form[2])
        self.header.closed.connect(self.closed)
        self.header.printed.connect(lambda: self.print_requested.emit(self._id))
        self.header.exported.connect(lambda: self.export_requested.emit([self._id]))
        self.header.title.chosen.connect(self.show_document)
        self.header.zoom.chosen.connect(self.view.set_zoom)
        self.header.zoom.stepped.connect(self.view.step_zoom)
        self._top.addWidget(self.header)
        self._show_header()

    def showEvent(self, event: QShowEvent) -> None:
        """The keys are for the pages; a stack of pages would give them to the first button."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self.view, self.view.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- keys and requests -------------------------------------------------------------------------------

    def _export_all(self) -> None:
        self.export_requested.emit([document.spec.id for document in self._documents])

    def event(self, event: QEvent) -> bool:
        """The keys of zoom are the page's here, before they are the menu's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _zoom_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _zoom_key(event):
            way = ZOOM_KEYS[Qt.Key(event.key())]
            if way:
                self.view.step_zoom(way > 0)
            else:
                self.view.set_zoom(1.0)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            self.view.keyPressEvent(event)  # a button has no use for the keys of pages


def let_go(held: PreviewResources, *pictures: PageImages) -> None:
    """The pictures first: none may be drawn of a document that is closed."""
    for each in pictures:
        each.show_paper(None)
    held.let_go()


def _zoom_key(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in ZOOM_KEYS

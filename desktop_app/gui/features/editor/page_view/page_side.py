"""The page view: the document that prints the answer in hand, live, with its place framed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Document
from desktop_app.gui.features.editor.page_view import words
from desktop_app.gui.features.editor.page_view.canvas import MarkedCanvas
from desktop_app.gui.features.editor.page_view.drawing import DrawnPages, PageDrawer, PagesWanted, places_of
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import OpenedPdf, PageImages
from desktop_app.gui.services.worker import Worker
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.controls.title_button import TitleButton
from desktop_app.gui.widgets.drawing.labels import LiveText
from desktop_app.gui.wording.document_words import NO_DOCUMENTS

if TYPE_CHECKING:
    from desktop_app.pdf.tags import Place

CALCULATIONS: Final = "calcoli"  # the list in which results are printed that no text names
PAUSE_MS: Final = 250  # after the last key; what is chosen with a click is drawn at once


class PagePosition(NamedTuple):
    """The document that is shown (whether it was chosen by hand), the answer in hand, and how far it is scrolled:
    its page, and the points from the top of that.
    """

    document: str
    is_chosen: bool
    place: FieldRef | None
    page: int
    down: float


class PageSide(QWidget):
    """`navigate_requested` brings the FieldRef of an answer on the page that was clicked; `drawn` when one is shown.

    Nothing is made while it is out of sight.
    """

    navigate_requested = Signal(object)
    drawn = Signal()

    def __init__(self, theme: Theme, worker: Worker, session: EditSession) -> None:
        super().__init__()
        self._theme, self._worker, self._session = theme, worker, session
        self._drawer = PageDrawer(worker, self._arrive, self._fail)
        self._shown: DrawnPages | None = None
        self._place: FieldRef | None = None
        self._held: list[OpenedPdf] = []  # what is freed with the page
        self._document = ""  # the id of the one that is shown
        self._is_chosen = False  # by hand, for as long as the same answer is in hand
        self._kept: PagePosition | None = None  # until it is shown there
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.title = TitleButton(theme, "small")
        self.title.document_chosen.connect(self._choose)
        self.told = LiveText(theme, "small")
        self.canvas = MarkedCanvas(theme, worker, lambda place: words.whole_name_of(session.dossier.form, place))
        self.canvas.place_chosen.connect(self.navigate_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        above = QVBoxLayout()
        above.setContentsMargins(theme.gap(14), 0, theme.gap(14), theme.gap(4))
        above.setSpacing(theme.gap(2))
        above.addWidget(self.title)
        above.addWidget(self.told)
        column.addLayout(above)
        column.addWidget(self.canvas, 1)
        drawer, images, held = self._drawer, self.canvas.images, self._held
        self.destroyed.connect(lambda: _free(worker, drawer, images, held))

    # --- what is shown -----------------------------------------------------------------------------------

    def show_state(self) -> None:
        """The dossier has changed: its pages are drawn again once nobody types for a moment."""
        if self.isVisible() and not self._is_of_now:
            self._pause.start(PAUSE_MS if self._session.typing_place is not None else 0)

    def show_place(self, place: FieldRef) -> None:
        """The answer in hand is this one: where it stands is framed, in the document that prints it."""
        if place == self._place:
            return
        self._place, self._is_chosen, self._kept = place, False, None
        if self.isVisible():
            self._mark_or_ask()

    def position(self) -> PagePosition | None:
        """Where it stands, None while no page was shown."""
        if self._shown is None:
            return self._kept
        return PagePosition(self._document, self._is_chosen, self._place, self.canvas.page, self.canvas.down)

    def return_to(self, position: PagePosition) -> None:
        """The first pages stand where those stood that were made in another look."""
        self._document, self._is_chosen, self._place = position.document, position.is_chosen, position.place
        self._kept = position

    @property
    def document(self) -> str:
        """The id of the document that is shown."""
        return self._document

    @property
    def pdf(self) -> OpenedPdf | None:
        """The pages that are shown; only the worker may use them while it draws."""
        return self._shown.pdf if self._shown else None

    @property
    def places(self) -> Sequence[Place]:
        """Where the answers stand on the pages that are shown."""
        return self._shown.places if self._shown else ()

    @property
    def marks(self) -> Sequence[Place]:
        """Where the answer in hand stands on the pages that are shown."""
        return places_of(self.places, self._place)

    @property
    def is_waiting(self) -> bool:
        """Whether other pages than those that are shown are on their way."""
        return self._pause.isActive() or self._drawer.is_busy

    @property
    def _is_of_now(self) -> bool:
        return self._shown is not None and self._shown.documents.state is self._session.state

    def _mark_or_ask(self) -> None:
        """Other pages are drawn only where those that are shown do not say what is to be seen."""
        if self._is_of_now and self.marks:
            self._show_marks()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        documents = self._session.dossier.documents
        offered = documents.applicable()
        self._show_title(offered)
        if not offered:
            self._free_pages()
            self.told.show_words(NO_DOCUMENTS)
            self.drawn.emit()
            return
        place = None if self._is_chosen else self._place
        choice = _choice(offered, self._document, place)
        seen = (self._kept.page,) if self._kept else self.canvas.seen
        self._drawer.ask(PagesWanted(documents, choice, place, seen, self.canvas.picture_width))

    def _arrive(self, drawn: DrawnPages) -> None:
        before, self._shown = self._shown, drawn
        anew = self._document != drawn.document.spec.id or before is None
        self._document = drawn.document.spec.id
        self._held[:] = [drawn.pdf]
        kept, self._kept = self._kept, None
        stays = kept is not None and kept.document == self._document
        self.canvas.show_drawn(drawn, (kept.page, kept.down) if kept is not None and stays else None, anew=anew)
        if before is not None:
            before.pdf.release(self._worker)
        self._show_title(drawn.documents.applicable())
        self._show_marks(follow=not stays)
        self.drawn.emit()

    def _fail(self, sentence: str) -> None:
        self.told.show_words(sentence)
        self.drawn.emit()

    def _show_marks(self, follow: bool = True) -> None:
        marks, form, place = self.marks, self._session.dossier.form, self._place
        pages = sorted({each.page for each in marks})
        name, is_ever = (words.name_of(form, place), words.is_printed(form, place)) if place else ("", False)
        said = words.told(name, pages, is_chosen=self._is_chosen, is_ever=is_ever)
        self.told.show_words(said)
        self.canvas.show_marks(marks, said, follow)

    def _show_title(self, offered: Sequence[Document]) -> None:
        ids = [each.spec.id for each in offered]
        self.title.setVisible(bool(ids))
        if ids:
            shown = self._document if self._document in ids else ids[0]
            self.title.show_documents([(each.spec.id, each.spec.title) for each in offered], shown)

    def _choose(self, id: str) -> None:
        self._document, self._is_chosen = id, True
        if self._shown is not None and self._shown.document.spec.id != id:
            self._ask()

    # --- in sight or not ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._pause.isActive():
            self._pause.start(0)  # once it has its size

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._drawer.forget()

    def _free_pages(self) -> None:
        self.canvas.show_pdf(None, "")
        for pdf in self._held:
            pdf.release(self._worker)
        self._held.clear()
        self._shown = None


def _choice(offered: Sequence[Document], shown: str, place: FieldRef | None) -> Sequence[Document]:
    """The documents that may print an answer, the one that is shown first; that one where none can."""
    first = sorted(offered, key=lambda each: each.spec.id != shown)
    if place is None:
        return first[:1]
    names = {place.field, f"{place.field}.{place.column}", CALCULATIONS}
    return [each for each in first if names & each.uses] or first[:1]


def _free(worker: Worker, drawer: PageDrawer, images: PageImages, held: list[OpenedPdf]) -> None:
    drawer.close()
    images.show_pdf(None)
    for pdf in held:
        pdf.release(worker)

"""The scrolling view of a document's pages, one below the other, drawn when they come into sight."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import Drawn, OpenedPdf, PageImages, Size
from desktop_app.gui.services.page_placement import PagePlacement, Zoom, next_zoom
from desktop_app.gui.services.worker import ON_SCREEN, Worker
from desktop_app.gui.widgets.drawing.painting import painting

A4_POINTS: Size = (595.28, 841.89)  # the empty page while a document is being made
PAPER_COLOR, PLACEHOLDER_COLOR = QColor("#ffffff"), QColor("#5b6672")  # the same in every theme
SCROLL_STEP = 60  # px


class PageCanvas(QAbstractScrollArea):
    """Pages are numbered from 0. Both signals come whether the user or the program made the change.

    `placement` is where each page is at the current zoom.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._pdf: OpenedPdf | None = None
        self._title, self._waiting = "", ""
        self._page, self._zoom, self._pan_offset = 0, "width", 0  # type: tuple[int, Zoom, int]
        self.aside = 0  # how many px the pages are panned away from the middle, to the left if negative
        self._programmatic_scroll = False
        self.images = PageImages(worker, ON_SCREEN)
        self.images.arrived.connect(self._repaint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringGap", -3)  # drawn inside, as there is no space around
        look = self.palette()
        look.setColor(QPalette.ColorRole.Window, theme.color("sunken"))
        self.setPalette(look)
        self.setAutoFillBackground(True)  # under the scroll bar
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.placement = self._fitted()
        self._lay_out()

    # --- what is shown -----------------------------------------------------------------------------------

    def show_pdf(self, pdf: OpenedPdf | None, title: str, page: int = 0, waiting: str = "") -> None:
        """Shows a document from a page on; None while it is being made, when an empty page shows `waiting`."""
        self._pdf, self._title, self._waiting = pdf, title, waiting
        self.images.show_pdf(pdf)
        self._page = self.aside = 0
        self._lay_out()
        self.go_to(page)

    @property
    def down(self) -> float:
        """How far the current page is scrolled, in points."""
        return (self.verticalScrollBar().value() - self.placement.page_tops()[self._page]) / self.placement.scale

    def _pan_to(self, aside: int) -> None:
        overflow = self.placement.overflow
        self.aside = aside  # also where there is not as much room for a while
        self._pan_offset = max(0, min(overflow // 2 + aside, overflow))

    def show_again(self, drawn: Mapping[int, Drawn], down: float, aside: int) -> None:
        """The document is the one these pictures were drawn of; `down` and `aside` as they were then."""
        self._pan_to(aside)
        self.images.show_pdf(self._pdf, drawn)
        self._programmatic_scroll = True
        top = self.placement.page_tops()[self._page]
        self.verticalScrollBar().setValue(round(top + down * self.placement.scale))
        self._programmatic_scroll = False

    @property
    def page(self) -> int:
        """The current page: the one at the top third of the view, or that was gone to."""
        return self._page

    @property
    def page_count(self) -> int:
        return len(self._pdf.sizes) if self._pdf else 0

    @property
    def zoom(self) -> Zoom:
        """The zoom that was set; `percent` is what it results in."""
        return self._zoom

    @property
    def percent(self) -> int:
        return round(self.placement.zoom * 100)

    def go_to(self, page: int) -> None:
        """Scrolls the top of a page to the top of the view."""
        page = max(0, min(page, self.page_count - 1))
        self._programmatic_scroll = True
        self.verticalScrollBar().setValue(self.placement.page_tops()[page] - self.placement.gap)
        self._programmatic_scroll = False
        self._set_page(page)

    def set_zoom(self, zoom: Zoom) -> None:
        """Sets the zoom: a factor of the paper's size, or "width" or "page" to fit."""
        self._zoom = zoom
        self._lay_out()
        self.zoom_changed.emit()

    def step_zoom(self, up: bool) -> None:
        """Zooms in or out by one of ZOOM_STEPS."""
        self.set_zoom(next_zoom(self.placement.zoom, up))

    def _set_page(self, page: int) -> None:
        self._page = page
        self.say_page()
        self.page_changed.emit(page)
        self.viewport().update()

    def say_page(self) -> None:
        """Tells a screen reader which page is shown, and what stands on it."""
        page, texts = self._page, self._pdf.texts if self._pdf else ()
        self.setAccessibleName(f"Pagina {page + 1} di {self.page_count}, {self._title}" if texts else self._waiting)
        self.setAccessibleDescription(texts[page] if texts else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _repaint(self, _: int) -> None:
        self.viewport().update()

    # --- placement ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Places the pages for another view size, zoom or document; of the same document the position is kept."""
        bar, view, before = self.verticalScrollBar(), self.viewport(), self.placement
        anchor = (bar.value() - before.page_tops()[self._page]) / before.scale if self._pdf else 0.0
        self.placement = self._fitted()
        self._programmatic_scroll = True
        bar.setRange(0, max(0, self.placement.height - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(SCROLL_STEP)
        page = min(self._page, len(self.placement.sizes) - 1)
        if self._pdf and before.sizes == self.placement.sizes:
            bar.setValue(round(self.placement.page_tops()[page] + anchor * self.placement.scale))
        self._programmatic_scroll = False
        self._pan_to(self.aside)
        self.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if self.placement.overflow else Qt.CursorShape.ArrowCursor
        )
        view.update()

    def _fitted(self) -> PagePlacement:
        view, sizes = self.viewport(), self._pdf.sizes if self._pdf else (A4_POINTS,)
        gap, side = self._theme.gap(18), self._theme.gap(40)
        return PagePlacement.fit(sizes, self._zoom, (view.width(), view.height()), gap, side)

    def _scrolled(self, value: int) -> None:
        self.viewport().update()
        if not self._programmatic_scroll and self._pdf:
            page = self.placement.page_at(value + self.viewport().height() / 3)
            if page != self._page:
                self._set_page(page)

    @property
    def pan_offset(self) -> int:
        """How many px of the pages are out of sight at the left."""
        return self._pan_offset

    @property
    def can_pan(self) -> bool:
        """Whether a page is wider than the view, so that it can be panned."""
        return self.placement.overflow > 0

    def scroll_by(self, by: int) -> None:
        """Scrolls by that many px, down if positive."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)

    def pan(self, by: float) -> None:
        """Pans sideways by that many px, as far as a page is wider than the view."""
        self._pan_to(round(max(0, min(self._pan_offset + by, self.placement.overflow))) - self.placement.overflow // 2)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.zoom_changed.emit()

    # --- drawing -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        top, ratio = self.verticalScrollBar().value(), self.devicePixelRatioF()
        sheet = QRectF(self._pan_offset, top, self.viewport().width(), self.viewport().height())
        near = sheet.adjusted(0, -sheet.height() / 2, 0, sheet.height() / 2)
        places = self.placement.page_rects()
        seen = {page: place for page, place in enumerate(places) if place.intersects(near)}
        self.images.request({page: round(place.width() * ratio) for page, place in seen.items()})
        with painting(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.viewport().rect(), self._theme.color("sunken"))
            for page, place in seen.items():
                self._draw(painter, page, place.translated(-sheet.left(), -sheet.top()))

    def _draw(self, painter: QPainter, page: int, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(PAPER_COLOR)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.images.image(page)
        if picture is not None:
            high = picture.height() * place.width() / picture.width()  # not stretched by a pixel: sharp
            painter.drawImage(QRectF(place.left(), place.top(), place.width(), high), picture)
            return
        painter.setFont(self._theme.font("small"))
        painter.setPen(PLACEHOLDER_COLOR)
        words = self._waiting if self._pdf is None else f"Pagina {page + 1}"
        middle = QRectF(place).intersected(QRectF(self.viewport().rect()))
        painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

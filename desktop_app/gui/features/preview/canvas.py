"""The pages of a document one below the other, white on the reading ground, drawn as they come into sight."""

from __future__ import annotations

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

from desktop_app.gui.features.preview.layout import PagePlacement, Zoom, next_zoom
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import OpenedPdf, PageImages, Size
from desktop_app.gui.services.worker import SEEN, Worker
from desktop_app.gui.widgets.drawing.painting import painting

A4: Size = (595.28, 841.89)
WHITE, FAINT = QColor("#ffffff"), QColor("#5b6672")  # paper is white in every theme
LINE = 60  # of scrolling


class PageCanvas(QAbstractScrollArea):
    """`page_changed` and `zoom_changed` by the user or from outside; pages are numbered from 0.

    `placement` says where each page lies at the present zoom.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._paper: OpenedPdf | None = None
        self._title, self._waiting = "", ""
        self._page, self._zoom, self._left = 0, "width", 0  # type: tuple[int, Zoom, int]
        self._moving = False
        self.pictures = PageImages(worker, SEEN)
        self.pictures.arrived.connect(self._repaint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringGap", -3)  # inside: there is no room around
        look = self.palette()
        look.setColor(QPalette.ColorRole.Window, theme.color("sunken"))
        self.setPalette(look)
        self.setAutoFillBackground(True)  # under the scroll bar
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.placement = self._fitted()
        self._lay_out()

    # --- what is shown -----------------------------------------------------------------------------------

    def show_paper(self, paper: OpenedPdf | None, title: str, page: int = 0, waiting: str = "") -> None:
        """Another document; None while it is being made, `waiting` says so on the empty page."""
        self._paper, self._title, self._waiting = paper, title, waiting
        self.pictures.show_paper(paper)
        self._page = self._left = 0
        self._lay_out()
        self.go_to(page)

    @property
    def page(self) -> int:
        """The page that is read now."""
        return self._page

    @property
    def count(self) -> int:
        return len(self._paper.sizes) if self._paper else 0

    @property
    def zoom(self) -> Zoom:
        """What was chosen; `percent` tells what it comes to."""
        return self._zoom

    @property
    def percent(self) -> int:
        return round(self.placement.zoom * 100)

    def go_to(self, page: int) -> None:
        """Brings the top of a page to the top of the view."""
        page = max(0, min(page, self.count - 1))
        self._moving = True
        self.verticalScrollBar().setValue(self.placement.tops()[page] - self.placement.gap)
        self._moving = False
        self._set_page(page)

    def set_zoom(self, zoom: Zoom) -> None:
        """A fraction of the paper's size, or "width" or "page" to fit."""
        self._zoom = zoom
        self._lay_out()
        self.zoom_changed.emit()

    def step_zoom(self, up: bool) -> None:
        """One step larger or smaller."""
        self.set_zoom(next_zoom(self.placement.zoom, up))

    def _set_page(self, page: int) -> None:
        self._page = page
        texts = self._paper.texts if self._paper else ()
        self.setAccessibleName(f"Pagina {page + 1} di {self.count}, {self._title}" if texts else self._waiting)
        self.setAccessibleDescription(texts[page] if texts else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.page_changed.emit(page)
        self.viewport().update()

    def _repaint(self, _: int) -> None:
        self.viewport().update()

    # --- where things lie --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Again for another size, zoom or paper; what stood at the top stays there."""
        bar, view, before = self.verticalScrollBar(), self.viewport(), self.placement
        anchor = (bar.value() - before.tops()[self._page]) / before.scale if self._paper else 0.0
        self.placement = self._fitted()
        self._moving = True
        bar.setRange(0, max(0, self.placement.height - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(LINE)
        page = min(self._page, len(self.placement.sizes) - 1)
        if self._paper and before.sizes == self.placement.sizes:
            bar.setValue(round(self.placement.tops()[page] + anchor * self.placement.scale))
        self._moving = False
        self._left = min(self._left, self.placement.overflow) if self._left else self.placement.overflow // 2
        self.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if self.placement.overflow else Qt.CursorShape.ArrowCursor
        )
        view.update()

    def _fitted(self) -> PagePlacement:
        view, sizes = self.viewport(), self._paper.sizes if self._paper else (A4,)
        gap, side = self._theme.gap(18), self._theme.gap(40)
        return PagePlacement.fit(sizes, self._zoom, (view.width(), view.height()), gap, side)

    def _scrolled(self, value: int) -> None:
        self.viewport().update()
        if not self._moving and self._paper:
            page = self.placement.page_at(value + self.viewport().height() / 3)
            if page != self._page:
                self._set_page(page)

    @property
    def left(self) -> int:
        """What is out of sight at the left."""
        return self._left

    @property
    def is_wide(self) -> bool:
        """Whether a page is wider than the view."""
        return self.placement.overflow > 0

    def scroll_by(self, by: int) -> None:
        """Up or down, by pixels."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)

    def pan(self, by: float) -> None:
        """To the sides, where a page is wider than the view."""
        self._left = round(max(0, min(self._left + by, self.placement.overflow)))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.zoom_changed.emit()

    # --- drawing -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        top, ratio = self.verticalScrollBar().value(), self.devicePixelRatioF()
        sheet = QRectF(self._left, top, self.viewport().width(), self.viewport().height())
        near = sheet.adjusted(0, -sheet.height() / 2, 0, sheet.height() / 2)
        places = self.placement.places()
        seen = {page: place for page, place in enumerate(places) if place.intersects(near)}
        self.pictures.want({page: round(place.width() * ratio) for page, place in seen.items()})
        with painting(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.viewport().rect(), self._theme.color("sunken"))
            for page, place in seen.items():
                self._draw(painter, page, place.translated(-sheet.left(), -sheet.top()))

    def _draw(self, painter: QPainter, page: int, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(WHITE)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.pictures.picture(page)
        if picture is not None:
            high = picture.height() * place.width() / picture.width()  # not stretched by a pixel: sharp
            painter.drawImage(QRectF(place.left(), place.top(), place.width(), high), picture)
            return
        painter.setFont(self._theme.font("small"))
        painter.setPen(FAINT)
        words = self._waiting if self._paper is None else f"Pagina {page + 1}"
        middle = QRectF(place).intersected(QRectF(self.viewport().rect()))
        painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

"""The thumbnails beside the preview: a list view, so that screen readers and arrow keys work as usual."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_canvas import PAPER_COLOR
from desktop_app.gui.services.page_images import OpenedPdf, PageImages, Size
from desktop_app.gui.services.worker import BACKGROUND, Worker
from desktop_app.gui.widgets.drawing.painting import draw_box
from desktop_app.gui.widgets.lists.table import ModelIndex

MAX_PAGE_SIZE: Size = (74, 104)  # px at 100 %
RING_WIDTH = 3  # px


class _PageDelegate(QStyledItemDelegate):
    """Paints a thumbnail with its number below; a ring around the current page."""

    def __init__(self, theme: Theme, pictures: PageImages) -> None:
        super().__init__()
        self._theme, self._images = theme, pictures
        self.sizes: tuple[Size, ...] = ()

    def page_size(self, page: int) -> QSize:
        wide, high = self.sizes[page]
        scale = min(self._theme.px(MAX_PAGE_SIZE[0]) / wide, self._theme.px(MAX_PAGE_SIZE[1]) / high)
        return QSize(round(wide * scale), round(high * scale))

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        number = QFontMetrics(self._theme.font("small")).height()
        high = self.page_size(index.row()).height() + number + self._theme.gap(4) + 2 * RING_WIDTH
        return QSize(self._theme.px(MAX_PAGE_SIZE[0]) + 2 * RING_WIDTH + 4, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        size, current = self.page_size(index.row()), self.is_current(index)
        place = QRectF(rect.center().x() - size.width() / 2, rect.top() + RING_WIDTH + 1, size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, PAPER_COLOR)
        picture = self._images.image(index.row())
        if picture is not None:
            painter.drawImage(place, picture)
        out = RING_WIDTH if current else 1
        frame = place.adjusted(-out, -out, out, out)
        draw_box(painter, frame, 2 if current else 0, None, theme.color("accent" if current else "border"), out)
        painter.setFont(theme.font("small", 700 if current else 400))
        painter.setPen(theme.color("accent" if current else "muted"))
        below = QRectF(
            rect.left(), place.bottom() + RING_WIDTH, rect.width(), rect.bottom() - place.bottom() - RING_WIDTH
        )
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()

    def is_current(self, index: ModelIndex) -> bool:
        view = self.parent()
        return isinstance(view, QListView) and view.currentIndex().row() == index.row()


class Thumbnails(QListView):
    """`page_chosen` brings a page (from 0) that the user selected."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._emits = True
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.images = PageImages(worker, BACKGROUND)
        self.images.arrived.connect(self._repaint)
        self._delegate = _PageDelegate(theme, self.images)
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Pagine del documento")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it scrolls with the current page
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSpacing(theme.gap(6))
        self.setFixedWidth(theme.px(MAX_PAGE_SIZE[0]) + theme.gap(46))
        self.setProperty("ringGap", -3)
        look = self.palette()
        look.setColor(QPalette.ColorRole.Base, theme.color("canvas"))
        self.setPalette(look)

    def show_pdf(self, pdf: OpenedPdf | None) -> None:
        """Shows the pages of another document."""
        self.images.show_pdf(pdf)
        self._delegate.sizes = pdf.sizes if pdf else ()
        count = len(self._delegate.sizes)
        self._names.setStringList([f"Pagina {page} di {count}" for page in range(1, count + 1)])

    def show_page(self, page: int) -> None:
        """Selects the current page, without emitting."""
        if page != self.current and page < self.page_count:
            self._emits = False
            self.setCurrentIndex(self._names.index(page))
            self._emits = True
            self.scrollTo(self.currentIndex())

    def _repaint(self, _: int) -> None:
        self.viewport().update()

    @property
    def page_count(self) -> int:
        return self._names.rowCount()

    @property
    def current(self) -> int:
        """The selected page; -1 if there is none."""
        return self.currentIndex().row()

    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._emits and current.isValid():
            self.page_chosen.emit(current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio, seen = self.devicePixelRatioF(), self._pages_in_sight()
        self.images.request({page: round(self._delegate.page_size(page).width() * ratio) for page in seen})
        super().paintEvent(event)

    def _pages_in_sight(self) -> range:
        """The pages in sight, and one more at either end."""
        if not self.page_count:
            return range(0)
        middle = self.viewport().width() // 2
        found = [self.indexAt(QPoint(middle, y)).row() for y in range(0, self.viewport().height(), 8)]
        rows = [row for row in found if row >= 0] or [0]
        return range(max(0, rows[0] - 1), min(self.page_count, rows[-1] + 2))

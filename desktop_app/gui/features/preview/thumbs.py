"""The column of small pages beside the preview: one list, so a screen reader and the arrow keys know it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.gui.features.preview.canvas import WHITE
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_images import OpenedPdf, PageImages, Size
from desktop_app.gui.services.worker import SMALL, Worker
from desktop_app.gui.widgets.drawing.painting import draw_box
from desktop_app.gui.widgets.lists.table import ModelIndex

LARGEST: Size = (74, 104)  # of a small page, at 100 %
RING = 3


class _Drawing(QStyledItemDelegate):
    """A small page, its number below; a ring around the one that is read."""

    def __init__(self, theme: Theme, pictures: PageImages) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self.sizes: tuple[Size, ...] = ()

    def page_size(self, page: int) -> QSize:
        wide, high = self.sizes[page]
        scale = min(self._theme.px(LARGEST[0]) / wide, self._theme.px(LARGEST[1]) / high)
        return QSize(round(wide * scale), round(high * scale))

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        number = QFontMetrics(self._theme.font("small")).height()
        high = self.page_size(index.row()).height() + number + self._theme.gap(4) + 2 * RING
        return QSize(self._theme.px(LARGEST[0]) + 2 * RING + 4, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        size, current = self.page_size(index.row()), self.is_current(index)
        place = QRectF(rect.center().x() - size.width() / 2, rect.top() + RING + 1, size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, WHITE)
        picture = self._pictures.picture(index.row())
        if picture is not None:
            painter.drawImage(place, picture)
        out = RING if current else 1
        frame = place.adjusted(-out, -out, out, out)
        draw_box(painter, frame, 2 if current else 0, None, theme.color("accent" if current else "border"), out)
        painter.setFont(theme.font("small", 700 if current else 400))
        painter.setPen(theme.color("accent" if current else "muted"))
        below = QRectF(rect.left(), place.bottom() + RING, rect.width(), rect.bottom() - place.bottom() - RING)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()

    def is_current(self, index: ModelIndex) -> bool:
        view = self.parent()
        return isinstance(view, QListView) and view.currentIndex().row() == index.row()


class Thumbnails(QListView):
    """`chosen` with the number of a page, from 0, by mouse or keys."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._leading = True
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.pictures = PageImages(worker, SMALL)
        self.pictures.arrived.connect(self._repaint)
        self._drawing = _Drawing(theme, self.pictures)
        self._drawing.setParent(self)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName("Pagine del documento")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it follows the page that is read
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSpacing(theme.gap(6))
        self.setFixedWidth(theme.px(LARGEST[0]) + theme.gap(46))
        self.setProperty("ringGap", -3)
        look = self.palette()
        look.setColor(QPalette.ColorRole.Base, theme.color("canvas"))
        self.setPalette(look)

    def show_paper(self, paper: OpenedPdf | None) -> None:
        """The pages of another document."""
        self.pictures.show_paper(paper)
        self._drawing.sizes = paper.sizes if paper else ()
        count = len(self._drawing.sizes)
        self._names.setStringList([f"Pagina {page} di {count}" for page in range(1, count + 1)])

    def show_page(self, page: int) -> None:
        """Marks the page that is read."""
        if page != self.current and page < self.count:
            self._leading = False
            self.setCurrentIndex(self._names.index(page))
            self._leading = True
            self.scrollTo(self.currentIndex())

    def _repaint(self, _: int) -> None:
        self.viewport().update()

    @property
    def count(self) -> int:
        return self._names.rowCount()

    @property
    def current(self) -> int:
        """The page that is marked; -1 where there is none."""
        return self.currentIndex().row()

    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._leading and current.isValid():
            self.chosen.emit(current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio, seen = self.devicePixelRatioF(), self._seen()
        self.pictures.want({page: round(self._drawing.page_size(page).width() * ratio) for page in seen})
        super().paintEvent(event)

    def _seen(self) -> range:
        """The pages in sight, and one more at each side."""
        if not self.count:
            return range(0)
        middle = self.viewport().width() // 2
        found = [self.indexAt(QPoint(middle, y)).row() for y in range(0, self.viewport().height(), 8)]
        rows = [row for row in found if row >= 0] or [0]
        return range(max(0, rows[0] - 1), min(self.count, rows[-1] + 2))

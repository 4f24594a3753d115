"""The pages with a frame around the answer that is being given; a click on an answer leads to its question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QPropertyAnimation, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QToolTip

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.page_view.drawing import DrawnPages
from desktop_app.gui.look.theme import LIGHT, Theme
from desktop_app.gui.services.page_canvas import A4_POINTS, PageCanvas
from desktop_app.gui.services.worker import Worker
from desktop_app.gui.widgets.drawing.labels import literal_tip

if TYPE_CHECKING:
    from desktop_app.pdf.tags import Place

MARGIN: Final = 62.0  # points at each side of a page that are left out: there is nothing on them
NEAR: Final = 3.0  # points around an answer where a click still means it
SCROLL_MS: Final = 160
# Paper is white in every theme, and so are the colours of what is drawn on it: 7.4:1, and 21:1 in high contrast.
FRAME, FRAME_CONTRAST = QColor(LIGHT.accent), QColor("#000000")
UNDER_POINTER: Final = QColor(LIGHT.border)


class MarkedCanvas(PageCanvas):
    """`place_chosen` brings the FieldRef of an answer that was clicked. `name_of` gives the words of a question."""

    place_chosen = Signal(object)

    def __init__(self, theme: Theme, worker: Worker, name_of: Callable[[FieldRef], str]) -> None:
        self._places: Sequence[Place] = ()
        self._marks: Sequence[Place] = ()
        self._under: FieldRef | None = None  # the pointer
        self._words = ""
        super().__init__(theme, worker)
        self._name_of = name_of
        self._scroll = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus to the question it leads to
        self.viewport().setMouseTracking(True)
        self.zoom_to_text()

    # --- what is shown -----------------------------------------------------------------------------------

    def show_drawn(self, drawn: DrawnPages, at: tuple[int, float] | None, *, anew: bool) -> None:
        """A document at a page, so many points down; else from its first page on or, unless `anew`, where it stands."""
        page, down = at or ((0, -self.placement.gap / self.placement.scale) if anew else (self.page, self.down))
        self._scroll.stop()
        self._places, self._marks = drawn.places, ()
        self.show_pdf(drawn.pdf, drawn.document.spec.title, min(page, len(drawn.pdf.sizes) - 1))
        self.show_again(drawn.pictures, down, 0)

    def show_marks(self, marks: Sequence[Place], words: str, follow: bool = True) -> None:
        """Frames an answer and (`follow`) brings it into sight; `words` say what is framed, also to a screen reader."""
        self._marks, self._words = marks, words
        self.say_page()
        self.viewport().update()
        if follow and marks and not any(self._is_in_sight(each) for each in marks):
            self._scroll_to(marks[0])

    def _lay_out(self) -> None:
        super()._lay_out()
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)  # what is out of sight at the sides is empty

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.zoom_to_text()

    def zoom_to_text(self) -> None:
        """The text of a page fills the view from side to side."""
        wide = max(60, self.viewport().width() - 2 * self._theme.gap(6))
        self.set_zoom(wide / (A4_POINTS[0] - 2 * MARGIN) * 72 / 96)

    @property
    def picture_width(self) -> int:
        """How wide a page is drawn, in px of the screen."""
        return round(self.placement.page_rects()[0].width() * self.devicePixelRatioF())

    @property
    def seen(self) -> tuple[int, ...]:
        """The pages that are in sight."""
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        rects = enumerate(self.placement.page_rects())
        return tuple(page for page, rect in rects if rect.bottom() > top and rect.top() < top + high)

    def say_page(self) -> None:
        page = f"Pagina {self.page + 1} di {self.page_count}, {self._title}" if self._pdf else self._waiting
        said = f"{page}. {self._words}" if self._words else page
        if said != self.accessibleName():
            self.setAccessibleName(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # --- where things are --------------------------------------------------------------------------------

    def rect_of(self, place: Place) -> QRectF:
        """A place in px of the viewport."""
        left, low, right, high = place.box
        page, scale = self.placement.page_rects()[place.page], self.placement.scale
        top = self.placement.sizes[place.page][1]
        found = QRectF(page.left() + left * scale, page.top() + (top - high) * scale,
                       (right - left) * scale, (high - low) * scale)  # fmt: skip
        return found.translated(-self.pan_offset, -self.verticalScrollBar().value())

    def place_at(self, point: QPointF) -> Place | None:
        """The answer at a point of the viewport, the nearest one where several are near."""
        near = NEAR * self.placement.scale
        pages = len(self.placement.sizes)
        found = [each for each in self._places if each.page < pages]
        around = [(self.rect_of(each).adjusted(-near, -near, near, near), each) for each in found]
        hit = [(abs(rect.center().y() - point.y()), at) for at, (rect, _) in enumerate(around) if rect.contains(point)]
        return around[min(hit)[1]][1] if hit else None

    def _is_in_sight(self, place: Place) -> bool:
        rect, high = self.rect_of(place), self.viewport().height()
        least = self._theme.gap(24)  # with a line of what stands around it
        return rect.top() >= least and rect.bottom() <= high - least

    def _scroll_to(self, place: Place) -> None:
        bar = self.verticalScrollBar()
        wanted = round(bar.value() + self.rect_of(place).center().y() - self.viewport().height() / 3)
        end = max(bar.minimum(), min(wanted, bar.maximum()))
        self._scroll.stop()
        if not self.isVisible() or not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            bar.setValue(end)
            return
        self._scroll.setDuration(SCROLL_MS)
        self._scroll.setStartValue(bar.value())
        self._scroll.setEndValue(end)
        self._scroll.start()

    # --- pointer -----------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            words = self._name_of(place.ref) if place else ""
            QToolTip.showText(event.globalPos(), literal_tip(words), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.place_chosen.emit(place.ref)

    def _point_at(self, place: Place | None) -> None:
        under = place.ref if place is not None else None
        if under != self._under:
            self._under = under
            pointing = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(pointing)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scroll.stop()
        super().wheelEvent(event)

    # --- drawing -----------------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, page: int, place: QRectF) -> None:
        super()._draw(painter, page, place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._under is not None:
            painter.setPen(QPen(UNDER_POINTER, 1, Qt.PenStyle.DashLine))
            self._frame(painter, [each for each in self._places if each.ref == self._under and each.page == page], 2)
        contrast = self._theme.is_contrast
        painter.setPen(
            QPen(FRAME_CONTRAST if contrast else FRAME, (3 if contrast else 2) * min(self._theme.factor, 1.5))
        )
        self._frame(painter, [each for each in self._marks if each.page == page], 2)

    def _frame(self, painter: QPainter, places: Sequence[Place], around: float) -> None:
        for each in places:
            painter.drawRoundedRect(self.rect_of(each).adjusted(-around, -around / 2, around, around / 2), 3, 3)

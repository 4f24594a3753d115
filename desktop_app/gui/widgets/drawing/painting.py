"""What several widgets draw alike: boxes, words, and a painter that is ready for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget


def set_height_for_width(widget: QWidget, across: QSizePolicy.Policy) -> None:
    """Tells layouts that the height follows the width; a fixed height policy would cut it at one line."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def limit_height(widget: QWidget) -> None:
    """Called on resizing: no taller than its words need, whatever room a row has left."""
    widget.setMaximumHeight(widget.heightForWidth(widget.width()))


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A smooth painter that is ended also on a fault: Qt aborts on a second one."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def draw_box(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None, width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:  # fmt: skip
    """A rounded box whose border lies inside the rectangle."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width, style) if line is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if line is not None else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_side_bar(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float) -> None:
    """A bar at the left, cut by the round corners of its box."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), color)
    painter.restore()


def draw_hatching(painter: QPainter, rect: QRectF, step: float, color: QColor) -> None:
    """Slanting lines: what is left over."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, 1))
    start = rect.left() - rect.height()
    while start < rect.right():
        painter.drawLine(QPointF(start, rect.bottom()), QPointF(start + rect.height(), rect.top()))
        start += step
    painter.restore()

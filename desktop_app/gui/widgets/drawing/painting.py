"""Painting helpers that several widgets share: a painter as a context manager, boxes, bars, hatching, size policies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget


def set_height_for_width(widget: QWidget, across: QSizePolicy.Policy) -> None:
    """Gives the widget a size policy whose height follows its width; `across` is the horizontal policy."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def limit_height(widget: QWidget) -> None:
    """Called on resize: caps the height at what the content needs at this width, whatever space the row has left."""
    widget.setMaximumHeight(widget.heightForWidth(widget.width()))


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """An antialiasing painter that is ended on exceptions as well: Qt aborts when a second one is opened."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def fill(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Fills a rectangle; leaves that colour as the painter's brush, and no pen.

    For what the first window draws: at QPainter.fillRect Python meets all of Qt's gradients, which takes 1.5 ms.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(rect)


def draw_box(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None, width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:  # fmt: skip
    """A rounded box whose border lies inside the rectangle; without `fill` or `line` that part is not drawn."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width, style) if line is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if line is not None else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_side_bar(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float) -> None:
    """A bar along the left edge, clipped by the round corners of its box."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), color)
    painter.restore()


def draw_hatching(painter: QPainter, rect: QRectF, step: float, color: QColor) -> None:
    """Diagonal lines `step` px apart."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, 1))
    start = rect.left() - rect.height()
    while start < rect.right():
        painter.drawLine(QPointF(start, rect.bottom()), QPointF(start + rect.height(), rect.top()))
        start += step
    painter.restore()

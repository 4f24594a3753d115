"""The icons: SVG files of 24 by 24, coloured when they are drawn."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.system.files import FileFault, read_resource
from desktop_app.system.paths import resources_folder


@cache  # an icon is drawn at every repaint, in few colours
def _renderer(name: str, color: str) -> QSvgRenderer:
    try:
        source = read_resource(resources_folder() / "icons" / f"{name}.svg")
    except FileFault:
        if resources_folder().is_dir():
            raise
        return QSvgRenderer()  # the program was taken away while it runs: the notice that says so goes without icons
    return QSvgRenderer(QByteArray(source.replace(b"currentColor", color.encode())))


def draw(painter: QPainter, name: str, color: QColor | str, box: QRectF) -> None:
    """Draws the icon of that name (resources/icons) in a square box."""
    _renderer(name, QColor(color).name()).render(painter, box)


def icon(name: str, color: QColor | str, size: int, ratio: float = 1.0) -> QIcon:
    """The icon as a QIcon of `size` px, for menus and Qt's own buttons; `ratio` is the screen's pixel ratio."""
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, color, QRectF(0, 0, size, size))
    painter.end()
    return QIcon(picture)

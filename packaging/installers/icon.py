"""The program's SVG as the pictures that systems want: a Windows .ico, PNG of a size."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MAC_SIZES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
}
SIDE = (164, 314)  # px, as NSIS wants it
LARGEST_BITMAP = 64  # beyond, a picture is a PNG: every Windows since Vista reads it


def write_ico(svg: Path, target: Path) -> None:
    """An icon of all sizes that Windows shows."""
    pictures = [_picture(svg, size) for size in SIZES]
    target.write_bytes(pack([(size, data) for size, data in zip(SIZES, pictures, strict=True)]))


def write_side(svg: Path, target: Path) -> None:
    """The picture at the left of Setup's first and last page, as a bitmap without transparency."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(*SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(34, 60, 96, 96))
    painter.end()
    image.save(str(target))


def write_icns(svg: Path, target: Path) -> None:
    """An icon of all sizes that macOS shows."""
    entries = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in _pngs(svg))
    target.write_bytes(b"icns" + struct.pack(">I", 8 + len(entries)) + entries)


def _pngs(svg: Path) -> Iterator[tuple[bytes, bytes]]:
    for kind, size in MAC_SIZES.items():
        yield kind, _png(drawn(svg, size))


def pack(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """The pictures, each with its side in pixels, in the container of an .ico."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    listed = b""
    for size, data in pictures:
        side = size % 256  # 0 stands for 256
        listed += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + listed + b"".join(data for _, data in pictures)


def bitmap(size: int, rows: Sequence[bytes]) -> bytes:
    """A square of BGRA rows, the top one first, as an icon holds it: from below, with an empty mask."""
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    mask = bytes((size + 31) // 32 * 4 * size)
    return head + b"".join(reversed(rows)) + mask


def drawn(svg: Path, size: int) -> QImage:
    """The picture as a square of `size` pixels."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image


def _picture(svg: Path, size: int) -> bytes:
    image = drawn(svg, size)
    if size > LARGEST_BITMAP:
        return _png(image)
    data = bytes(image.constBits())
    wide = image.bytesPerLine()
    return bitmap(size, [data[row * wide : row * wide + size * 4] for row in range(size)])


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImageWriter

    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(held.data())


if __name__ == "__main__":
    writers = {".icns": write_icns, ".ico": write_ico, ".bmp": write_side}
    for place in map(Path, sys.argv[2:]):
        writers[place.suffix](Path(sys.argv[1]), place)

"""The faces of a printed document, and which of them draws each character.

Titillium Web sets the text; DejaVu Sans lends the signs that it lacks, character by character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.system.paths import resources_folder

REGULAR: Final = "TitilliumWeb-Regular"
ITALIC: Final = "TitilliumWeb-Italic"
SEMIBOLD: Final = "TitilliumWeb-SemiBold"
SEMIBOLD_ITALIC: Final = "TitilliumWeb-SemiBoldItalic"
BOLD: Final = "TitilliumWeb-Bold"
BOLD_ITALIC: Final = "TitilliumWeb-BoldItalic"
SIGNS: Final = "DejaVuSans"

Piece = tuple[str, str]  # a face and what it draws

_REWRITTEN = str.maketrans(
    {
        "\t": " ",
        "\N{LINE SEPARATOR}": "\n",
        "\N{PARAGRAPH SEPARATOR}": "\n",
        "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",  # reportlab would break lines at these two
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    }
)
_UNSEEN = {"Cc", "Cf"}  # control characters, and those that turn or hide the text around them
_RIGHT_TO_LEFT = {"R", "AL", "AN"}  # drawn without bidi and shaping they would say something else


def clean(text: str) -> str:
    """The text as it can be printed: composed, on "\\n" lines, without characters that nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REWRITTEN)
    seen = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(seen))


def unprintable(text: str) -> set[str]:
    """The characters that no face can draw; they are printed as "?"."""
    return {sign for sign in set(clean(text)) if sign != "\n" and not _drawable(sign)}


def one_line(text: str) -> str:
    """The text as it is printed on one line, for metadata and footers."""
    return " ".join("".join(words for _, words in pieces(clean(text).replace("\n", " "), REGULAR)).split())


def pieces(text: str, face: str) -> list[Piece]:
    """The cleaned text of one line, cut where the face changes."""
    parts: list[Piece] = []
    position = 0
    for found in _outside_titillium().finditer(text):
        if found.start() > position:
            parts.append((face, text[position : found.start()]))
        for sign in found.group():
            parts.append((SIGNS, sign) if _drawable(sign) else (face, "?"))
        position = found.end()
    if position < len(text):
        parts.append((face, text[position:]))
    return _joined(parts)


def register(face: str = REGULAR) -> str:
    """Makes the face known to reportlab, once, and gives back its name."""
    _font(face)
    return face


def width(parts: list[Piece], size: float) -> float:
    widths: list[float] = [_font(face).stringWidth(text, size) for face, text in parts]
    return sum(widths)


def _joined(parts: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for face, text in parts:
        if joined and joined[-1][0] == face:
            joined[-1] = (face, joined[-1][1] + text)
        else:
            joined.append((face, text))
    return joined


@cache
def _font(face: str) -> TTFont:
    font = TTFont(face, str(resources_folder() / "fonts" / f"{face}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def _outside_titillium() -> re.Pattern[str]:
    """All weights of Titillium draw the same characters."""
    inside = "".join(re.escape(chr(code)) for code in _font(REGULAR).face.charToGlyph if _plain(code))
    return re.compile(f"[^{inside}]+")


@cache
def _drawable(sign: str) -> bool:
    if not _plain(ord(sign)) or unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT:
        return False
    return any(ord(sign) in _font(face).face.charToGlyph for face in (REGULAR, SIGNS))


def _plain(code: int) -> bool:
    """Neither surrogate, nor private (PDF/A-2a wants a meaning for each), nor beyond the first plane."""
    return code < 0xD800 or 0xF900 <= code < 0xFFF0

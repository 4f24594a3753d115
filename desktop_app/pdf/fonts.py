"""The fonts of a printed document, and which of them draws each character.

Titillium Web for the text; DejaVu Sans is the fallback font for single characters that it lacks.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.system.files import read_resource
from desktop_app.system.paths import resources_folder

REGULAR: Final = "TitilliumWeb-Regular"
ITALIC: Final = "TitilliumWeb-Italic"
SEMIBOLD: Final = "TitilliumWeb-SemiBold"
SEMIBOLD_ITALIC: Final = "TitilliumWeb-SemiBoldItalic"
BOLD: Final = "TitilliumWeb-Bold"
BOLD_ITALIC: Final = "TitilliumWeb-BoldItalic"
FALLBACK: Final = "DejaVuSans"

_LONGEST_WORD: Final = 40  # characters of what is measured once and remembered

FacePiece = tuple[str, str]  # font name, and the text it draws

_REWRITTEN = str.maketrans(
    {
        "\t": " ",
        "\N{LINE SEPARATOR}": "\n",
        "\N{PARAGRAPH SEPARATOR}": "\n",
        "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",  # reportlab would break lines at this one and the next
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    }
    | dict.fromkeys("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", " ")
)  # of the other spaces some fonts lack a few, and where the face changes reportlab loses them
_INVISIBLE = {"Cc", "Cf"}  # control and format characters (direction marks, zero-width joiners)
_RIGHT_TO_LEFT = {"R", "AL", "AN"}  # not supported: they need bidi and shaping


def printable(text: str) -> str:
    """The text to print: in NFC, lines separated by "\\n", without invisible characters."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # of spaces only the common one is printable
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REWRITTEN)
    seen = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)
    return unicodedata.normalize("NFC", "".join(seen))


def undrawable(text: str) -> set[str]:
    """The characters that no font can draw; they are printed as "?"."""
    return {sign for sign in set(printable(text)) if sign != "\n" and not _drawable(sign)}


def one_line(text: str) -> str:
    """The text as printed, on one line: for metadata and footers."""
    return " ".join("".join(words for _, words in split_by_face(printable(text).replace("\n", " "), REGULAR)).split())


def split_by_face(text: str, face: str) -> list[FacePiece]:
    """Splits a printable line where the font changes."""
    parts: list[FacePiece] = []
    position = 0
    for found in _outside_titillium().finditer(text):
        if found.start() > position:
            parts.append((face, text[position : found.start()]))
        for sign in found.group():
            parts.append((FALLBACK, sign) if _drawable(sign) else (face, "?"))
        position = found.end()
    if position < len(text):
        parts.append((face, text[position:]))
    return _joined(parts)


def register_face(face: str = REGULAR) -> str:
    """Registers the font with reportlab, once; returns its name."""
    _font(face)
    return face


class WholeFace(NamedTuple):
    """A font file, packed, its length and measures in thousandths; `widths` of the signs 32 to 255 of WinAnsi."""

    packed: bytes
    length: int
    widths: list[int]
    box: list[int]
    ascent: int
    descent: int
    cap_height: int
    stem: int


@cache
def whole_face(face: str) -> WholeFace:
    """A font with all its signs, for words that are typed later."""
    found = _font(face).face
    codes = [ord(bytes([code]).decode("cp1252", "ignore") or "\N{BULLET}") for code in range(32, 256)]
    widths = [round(found.charWidths.get(code, found.defaultWidth)) for code in codes]
    data = read_resource(resources_folder() / "fonts" / f"{face}.ttf")
    measures = (found.ascent, found.descent, found.capHeight, found.stemV)
    return WholeFace(
        zlib.compress(data, 9),
        len(data),
        widths,
        [round(side) for side in found.bbox],
        *(round(each) for each in measures),
    )


def text_width(parts: Sequence[FacePiece], size: float) -> float:
    """The width of the pieces side by side, in points."""
    widths: list[float] = [_font(face).stringWidth(text, size) for face, text in parts]
    return sum(widths)


def _joined(parts: list[FacePiece]) -> list[FacePiece]:
    joined: list[FacePiece] = []
    for face, text in parts:
        if joined and joined[-1][0] == face:
            joined[-1] = (face, joined[-1][1] + text)
        else:
            joined.append((face, text))
    return joined


class _Font(TTFont):
    """Measures each word once: the same ones come again and again."""

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # reportlab's name
        measured = _thousandths(self.fontName, text) if len(text) < _LONGEST_WORD else self.thousandths(text)
        return 0.001 * size * measured

    def thousandths(self, text: str) -> float:
        """The width of a text in thousandths of the font size."""
        widths, other = self.face.charWidths, self.face.defaultWidth
        total: float = sum([widths.get(ord(sign), other) for sign in text])
        return total


class Signs(dict[int, str]):
    """How a face writes each sign in one document: a table for `str.translate` that grows with the signs that come."""

    crowded = False  # more signs than one part of the font holds

    def __init__(self, face: str, document: Any) -> None:
        super().__init__()
        self._font, self._document = _font(face), document
        self._font.splitString(" ", document)  # what the font knows of a document begins with its first text
        self.name: str = self._font.getSubsetInternalName(0, document)

    def drawn(self, text: str, size: str) -> str:
        """The operators that draw a text."""
        if not self.crowded:
            made = text.translate(self)
            if not self.crowded:
                return f"({made}) Tj"
        parts = self._font.splitString(text, self._document)
        names = [self._font.getSubsetInternalName(part, self._document) for part, _ in parts]
        return " ".join(
            f"{name} {size} Tf ({escapePDF(data)}) Tj" for name, (_, data) in zip(names, parts, strict=True)
        )

    def __missing__(self, sign: int) -> str:
        [(part, code)] = self._font.splitString(chr(sign), self._document)
        self.crowded = self.crowded or part > 0
        self[sign] = written = str(escapePDF(code))
        return written


@lru_cache(maxsize=8192)
def _thousandths(face: str, word: str) -> float:
    return _font(face).thousandths(word)


@cache
def _font(face: str) -> _Font:
    font = _Font(face, str(resources_folder() / "fonts" / f"{face}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def _outside_titillium() -> re.Pattern[str]:
    """Matches what Titillium lacks; all its weights have the same characters."""
    inside = "".join(re.escape(chr(code)) for code in _font(REGULAR).face.charToGlyph if _plain(code))
    return re.compile(f"[^{inside}]+")


@cache
def _drawable(sign: str) -> bool:
    if not _plain(ord(sign)) or unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT:
        return False
    return any(ord(sign) in _font(face).face.charToGlyph for face in (REGULAR, FALLBACK))


def _plain(code: int) -> bool:
    """In the first plane, no surrogate, not in the private use area (PDF/A-2a requires a meaning for each)."""
    return code < 0xD800 or 0xF900 <= code < 0xFFF0

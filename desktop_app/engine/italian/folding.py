"""What comes along with a paste from a PDF, a word processor or a web page, as it would be typed on a keyboard."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02c8\u00b4\u2032\uff07", "'"),
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c\r", "\n"),  # other line ends: of word processors, of pages
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\u2044": "/", "\u2215": "/", "\u2714": "\u2713", "\ufffc": None,
        **dict.fromkeys("\u25cf\u25aa\u25a0\u25e6\u2043\u2219\u27a2\uf0b7\uf0a7\uf0d8", "\u2022"),  # marks of lists
    }
)  # fmt: skip
_BROKEN_WORD: Final = re.compile("\u00ad[ \t]*\r?\n[ \t]*")
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co")  # control signs, marks of direction, halves of a sign, private ones


def folded(text: str, *, several_lines: bool) -> str:
    """The text with plain spaces, apostrophes and letters, without signs that nobody sees.

    A line end becomes a space unless several lines are allowed; a word broken by a soft hyphen is joined.
    """
    text = _BROKEN_WORD.sub("", text.replace("\r\n", "\n"))
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    if not several_lines:
        text = text.replace("\n", " ")
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)

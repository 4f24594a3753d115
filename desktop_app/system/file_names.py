"""Names of files that every office's system takes: ASCII letters, digits, `_` and `-`, one clear ending."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 60  # characters, with the ending: a header of a message holds it on one line
DEFAULT: Final = "documento"
_ENDING = re.compile(r"(?i)(?:\.(?:pdf|eml|xml|docx?|odt|jpe?g|png))?\.(?:p7m|p7s|tsd)$|\.[a-z0-9]{1,5}$")
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))})
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
     "ð": "d", "þ": "th", "&": " e ", "€": " euro "}
)  # fmt: skip


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters: `.pdf`, `.pdf.p7m` (the inner one says what it is), or empty."""
    found = _ENDING.search(name)
    return found[0].lower() if found and found.start() > 0 else ""


def ascii_words(text: str) -> str:
    """The words of a text joined by `_`, as a part of a name; empty where it has no letter or digit of ASCII."""
    joined = re.sub(r"(?<=\w)\.(?=[\w\s]|$)", "", text)  # S.r.l. is one word
    plain = unicodedata.normalize("NFKD", joined.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")


def ascii_name(text: str, ending: str | None = None, most: int = LONGEST) -> str:
    """A name of at most `most` characters for a file; without `ending`, the one that `text` has. Always a valid one."""
    end = ending_of(text) if ending is None else ending
    stem = ascii_words(text.removesuffix(end) if ending is not None else text[: len(text) - len(end)]) or DEFAULT
    stem = _cut(stem, most - len(end))
    return f"{stem}_{end}" if stem.upper() in _RESERVED else f"{stem}{end}"


def distinct(names: Iterable[str]) -> list[str]:
    """The same names, those that are there already (in any case of letters) with a number: `a.pdf`, `a_2.pdf`."""
    taken: set[str] = set()
    found = []
    for name in names:
        end, version, free = ending_of(name), 1, name
        while free.casefold() in taken:
            version += 1
            mark = f"_{version}"
            free = f"{name[: len(name) - len(end)][: LONGEST - len(end) - len(mark)]}{mark}{end}"
        taken.add(free.casefold())
        found.append(free)
    return found


def _cut(stem: str, most: int) -> str:
    """At the end of a word where there is one in the second half."""
    if len(stem) <= most:
        return stem
    cut = stem[: most + 1].rpartition("_")[0]
    return cut if len(cut) >= most // 2 else stem[:most]

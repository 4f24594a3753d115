"""Texts that people typed, compared as they meant them: without case, accents and signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def mentions(text: str, *words: str) -> bool:
    """Whether one of `words` (each may be several) stands in the text: "CPI di Jesi" mentions "jesi", not "Je"."""
    said = _plain(text)
    return any(_plain(word) in said for word in words)


@lru_cache(maxsize=1_024)  # the words of a form are asked for at every key
def _plain(text: str) -> str:
    """The words alone, in small letters, with a space on each side of each."""
    apart = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
    return " ".join(["", *_WORD.findall(letters), ""])

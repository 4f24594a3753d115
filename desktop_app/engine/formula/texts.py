"""Compares texts that people typed, ignoring case, accents and punctuation; joins and parts addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(
    r"(?P<street>.*?[^\s,])(?:\s*,\s*(?:n\.?\s*)?|\s+n\.?\s*|\s+)(?P<number>\d+(?:\s*/?\s*[a-z]|/\d+|\s+(?:bis|ter))?|snc)",
    re.IGNORECASE,
)
_JOINING = {",", "e", "ed", "o", "di", "del", "della", "d", "provincia", "province", "prov", "citta", "metropolitana"}


def mentions(text: str, *words: str) -> bool:
    """Whether the text contains one of `words` as whole words: "Via Roma" mentions "roma", not "Rom"."""
    plain = _plain(text)
    return any(_plain(word) in plain for word in words if _plain(word) != " ")


def names_only(text: str, *words: str) -> bool:
    """Whether the text names some of `words` and no other place: "province di Roma e Torino" only Roma and Torino."""
    plain = _plain(text)
    for word in sorted(map(_plain, words), key=len, reverse=True):  # the longest first: it may contain another
        plain = plain if word == " " else plain.replace(word, " , ")
    left = plain.split()
    return "," in left and _JOINING.issuperset(left)


def joined(*texts: str) -> str:
    """The texts one after the other, with a comma between."""
    return ", ".join(text.strip() for text in texts if text.strip())


def street(address: str) -> str:
    """An address without its number: "via Dante Alighieri" of "via Dante Alighieri, 12"."""
    found = _ADDRESS.fullmatch(address.strip())
    return found["street"] if found else address.strip()


def house_number(address: str) -> str | None:
    """The number at the end of an address, "12" or "12/B"; None where there is none."""
    found = _ADDRESS.fullmatch(address.strip())
    return found["number"] if found else None


@lru_cache(maxsize=1_024)  # at every key the words of a form are looked for again
def _plain(text: str) -> str:
    """The words in lower case without accents, with one space before and after each."""
    apart = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
    return " ".join(["", *_WORD.findall(letters), ""])

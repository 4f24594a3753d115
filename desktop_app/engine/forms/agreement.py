"""How the words beside a number or a date agree with it: one or several, and the article before a vowel."""

from __future__ import annotations

import re

_ONE = re.compile(r"1(,0+)?(\u00a0€)?")
_VOWEL = re.compile(r"0?8|11(?![0-9])")  # otto, ottanta, ottocento, undici; of a date its day, which may be 08
_BEFORE_VOWEL = {
    "il ": "l'", "al ": "all'", "dal ": "dall'", "del ": "dell'", "nel ": "nell'", "sul ": "sull'",
    "i ": "gli ", "ai ": "agli ", "dai ": "dagli ", "dei ": "degli ", "nei ": "negli ", "sui ": "sugli ",
}  # fmt: skip
ARTICLE = r"\b(?:[Ii]l?|(?:[Aa]|[Dd][ae]|[Nn]e|[Ss]u)[il]) "  # a pattern, with the space behind it


def is_one(shown: str) -> bool:
    """Whether a number as it is written takes the singular: `1`, `1,00`, `1,00 €`, and not `1,20` or `0`."""
    return _ONE.fullmatch(shown) is not None


def article(written: str, shown: str) -> str:
    """An article with its space as it stands before a number or a date: `il ` is `l'` before `8` and `11/03/2027`."""
    before_vowel = _BEFORE_VOWEL.get(written.lower()) if _VOWEL.match(shown) else None
    if before_vowel is None:
        return written
    return before_vowel[0].upper() + before_vowel[1:] if written[0].isupper() else before_vowel

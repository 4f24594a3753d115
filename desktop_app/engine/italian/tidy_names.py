"""Names of people and companies as they are written: one space, capitals where they belong. Only ever proposed."""

from __future__ import annotations

import re
from typing import Final

# In a company's name; in a person's they begin with a capital (Maria De Luca).
PARTICLES: Final = frozenset({
    "a", "ai", "al", "alla", "alle", "con", "da", "dai", "dal", "dalla", "dalle", "de", "degli", "dei", "del", "della",
    "delle", "di", "e", "ed", "fra", "gli", "i", "il", "in", "la", "le", "lo", "per", "su", "sul", "sulla", "tra",
})  # fmt: skip
LEGAL_FORMS: Final = {
    "srl": "Srl", "srls": "Srls", "spa": "SpA", "sas": "Sas", "snc": "Snc", "scarl": "Scarl", "scrl": "Scrl",
    "scpa": "Scpa", "sapa": "SapA", "ets": "ETS", "onlus": "ONLUS", "aps": "APS", "odv": "ODV", "s.r.l.": "S.r.l.",
    "s.r.l.s.": "S.r.l.s.", "s.p.a.": "S.p.A.", "s.a.s.": "S.a.s.", "s.n.c.": "S.n.c.", "s.c.r.l.": "S.c.r.l.",
    "s.c.a.r.l.": "S.c.a.r.l.", "s.c.s.": "S.c.s.", "a.r.l.": "a.r.l.", "r.l.": "r.l.",
    "soc.": "Soc.", "coop.": "coop.", "soc": "Soc", "coop": "Coop",
}  # fmt: skip
SHORT: Final = 4  # letters: a name in capitals of nothing but so short words may be meant so
ACRONYM: Final = re.compile(r"[^\W\d_]{1,3}|[^\W\d_aeiouàèéìòù]+")  # in capitals: so brief, or without a vowel
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def one_space(text: str) -> str:
    """The text with one space between its words and none around it."""
    return " ".join(text.split())


def tidied(name: str, person: bool) -> str:
    """The name as it is usually written; the same text where there is nothing to say.

    Capitals change only where a name has none at all or nothing else. Of a company in capitals what may be an acronym
    stays, and so does a name of nothing but short words.
    """
    bare = one_space(name)
    letters = "".join(_LETTERS.findall(bare))
    shouted = len(letters) > 1 and letters.isupper()
    if not shouted and not (len(letters) > 1 and letters.islower()):
        return bare
    words = bare.split(" ")
    if shouted and not any(_is_long(word) for word in words):
        return bare
    return " ".join(_word(word, at == 0, person, shouted) for at, word in enumerate(words))


def _is_long(word: str) -> bool:
    known = word.lower() in LEGAL_FORMS
    return not known and max((len(part) for part in _LETTERS.findall(word)), default=0) > SHORT


def _word(word: str, first: bool, person: bool, shouted: bool) -> str:
    low = word.lower()
    if not person and low in LEGAL_FORMS:
        return LEGAL_FORMS[low]
    if not person and not first and low in PARTICLES:
        return low
    if not person and not first and (found := re.fullmatch(r"(d|l|all|dall|dell|nell|sull)'(.+)", low)):
        return f"{found[1]}'{_capital(found[2])}"
    # A person has no acronyms; a company's in capitals cannot be told from a short word.
    if not person and shouted and low not in PARTICLES and ACRONYM.fullmatch("".join(_LETTERS.findall(low))):
        return word
    return _LETTERS.sub(lambda part: _capital(part[0]), low)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

"""What an address or a codice fiscale tells of who has it: for checks that every form makes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_FREE_MAIL: Final = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.it", "outlook.com", "outlook.it", "live.com", "live.it",
    "msn.com", "yahoo.com", "yahoo.it", "ymail.com", "libero.it", "virgilio.it", "tiscali.it", "tiscalinet.it",
    "alice.it", "tim.it", "tin.it", "inwind.it", "iol.it", "blu.it", "giallo.it", "supereva.it", "katamail.com",
    "email.it", "fastwebnet.it", "vodafone.it", "teletu.it", "poste.it", "icloud.com", "me.com", "mac.com",
    "aol.com", "aol.it", "gmx.com", "gmx.net", "gmx.de", "mail.com", "proton.me", "protonmail.com", "pm.me",
    "zoho.com", "yandex.com", "tutanota.com",
})  # fmt: skip
_TITLES: Final = frozenset({
    "dott", "dottor", "dottore", "dottssa", "dottoressa", "dr", "drssa", "sig", "signor", "sigra", "signora", "ing",
    "ingegner", "avv", "avvocato", "rag", "ragionier", "geom", "geometra", "arch", "architetto", "prof", "profssa",
    "professor", "professoressa", "cav", "don", "suor",
})  # fmt: skip
_WORD = re.compile(r"[A-Z]+(?:'[A-Z]+)*'?")
_VOWELS = "AEIOU"
MOST_NAMES = 8


def is_free_mail(address: str) -> bool:
    """Whether an address is at a provider of ordinary free mail, which gives no certified addresses."""
    return address.rpartition("@")[2].casefold() in _FREE_MAIL


def is_provisional(code: str) -> bool:
    """Whether the codice fiscale of a person is the provisional one, of 11 digits."""
    return len(code) == 11


@lru_cache(maxsize=256)  # asked again at every key pressed
def name_agrees(name: str, code: str) -> bool | None:
    """Whether a person's name, in whatever order, may have this codice fiscale; None where nobody can tell.

    A name may lack some of the given names, a married woman's may have a surname more.
    """
    words = _words(name)
    if len(code) != 16 or words is None or not 2 <= len(words) <= MOST_NAMES:
        return None
    return any(
        _surname_letters("".join(words[start:end])) == code[:3]
        and any(_given_agrees(given, code[3:6]) for given in (*_runs(words[:start]), *_runs(words[end:])))
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


def _words(name: str) -> list[str] | None:
    """The names in capitals without accents and titles; None where there is more than names."""
    apart = unicodedata.normalize("NFKD", name.replace("-", " ").replace("\u2019", "'"))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).upper().replace(".", "")
    words = [word for word in plain.split() if word.lower() not in _TITLES]
    return [word.replace("'", "") for word in words] if all(map(_WORD.fullmatch, words)) else None


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield "".join(words[start:end])


def _letters(word: str) -> tuple[str, str]:
    consonants = "".join(letter for letter in word if letter not in _VOWELS)
    return consonants, "".join(letter for letter in word if letter in _VOWELS)


def _surname_letters(surname: str) -> str:
    consonants, vowels = _letters(surname)
    return (consonants + vowels + "XXX")[:3]


def _given_agrees(given: str, code: str) -> bool:
    """Whether the code may be that of this name, alone or with other given names behind it."""
    consonants, vowels = _letters(given)
    if len(consonants) > 3:
        return code == consonants[0] + consonants[2:4]
    if code == (consonants + vowels + "XXX")[:3]:
        return True
    possible = {consonants[:2], consonants[:1] + consonants[2:3]}  # with more consonants behind, the second falls out
    return not _letters(code)[1] and any(code.startswith(begun) for begun in possible)

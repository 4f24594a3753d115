"""The names of the files of a sending: what each is and whose, so that an office understands them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_app.system.file_names import LONGEST, ascii_name, ascii_words

TITLE: Final = 28  # characters of what the file is
SHORTEST_PARTY: Final = 8  # characters: less of a name says nothing
_SHORT_WORD: Final = 3  # letters of a word that no name ends with, as an article or a preposition


def file_name(number: int, title: str, parties: Sequence[str], ending: str) -> str:
    """`01_Comunicazione_Alfa_Srl_Beta.pdf.p7m`: its place, what it is, whose it is as far as that fits."""
    stem = f"{number:02}_{in_words(title, TITLE)}"
    left = LONGEST - len(ending) - len(stem)
    named = [party for party in parties if ascii_words(party)]
    for place, party in enumerate(named):
        share = left // (len(named) - place) - 1
        if share >= SHORTEST_PARTY:
            stem += f"_{in_words(party, share)}"
            left = LONGEST - len(ending) - len(stem)
    return f"{stem}{ending}"


def in_words(text: str, most: int) -> str:
    """Some words of a text in ASCII, without a last one that only leads to the next."""
    words = ascii_name(text, "", most).split("_")
    whole = ascii_words(text).split("_")
    while 1 < len(words) < len(whole) and len(words[-1]) <= _SHORT_WORD:
        words.pop()
    return "_".join(words)

"""The words of PDFs, and which of them are others. By pdfium: call everything here from the thread that owns it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from desktop_app.pdf.comparison import Place
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.pages import PdfPages

MAX_PAGES: Final = 60  # read of one file
_MOST_WORDS: Final = 8  # of a passage that is quoted
_LONGEST: Final = 80  # characters of it

Words = Sequence[Sequence[str]]


def words(data: bytes) -> Words:
    """The words of each page, of the first MAX_PAGES. Raises PdfFault, whose text is an Italian clause."""
    try:
        with PdfPages(data) as pages:
            return [pages.text(page).split() for page in range(min(len(pages), MAX_PAGES))]
    except PdfFault:
        raise PdfFault("è rovinato in una parte") from None


def alike(one: Words, other: Words) -> float:
    """How many words two documents share, from 0 to 1."""
    first, second = (Counter(word for page in each for word in page) for each in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def reworded(was: Words, now: Words) -> Iterator[str]:
    """The pages whose words are others, as Italian clauses, with what they say where it is short."""
    for number, (before, after) in enumerate(zip(was, now, strict=False), 1):
        if list(before) != list(after):
            yield _reworded(number, *_middle(before, after))


def _middle(before: Sequence[str], after: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands between the words that both begin with and those that both end with."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
    return before[start : len(before) - end], after[start : len(after) - end]


def _reworded(number: int, before: Sequence[str], after: Sequence[str]) -> str:
    old, new = " ".join(before), " ".join(after)
    if max(len(before), len(after)) > _MOST_WORDS or max(len(old), len(new)) > _LONGEST:
        return f"a pagina {number} il testo è un altro"
    if not before:
        return f"a pagina {number} è stato aggiunto «{new}»"
    if not after:
        return f"a pagina {number} manca «{old}»"
    return f"a pagina {number} c'è scritto «{new}» al posto di «{old}»"


def text_below(data: bytes, places: Iterable[Place]) -> list[int]:
    """The pages on which there are words where fields were put. Raises PdfFault."""
    with PdfPages(data) as pages:
        return sorted({each.page for each in places if pages.text_within(each.page - 1, each.corners).strip()})

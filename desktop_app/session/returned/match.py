"""Which document of a dossier a PDF is, and by what it differs from the exported one: by content, not by name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from desktop_app.pdf.comparison import Comparison
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.reading import said_of
from desktop_app.pdf.revisions import revisions, version_hashes
from desktop_app.pdf.signatures import SignedPdf
from desktop_app.pdf.wording import Words, alike, reworded, text_below, words
from desktop_app.session.returned.values import ContentState, ExpectedDocument, KnownExport

ALIKE: Final = 0.6  # the share of words from which on a file is taken for another edition of a document
_MARKS: Final = 0.5  # the share of a dossier's marks that it then has to have
_SAID: Final = 4  # differences that are named


class Match(NamedTuple):
    """The document that a PDF is, None where it is a stranger; `is_scan`: it has no words at all.

    `of_itself`: the title that it says and its pages, of a stranger. `original`: the SHA-256 of what it begins with.
    `filled`: what was written in fields that were left to somebody.
    """

    document: ExpectedDocument | None
    content: ContentState = "unknown"
    differences: tuple[str, ...] = ()
    is_scan: bool = False
    of_itself: tuple[str, int] = ("", 0)
    original: str = ""
    filled: tuple[str, ...] = ()


def match(data: bytes, signed: SignedPdf, expected: Sequence[ExpectedDocument]) -> Match:
    """Finds the document: by the hashes of its versions, by making it again, by its pages, by its words."""
    ends = revisions(data)
    versions = version_hashes(data, ends)
    for document in expected:
        for export in document.exports:
            if export.sha256 in versions:
                found = _grown(document, export, data, versions[export.sha256], signed)
                return found._replace(original=export.sha256)
    originals: list[tuple[ExpectedDocument, bytes]] = []
    for document, original in _made_again(expected, data):
        digest = hashlib.sha256(original).hexdigest()
        if digest in versions:
            again = KnownExport(digest, document.superseded)
            return _grown(document, again, data, versions[digest], signed)._replace(original=digest)
        originals.append((document, original))
    said = words(data)
    if not any(said):
        return Match(None, is_scan=True)
    likest, share = _likest(said, originals)
    if likest is None or share < ALIKE:
        return _stranger(data)
    document, swapped = likest[0], _swapped(likest[0], data)
    if swapped and data.startswith(swapped):
        again = KnownExport(hashlib.sha256(swapped).hexdigest(), document.superseded)
        return _grown(document, again, data, len(swapped), signed)._replace(original=again.sha256)
    if swapped and alike(said, nearer := words(swapped)) > share:
        likest = document, swapped, nearer
    return _compared(data, said, signed, *likest)


def _made_again(expected: Sequence[ExpectedDocument], data: bytes) -> Iterator[tuple[ExpectedDocument, bytes]]:
    """The documents as exported on the day that the file says, as far as they can be made; those of its kind first."""
    said = said_of(data)
    for document in sorted(expected, key=lambda each: each.title not in (said.kind, said.title)):
        if document.make is not None:
            try:
                yield document, document.make(said.made_on, False)
            except PdfFault:  # a document that cannot be made is compared with nothing
                continue


def _grown(document: ExpectedDocument, export: KnownExport, data: bytes, length: int, signed: SignedPdf) -> Match:
    """Of a file that begins with an export: whether nothing but signatures was added, in any signed version."""
    comparison = Comparison(data[:length])
    ends = sorted({each.end for each in signed.signatures if length < each.end < len(data)} | {len(data)} - {length})
    found = dict.fromkeys(clause for end in ends for clause in comparison.differences(data[:end]))
    if not found and ends:
        found = dict.fromkeys(_covered(comparison, data[:length], data))
    if found:
        return Match(document, "different", tuple(found)[:_SAID])
    if export.superseded:
        return Match(document, "different", (export.superseded,))
    return Match(document, "identical", filled=comparison.filled(data) if ends else ())


def _covered(comparison: Comparison, original: bytes, data: bytes) -> list[str]:
    """Signature fields that were added over words."""
    places = comparison.added_places(data)
    pages = text_below(original, places) if places else []
    return [f"a pagina {each} una firma aggiunta copre del testo" for each in pages]


# --- a file that does not begin with an export ---------------------------------------------------------------


def _likest(
    said: Words, originals: Sequence[tuple[ExpectedDocument, bytes]]
) -> tuple[tuple[ExpectedDocument, bytes, Words] | None, float]:
    """The document with the most words in common, and their share."""
    likest, share = None, 0.0
    for document, original in originals:
        theirs = words(original)
        found = alike(said, theirs)
        if found > share:
            likest, share = (document, original, theirs), found
    return likest, share


def _compared(
    data: bytes, said: Words, signed: SignedPdf, document: ExpectedDocument, original: bytes, theirs: Words
) -> Match:
    comparison = Comparison(original)
    ends = [*dict.fromkeys(each.end for each in signed.signatures if 0 < each.end < len(data)), len(data)]
    found_differences = tuple(dict.fromkeys(clause for end in ends for clause in comparison.differences(data[:end])))
    if not found_differences:
        found_differences = tuple(_covered(comparison, original, data))
    if not found_differences:
        superseded = document.superseded
        if superseded:
            return Match(document, "different", (superseded,))
        return Match(document, "same_pages", filled=comparison.filled(data))
    if not _has_marks(said, theirs, document.marks):
        return _stranger(data)
    clauses = (*reworded(theirs, said), *(each for each in found_differences))
    return Match(document, "different", _told(clauses))


def _swapped(document: ExpectedDocument, data: bytes) -> bytes | None:
    """The document with the parties at the foot of its pages where they were left out, or the reverse."""
    try:
        return document.make(said_of(data).made_on, True) if document.make else None
    except PdfFault:
        return None


def _stranger(data: bytes) -> Match:
    said = said_of(data)
    return Match(None, of_itself=(said.kind or said.title, said.pages))


def _told(clauses: Sequence[str]) -> tuple[str, ...]:
    """A page whose words are others was also redrawn: that is not said twice."""
    pages = {found[1] for each in clauses if (found := re.match(r"a pagina (\d+)", each))}
    kept = (each for each in clauses if not any(each == f"la pagina {page} è stata ridisegnata" for page in pages))
    return tuple(dict.fromkeys(kept))[:_SAID]


def _has_marks(said: Words, theirs: Words, marks: Sequence[str]) -> bool:
    """Whether a file speaks of the parties of this dossier, as far as its own document does."""
    ours, found = _text(theirs), _text(said)
    known = [each for each in (_text([mark.split()]) for mark in marks) if each and each in ours]
    return not known or sum(each in found for each in known) >= len(known) * _MARKS


def _text(found: Words) -> str:
    return " ".join(word.casefold() for page in found for word in page)

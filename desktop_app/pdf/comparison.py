"""Compares PDFs page by page: what is drawn, what was put on the pages, and what acts by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from desktop_app.pdf.fingerprint import Fingerprints, TooComplex
from desktop_app.pdf.reading import opened

_DRAWN: Final = ("/Contents", "/Resources")
_SIZE: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_ACTIVE: Final = ("/OpenAction", "/AA", "/Names", "/OCProperties", "/AF", "/Requirements")
_INHERITED: Final = frozenset({"/Resources", "/MediaBox", "/CropBox", "/Rotate"})
_NOTES: Final = {
    "/Text": "una nota", "/FreeText": "un testo", "/Stamp": "un timbro", "/Ink": "un disegno a mano",
    "/Link": "un link",
    "/Highlight": "un'evidenziatura", "/StrikeOut": "una cancellatura", "/Underline": "una sottolineatura",
    "/Redact": "una copertura", "/FileAttachment": "un file allegato", "/Square": "un rettangolo",
    "/Circle": "un cerchio", "/Line": "una linea", "/Widget": "un campo da compilare", "/Popup": "una nota",
}  # fmt: skip
_WRITTEN: Final = frozenset({"/V", "/AP", "/P", "/Parent", "/StructParent"})
_LONGEST: Final = 120  # characters of what was written that are said
_MAX_ANNOTATIONS: Final = 2_000  # of a page
ACTS: Final = "il file contiene azioni o allegati che non c'erano"
TOO_COMPLEX: Final = "il file è troppo complesso per confrontarlo"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature field is: its page, from 1, and its corners in points (left, bottom, right, top)."""

    page: int
    corners: tuple[float, ...]

    @property
    def is_visible(self) -> bool:
        left, bottom, right, top = self.corners if len(self.corners) == 4 else (0, 0, 0, 0)
        return right - left >= 1 and top - bottom >= 1


@dataclass(frozen=True, slots=True)
class PageLook:
    """One page as hashes: what is drawn, its size, its actions, and what lies on it by kind."""

    drawn: bytes
    size: bytes
    acts: bytes
    notes: tuple[tuple[str, bytes], ...]
    texts: tuple[TextLook, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLook:
    """A text field: its name, what it is called, hashes of all but what is written in it, and what that is."""

    name: str
    label: str
    fixed: bytes
    value: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a PDF looks, as far as two are compared."""

    pages: tuple[PageLook, ...]
    acts: bytes
    fields: dict[str, tuple[Place, ...]]


def differences(original: bytes, other: bytes) -> tuple[str, ...]:
    """What of the original's pages is otherwise in the other file, as Italian clauses; empty: the same pages.

    Signatures and fields for them are no difference, unless one was moved. Raises PdfFault where a file cannot be read.
    """
    return Comparison(original).differences(other)


class Comparison:
    """Compares one file with several. Raises PdfFault where one cannot be read."""

    def __init__(self, original: bytes) -> None:
        self._streams: dict[bytes, bytes] = {}
        self._data = original
        self._looks: list[tuple[bytes, Look]] = []  # of the original and of the file looked at last

    def differences(self, other: bytes) -> tuple[str, ...]:
        """As the function of that name."""
        try:
            return tuple(dict.fromkeys(_differences(self._look(self._data), self._look(other))))
        except TooComplex:
            return (TOO_COMPLEX,)

    def filled(self, other: bytes) -> tuple[str, ...]:
        """What was written in text fields that the original has, as Italian clauses: that alters nothing signed."""
        try:
            had = {each.name: each.value for page in self._look(self._data).pages for each in page.texts}
            has = [each for page in self._look(other).pages for each in page.texts]
        except TooComplex:
            return ()
        return tuple(
            f"in «{each.label or each.name}» c'è scritto «{each.value}»"
            for each in has if each.value and each.name in had and each.value != had[each.name]
        )  # fmt: skip

    def added_places(self, other: bytes) -> tuple[Place, ...]:
        """Where the other file has visible signature fields that the original has not."""
        try:
            had, has = self._look(self._data).fields, self._look(other).fields
        except TooComplex:
            return ()
        return tuple(each for name, places in has.items() if name not in had for each in places if each.is_visible)

    def _look(self, data: bytes) -> Look:
        for known, look in self._looks:
            if known is data:
                return look
        with opened(data) as pdf:
            prints = Fingerprints(self._streams)
            pages = tuple(_page_look(page.obj, prints) for page in pdf.pages)
            look = Look(pages, _together(pdf.Root, _ACTIVE, prints), _places(pdf))
        self._looks = [*self._looks[:1], (data, look)]
        return look


# --- how a file looks ----------------------------------------------------------------------------------------


def _page_look(page: Object, prints: Fingerprints) -> PageLook:
    others = [each for each in _annotations(page) if not _is_signature(each)]
    texts = tuple(_text_look(each, prints) for each in others if _is_text_field(each))
    others = [each for each in others if not _is_text_field(each)]
    notes = tuple((str(each.get("/Subtype", "")), prints.of(each)) for each in others)
    drawn, size = _together(page, _DRAWN, prints), _together(page, _SIZE, prints)
    return PageLook(drawn, size, prints.of(page.get("/AA")), notes, texts)


def _is_text_field(annotation: Object) -> bool:
    """A field for words that stands by itself, and whose look is drawn with text alone."""
    look = annotation.get("/AP")
    if annotation.get("/FT") != Name.Tx or "/Kids" in annotation or not isinstance(look, Dictionary):
        return False
    drawn = look.get("/N")
    resources = drawn.get("/Resources", Dictionary()) if isinstance(drawn, Stream) else None
    return [*look.keys()] == ["/N"] and isinstance(resources, Dictionary) and "/XObject" not in resources


def _text_look(annotation: Object, prints: Fingerprints) -> TextLook:
    name, label, value = (str(annotation.get(key) or "") for key in ("/T", "/TU", "/V"))
    kept = sorted({*annotation.keys()} - _WRITTEN)
    fixed = b"".join(key.encode() + prints.of(annotation.get(key)) for key in kept)
    return TextLook(name, _short(label), fixed, _short(value))


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def _together(thing: Object, keys: tuple[str, ...], prints: Fingerprints) -> bytes:
    return b"".join(prints.of(_part(thing, key)) for key in keys)


def _part(page: Object, key: str) -> Any:
    """A part of a page, which the nodes above may have for it."""
    for _ in range(20):
        above = page.get("/Parent")
        if key in page or key not in _INHERITED or not isinstance(above, Dictionary):
            return page.get(key)
        page = above
    return None


def _annotations(page: Object) -> list[Object]:
    found = page.get("/Annots")
    if found is None:
        return []
    if len(found) > _MAX_ANNOTATIONS:
        raise TooComplex
    return [each for each in found if isinstance(each, Dictionary)]


def _is_signature(annotation: Object) -> bool:
    above = annotation.get("/Parent")
    kind = annotation.get("/FT") or (above.get("/FT") if isinstance(above, Dictionary) else None)
    return bool(annotation.get("/Subtype") == Name.Widget and kind == Name.Sig)


def _places(pdf: Pdf) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for number, page in enumerate(pdf.pages, 1):
        for each in _annotations(page.obj):
            if _is_signature(each):
                above = each.get("/Parent")
                name = str(each.get("/T") or (above.get("/T") or "" if isinstance(above, Dictionary) else ""))
                found[name] = (*found.get(name, ()), Place(number, _corners(each)))
    return found


def _corners(annotation: Object) -> tuple[float, ...]:
    """Left, bottom, right, top: a rectangle may be written from any corner."""
    drawn: Any = annotation.get("/Rect")
    if drawn is None or len(drawn) != 4:
        return ()
    across, up, across_too, up_too = (round(float(each), 1) for each in drawn)
    return min(across, across_too), min(up, up_too), max(across, across_too), max(up, up_too)


# --- by what two differ --------------------------------------------------------------------------------------


def _differences(was: Look, now: Look) -> Iterator[str]:
    if len(was.pages) != len(now.pages):
        yield f"le pagine erano {len(was.pages)}, ora sono {len(now.pages)}"
        return
    for number, (before, after) in enumerate(zip(was.pages, now.pages, strict=True), 1):
        if before.drawn != after.drawn:
            yield redrawn(number)
        if before.size != after.size:
            yield f"la pagina {number} ha un'altra misura o un altro verso"
        if before.acts != after.acts:
            yield ACTS
        yield from _notes(number, before.notes, after.notes)
        yield from _texts(number, before.texts, after.texts)
    if was.acts != now.acts:
        yield ACTS
    yield from _moved(was.fields, now.fields)


def redrawn(page: int) -> str:
    """The clause for a page that shows something else."""
    return f"la pagina {page} è stata ridisegnata"


def _notes(number: int, was: tuple[tuple[str, bytes], ...], now: tuple[tuple[str, bytes], ...]) -> Iterator[str]:
    had, has = Counter(kind for kind, _ in was), Counter(kind for kind, _ in now)
    for kind in sorted(has - had):
        yield f"alla pagina {number} è stato aggiunto {_NOTES.get(kind, 'qualcosa')}"
    for kind in sorted(had - has):
        yield f"dalla pagina {number} è stato tolto {_NOTES.get(kind, 'qualcosa')}"
    if had == has and Counter(was) != Counter(now):
        yield f"alla pagina {number} è cambiato qualcosa che era stato aggiunto"


def _texts(number: int, was: tuple[TextLook, ...], now: tuple[TextLook, ...]) -> Iterator[str]:
    """Of text fields, all but what was written where nothing stood."""
    had, has = {each.name: each for each in was}, {each.name: each for each in now}
    if len(has) != len(now) or has.keys() - had.keys():
        yield f"alla pagina {number} è stato aggiunto un campo da compilare"
    for name, before in had.items():
        if name not in has:
            yield f"dalla pagina {number} è stato tolto il campo «{before.label}»"
        elif has[name].fixed != before.fixed or (before.value and has[name].value != before.value):
            yield f"alla pagina {number} è cambiato il campo «{before.label}»"


def _moved(was: dict[str, tuple[Place, ...]], now: dict[str, tuple[Place, ...]]) -> Iterator[str]:
    for name, places in was.items():
        if name not in now:
            yield f"manca il campo di firma «{name}»"
        elif now[name] != places:
            yield f"il campo di firma «{name}» è stato spostato"

"""The signatures of a PDF: in which field, over which version, whether they cover all of it, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.reading import BROKEN, opened
from desktop_app.pdf.revisions import Revision, revisions
from desktop_app.seals.content import Beginnings, Content
from desktop_app.seals.envelope import detached, document_stamp, open_envelopes
from desktop_app.seals.signature import NotSigned, Signature

MAX_SIGNATURES: Final = 50
_MAX_FIELDS: Final = 2_000
_MAX_HASHED: Final = 300_000_000  # bytes that all signatures cover after themselves
_HEX: Final = re.compile(rb"<[0-9A-Fa-f\s\0]*>")
_DETACHED: Final = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
_HASH_INSIDE: Final = "/adbe.pkcs7.sha1"
_STAMP: Final = "/ETSI.RFC3161"
NOT_WHOLE: Final = "la firma non copre tutta la sua versione del file"
TOO_MUCH: Final = "le firme coprono più di quanto si possa verificare"
REWRITTEN: Final = "il file è stato riscritto dopo la firma, e la firma non vale più"
TWICE: Final = "la stessa firma sta in due campi"


class BeyondEnd(ValueError):
    """A signature covers more than there is: the file was written anew, and shorter."""


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A signature field that holds something. `revision` counts from 1, 0 where it is over none.

    It covers the file from `start` to `end`; `whole`: that is all of its version, but for the signature itself. `why`:
    an Italian clause where the field is not in order; `time`: /M as it is written. `stamp`: a time stamp over the
    document, nobody's signature.
    """

    field: str
    revision: int = 0
    start: int = 0
    end: int = 0
    whole: bool = False
    why: str = ""
    signatures: tuple[Signature, ...] = ()
    time: str = ""
    stamp: bool = False

    @property
    def intact(self) -> bool:
        """Whether the field is in order and every signature in it intact."""
        return not self.why and bool(self.signatures) and all(each.intact for each in self.signatures)


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The signatures of a PDF by their place in the file, where its versions end, the fields that nobody signed."""

    signatures: tuple[PdfSignature, ...]
    revisions: tuple[int, ...]
    empty: tuple[str, ...] = ()


def signed_pdf(data: bytes) -> SignedPdf:
    """Reads and checks the signatures of a PDF. Raises PdfFault, whose text is an Italian clause, where it cannot."""
    try:
        ends = revisions(data)
    except ValueError:
        raise PdfFault("ha troppe versioni") from None
    with opened(data) as pdf:
        found = list(_fields(pdf))
        signed = [(name, value) for name, value in found if isinstance(value, Dictionary)]
        if len(signed) > MAX_SIGNATURES:
            raise PdfFault("ha troppe firme")
        placed = [(_placed(name, value, data, ends), value) for name, value in signed]
        beginnings, hashed, checked = Beginnings(data), 0, []
        for each, value in sorted(placed, key=lambda each: each[0].end):
            if each.why:
                checked.append(replace(each, signatures=_of_whom(value)))
                continue
            first, second, end = _covered(value, len(data))
            hashed += end - second  # what lies before the hole is shared by all
            content = Content(memoryview(data)[second:end], after=(beginnings, first))
            checked.append(_checked(each, value, content) if hashed < _MAX_HASHED else replace(each, why=TOO_MUCH))
    told = _without_repeated(checked)
    told = [_with_own_version(each, data) for each in told]
    empty = tuple(name for name, value in found if not isinstance(value, Dictionary))
    return SignedPdf(tuple(told), tuple(each.end for each in ends), empty)


# --- the fields ----------------------------------------------------------------------------------------------


def _fields(pdf: Pdf) -> Iterator[tuple[str, Object | None]]:
    """Every signature field with its full name and its value; kids without a name are its places on pages."""
    form = pdf.Root.get("/AcroForm")
    waiting: list[tuple[Object, str, Object | None, Object | None]] = []
    if isinstance(form, Dictionary):
        waiting = [(node, "", None, None) for node in _items(form.get("/Fields"))]
    looked_at = 0
    while waiting:
        node, above, kind, value = waiting.pop(0)
        looked_at += 1
        if looked_at > _MAX_FIELDS:
            raise PdfFault("ha troppi campi")
        if not isinstance(node, Dictionary):
            continue
        own = str(node.get("/T", ""))
        name = ".".join(part for part in (above, own) if part)
        kind, value = node.get("/FT", kind), node.get("/V", value)
        named = [kid for kid in _items(node.get("/Kids")) if isinstance(kid, Dictionary) and "/T" in kid]
        waiting += [(kid, name, kind, value) for kid in named]
        if kind == Name.Sig and not named:
            yield name, value


def _items(found: Object | None) -> list[Any]:
    return list(found) if isinstance(found, Array) else []


# --- what a signature covers ---------------------------------------------------------------------------------


def _placed(name: str, value: Object, data: bytes, ends: Sequence[Revision]) -> PdfSignature:
    """Where a signature stands, with `why` where what it covers is not the file up to there but for itself."""
    found = PdfSignature(name, time=str(value.get("/M", ""))[:40], stamp=value.get("/SubFilter") == Name(_STAMP))
    try:
        first, second, end = _covered(value, len(data))
        hole = data[first:second]
        if not _HEX.fullmatch(hole):
            return replace(found, why=REWRITTEN)
        if bytes.fromhex(hole[1:-1].replace(b"\0", b"").decode()) != bytes(value["/Contents"]):
            return replace(found, why="lo spazio lasciato libero è di un'altra firma")
    except BeyondEnd:
        return replace(found, why=REWRITTEN)
    except BROKEN:
        return replace(found, why="la firma non dice in modo valido che cosa copre")
    number = next((n for n, each in enumerate(ends, 1) if each.mark <= end <= each.end), 0)
    return replace(found, revision=number, end=end, whole=bool(number), why="" if number else NOT_WHOLE)


def _covered(value: Object, size: int) -> tuple[int, int, int]:
    """Where the hole of a signature begins and ends, and where what it covers ends. Raises ValueError, BeyondEnd."""
    start, first, second, length = (int(each) for each in _items(value.get("/ByteRange")))
    if start != 0 or not 0 < first < second or length < 0:
        raise ValueError("range")
    if second + length > size:
        raise BeyondEnd
    return first, second, second + length


def _without_repeated(found: Sequence[PdfSignature]) -> list[PdfSignature]:
    """One signature counts once: a second field that shows it is told."""
    seen: set[int] = set()
    told = []
    for each in found:
        told.append(replace(each, why=TWICE) if each.end in seen and not each.why else each)
        if each.end:
            seen.add(each.end)
    return told


def _with_own_version(found: PdfSignature, data: bytes) -> PdfSignature:
    """A signature is whole only where its version is a PDF by itself, in which it stands in the same field.

    Otherwise what it covers is not what a reader showed when it was made.
    """
    if found.why or found.end == len(data):
        return found
    try:
        with opened(data[: found.end]) as pdf:
            value = next((value for name, value in _fields(pdf) if name == found.field), None)
            if isinstance(value, Dictionary) and _covered(value, found.end)[2] == found.end:
                return found
    except (PdfFault, *BROKEN):
        pass
    return replace(found, whole=False, why=NOT_WHOLE)


# --- whose it is ---------------------------------------------------------------------------------------------


def _of_whom(value: Object) -> tuple[Signature, ...]:
    """Whose signatures a field holds that are over nothing: they are not checked, and none is intact."""
    try:
        found = detached(bytes(value["/Contents"]), b"")
    except (NotSigned, *BROKEN):
        return ()
    return tuple(replace(each, intact=False) for each in found)


def _checked(found: PdfSignature, value: Object, content: Content) -> PdfSignature:
    """With the signatures that the envelope in the field holds, checked against what it covers."""
    envelope = bytes(value["/Contents"])
    kind = str(value.get("/SubFilter", ""))
    try:
        if kind in _DETACHED:
            return replace(found, signatures=detached(envelope, content))
        if kind == _STAMP:
            why, signatures = document_stamp(envelope, content)
            return replace(found, why=why, signatures=signatures)
        if kind == _HASH_INSIDE:
            inside = open_envelopes(envelope)
            why = "" if inside.content == content.digest("sha1") else "il contenuto non è quello firmato"
            return replace(found, why=why, signatures=inside.signatures)
    except NotSigned as fault:
        return replace(found, why=f"la firma {fault}")
    return replace(found, why="è una firma di un tipo che Commessa non sa verificare")

"""The verdict over a file that came back: opens it, finds its document, says whose the signatures are.

Imports the libraries of PDFs and cryptography, so import it late. Words are read with pdfium where a file is no export
that is known: call `judge` from the thread that owns it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.reading import BROKEN, is_pdf
from desktop_app.pdf.signatures import SignedPdf, signed_pdf
from desktop_app.seals.envelope import Envelope, is_envelope, open_envelopes
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.trusted_list import TrustedList
from desktop_app.session.returned import words
from desktop_app.session.returned.match import Match, match
from desktop_app.session.returned.signers import Placed, judged, lacking
from desktop_app.session.returned.values import (
    MAX_BYTES,
    ContentState,
    ExpectedDocument,
    JudgedSignature,
    Kind,
    State,
    Verdict,
)
from desktop_app.system.clock import utc_now


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a file is judged with."""

    expected: Sequence[ExpectedDocument]
    trusted: TrustedList | None
    now: dt.datetime
    assigned: Mapping[str, str]

    @property
    def listed(self) -> dt.date | None:
        return self.trusted.date if self.trusted else None


def judge(
    data: bytes, name: str, expected: Sequence[ExpectedDocument], trusted: TrustedList | None = None,
    now: dt.datetime | None = None, assigned: Mapping[str, str] | None = None,
) -> Verdict:  # fmt: skip
    """What a file is; it never raises. Its `name` decides nothing: people rename files.

    `assigned` is what the user said of certificates that prove nobody: their key → the party's id.
    """
    asked = _Asked(expected, trusted, now or utc_now(), assigned or {})
    if not data:
        return _unreadable("other", words.EMPTY)
    if len(data) > MAX_BYTES:
        return _unreadable("other", words.TOO_LARGE)
    try:
        if is_envelope(data):
            return _of_envelope(data, asked)
        if is_pdf(data):
            return _of_pdf(data, Envelope(data, (), 0), asked)
    except BROKEN:  # a part of a hostile file that nobody foresaw
        return _unreadable("other", words.unreadable("è rovinato in una parte", of_envelope=False))
    if _is_receipt(data):
        return Verdict("receipt", "foreign", message=words.RECEIPT)
    return Verdict("other", "foreign", message=words.other(data))


def _is_receipt(data: bytes) -> bool:
    """Whether it is a message that certifies something, or a file of an office's protocol."""
    from desktop_app.mail.faults import NotMail
    from desktop_app.mail.receipt import SEGNATURA, read

    try:
        found = read(data)
    except NotMail:
        return False
    return found.is_certified or found.kind == SEGNATURA


def _unreadable(kind: Kind, message: str, signatures: Sequence[JudgedSignature] = ()) -> Verdict:
    return Verdict(kind, "unreadable", message=message, signatures=tuple(signatures))


def _of_envelope(data: bytes, asked: _Asked) -> Verdict:
    try:
        envelope = open_envelopes(data)
    except NotSigned as fault:
        return _unreadable("cades", words.unreadable(str(fault), of_envelope=True))
    if envelope.content is None:
        return _unreadable("cades", words.APART, _judged(_around(envelope), None, asked))
    if not is_pdf(envelope.content):
        told = _judged(_around(envelope), None, asked)
        message = words.not_a_pdf(envelope.content)
        return Verdict("cades", "foreign", signatures=tuple(told), message=message, sentences=_said(told, asked))
    return _of_pdf(envelope.content, envelope, asked)


def _around(envelope: Envelope) -> list[Placed]:
    return [Placed(each) for each in envelope.signatures]


def _inside(signed: SignedPdf) -> list[Placed]:
    """The signatures in the fields of a PDF; a time stamp over the document is nobody's."""
    found: list[Placed] = []
    for field in signed.signatures:
        if not field.stamp:
            for each in field.signatures or (Signature(why=field.why),):
                found.append(Placed(each, field.field, field.revision, field.why, field.time))
        elif not field.intact:
            found.append(Placed(Signature(why=field.why), field.field, field.revision, field.why))
    return found


def _of_pdf(data: bytes, envelope: Envelope, asked: _Asked) -> Verdict:
    kind: Kind = "cades" if envelope.depth else "pdf"
    try:
        signed = signed_pdf(data)
        found = match(data, signed, asked.expected)
    except PdfFault as fault:
        told = _judged(_around(envelope), None, asked)
        return _unreadable(kind, words.unreadable(str(fault), of_envelope=False), told)
    if signed.signatures and not envelope.depth:
        kind = "pades"
    placed = [*_around(envelope), *_inside(signed)]
    told = _judged(placed, found.document, asked)
    return _verdict(kind, found, told, asked)


def _judged(placed: Sequence[Placed], document: ExpectedDocument | None, asked: _Asked) -> list[JudgedSignature]:
    signers = document.signers if document else ()
    return judged(placed, signers, asked.trusted, asked.now, asked.assigned)


def _verdict(kind: Kind, found: Match, told: list[JudgedSignature], asked: _Asked) -> Verdict:
    document = found.document
    signers = document.signers if document else ()
    missing = lacking(told, signers)
    state = _state(found, told, missing, bool(signers))
    content: ContentState = found.content if document else "unknown"
    parts = [words.SCAN if found.is_scan else words.stranger(*found.of_itself)]
    if document:
        said = words.of_content(content, found.differences)
        again = words.SIGN_AGAIN if state == "altered" else ""
        filled = words.of_filled(found.filled)
        parts = [f"«{document.title}». {said}", filled, words.of_lacking(missing, signers)]
        parts += [*(words.of_nobody(told) if missing else ()), again]
    return Verdict(
        kind, state, document.id if document else None, content, found.differences, tuple(told), missing,
        " ".join(part for part in parts if part), _said(told, asked), found.original,
    )  # fmt: skip


def _state(found: Match, told: Sequence[JudgedSignature], missing: Sequence[str], is_signed_by_any: bool) -> State:
    if found.is_scan and not told:
        return "unsigned"
    if found.document is None:
        return "foreign"
    if found.content == "different" or not all(each.intact for each in told):
        return "altered"
    if not told and is_signed_by_any:
        return "unsigned"
    return "partial" if missing else "complete"


def _said(told: Sequence[JudgedSignature], asked: _Asked) -> tuple[str, ...]:
    found: list[str] = []
    for each in told:
        found += [words.of_signature(each, asked.listed), each.remark]
    return tuple(each for each in found if each)

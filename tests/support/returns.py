"""What signers give back of one dossier's agreement: good files and bad ones by name, and what each is to be judged."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.returned.expected import expected_documents
from desktop_app.session.returned.values import ExpectedDocument
from desktop_app.system.paths import forms_folder
from tests.support import forging, signing
from tests.support.forging import resaved
from tests.support.signing import anna, luca, mara, mara_expired, p7m, pades, paolo

FORM = "marche/art14_2023"
AGREEMENT = "convenzione_locale"
DAY = dt.date(2026, 11, 22)
ALL = ("azienda", "cooperativa", "cpi")


class Judged(NamedTuple):
    """What a file is to be judged: the verdict's kind, state and content, the parties lacking, a part of the words."""

    kind: str
    state: str
    content: str
    lacking: tuple[str, ...] = ()
    says: str = ""


@cache
def form() -> Form:
    return Library([forms_folder()]).load(FORM)


@cache
def draft() -> Draft:
    return cases.read_draft(Library([forms_folder()]).folder(FORM), "esempio", FORM)[1]


def dossier(**answers: Any) -> Dossier:
    """The example, with some answers that are others."""
    return Dossier(form(), replace(draft(), answers={**draft().answers, **answers}), DAY)


@cache
def expected() -> tuple[ExpectedDocument, ...]:
    """The documents of the example; the office's own person is not known."""
    return expected_documents(dossier())


@cache
def document(id: str = AGREEMENT) -> bytes:
    """A document as exported."""
    return exported(dossier(), id)


def exported(of: Dossier, id: str = AGREEMENT) -> bytes:
    return of.documents.pdf(of.documents.choose([id])[0])


@cache
def one() -> bytes:
    return pades(document(), mara(), "cooperativa")


@cache
def two() -> bytes:
    return pades(one(), paolo(), "azienda")


@cache
def three() -> bytes:
    return pades(two(), anna(), "cpi")


def flipped(data: bytes, at: int) -> bytes:
    """With one bit that is another."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def _nested(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = p7m(data, mara())
    return data


BY_COOPERATIVE, BY_BOTH = ("azienda", "cpi"), ("cpi",)
OF_ONE = ("pades", "partial", "identical", BY_COOPERATIVE)

# How each file is made, and what it is.
RETURNS: dict[str, tuple[Callable[[], bytes], Judged]] = {
    "one signature": (one, Judged(*OF_ONE, "Integra nel campo «cooperativa»; Mara Bianchi (codice fiscale BNC")),
    "all signatures": (three, Judged("pades", "complete", "identical")),
    "a field of its own": (
        lambda: pades(one(), paolo(), "Firma_1"), Judged("pades", "partial", "identical", BY_BOTH)
    ),
    "p7m": (lambda: p7m(document(), mara()), Judged("cades", "partial", "identical", BY_COOPERATIVE)),
    "p7m, side by side": (lambda: p7m(document(), mara(), paolo()), Judged("cades", "partial", "identical", BY_BOTH)),
    "p7m in p7m": (
        lambda: p7m(p7m(document(), mara()), paolo()), Judged("cades", "partial", "identical", BY_BOTH)
    ),
    "p7m in base64": (
        lambda: base64.encodebytes(p7m(document(), mara())), Judged("cades", "partial", "identical", BY_COOPERATIVE)
    ),
    "p7m in PEM around base64": (
        lambda: signing.pem(p7m(base64.encodebytes(p7m(document(), mara())), paolo())),
        Judged("cades", "partial", "identical", BY_BOTH),
    ),
    "p7m around a PAdES": (lambda: p7m(one(), paolo()), Judged("cades", "partial", "identical", BY_BOTH)),
    "saved anew, then signed": (
        lambda: pades(resaved(document()), mara(), "cooperativa"),
        Judged("pades", "partial", "same_pages", BY_COOPERATIVE, "un altro programma ha riscritto il file"),
    ),
    "drawn over, then signed": (
        lambda: pades(forging.drawn_over(document()), mara(), "cooperativa"),
        Judged("pades", "altered", "different", BY_COOPERATIVE, "la pagina 1 è stata ridisegnata"),
    ),
    "a note, then signed": (
        lambda: pades(forging.with_note(document()), mara(), "cooperativa"),
        Judged("pades", "altered", "different", BY_COOPERATIVE, "alla pagina 1 è stato aggiunto un testo"),
    ),
    "a note after the signatures": (
        lambda: forging.with_note(three()), Judged("pades", "altered", "different", (), "aggiunto un testo")
    ),
    "drawn over after the signatures": (
        lambda: forging.drawn_over(three()),
        Judged("pades", "altered", "different", (), "la pagina 1 è stata ridisegnata"),
    ),
    "another person": (
        lambda: pades(document(), luca(), "cooperativa"),
        Judged("pades", "partial", "identical", ALL, "ha firmato Luca Neri (NRELCU80A01H501X): nella pratica c'è BNC"),
    ),
    "swapped fields": (
        lambda: pades(pades(document(), mara(), "azienda"), paolo(), "cooperativa"),
        Judged("pades", "partial", "identical", ALL, "ma la firma è nel campo di «Per l'Azienda»"),
    ),
    "expired": (
        lambda: pades(document(), mara_expired(), "cooperativa"),
        Judged("pades", "partial", "identical", ALL, "certificato NON valido a quella data"),
    ),
    "unsigned": (document, Judged("pdf", "unsigned", "identical", ALL)),
    "another document of the dossier": (
        lambda: p7m(document("contratto_affidamento"), mara()), Judged("cades", "partial", "identical", ("azienda",))
    ),
    "a bit flipped": (
        lambda: flipped(three(), len(one()) // 2),
        Judged("pades", "altered", "different", ALL, "non integra: il contenuto non è quello firmato"),
    ),
    "saved anew after the signatures": (
        lambda: resaved(three()),
        Judged("pades", "altered", "same_pages", ALL, "Mara Bianchi nel campo «cooperativa» non integra: il file è"),
    ),
    # --- beyond those ---
    "a document time stamp": (lambda: signing.document_stamp(three()), Judged("pades", "complete", "identical")),
    "a seal over words": (
        lambda: pades(one(), paolo(), "Firma_1", box=(60, 600, 200, 660)),
        Judged("pades", "altered", "different", BY_BOTH, "a pagina 1 una firma aggiunta copre del testo"),
    ),
    "an answer changed after the export": (
        lambda: pades(exported(dossier(vuc="61000.00")), mara(), "cooperativa"),
        Judged("pades", "altered", "different", BY_COOPERATIVE, "«61.000,00» al posto di «60.000,00»"),
    ),
    "truncated": (lambda: three()[:-500], Judged("pdf", "unreadable", "unknown", (), "incompleto o rovinato")),
    "p7m truncated": (
        lambda: p7m(document(), mara())[:-50], Judged("cades", "unreadable", "unknown", (), "incompleta o rovinata")
    ),
    "nothing": (lambda: b"", Judged("other", "unreadable", "unknown", (), "Il file è vuoto")),
    "50 MB": (lambda: bytes(50_000_000), Judged("other", "foreign", "unknown", (), "non un PDF né una busta")),
    "p7m of a Word file": (
        lambda: p7m(b"PK\x03\x04" + bytes(500), mara()),
        Judged("cades", "foreign", "unknown", (), "Nella busta firmata c'è un documento di Word"),
    ),
    "p7m ten deep": (
        lambda: _nested(document(), 10), Judged("cades", "partial", "identical", BY_COOPERATIVE)
    ),
    "p7m deeper than any": (
        lambda: _nested(document(), 17), Judged("cades", "unreadable", "unknown", (), "più di 16 buste")
    ),
    "p7m countersigned": (
        lambda: p7m(document(), mara(), counters=(paolo(),)),
        Judged("cades", "partial", "identical", BY_COOPERATIVE, "Controfirma integra; Paolo Rossi"),
    ),
    "p7m with open lengths": (
        lambda: signing.in_pieces(p7m(document(), mara())), Judged("cades", "partial", "identical", BY_COOPERATIVE)
    ),
    "p7m without its content": (
        lambda: p7m(document(), mara(), apart=True),
        Judged("cades", "unreadable", "unknown", (), "C'è solo la firma, senza il documento"),
    ),
}  # fmt: skip


@cache
def returned(name: str) -> bytes:
    """One of these files."""
    return RETURNS[name][0]()

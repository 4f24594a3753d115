"""The sentences about a file that came back: what it proves, what it does not, what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from desktop_app.engine.italian.dates import date
from desktop_app.engine.italian.phrases import counted
from desktop_app.session.returned.values import ContentState, ExpectedSigner, JudgedSignature
from desktop_app.system.clock import local

ASK_AGAIN: Final = "fattelo mandare di nuovo."
EMPTY: Final = f"Il file è vuoto: {ASK_AGAIN}"
TOO_LARGE: Final = "Il file è più grande di 64 MB: non è un documento di questa pratica."
APART: Final = "C'è solo la firma, senza il documento: chiedi il file completo, .pdf firmato oppure .p7m."
SCAN: Final = "Sembra la scansione di un foglio: se è firmato a penna, registralo come «firmato a penna»."
PICTURE: Final = f"È un'immagine. {SCAN}"
RECEIPT: Final = "È una ricevuta o una segnatura di protocollo, non un documento firmato: aprila tra le ricevute."
STRANGER: Final = "Non è un documento di questa pratica: scegli il file giusto, o la pratica a cui appartiene."
REVOCATION: Final = "revoca non verificata (serve la rete)"
SIGN_AGAIN: Final = "Fai firmare di nuovo il file esportato."
_CONTENT: Final[dict[ContentState, str]] = {
    "identical": "È il documento esportato, byte per byte.",
    "same_pages": "Le pagine sono quelle esportate, ma un altro programma ha riscritto il file.",
    "unknown": "",
}
_KINDS: Final = (
    (b"PK\x03\x04", "un documento di Word, di Excel o un archivio ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "un vecchio documento di Word o di Excel, o un messaggio di Outlook"),
    (b"\xff\xd8\xff", "un'immagine"),
    (b"\x89PNG", "un'immagine"),
    (b"II*\0", "un'immagine"),
    (b"MM\0*", "un'immagine"),
    (b"{\\rtf", "un documento RTF"),
    (b"<?xml", "un file XML"),
    (b"%PDF-", "un PDF"),
)


def kind_of(data: bytes) -> str:
    """What some data are, by how they begin."""
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((words for mark, words in _KINDS if start.startswith(mark)), "un file di un altro tipo")


def unreadable(fault: str, of_envelope: bool) -> str:
    """A file that cannot be read, with the reason as a clause."""
    return f"La busta firmata {fault}: fattela mandare di nuovo." if of_envelope else f"Il PDF {fault}: {ASK_AGAIN}"


def other(data: bytes) -> str:
    """A file that is neither a PDF nor an envelope."""
    kind = kind_of(data)
    return PICTURE if kind == "un'immagine" else f"È {kind}, non un PDF né una busta firmata .p7m."


def stranger(title: str, pages: int) -> str:
    """A PDF that is none of the dossier's documents, with what it says of itself."""
    named = f" («{title}»)" if title else ""
    return f"È un PDF di {counted(pages, 'una pagina', '{} pagine')}{named}. {STRANGER}"


def not_a_pdf(data: bytes) -> str:
    """An envelope around something else."""
    return f"Nella busta firmata c'è {kind_of(data)}, non il PDF esportato. {SIGN_AGAIN}"


def of_content(content: ContentState, differences: Sequence[str]) -> str:
    """What the content is worth, compared with what was exported."""
    if content == "different":
        return f"Non è il documento com'è stato esportato: {_joined(differences)}." if differences else STRANGER
    return _CONTENT[content]


def of_filled(filled: Sequence[str]) -> str:
    """What was written in the fields that were left to who signs."""
    return f"Nei campi lasciati da compilare: {_joined(filled)}; le firme restano valide." if filled else ""


def of_signature(each: JudgedSignature, listed: dt.date | None) -> str:
    """The honest sentence about one signature."""
    signature = each.signature
    where = f" nel campo «{each.place}»" if each.place else ""
    name = signature.name or "persona non indicata"
    if each.why:
        return f"Firma di {name}{where} non integra: {each.why}."
    who = f"{name} (codice fiscale {signature.code})" if signature.code else f"{name} (senza codice fiscale)"
    kind = "Controfirma integra" if signature.counter else "Integra"
    parts = [f"{kind}{where}", who, _time(each), _issuer(each, listed), _validity(each), REVOCATION]
    if signature.is_weak:
        parts.append(f"usa {signature.digest.upper()}, un metodo vecchio che un ufficio può rifiutare")
    return f"{'; '.join(parts)}."


def _time(each: JudgedSignature) -> str:
    if each.time is None:
        return "senza ora della firma"
    moment = f"{date(local(each.time).date())} alle {local(each.time):%H:%M}"
    if each.signature.stamped:
        return f"marca temporale {moment} ({each.signature.stamped_by or 'autorità non indicata'})"
    return f"ora dichiarata {moment}"


def _issuer(each: JudgedSignature, listed: dt.date | None) -> str:
    issuer = each.signature.issuer or "non indicato"
    if listed is None:
        return f"certificatore: {issuer} (non confrontato con un elenco)"
    if each.provider is None:
        return f"certificatore: {issuer}, che non è nell'elenco del {date(listed)}"
    return f"certificatore: {issuer}, di {each.provider}, nell'elenco del {date(listed)}"


def _validity(each: JudgedSignature) -> str:
    until = each.signature.not_after
    if each.certificate == "unknown" or until is None:
        return "validità del certificato non leggibile"
    if each.certificate == "valid":
        return "certificato valido a quella data" if each.time else "certificato valido oggi"
    when = "a quella data" if each.time else "oggi"
    return f"certificato NON valido {when} (scade il {date(until.date())}): la firma non vale"


def of_lacking(missing: Sequence[str], signers: Sequence[ExpectedSigner]) -> str:
    """Who has not signed yet."""
    labels = [f"«{each.label}»" for each in signers if each.id in missing]
    if not labels:
        return ""
    return f"Manca la firma di {_joined(labels)}." if len(labels) == 1 else f"Mancano le firme di {_joined(labels)}."


def of_nobody(told: Sequence[JudgedSignature]) -> list[str]:
    """Why signatures that are there count for nobody, the first two: else people look for what is before their eyes."""
    found: list[str] = []
    for each in told:
        if each.intact and not each.signer and not each.signature.counter:
            who = each.signature.name or "chi ha firmato"
            expired = f"Il certificato di {who} non era valido quando ha firmato." if each.time else ""
            found.append(each.remark or (expired if each.certificate == "expired" else ""))
    return [each for each in found if each][:2]


def _joined(parts: Sequence[str]) -> str:
    """`a, b e c`."""
    return " e ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)

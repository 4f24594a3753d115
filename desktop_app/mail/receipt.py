"""A receipt of certified mail as somebody saved it: what it certifies, of which message, and whether it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from typing import Final

from desktop_app.mail import mime, outlook, provider
from desktop_app.mail.certified import Certified, read_certified
from desktop_app.mail.code import code_in
from desktop_app.mail.faults import NotMail
from desktop_app.mail.protocol import Protocol, is_protocol_file, read_protocol
from desktop_app.mail.provider import ProviderSignature
from desktop_app.mail.xml_tree import BadXml

ACCEPTED, NOT_ACCEPTED, TAKEN = "accettazione", "non-accettazione", "presa-in-carico"
DELIVERED, NOT_DELIVERED, NOT_YET = "avvenuta-consegna", "errore-consegna", "preavviso-errore-consegna"
VIRUS, ENVELOPE, ANOMALY = "rilevazione-virus", "posta-certificata", "errore"
SEGNATURA, UNKNOWN = "segnatura", "unknown"
RECEIPTS: Final = frozenset({ACCEPTED, NOT_ACCEPTED, TAKEN, DELIVERED, NOT_DELIVERED, NOT_YET, VIRUS})
KINDS: Final = RECEIPTS | {ENVELOPE, ANOMALY}
_SUBJECTS: Final = (  # what providers put before the subject; only where nothing else tells
    ("AVVISO DI NON ACCETTAZIONE", NOT_ACCEPTED), ("ACCETTAZIONE", ACCEPTED), ("PRESA IN CARICO", TAKEN),
    ("AVVISO DI MANCATA CONSEGNA PER", VIRUS), ("AVVISO DI MANCATA CONSEGNA", NOT_DELIVERED), ("CONSEGNA", DELIVERED),
    ("AVVENUTA CONSEGNA", DELIVERED), ("PROBLEMA DI SICUREZZA", VIRUS), ("POSTA CERTIFICATA", ENVELOPE),
    ("ANOMALIA MESSAGGIO", ANOMALY),
)  # fmt: skip
_OWN_FILES: Final = ("smime.p7s", "daticert.xml", "postacert.eml")
_DECLARED = re.compile(rb"\s*([0-9a-fA-F]{40}|[0-9a-fA-F]{64})\s*")
_CODED_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of a message. `inner_sha256` is that of the document in a signed envelope, "" where it is none.

    `declared`: a short receipt has the hash (SHA-1) in place of the file, in small letters.
    """

    name: str
    sha256: str
    size: int
    inner_sha256: str = ""
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a message that came back says. Names are those of daticert.xml; addresses are in small letters.

    `kind` is one of KINDS, `segnatura` for a file of an office's protocol by itself, `unknown` for any other message,
    or what a provider says that is none of them. `about` is the Message-ID of the message that it is about, `answers`
    those that the message in an envelope answers. `recipient` is whose receipt it is, `recipients` all of the message
    with whether each is certified mail. `signed` is None without a provider's signature; `why` says what is wrong with
    it. `attachments` are those of the message that it brings back, where it does (`has_original`). `notes` are Italian
    sentences on what was odd.
    """

    kind: str
    time: dt.datetime | None = None
    message_id: str = ""
    about: str = ""
    answers: tuple[str, ...] = ()
    subject: str = ""
    code: str = ""
    sender: str = ""
    recipient: str = ""
    recipients: tuple[tuple[str, bool], ...] = ()
    extent: str = ""
    error: str = ""
    detail: str = ""
    provider: str = ""
    attachments: tuple[ReceivedFile, ...] = ()
    signed: bool | None = None
    why: str = ""
    signer: str = ""
    issuer: str = ""
    protocol: Protocol | None = None
    has_original: bool = False
    forwarded: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_certified(self) -> bool:
        """Whether a provider certifies something by it, as far as can be told from its form."""
        return self.kind in KINDS


def read(data: bytes) -> Receipt:
    """Reads a message (.eml, or .msg of Outlook) or a file of an office's protocol. Raises NotMail, nothing else."""
    if outlook.is_outlook(data):
        raw, note = outlook.to_message(data)
    elif _CODED_START.match(data[:200]):
        return _protocol_file(data)
    else:
        raw, note = mime.message_bytes(data), ""
    found = _read(raw, mime.load(raw))
    return replace(found, notes=(note, *found.notes)) if note and found.is_certified else found


def _protocol_file(data: bytes) -> Receipt:
    try:
        protocol = read_protocol(data)
    except BadXml as fault:
        raise NotMail(f"non è un messaggio, e come segnatura {fault}") from None
    return Receipt(SEGNATURA, subject=protocol.subject, protocol=protocol, code=code_in(protocol.subject))


def _read(raw: bytes, message: Message) -> Receipt:
    signature = provider.check(raw, message)
    holder = message
    if opened := provider.opened(message):
        inside, signature = opened
        holder = mime.load(inside)
    notes: list[str] = []
    certified = _certified(holder, notes)
    kind = _kind(message, certified, notes)
    if kind == UNKNOWN and (forwarded := _forwarded(holder)) is not None:
        return replace(forwarded, forwarded=True)
    original = _original(holder, kind)
    found = _described(message, certified, kind, signature)
    found = replace(
        found,
        has_original=original is not None,
        attachments=tuple(_files(original or (holder if kind == UNKNOWN else None))),
    )
    found = _with_original(found, original or holder, certified)
    return replace(found, protocol=_protocol(original or holder, notes), notes=tuple(dict.fromkeys(notes)))


def _certified(message: Message, notes: list[str]) -> Certified | None:
    """Of several daticert.xml the first that can be read: a receipt has one, later ones came with other files."""
    found: list[Certified] = []
    for part in mime.parts(message):
        if mime.file_name(part).lower() == "daticert.xml":
            try:
                found.append(read_certified(mime.content(part)))
            except BadXml as fault:
                notes.append(f"Il suo daticert.xml {fault}: vale quel che si legge nel resto.")
    if len(found) > 1:
        notes.append("Ha più di un daticert.xml: vale il primo.")
    return found[0] if found else None


def _kind(message: Message, certified: Certified | None, notes: list[str]) -> str:
    """An envelope carries the headers of what is inside it, too: that it is one is asked first."""
    declared = mime.header(message, "X-Trasporto").lower() or mime.header(message, "X-Ricevuta").lower()
    if certified and certified.kind:
        if declared and declared != certified.kind and declared != ANOMALY:
            notes.append(f"Si dichiara «{declared[:60]}», ma il gestore certifica «{certified.kind}»: vale questo.")
        return certified.kind if declared != ANOMALY else ANOMALY
    if declared:
        return declared[:100]
    if mime.header(message, "X-Riferimento-Message-ID"):
        subject = mime.header(message, "Subject").upper()
        named = next((kind for start, kind in _SUBJECTS if subject.startswith(start)), UNKNOWN)
        if named != UNKNOWN:
            notes.append("È riconosciuta solo dall'oggetto, che nessuno ha firmato.")
        return named
    return UNKNOWN


def _forwarded(message: Message) -> Receipt | None:
    """The receipt that somebody passed on as a file of another message; None where there is none, or several."""
    inside = [part for part in mime.parts(message) if _is_eml(part)]
    inner = mime.message_in(inside[0]) if len(inside) == 1 else None
    if inner is None or _kind(inner, _certified(inner, []), []) == UNKNOWN:
        return None
    return _read(mime.message_bytes(mime.content(inside[0])), inner)


def _is_eml(part: Message) -> bool:
    return mime.is_message(part) or mime.file_name(part).lower().endswith(".eml")


def _original(message: Message, kind: str) -> Message | None:
    """The message that a receipt or an envelope brings along, by its name or as the only message in it."""
    if kind == UNKNOWN:
        return None
    inside = [part for part in mime.parts(message) if _is_eml(part)]
    named = [part for part in inside if mime.file_name(part).lower() == "postacert.eml"] or inside
    return mime.message_in(named[0]) if named else None


def _described(message: Message, certified: Certified | None, kind: str, signature: ProviderSignature) -> Receipt:
    found = Receipt(
        kind,
        message_id=mime.identifier(message, "Message-ID"),
        about=mime.identifier(message, "X-Riferimento-Message-ID"),
        subject=mime.header(message, "Subject"),
        sender=mime.address(message, "From"),
        signed=signature.intact,
        why=signature.why,
        signer=signature.signer,
        issuer=signature.issuer,
    )
    if certified is None:
        return found
    return replace(
        found,
        time=certified.time,
        about=certified.about or found.about,
        subject=certified.subject or found.subject,
        sender=certified.sender.lower() or found.sender,
        recipient=certified.delivered_to.lower() or _only_one(certified.recipients),
        recipients=tuple((address.lower(), is_pec) for address, is_pec in certified.recipients),
        extent=certified.extent,
        error=certified.error,
        detail=certified.detail,
        provider=certified.provider,
    )


def _only_one(recipients: tuple[tuple[str, bool], ...]) -> str:
    return recipients[0][0].lower() if len(recipients) == 1 else ""


def _with_original(found: Receipt, original: Message, certified: Certified | None) -> Receipt:
    """What the message itself says: its subject, where the provider says none, and which messages it answers."""
    inner = mime.header(original, "Subject")
    subject = found.subject if certified and certified.subject else inner or found.subject
    answers = (*mime.identifiers(original, "In-Reply-To"), *mime.identifiers(original, "References"))
    about = found.about or (mime.identifier(original, "Message-ID") if found.is_certified else "")
    code = code_in(subject) or code_in(inner)
    return replace(found, subject=subject, code=code, about=about, answers=tuple(dict.fromkeys(answers)))


def _files(message: Message | None) -> Iterator[ReceivedFile]:
    for part in mime.parts(message) if message is not None else ():
        name = mime.file_name(part)
        if name and name.lower() not in _OWN_FILES:
            yield _file(name, mime.content(part))


def _file(name: str, data: bytes) -> ReceivedFile:
    if declared := _DECLARED.fullmatch(data[:200]):
        return ReceivedFile(name.removesuffix(".hash"), "", 0, declared=declared[1].decode().lower())
    inner = inner_document(data)
    return ReceivedFile(name, _sha256(data), len(data), _sha256(inner) if inner else "")


def inner_document(data: bytes) -> bytes:
    """The document in a signed envelope (.p7m), innermost; empty where the data are no envelope."""
    from desktop_app.seals.envelope import open_envelopes
    from desktop_app.seals.signature import NotSigned

    try:
        return open_envelopes(data).content or b""
    except NotSigned:
        return b""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _protocol(message: Message, notes: list[str]) -> Protocol | None:
    for part in mime.parts(message):
        name = mime.file_name(part)
        if is_protocol_file(name):
            try:
                return read_protocol(mime.content(part))
            except BadXml as fault:
                notes.append(f"«{name}» {fault}: il numero di protocollo si scrive a mano.")
    return None

"""Receipts and their sendings: the link, what is proved of each file, who has it, what the dossier gains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import SendingOccurrence
from desktop_app.mail.code import same_code
from desktop_app.mail.receipt import (
    ACCEPTED,
    DELIVERED,
    NOT_ACCEPTED,
    NOT_DELIVERED,
    NOT_YET,
    TAKEN,
    VIRUS,
    Receipt,
    ReceivedFile,
)
from desktop_app.session.acts import SentFile

By = Literal["message_id", "hash", "code"]
FileState = Literal["identical", "same_document", "different", "missing", "unknown"]
RecipientState = Literal["delivered", "failed", "delayed", "taken", "accepted", "waiting"]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A sending that went, as the acts of its dossier have it.

    `dossier` and `key` tell which, `number` is that of the act that made it ready, `message_ids` are those that earlier
    receipts taught. Addresses in small letters.
    """

    dossier: str
    key: str
    code: str
    files: tuple[SentFile, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    message_ids: frozenset[str] = frozenset()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """The sending that a receipt belongs to, and by what that is known."""

    sent: SentMessage
    by: By


@dataclass(frozen=True, slots=True)
class FileProof:
    """What a delivery receipt proves of a file that was sent.

    `identical`: delivered byte for byte; `same_document`: the same document in another signed envelope; `different`:
    another file came under its name; `missing`: none did; `unknown`: the receipt brings no files.
    """

    name: str
    state: FileState


@dataclass(frozen=True, slots=True)
class RecipientStatus:
    """How far a message is for one of its recipients, and since when."""

    address: str
    state: RecipientState
    time: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that a receipt gives: the day of delivery, or the number of the office's protocol."""

    ref: FieldRef
    value: dt.date | str


# --- the link ------------------------------------------------------------------------------------------------


def link(receipt: Receipt, sent: Iterable[SentMessage]) -> Link | None:
    """The sending that a receipt belongs to, None where nothing tells: by Message-ID, else by a file, else by code."""
    known = list(sent)
    ids = {receipt.about, *receipt.answers} - {""}
    hashes = frozenset[str]().union(*map(_hashes, receipt.attachments))
    if found := next((each for each in known if ids & each.message_ids), None):
        same = [each for each in known if (each.dossier, each.key) == (found.dossier, found.key)]
        return Link(_best(found, same, hashes), "message_id")  # made ready twice: the one whose files came
    if hashes and (found := next((each for each in known if hashes & _known_hashes(each)), None)):
        return Link(_best(found, known, hashes), "hash")
    if receipt.code and (found := next((each for each in known if same_code(each.code, receipt.code)), None)):
        return Link(found, "code")
    return None


def link_all(receipts: Sequence[Receipt], sent: Iterable[SentMessage]) -> list[Link | None]:
    """The same for receipts in any order: what one teaches of a Message-ID links the others that have nothing else."""
    known = {(each.dossier, each.key): each for each in sent}
    found: list[Link | None] = [None] * len(receipts)
    learned = True
    while learned:
        learned = False
        for place, receipt in enumerate(receipts):
            linked = found[place] or link(receipt, known.values())
            if linked is None:
                continue
            found[place] = linked
            own = known[linked.sent.dossier, linked.sent.key]
            taught = learn(own, receipt)
            learned = learned or taught != own
            known[own.dossier, own.key] = taught
    return [each and Link(known[each.sent.dossier, each.sent.key], each.by) for each in found]


def learn(sent: SentMessage, receipt: Receipt) -> SentMessage:
    """The sending with the Message-ID that a receipt of it names; answers of an office name their own."""
    if not receipt.about or not receipt.is_certified or receipt.answers:
        return sent
    return replace(sent, message_ids=sent.message_ids | {receipt.about})


def _hashes(file: ReceivedFile) -> frozenset[str]:
    return frozenset({file.sha256, file.inner_sha256, file.declared}) - {""}


def _known_hashes(sent: SentMessage) -> frozenset[str]:
    return frozenset(hash for each in sent.files for hash in (each.sha256, each.inner_sha256, each.sha1)) - {""}


def _best(found: SentMessage, known: Sequence[SentMessage], hashes: frozenset[str]) -> SentMessage:
    """Of several sendings with one of the files that with most of them: a document may go with two."""
    return max(known, key=lambda each: (len(hashes & _known_hashes(each)), each is found))


# --- what is proved ------------------------------------------------------------------------------------------


def proofs(receipt: Receipt, sent: SentMessage) -> tuple[FileProof, ...]:
    """Of each file that was sent, whether it is what was delivered; none where the receipt is no delivery."""
    if receipt.kind != DELIVERED:
        return ()
    return tuple(FileProof(each.name, _state(each, receipt)) for each in sent.files if not each.within)


def _state(file: SentFile, receipt: Receipt) -> FileState:
    if not receipt.attachments:
        return "missing" if receipt.extent == "completa" and receipt.has_original else "unknown"
    for each in receipt.attachments:
        if file.sha256 == each.sha256 or file.sha1 == each.declared:
            return "identical"
    documents = {file.sha256, file.inner_sha256} - {""}
    if any(documents & {each.sha256, each.inner_sha256} for each in receipt.attachments):
        return "same_document"
    if any(each.name.casefold() == file.name.casefold() for each in receipt.attachments):
        return "different"
    return "missing"


def unexpected_files(receipt: Receipt, sent: SentMessage) -> tuple[str, ...]:
    """The names of delivered files that were not prepared: somebody added them in the mail program."""
    known, names = _known_hashes(sent), {each.name.casefold() for each in sent.files}
    others = (each for each in receipt.attachments if not _hashes(each) & known and each.name.casefold() not in names)
    return tuple(each.name for each in others) if receipt.kind == DELIVERED else ()


# --- how far it is -------------------------------------------------------------------------------------------

_RANK: Mapping[str, tuple[int, RecipientState]] = {
    ACCEPTED: (1, "accepted"), TAKEN: (2, "taken"), NOT_YET: (3, "delayed"), NOT_ACCEPTED: (4, "failed"),
    VIRUS: (4, "failed"), NOT_DELIVERED: (4, "failed"), DELIVERED: (5, "delivered"),
}  # fmt: skip


def is_credible(receipt: Receipt) -> bool:
    """Whether it counts: one whose provider's signature does not hold may say anything.

    One without a signature counts, for Outlook takes it away; that it lacks one is said. One that has no daticert.xml
    either, nobody certifies: anybody can write its headers.
    """
    return receipt.is_certified and receipt.signed is not False and (bool(receipt.signed) or is_stated(receipt))


def is_stated(receipt: Receipt) -> bool:
    """Whether a provider's own daticert.xml is with it: nothing else gives a time or who the provider is."""
    return receipt.time is not None or bool(receipt.provider)


def recipients(sent: SentMessage, receipts: Iterable[Receipt]) -> tuple[RecipientStatus, ...]:
    """How far the message is for each of its recipients, by the receipts that count, in whatever order they came."""
    counted = [each for each in receipts if each.kind in _RANK and is_credible(each)]
    return tuple(_status(address, counted) for address in (*sent.to, *sent.cc))


def _status(address: str, receipts: Sequence[Receipt]) -> RecipientStatus:
    own = [each for each in receipts if _is_about(address.lower(), each)]
    best = max(own, key=lambda each: _RANK[each.kind][0], default=None)
    return RecipientStatus(address, _RANK[best.kind][1], best.time) if best else RecipientStatus(address, "waiting")


def _is_about(address: str, receipt: Receipt) -> bool:
    """Receipts of the sender's provider are about all recipients, those of a recipient's about one."""
    if receipt.kind in (ACCEPTED, NOT_ACCEPTED, VIRUS):
        return not receipt.recipients or address in {each for each, _ in receipt.recipients}
    return address == receipt.recipient if receipt.recipient else address in {each for each, _ in receipt.recipients}


def delivered_at(sent: SentMessage, receipts: Iterable[Receipt]) -> dt.datetime | None:
    """When the last of those that it was written to (copies apart) had it; None while one has not."""
    found = [each for each in recipients(sent, receipts) if each.address in sent.to]
    times = [each.time for each in found if each.state == "delivered" and each.time is not None]
    return max(times) if found and len(times) == len(found) else None


# --- what the dossier gains ----------------------------------------------------------------------------------


def offers(receipt: Receipt, occurrence: SendingOccurrence) -> Iterator[Offer]:
    """What it gives that the sending asks: the day of delivery as the provider counts it, the number of protocol."""
    if receipt.kind == DELIVERED and receipt.time and occurrence.date and is_credible(receipt):
        yield Offer(occurrence.date, receipt.time.date())
    protocol = receipt.protocol
    if protocol and protocol.number and protocol.kind in ("conferma", "segnatura") and occurrence.protocol:
        yield Offer(occurrence.protocol, protocol.number)

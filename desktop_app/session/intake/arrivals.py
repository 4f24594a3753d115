"""What a file that was handed in is, and which act of which dossier: told by its content, never by its name.

Opens PDFs, envelopes and messages, so import it late, and call it from the thread that owns pdfium.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Protocol

from desktop_app.drafts.models import ActPlace, ExportPlace
from desktop_app.mail.faults import NotMail
from desktop_app.mail.receipt import UNKNOWN, Receipt, read
from desktop_app.pdf.reading import is_pdf
from desktop_app.pdf.revisions import revisions, version_hashes
from desktop_app.seals.envelope import is_envelope, open_envelopes
from desktop_app.seals.signature import NotSigned
from desktop_app.seals.trusted_list import TrustedList
from desktop_app.session.acts import (
    AnyAct,
    Prepared,
    Received,
    Returned,
    Signature,
    of_kind,
)
from desktop_app.session.dossier import Dossier
from desktop_app.session.returned.expected import expected_documents
from desktop_app.session.returned.judgement import judge
from desktop_app.session.returned.values import JudgedSignature, Verdict
from desktop_app.session.returned.words import of_signature
from desktop_app.session.sendings.receipt_words import UNLINKED, provider_words, say
from desktop_app.session.sendings.receipts import Link, SentMessage, is_credible, link, proofs
from desktop_app.system.incoming import IncomingFile, shown

Tone = Literal["ok", "note", "warning", "error"]
TWICE: Final = "C'è già: è lo stesso file, byte per byte."
TWICE_ELSEWHERE: Final = "C'è già, nella pratica «{}»."
BINNED: Final = "È di una pratica che sta nel cestino: ripristinala, poi aggiungilo di nuovo."
EXPORTED: Final = "È il documento esportato, senza firme: fallo firmare e aggiungi qui il file firmato."
_SAME: Final = ("identical", "same_pages")
NO_DOSSIER: Final = "Non riconosco di quale pratica è: aprila, poi aggiungi il file lì."
LIST_READ: Final = "Elenco ufficiale dei certificatori{}: da adesso le firme si confrontano con questo."


@dataclass(frozen=True, slots=True)
class Place:
    """A dossier that a file may belong to, with what happened to it so far."""

    id: str
    dossier: Dossier
    acts: Sequence[AnyAct] = ()


class Lookup(Protocol):
    """What is asked of the store. Its methods raise StoreFault."""

    def with_file(self, sha256s: Sequence[str]) -> list[ActPlace]: ...

    def with_mark(self, marks: Sequence[str]) -> list[tuple[str, ActPlace]]: ...

    def exports_with(self, sha256s: Sequence[str]) -> list[ExportPlace]: ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file and what it is: a tone, a fact, what to do, and the rest in sentences.

    `act` is what is to be recorded of the dossier `dossier`, None where nothing is kept; `title` names the dossier
    where it is not the open one. A `scan` may be registered as signed by pen; `unlinked`: a receipt of which nobody
    knows the sending; `trusted` is a list of certifiers that was handed in.
    """

    file: IncomingFile
    tone: Tone
    fact: str
    remedy: str = ""
    sentences: tuple[str, ...] = ()
    dossier: str = ""
    title: str = ""
    act: AnyAct | None = None
    scan: bool = False
    unlinked: Receipt | None = None
    trusted: TrustedList | None = None

    @property
    def name(self) -> str:
        return shown(self.file.name)


@dataclass(frozen=True, slots=True)
class Recognition:
    """Recognises files. `open` is the dossier that the user sees, None without one; `load` opens another one."""

    lookup: Lookup
    load: Callable[[str], Place | None]
    open: Place | None = None
    trusted: TrustedList | None = None
    assigned: Mapping[str, str] = field(default_factory=dict)

    def arrival(self, file: IncomingFile) -> Arrival:
        """What a file is; it never raises but StoreFault. The bytes of one that nobody keeps are let go."""
        found = self._arrival(file)
        wanted = found.act is not None or found.scan or found.unlinked is not None or found.trusted is not None
        return found if wanted else replace(found, file=file._replace(data=b""))

    def _arrival(self, file: IncomingFile) -> Arrival:
        if file.refused:
            return Arrival(file, "error", file.refused)
        digest = hashlib.sha256(file.data).hexdigest()
        if known := self.lookup.with_file([digest]):
            return self._twice(file, known[0])
        if is_pdf(file.data) or is_envelope(file.data):
            return self.signed(file)
        if b"TrustServiceStatusList" in file.data[:5000]:
            return _trusted_list(file)
        try:
            receipt = read(file.data)
        except NotMail:
            verdict = judge(file.data, file.name, ())
            return Arrival(file, "error", verdict.message, scan=verdict.message.startswith("È un'immagine"))
        return self.receipt(file, receipt)

    def _twice(self, file: IncomingFile, known: ActPlace) -> Arrival:
        if self.open is not None and known.dossier == self.open.id:
            return Arrival(file, "note", TWICE, dossier=known.dossier)
        return Arrival(file, "note", TWICE_ELSEWHERE.format(known.title), dossier=known.dossier, title=known.title)

    # --- signed files --------------------------------------------------------------------------------------------

    def signed(self, file: IncomingFile) -> Arrival:
        """What a PDF or an envelope is."""
        exporters = self._exporters(file.data)  # by its bytes: what only looks like a document of the open one is not
        other = next((each for each in exporters if not each.binned), next(iter(exporters), None))
        if self.open is not None and self.open.id in {each.dossier for each in exporters}:
            other = None
        verdict = self.judged(file, self.open) if self.open is not None else None
        if self.open is not None and verdict is not None and verdict.content in _SAME and (not other or other.binned):
            return self._returned(file, verdict, self.open)
        if other is not None and other.binned:
            return Arrival(file, "warning", BINNED, title=other.title)
        place = self.load(other.dossier) if other is not None else None
        if other is not None and place is not None:
            return replace(self._returned(file, self.judged(file, place), place), title=other.title)
        if self.open is not None and verdict is not None and verdict.document is not None:
            return self._returned(file, verdict, self.open)
        if verdict is None:
            verdict = judge(file.data, file.name, (), self.trusted)
            if verdict.state == "unreadable":
                return Arrival(file, "error", verdict.message)
            return Arrival(file, "warning", NO_DOSSIER, sentences=verdict.sentences)
        scan = verdict.state == "unsigned"
        tone: Tone = "note" if scan else "error"
        return Arrival(file, tone, verdict.message, sentences=verdict.sentences, scan=scan)

    def judged(self, file: IncomingFile, place: Place) -> Verdict:
        """The verdict over a file by what a dossier expects."""
        expected = expected_documents(place.dossier)
        return judge(file.data, file.name, expected, self.trusted, assigned=self.assigned)

    def _exporters(self, data: bytes) -> list[ExportPlace]:
        """The dossiers that a document in the file was exported from, the newest first."""
        content: bytes | None = data
        if is_envelope(data):
            try:
                content = open_envelopes(data).content
            except NotSigned:
                content = None
        try:
            hashes = [*version_hashes(content, revisions(content))] if content else []
        except ValueError:
            return []
        return self.lookup.exports_with(hashes) if hashes else []

    def _returned(self, file: IncomingFile, verdict: Verdict, place: Place) -> Arrival:
        if verdict.state == "unsigned" and verdict.content in ("identical", "same_pages"):
            return Arrival(file, "warning", EXPORTED, dossier=place.id)
        listed = self.trusted.date if self.trusted else None
        act = Returned(
            name=file.name, document=verdict.document or "", form=verdict.kind, state=verdict.state,
            content=verdict.content, differences=verdict.differences, lacking=verdict.lacking,
            message=verdict.message, sentences=verdict.sentences, original=verdict.original,
            signatures=tuple(stored(each, of_signature(each, listed)) for each in verdict.signatures),
        )  # fmt: skip
        return Arrival(file, tone_of(verdict), verdict.message, "", verdict.sentences, place.id, act=act)

    # --- receipts ------------------------------------------------------------------------------------------------

    def receipt(self, file: IncomingFile, receipt: Receipt, about: SentMessage | None = None) -> Arrival:
        """A message and the sending that it is about, as far as anybody knows; `about`: as the user says."""
        found, title = (Link(about, "code"), "") if about else self._linked(receipt)
        said = say(receipt, found)
        if found is None:
            if not receipt.is_certified and receipt.protocol is None:
                return Arrival(file, "note", said.fact, said.remedy)
            return Arrival(file, "warning", said.fact, UNLINKED, (provider_words(receipt),), unlinked=receipt)
        notes = (provider_words(receipt), *receipt.notes) if receipt.kind != UNKNOWN else receipt.notes
        act = _received(file.name, receipt, found, said.tone, said.fact, said.remedy, notes)
        return Arrival(file, said.tone, said.fact, said.remedy, notes, found.sent.dossier, title, act)

    def _linked(self, receipt: Receipt) -> tuple[Link | None, str]:
        """The sending of the open dossier, else of any other; with the other's title."""
        if self.open is not None:
            found = link(receipt, sent_messages(self.open))
            if found is not None:
                return found, ""
        marks = [receipt.code, receipt.about, *receipt.answers]
        marks += [hash for each in receipt.attachments for hash in (each.sha256, each.inner_sha256, each.declared)]
        for _, where in self.lookup.with_mark([each for each in marks if each]):
            place = self.load(where.dossier) if not where.binned else None
            found = link(receipt, sent_messages(place)) if place is not None else None
            if found is not None:
                return found, where.title
        return None, ""


def sent_messages(place: Place) -> list[SentMessage]:
    """The sendings of a dossier that were made ready, the last first, with what receipts taught of them."""
    received = of_kind(place.acts, Received)
    found = []
    for each in reversed(of_kind(place.acts, Prepared)):
        ids = frozenset(act.message_id for act in received if act.sending == each.sending and act.message_id)
        to, cc = (tuple(address.lower() for address in some) for some in (each.to, each.cc))
        found.append(SentMessage(place.id, each.sending, each.code, each.files, to, cc, ids, each.number))
    return found


def message_of(place: Place, key: str) -> SentMessage:
    """A sending of a dossier, also one that was never made ready here."""
    found = next((each for each in sent_messages(place) if each.key == key), None)
    return found or SentMessage(place.id, key, "")


def stored(each: JudgedSignature, words: str) -> Signature:
    """A signature as it is kept with its act."""
    signature = each.signature
    return Signature(
        each.signer or "", signature.name, signature.code, each.time, each.intact, each.certificate, each.key, words
    )


def tone_of(verdict: Verdict) -> Tone:
    """How good a file is for the document that it is of."""
    if verdict.state in ("altered", "foreign", "unreadable") or verdict.content == "different":
        return "error"
    if verdict.state == "complete" and verdict.content == "identical":
        return "ok"
    nobody = any(each.intact and not each.signer and not each.signature.counter for each in verdict.signatures)
    return "warning" if nobody or verdict.content == "same_pages" or verdict.state == "unsigned" else "note"


def _received(
    name: str, receipt: Receipt, found: Link, tone: Tone, fact: str, remedy: str, notes: tuple[str, ...]
) -> Received:
    protocol = receipt.protocol
    numbered = protocol is not None and protocol.kind in ("conferma", "segnatura", "aggiornamento")
    taught = receipt.is_certified and not receipt.answers
    found_proofs = proofs(receipt, found.sent)
    good = (each.name for each in found_proofs if each.state in ("identical", "same_document"))
    bad = (each.name for each in found_proofs if each.state in ("different", "missing"))
    return Received(
        name=name, sending=found.sent.key, receipt=receipt.kind, time=receipt.time,
        message_id=receipt.about if taught else "", recipient=receipt.recipient,
        recipients=tuple(address for address, _ in receipt.recipients), counts=is_credible(receipt),
        proved=tuple(good), differs=tuple(bad), prepared=found.sent.number,
        protocol=protocol.number if protocol and numbered else "",
        protocol_day=protocol.date if protocol and numbered else None,
        tone=tone, fact=fact, remedy=remedy, sentences=notes,
    )  # fmt: skip


def _trusted_list(file: IncomingFile) -> Arrival:
    try:
        read_list = TrustedList.read(file.data)
    except ValueError as fault:
        return Arrival(file, "error", str(fault))
    from desktop_app.engine.italian.dates import date, with_article

    day = f" {with_article('del', date(read_list.date))}" if read_list.date else ""
    return Arrival(file, "ok", LIST_READ.format(day), trusted=read_list)

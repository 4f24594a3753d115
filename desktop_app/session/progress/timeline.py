"""All that happened to a dossier, day by day: what was exported, and every act, each in words and with its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from desktop_app.drafts.models import ActEntry, ExportEntry
from desktop_app.engine.forms.form import Form
from desktop_app.session.acts import (
    AnyAct,
    Attached,
    Met,
    Pen,
    Prepared,
    Protocolled,
    Received,
    Rectified,
    Rectifies,
    Returned,
    Sent,
    Withdrawn,
)
from desktop_app.session.stored_acts import read_acts
from desktop_app.system.clock import local
from desktop_app.system.file_names import ending_of

EXPORTED: Final = "exported"  # beside the kinds of acts
DAMAGED: Final = "Un atto di questo giorno non si legge più"
UNKNOWN: Final = "Un atto di una versione più nuova di Commessa"
STRANGER: Final = "Aggiunto un file che non è di questa pratica: {}"
_NO_DAY: Final = dt.date(1971, 1, 1)  # before it nothing happened: what has such a day lost it
_RETURNED: Final[Mapping[str, str]] = {
    "complete": "Tornato firmato da tutti: {}",
    "partial": "Tornato firmato in parte: {}",
    "unsigned": "Tornato senza firme: {}",
    "altered": "Tornato, ma non è il documento esportato: {}",
}
_ENDINGS: Final[Mapping[str, str]] = {"pades": ".pdf", "pdf": ".pdf", "cades": ".pdf.p7m"}
_RECEIVED: Final[Mapping[str, str]] = {
    "accettazione": "Accettato dal gestore",
    "non-accettazione": "Non accettato dal gestore",
    "presa-in-carico": "Preso in carico dal gestore di chi riceve",
    "avvenuta-consegna": "Consegnato",
    "errore-consegna": "Non consegnato",
    "preavviso-errore-consegna": "Non ancora consegnato",
    "rilevazione-virus": "Fermato dal gestore per un virus",
    "posta-certificata": "Messaggio ricevuto",
    "segnatura": "Conferma del protocollo",
}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened: `words` say it, `detail` says more, "" where there is no more to say.

    `kind` is that of the act, or EXPORTED; `number` that of the act or of the export. `at` is when it was recorded,
    `day` on which day it happened, None where that can no longer be read. `document` is the id of the document that it
    is about, "" for any other. Its file, if it has one, is `file` in the archive (a SHA-256), or was exported to `path`
    and had this `sha256` then; `name` is how it was called, `ending` (`.pdf.p7m`) what it is. `dossier` is the id of
    another one that it is about.
    """

    kind: str
    number: int
    at: dt.datetime
    day: dt.date | None
    words: str
    detail: str = ""
    document: str = ""
    file: str | None = None
    path: Path | None = None
    sha256: str = ""
    name: str = ""
    ending: str = ""
    damaged: bool = False
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """What happened on a day, in its order; None where the day can no longer be read."""

    day: dt.date | None
    entries: tuple[TimelineEntry, ...]


def timeline(form: Form, exports: Iterable[ExportEntry], acts: Iterable[ActEntry]) -> list[TimelineDay]:
    """The days on which something happened, the earliest first; what lost its day comes before all."""
    words = _Words(form)
    found = [*(words.of_export(each) for each in exports), *(words.of_act(each) for each in acts)]
    found.sort(key=lambda each: (each.day or dt.date.min, each.at, each.kind != EXPORTED, each.number))
    return [TimelineDay(day, tuple(entries)) for day, entries in groupby(found, key=lambda each: each.day)]


class _Words:
    """Says what happened, with the titles that a form gives to things."""

    def __init__(self, form: Form) -> None:
        self._documents = {each.spec.id: each.spec.title for each in form.documents}
        self._signers = {s.spec.id: s.spec.label.strip().removesuffix(":") for d in form.documents for s in d.signers}
        self._sendings = {each.spec.id: each.spec.title for each in form.sendings}
        self._attachments = {
            (each.spec.id, attachment.spec.id): attachment.spec.label
            for each in form.sendings
            for attachment in each.attachments
        }
        self._deadlines = {each.spec.id: each.spec.title for each in form.deadlines}

    def of_export(self, entry: ExportEntry) -> TimelineEntry:
        title = self._documents.get(entry.document, entry.document)
        words = f"Esportata la bozza: {title}" if entry.bozza else f"Esportato: {title}"
        return TimelineEntry(
            EXPORTED, entry.number, entry.at, _local(entry.at), words, document=entry.document, path=entry.path,
            sha256=entry.sha256, name=entry.path.name, ending=".pdf",
        )  # fmt: skip

    def of_act(self, entry: ActEntry) -> TimelineEntry:
        known = [] if entry.damaged else read_acts([entry])
        if not known:
            read = not entry.damaged and entry.kind != "damaged"
            day = _local(entry.at)
            return TimelineEntry(
                entry.kind, entry.number, entry.at, day if day > _NO_DAY else None, UNKNOWN if read else DAMAGED,
                file=entry.file, sha256=entry.file or "", damaged=not read,
            )  # fmt: skip
        act = known[0]
        words, detail = self._said(act)
        return TimelineEntry(
            act.kind, entry.number, entry.at, _day_of(act) or _local(entry.at), words, detail,
            act.document if isinstance(act, Returned | Pen) else "", entry.file, sha256=entry.file or "",
            name=act.name if isinstance(act, Returned | Pen | Attached | Received) else "", ending=_ending(act),
            dossier=act.by if isinstance(act, Rectified) else act.of if isinstance(act, Rectifies) else "",
        )  # fmt: skip

    def _said(self, act: AnyAct) -> tuple[str, str]:
        match act:
            case Returned():
                title = self._documents.get(act.document, act.name)
                return _RETURNED.get(act.state, STRANGER).format(title), act.message
            case Pen():
                parties = ", ".join(self._signers.get(each, each) for each in act.signers)
                return f"Firmato a penna: {self._documents.get(act.document, act.name)}", parties
            case Attached():
                label = self._attachments.get((_id(act.sending), act.attachment), act.attachment)
                return (f"Aggiunto: {label}", act.name) if not act.reason else (f"Non serve: {label}", act.reason)
            case Prepared():
                to = ", ".join((*act.to, *act.cc))
                return f"Preparato: {self._sending(act)}", f"A {to}" if to else ""
            case Sent():
                return f"Inviato: {self._sendings.get(_id(act.sending), act.sending)}", ""
            case Received():
                return self._received(act)
            case Protocolled():
                title = self._sendings.get(_id(act.sending), act.sending)
                return f"Protocollato con il n. {act.protocol}" + (f": {title}" if title else ""), ""
            case Met():
                return f"Fatto: {act.title or self._deadlines.get(_id(act.deadline), act.deadline)}", ""

            case Withdrawn() | Rectified() | Rectifies():
                return _after(act), act.reason

    def _sending(self, act: Prepared) -> str:
        return act.title or self._sendings.get(_id(act.sending), act.sending)

    def _received(self, act: Received) -> tuple[str, str]:
        words = _RECEIVED.get(act.receipt, "Messaggio ricevuto")
        title = self._sendings.get(_id(act.sending), "")
        who = f"A {act.recipient}" if act.recipient else ""
        number = f"Protocollo n. {act.protocol}" if act.protocol else ""
        doubt = "" if act.counts else "La firma del gestore non regge: non prova niente"
        said = ". ".join(each for each in (who, number, doubt) if each)
        return f"{words}: {title}" if title else words, said


def _after(act: Withdrawn | Rectified | Rectifies) -> str:
    if isinstance(act, Rectifies):
        return "Rettifica un'altra pratica" + (f", protocollata con il n. {act.protocol}" if act.protocol else "")
    return "Ritirata" if isinstance(act, Withdrawn) else "Rettificata con un'altra pratica"


def _day_of(act: AnyAct) -> dt.date | None:
    """The day on which something happened, which may be long before it was recorded."""
    if isinstance(act, Received):
        return _local(act.time) if act.time else None
    if isinstance(act, Returned | Prepared | Attached | Rectified | Rectifies):
        return None
    return act.day


def _ending(act: AnyAct) -> str:
    """By what the file of an act was found to be, else by its name."""
    if isinstance(act, Prepared):
        return ".eml"
    if isinstance(act, Returned) and act.form in _ENDINGS:
        return _ENDINGS[act.form]
    return ending_of(act.name) if isinstance(act, Returned | Pen | Attached | Received) else ""


def _local(at: dt.datetime) -> dt.date:
    """The day of a moment as people here count days."""
    return local(at).date()


def _id(key: str) -> str:
    """The id of a sending or deadline; the rest of its key names a line."""
    return key.partition(".")[0]


def files_of(days: Sequence[TimelineDay]) -> list[TimelineEntry]:
    """What happened and left a file."""
    return [entry for day in days for entry in day.entries if entry.file or entry.path]

"""How far each document of a dossier is after its export: signed by whom, sent, delivered, protocolled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from desktop_app.dossier_summary import DocumentStatus, Stage, cut_to_fit
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.deadlines import MetDays, occurrences
from desktop_app.engine.evaluation.sendings import SendingOccurrence, deadlines_met_by, sendings
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document, Form, Signer
from desktop_app.session.acts import (
    AnyAct,
    Met,
    Pen,
    Prepared,
    Protocolled,
    Received,
    Returned,
    Sent,
    Withdrawn,
    of_kind,
)
from desktop_app.session.exported import ExportComparison
from desktop_app.session.progress.versions import Versions
from desktop_app.system.clock import local

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)  # in their order
ACCEPTED: Final = "accettazione"
DELIVERED: Final = "avvenuta-consegna"
OTHER_CONTENT: Final = "è arrivato con un contenuto diverso da quello preparato"
_FAILED: Final[Mapping[str, str]] = {
    "non-accettazione": "il gestore non lo ha accettato",
    "rilevazione-virus": "il gestore lo ha fermato per un virus",
    "errore-consegna": "non è stato consegnato a {}",
    "preavviso-errore-consegna": "non è ancora stato consegnato a {}",
}
_GOOD: Final = ("complete", "partial")  # verdicts over a file that is worth its signatures
_SAME: Final = ("identical", "same_pages")
_BINDING: Final = {"signing", "signed", "sent", "delivered", "protocolled"}  # for somebody else, too


class SendingProgress(NamedTuple):
    """How far a sending is: the days on which it went and was delivered to all, and the office's number.

    `trouble` is a clause that says what keeps it from being delivered.
    """

    sent: dt.date | None = None
    delivered: dt.date | None = None
    protocol: str = ""
    protocol_day: dt.date | None = None
    trouble: str = ""

    @property
    def stage(self) -> Stage | None:
        """None of one that has not gone yet."""
        if self.protocol:
            return "protocolled"
        if self.delivered:
            return "delivered"
        return "sent" if self.sent else None

    @property
    def day(self) -> dt.date | None:
        """Of its stage."""
        return {"protocolled": self.protocol_day, "delivered": self.delivered}.get(self.stage or "", self.sent)


# --- sendings --------------------------------------------------------------------------------------------


def sending_progress(key: str, acts: Sequence[AnyAct], portal: bool = False) -> SendingProgress:
    """How far a sending is by the acts. To a portal it is delivered on the day that the user says."""
    sent = [each.day for each in of_kind(acts, Sent) if each.sending == key and each.day]
    received = [each for each in of_kind(acts, Received) if each.sending == key and each.counts]
    recipients = [each.to for each in of_kind(acts, Prepared) if each.sending == key]
    delivered = _delivered(received, recipients[-1] if recipients else ())
    protocol, protocol_day = _protocol(key, acts, received)
    trouble = "" if delivered else _trouble(received)
    again = _prepared_again(key, acts) if trouble and not protocol else None
    if again is not None:  # what came of it before is over
        sent = [each.day for each in of_kind(again, Sent) if each.sending == key and each.day]
        received = [each for each in of_kind(again, Received) if each in received]
        trouble = _trouble(received)
    went = [*sent, *(_day(each) for each in received if each.receipt in (ACCEPTED, DELIVERED))]
    return SendingProgress(
        min((day for day in went if day), default=None),
        delivered or (max(sent, default=None) if portal else None),
        protocol,
        protocol_day,
        trouble,
    )


def _prepared_again(key: str, acts: Sequence[AnyAct]) -> Sequence[AnyAct] | None:
    """What happened to a message since it was made ready once more; None where it was made ready once at most."""
    made = [(at, each) for at, each in enumerate(acts) if isinstance(each, Prepared) and each.sending == key]
    if len(made) < 2:
        return None
    at, last = made[-1]
    return [
        each
        for each in acts[at + 1 :]
        if not (isinstance(each, Received) and each.prepared and each.prepared != last.number)
    ]


def _delivered(received: Sequence[Received], recipients: Sequence[str]) -> dt.date | None:
    """The day on which the last of the recipients had it; None while one has not."""
    days: dict[str, dt.date] = {}
    for each in received:
        day = _day(each)
        if each.receipt == DELIVERED and day and not each.differs:
            days[each.recipient.lower()] = min(day, days.get(each.recipient.lower(), day))
    wanted = {each.lower() for each in recipients}
    if not days or not wanted <= days.keys():
        return None
    return max(day for address, day in days.items() if not wanted or address in wanted)


def _trouble(received: Sequence[Received]) -> str:
    """What keeps a message from being delivered, the last that is known; empty of what was delivered there since."""
    arrived = {each.recipient.lower() for each in received if each.receipt == DELIVERED and not each.differs}
    others = [each for each in received if each.differs and each.recipient.lower() not in arrived]
    if others:
        return OTHER_CONTENT
    failed = [each for each in received if each.receipt in _FAILED and each.recipient.lower() not in arrived]
    return _FAILED[failed[-1].receipt].format(failed[-1].recipient or "uno dei destinatari") if failed else ""


def _protocol(key: str, acts: Sequence[AnyAct], received: Sequence[Received]) -> tuple[str, dt.date | None]:
    """The number that the office gave it, by hand before that of a message."""
    by_hand = [each for each in of_kind(acts, Protocolled) if each.sending == key and each.protocol]
    if by_hand:
        return by_hand[-1].protocol, by_hand[-1].day
    told = [each for each in received if each.protocol]
    return (told[-1].protocol, told[-1].protocol_day) if told else ("", None)


def _day(act: Received) -> dt.date | None:
    """The day of a receipt as people here count days."""
    return local(act.time).date() if act.time else None


def withdrawal(acts: Sequence[AnyAct]) -> Withdrawn | None:
    """The act by which the user took the dossier back, the last one; None where none did."""
    return next(reversed(of_kind(acts, Withdrawn)), None)


def may_be_taken_back(documents: Sequence[DocumentStatus], acts: Sequence[AnyAct]) -> bool:
    """Whether something of a dossier is signed or went, and it was not taken back yet."""
    return withdrawal(acts) is None and any(each.stage in _BINDING for each in documents)


def ended_terms(state: FormState, acts: Sequence[AnyAct]) -> MetDays:
    """The open terms of a dossier that was withdrawn, with the day on which they ended; none of any other."""
    act = withdrawal(acts)
    if act is None:
        return {}
    day = act.day or state.today
    return {each.key: day for each in occurrences(state, met_days(state.form, acts)) if each.met is None}


def met_days(form: Form, acts: Sequence[AnyAct]) -> MetDays:
    """The deadlines that acts say are met: by hand, or by the delivery of a sending; the first day of each."""
    days: dict[str, dt.date] = {each.deadline: each.day for each in of_kind(acts, Met) if each.day}
    portals = {each.spec.id for each in form.sendings if each.spec.channel == "portal"}
    for key in dict.fromkeys(each.sending for each in acts if isinstance(each, Sent | Received) and each.sending):
        delivered = sending_progress(key, acts, portal=key.partition(".")[0] in portals).delivered
        for deadline in deadlines_met_by(key, form) if delivered else ():
            assert delivered is not None
            days[deadline] = min(delivered, days.get(deadline, delivered))
    return days


# --- documents -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chain:
    """A dossier as it is now, with what was exported from it (the newest first) and what happened since."""

    state: FormState
    exports: Sequence[ExportEntry]
    comparison: ExportComparison
    acts: Sequence[AnyAct] = ()

    @property
    def _versions(self) -> Versions:
        return Versions(self.state, self.exports, self.comparison)

    def with_stages(self, statuses: Sequence[DocumentStatus]) -> tuple[DocumentStatus, ...]:
        """The documents of the dossier, each with how far it is."""
        went = any(isinstance(each, Sent | Received | Protocolled) for each in self.acts)
        ways = sendings(self.state) if went else []
        documents = {each.spec.id: each for each in self.state.form.documents}
        return tuple(self._with_stage(each, documents[each.id], ways) for each in statuses)

    def _with_stage(
        self, status: DocumentStatus, document: Document, ways: Sequence[SendingOccurrence]
    ) -> DocumentStatus:
        signers = self._signers(document)
        signed, day = self._best_signed(document, signers)
        lacking = tuple(_label(each) for each in signers if each.spec.id not in signed)
        status = status._replace(signed=len(signed), signers=len(signers), lacking=lacking)
        sent = self._sent(document, ways)
        if sent is not None and sent.stage is not None:
            return status._replace(
                stage=sent.stage,
                stage_day=sent.day,
                protocol=cut_to_fit(sent.protocol),
                trouble=cut_to_fit(sent.trouble),
            )
        current = self.comparison.current(status.id, self.exports, self.state)
        if current is None:
            return status._replace(stage="superseded" if status.change else "to_export", stage_day=status.day)
        if not signed:
            return status._replace(stage="exported", stage_day=local(current.at).date())
        return status._replace(stage="signing" if lacking else "signed", stage_day=day)

    def _signers(self, document: Document) -> list[Signer]:
        return [each for each in document.signers if self.state.holds(each.condition)]

    def _best_signed(self, document: Document, signers: Sequence[Signer]) -> tuple[frozenset[str], dt.date | None]:
        """The parties whose signatures the file has that has most of them, and since when."""
        wanted = frozenset(each.spec.id for each in signers)
        best: tuple[frozenset[str], dt.date | None] = (frozenset(), None)
        for parties, day in self._signed_files(document.spec.id):
            if len(parties & wanted) > len(best[0]):
                best = (parties & wanted, day)
        return best

    def _signed_files(self, document: str) -> Iterator[tuple[frozenset[str], dt.date | None]]:
        """The parties that signed each file of a document that is still worth something; those by pen are one paper."""
        pens, pen_day = frozenset[str](), None
        for act in self.acts:
            if not isinstance(act, Returned | Pen) or act.document != document:
                continue
            if not self._versions.says_now(self._versions.signed(act)):
                continue
            recorded = local(act.at).date() if act.at else None
            if isinstance(act, Pen):
                pens, pen_day = pens.union(act.signers), act.day or recorded
                yield pens, pen_day
            elif act.state in _GOOD and act.content in _SAME:
                yield frozenset(each.signer for each in act.signatures if each.intact and each.signer), recorded

    def _sent(self, document: Document, ways: Sequence[SendingOccurrence]) -> SendingProgress | None:
        """How far the sending is that a document goes with once it is signed; of several, the one that is furthest."""
        signed = [each for each in ways if document in each.signed]
        asked = signed or [each for each in ways if document in each.documents]
        id = document.spec.id
        acts = ((each, self._versions.acts_of_sending(each.key, [id], self.acts)) for each in asked)
        found = [sending_progress(each.key, its, each.spec.channel == "portal") for each, its in acts]
        went = [each for each in found if each.stage]
        return max(went, key=lambda each: STAGES.index(each.stage or "sent"), default=None)


def dossier_stage(state: FormState, documents: Sequence[DocumentStatus]) -> Stage | Literal[""]:
    """How far a dossier is: as far as that one of its documents is least that is signed or sent; empty without any.

    A document that nobody signs waits for its sending as soon as it is exported.
    """
    sent = {id for each in state.form.sendings for id in each.spec.documents}
    found: list[Stage] = [
        "signed" if each.stage == "exported" and not each.signers else each.stage
        for each in documents
        if each.signers or each.id in sent
    ]
    return min(found, key=STAGES.index, default="")


def _label(signer: Signer) -> str:
    return cut_to_fit(signer.spec.label.strip().removesuffix(":"))

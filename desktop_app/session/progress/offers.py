"""What the dossier asks and its receipts know: the day of a delivery, the number that the office gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import SendingOccurrence, sendings
from desktop_app.session.acts import Protocolled, Received, Sent
from desktop_app.session.progress.chain import SendingProgress, sending_progress
from desktop_app.session.progress.versions import Versions

if TYPE_CHECKING:
    from desktop_app.session.dossier import Dossier


class Offer(NamedTuple):
    """What may be written at a place: a day as the draft keeps it, or a number as the office wrote it.

    Of a portal (`filed`) the day is the one that the user said.
    """

    ref: FieldRef
    kind: Literal["day", "number"]
    value: str
    filed: bool = False


def offers(dossier: Dossier) -> Iterator[Offer]:
    """Those of all sendings, where another answer is given yet, or none."""
    if not any(isinstance(each, Sent | Received | Protocolled) for each in dossier.acts):
        return
    versions = Versions(dossier.state, dossier.exports, dossier.comparison)
    for each in sendings(dossier.state):
        if each.date is None and each.protocol is None:
            continue
        asked = [document.spec.id for document in (each.signed or each.documents)]
        acts = versions.acts_of_sending(each.key, asked, dossier.acts)
        progress = sending_progress(each.key, acts, each.spec.channel == "portal")
        yield from offers_of(each, progress, dossier.draft)


def offers_of(occurrence: SendingOccurrence, progress: SendingProgress, draft: Draft) -> Iterator[Offer]:
    """Those of one sending."""
    if progress.delivered and occurrence.date:
        filed = occurrence.spec.channel == "portal"
        yield from _unless_given(Offer(occurrence.date, "day", progress.delivered.isoformat(), filed), draft)
    if progress.protocol and occurrence.protocol:
        yield from _unless_given(Offer(occurrence.protocol, "number", progress.protocol), draft)


def _unless_given(offer: Offer, draft: Draft) -> Iterator[Offer]:
    ref, answer = offer.ref, draft.answers.get(offer.ref.field)
    if ref.column is not None:
        lines = answer if isinstance(answer, list) else []
        line = next((each for each in lines if isinstance(each, dict) and each.get("id") == ref.line), {})
        answer = line.get(ref.column)
    if answer != offer.value:
        yield offer

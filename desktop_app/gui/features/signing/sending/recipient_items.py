"""How far a message is for each of its recipients, by the receipts in whatever order they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desktop_app.engine.italian import dates
from desktop_app.gui.features.signing.sending.cards import RECIPIENT_LOOKS, RecipientItem
from desktop_app.session.acts import AnyAct, Prepared, Received, Sent, of_kind
from desktop_app.session.sendings.plan import SendingPlan
from desktop_app.session.sendings.receipts import RecipientState, RecipientStatus
from desktop_app.system.clock import local

# Each counts for more than those before it.
STATES: Final[Mapping[str, RecipientState]] = {
    "accettazione": "accepted", "presa-in-carico": "taken", "preavviso-errore-consegna": "delayed",
    "non-accettazione": "failed", "rilevazione-virus": "failed", "errore-consegna": "failed",
    "avvenuta-consegna": "delivered",
}  # fmt: skip
OF_ALL: Final = ("accettazione", "non-accettazione", "rilevazione-virus")  # receipts of the sender's provider


def recipient_items(plan: SendingPlan, acts: Sequence[AnyAct], made: Sequence[Prepared]) -> Iterator[RecipientItem]:
    if plan.is_portal:
        return
    received = [each for each in of_kind(acts, Received) if each.sending == plan.key and each.counts]
    if not received and not any(each.sending == plan.key for each in of_kind(acts, Sent)):
        return
    addresses = (*made[-1].to, *made[-1].cc) if made else (*plan.to, *plan.cc)
    for address in addresses:
        status = recipient_status(address, received)
        differs = status.state == "delivered" and not _arrived_as_prepared(address, received)
        look = RECIPIENT_LOOKS["differs" if differs else status.state]
        when = f" {_moment(status.time)}" if status.time else ""
        proof = _proof(address, received) if status.state == "delivered" and not differs else ""
        yield RecipientItem(address, look, f"{look.words}{when}{proof}")


def recipient_status(address: str, received: Sequence[Received]) -> RecipientStatus:
    """How far a message is for one of its recipients, by the receipts in whatever order they came."""
    own = [each for each in received if each.receipt in STATES and _is_about(address.lower(), each)]
    best = max(own, key=lambda each: [*STATES].index(each.receipt), default=None)
    if best is None:
        return RecipientStatus(address, "waiting")
    return RecipientStatus(address, STATES[best.receipt], best.time)


def _arrived_as_prepared(address: str, received: Sequence[Received]) -> bool:
    """Whether one of its deliveries has what was prepared."""
    own = [each for each in received if each.receipt == "avvenuta-consegna" and _is_about(address.lower(), each)]
    return any(not each.differs for each in own)


def _is_about(address: str, receipt: Received) -> bool:
    if receipt.receipt in OF_ALL:
        return not receipt.recipients or address in receipt.recipients
    return address == receipt.recipient if receipt.recipient else address in receipt.recipients


def _moment(time: dt.datetime) -> str:
    there = local(time)
    return f"{dates.with_article('il', dates.date(there.date()))} alle {there:%H:%M}"


def _proof(address: str, received: Sequence[Received]) -> str:
    proved = max((len(each.proved) for each in received if each.recipient == address.lower()), default=0)
    if not proved:
        return ""
    return ", un file identico a quello preparato" if proved == 1 else f", {proved} file identici a quelli preparati"

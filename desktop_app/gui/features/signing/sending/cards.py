"""The sendings of a dossier as data: what goes to whom, what is missing, how far it is; compared before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.widgets.drawing.states import StateLook

LOOKS: Final = {
    "gaps": StateLook("state-doing", "accent", "Da completare"),
    "ready": StateLook("send", "accent", "Pronto da inviare"),
    "prepared": StateLook("send", "accent", "Preparato"),
    "sent": StateLook("send", "accent", "Inviato"),
    "failed": StateLook("state-problem", "error", "Non consegnato"),
    "delivered": StateLook("state-done", "ok", "Consegnato"),
    "protocolled": StateLook("archive", "ok", "Protocollato"),
}
RECIPIENT_LOOKS: Final = {
    "delivered": StateLook("state-done", "ok", "consegnato"),
    "failed": StateLook("state-problem", "error", "non consegnato"),
    "differs": StateLook("state-problem", "error", "arrivato con un altro contenuto"),
    "delayed": StateLook("state-warning", "warn", "non ancora consegnato"),
    "taken": StateLook("state-doing", "accent", "in viaggio"),
    "accepted": StateLook("state-doing", "accent", "accettato, in viaggio"),
    "waiting": StateLook("state-todo", "muted", "nessuna ricevuta ancora"),
}


class GapItem(NamedTuple):
    """What is missing, and where it is mended: a place in the dossier, a document, a line of the checklist."""

    sentence: str
    ref: FieldRef | None = None
    link: str = ""
    words: str = ""
    in_checklist: bool = False


class CheckItem(NamedTuple):
    """A line of the checklist: its files (number of the act and name), or why nothing goes."""

    id: str
    label: str
    files: tuple[tuple[int, str], ...] = ()
    reason: str = ""
    reason_act: int = 0

    @property
    def is_done(self) -> bool:
        return bool(self.files or self.reason)


class RecipientItem(NamedTuple):
    """How far a message is for one recipient."""

    address: str
    look: StateLook
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One sending as the page shows it."""

    key: str
    title: str
    source: str
    state: str  # an id of LOOKS
    words: str
    is_portal: bool = False
    portal: str = ""
    values: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()  # from which it may go: the address, and the same with whose it is
    sender: str = ""
    files: tuple[tuple[str, str], ...] = ()
    zip_name: str = ""  # of the one file that goes, "" where each goes by itself
    weight: str = ""
    fits: bool = True
    subject: str = ""
    text: str = ""
    checklist: tuple[CheckItem, ...] = ()
    gaps: tuple[GapItem, ...] = ()
    prepared: str = ""
    sent_act: int = 0
    recipients: tuple[RecipientItem, ...] = ()
    trouble: str = ""
    protocol: str = ""
    protocol_act: int = 0
    offers: tuple[tuple[str, str], ...] = ()

    @property
    def look(self) -> StateLook:
        return LOOKS[self.state]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in ("delivered", "protocolled")

    @property
    def may_change(self) -> bool:
        """Whether the user may still choose how it goes."""
        return self.state in ("gaps", "ready", "prepared", "failed")

    @property
    def is_on_its_way(self) -> bool:
        """Whether it was made ready, and nothing came of it yet."""
        return self.state in ("prepared", "sent", "failed")

"""What happened to a dossier outside of its answers, as values with names; `stored_acts.py` reads and writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`number`, `at` (when it was recorded), `file` (SHA-256 in the archive) are the store's: 0, None of a new one."""

    kind: ClassVar[str] = ""

    number: int = 0
    at: dt.datetime | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it was judged: of which signer (id, "" where that is not proven), who, when, whether it counts.

    `key` tells its certificate from others; `words` is the honest sentence about it.
    """

    signer: str = ""
    name: str = ""
    code: str = ""
    time: dt.datetime | None = None
    intact: bool = False
    certificate: str = "unknown"
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Act):
    """A signed file that came back; the rest is the verdict over it (`session/returned/judgement.py`)."""

    kind: ClassVar[str] = "returned"

    name: str = ""
    document: str = ""
    form: str = ""  # pades, cades, pdf
    state: str = ""
    content: str = ""
    differences: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    lacking: tuple[str, ...] = ()
    message: str = ""
    sentences: tuple[str, ...] = ()
    original: str = ""  # SHA-256 of the export that it begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen(Act):
    """A document signed by pen: by which signers (ids), on which day; the file is the scan, if there is one."""

    kind: ClassVar[str] = "pen"

    name: str = ""
    document: str = ""
    signers: tuple[str, ...] = ()
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Act):
    """A file that the user added for a line of a sending's checklist; without a file, `reason` says why none goes."""

    kind: ClassVar[str] = "attached"

    sending: str = ""
    attachment: str = ""
    name: str = ""
    size: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a message, as a receipt is compared with it: its SHA-256 and SHA-1, the SHA-256 of the document in a
    signed envelope ("" where it is none), the id of the dossier's document that it is, and the name of the ZIP in which
    it went."""

    name: str = ""
    sha256: str = ""
    sha1: str = ""
    inner_sha256: str = ""
    document: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared(Act):
    """A sending that was made ready: what goes to whom. The file is the message. `reason`: why although gaps remain."""

    kind: ClassVar[str] = "prepared"

    sending: str = ""  # its key
    title: str = ""
    code: str = ""
    subject: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    files: tuple[SentFile, ...] = ()
    gaps: tuple[str, ...] = ()
    reason: str = ""

    @property
    def zipped(self) -> bool:
        """Whether its files go in one ZIP."""
        return any(each.within for each in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Act):
    """The user says that a sending went, on which day."""

    kind: ClassVar[str] = "sent"

    sending: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Act):
    """A receipt or another message about a sending ("": none is known). `receipt` names its kind as daticert.xml does.

    `counts` is false where its provider's signature does not hold; `proved` are the names of the delivered files that
    are those prepared, `differs` of those that are others or did not come; `prepared` is the number of the act that
    made the message ready (0: not known). `tone` (ok, note, warning, error), `fact` and `remedy` say it in words.
    """

    kind: ClassVar[str] = "received"

    name: str = ""
    sending: str = ""
    receipt: str = ""
    time: dt.datetime | None = None
    message_id: str = ""
    recipient: str = ""
    recipients: tuple[str, ...] = ()
    counts: bool = True
    proved: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    prepared: int = 0
    protocol: str = ""
    protocol_day: dt.date | None = None
    tone: str = "note"
    fact: str = ""
    remedy: str = ""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocolled(Act):
    """The number that an office gave to a sending, written by hand or taken from its confirmation."""

    kind: ClassVar[str] = "protocolled"

    sending: str = ""
    protocol: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met(Act):
    """The user says that a deadline (its key) was met, on which day."""

    kind: ClassVar[str] = "met"

    deadline: str = ""
    title: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Act):
    """The user takes back what was sent or signed, from a day on, for a reason: its terms end."""

    kind: ClassVar[str] = "withdrawn"

    reason: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectified(Act):
    """Another dossier, `by` its id, puts this one right, for a reason."""

    kind: ClassVar[str] = "rectified"

    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectifies(Act):
    """This dossier puts another one right, `of` its id, for a reason; `protocol` is the office's number of that one."""

    kind: ClassVar[str] = "rectifies"

    of: str = ""
    reason: str = ""
    protocol: str = ""


T = TypeVar("T", bound=Act)
AnyAct = Returned | Pen | Attached | Prepared | Sent | Received | Protocolled | Met | Withdrawn | Rectified | Rectifies


def marks_of(act: Act) -> tuple[str, ...]:
    """By what an act is found from outside: the code, the hashes and the Message-ID of a sending."""
    if isinstance(act, Prepared):
        hashes = (hash for each in act.files for hash in (each.sha256, each.sha1, each.inner_sha256))
        return tuple(dict.fromkeys(each for each in (act.code, *hashes) if each))
    if isinstance(act, Received) and act.message_id:
        return (act.message_id,)
    return ()


def of_kind(acts: Sequence[AnyAct], kind: type[T]) -> list[T]:
    """The acts of one kind."""
    return [each for each in acts if isinstance(each, kind)]

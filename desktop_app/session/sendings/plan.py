"""What a sending is before it goes: its files under their names, recipients, text, weight, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import PortalValue, SendingOccurrence
from desktop_app.mail.message import GUARANTEED
from desktop_app.system.file_names import ascii_name

SigningState = Literal["nobody", "some", "all", "pen"]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The file of a document as it would go now: the signed one that came back, else the export, else a draft.

    `ending` is that of the file (`.pdf`, `.pdf.p7m`), `size` its bytes; `read` gives them and raises what reading
    raises. `lacking` are the ids of the signers whose signature is not there. `superseded` is a clause that says what
    has changed since it was exported, "" where nothing has. A `bozza` cannot be signed.
    """

    ending: str
    size: int
    read: Callable[[], bytes]
    signing: SigningState = "nobody"
    lacking: tuple[str, ...] = ()
    superseded: str = ""
    bozza: bool = False


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that the user added for a line of the checklist."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Given:
    """What there is beside the answers.

    `documents` by the id of the document, `attachments` by that of the line of the checklist; `not_needed` are lines of
    which the user said why no file goes. `code` goes into the subject. `sender` is the box that the user chose among
    those of the sending. `zipped`: all files go in one ZIP, for offices that take nothing else.
    """

    documents: Mapping[str, DocumentFile] = field(default_factory=dict)
    attachments: Mapping[str, Sequence[AddedFile]] = field(default_factory=dict)
    code: str = ""
    with_parties: bool = True
    sender: str = ""
    zipped: bool = False
    not_needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that goes, under the name that it goes by."""

    name: str
    title: str
    size: int
    read: Callable[[], bytes]
    document: str | None = None
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of the message, and what they may be: of one message at its office, of all copies on their way.

    `office_limit` is what the smallest of its boxes takes, None where nobody said so of one.
    """

    message: int
    recipients: int
    office_limit: int | None = None

    @property
    def total(self) -> int:
        """The bytes on their way, each recipient counted."""
        return self.message * max(1, self.recipients)

    @property
    def limit(self) -> int:
        """What a message of so many recipients may weigh."""
        return min(self.office_limit or GUARANTEED, GUARANTEED // max(1, self.recipients))

    @property
    def fits(self) -> bool:
        return self.message <= self.limit


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing before it goes. `sentence` says what and what to do; the rest where to do it."""

    kind: Literal["address", "draft", "export", "superseded", "unsigned", "attachment", "empty", "weight", "blank"]
    sentence: str
    ref: FieldRef | None = None
    document: str | None = None
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class SendingPlan:
    """A sending as it would go now. For a portal there is no message: `values` are what is copied there."""

    occurrence: SendingOccurrence
    files: tuple[PlannedFile, ...]
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    code: str
    weight: Weight
    gaps: tuple[Gap, ...]
    values: tuple[PortalValue, ...] = ()
    zipped: bool = False

    @property
    def key(self) -> str:
        return self.occurrence.key

    @property
    def is_portal(self) -> bool:
        return self.occurrence.spec.channel == "portal"

    @property
    def zip_name(self) -> str:
        """What the ZIP with all its files is called."""
        return ascii_name(self.occurrence.name, ".zip")

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps

"""The keys of form.toml, block.toml and rules.toml as structs that refuse unknown ones (see forms/README.md)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from desktop_app.engine.forms.field_types import FIELD_TYPES, FieldType, TypeName

Severity = Literal["error", "warning", "note"]
Rounding = Literal["down", "up", "half_up"]
Channel = Literal["pec", "email", "portal"]

Decimals = Annotated[int, msgspec.Meta(ge=0, le=10)]
Length = Annotated[int, msgspec.Meta(ge=1, le=20_000)]  # characters of a text: documents can lay out no more
Count = Annotated[int, msgspec.Meta(ge=0, le=2_000)]  # of lines in a group
DEFAULT_MAX_LINES = 300


def _bounded(*numbers: Decimal | None) -> None:
    """Raises ValueError for absurd numbers: TOML has no bounds, and msgspec reads a Decimal from any text."""
    if any(number is not None and (not number.is_finite() or abs(number.adjusted()) >= 18) for number in numbers):
        raise ValueError("numero troppo grande")


class CheckDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition that must hold, and the sentence for the user where it does not."""

    that: str
    message: str
    source: str | None = None
    severity: Severity = "error"
    id: str | None = None


class FieldDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field, or one column of lines. Which keys go with which type is checked by the inspection."""

    id: str = ""
    type: TypeName
    label: str = ""
    help: str | None = None
    owner: str | None = None
    source: str | None = None
    visible_when: str | None = None
    required: bool | str | None = None
    default: str | None = None
    offer: str | None = None
    offer_words: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    decimals: Decimals | None = None
    max_length: Length | None = None
    max_message: str | None = None
    person: bool = False
    past: bool = False
    tick: bool = False
    options: dict[str, str] | None = None
    suggestions: tuple[str, ...] | None = None
    formula: str | None = None
    symbol: str | None = None
    rounding: Rounding | None = None
    unit: str | None = None
    override: bool = False
    printed: bool = True
    once: bool = False
    confirmed: bool = True
    check: tuple[CheckDef, ...] = ()
    item: str | None = None
    blank_lines: Count | None = None
    max_lines: Count | None = None
    column: tuple[FieldDef, ...] = ()
    use: str | None = None
    as_: str | None = msgspec.field(default=None, name="as")
    book: str | None = None
    only: tuple[str, ...] | None = None
    defaults: dict[str, str] | None = None
    offers: dict[str, str] | None = None

    def __post_init__(self) -> None:
        _bounded(self.min, self.max)

    @property
    def traits(self) -> FieldType:
        """What all fields of its type have in common."""
        return FIELD_TYPES[self.type]


class PageDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of the guided view."""

    id: str
    title: str
    intro: str | None = None
    guide: str | None = None
    visible_when: str | None = None
    field: tuple[FieldDef, ...] = ()


class SignerDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signs a document; the id names the signature field.

    `code` and `name` are the fields with the codice fiscale and the name of the person who is expected to sign. With
    its `capacity` the name stands below the line. An `office` signs after the others, when it was sent the document.
    `stamp`: there must be room for a stamp. `owner`: whose fields it fills in, where their answers are still missing.
    """

    id: str
    label: str
    code: str | None = None
    name: str | None = None
    capacity: str | None = None
    office: bool = False
    owner: str | None = None
    stamp: bool = False
    visible_when: str | None = None


class DocumentDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document of the dossier; paths are relative to the form's folder."""

    id: str
    title: str
    text: str
    preface: str | None = None
    verbatim: str | None = None
    source: str | None = None
    letterhead: bool = False
    visible_when: str | None = None
    signer: tuple[SignerDef, ...] = ()


class DeadlineDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deadline: one date, or one for each line of a group. An `event` is a day on which nothing is due."""

    id: str
    title: str
    date: str
    source: str
    visible_when: str | None = None
    lines: str | None = None
    met: str | None = None
    event: bool = False


class AttachmentDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user adds to a sending beside the documents of the dossier."""

    id: str
    label: str
    visible_when: str | None = None


class SendingDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What goes to whom, and how: one message, or one for each line of a group. Which keys a channel takes is checked
    by the inspection."""

    id: str
    title: str
    source: str
    channel: Channel = "pec"
    address: str | None = None
    values: tuple[str, ...] = ()
    from_: tuple[str, ...] = msgspec.field(default=(), name="from")
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    only_when: dict[str, str] = {}
    subject: str | None = None
    text: str | None = None
    date: str | None = None
    protocol: str | None = None
    meets: tuple[str, ...] = ()
    visible_when: str | None = None
    lines: str | None = None
    attachment: tuple[AttachmentDef, ...] = ()


class PartDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the panel's bar: the value of a field, times that of another; `label` is its short name."""

    value: str
    times: str | None = None
    label: str | None = None


class LimitDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A limit of the panel: a field; `label` is its short name."""

    value: str
    label: str | None = None


class QuestionDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An inverse question of the panel; `input` is the name of the number that the user tries, known only to it."""

    input: str
    text: str
    formula: str
    decimals: Decimals = 2
    rounding: Rounding = "up"


class PanelDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calculation panel beside some pages."""

    pages: tuple[str, ...]
    title: str | None = None
    trace: tuple[str, ...]
    answer: str | None = None
    total: str | None = None
    parts: tuple[PartDef, ...] = ()
    limits: tuple[LimitDef, ...] = ()
    question: tuple[QuestionDef, ...] = ()

    @property
    def limit_ids(self) -> tuple[str, ...]:
        return tuple(limit.value for limit in self.limits)


class FormDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """form.toml as it is written."""

    title: str
    about: str | None = None
    source: str
    edition: dt.date
    name: str
    office: str | None = None
    date: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaces: str | None = None
    pen: str | None = None
    renamed: dict[str, str] = {}
    unchecked: dict[str, str] = {}
    page: tuple[PageDef, ...]
    document: tuple[DocumentDef, ...] = ()
    deadline: tuple[DeadlineDef, ...] = ()
    sending: tuple[SendingDef, ...] = ()
    panel: tuple[PanelDef, ...] = ()


class BlockDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """block.toml: fields that several forms include."""

    guide: str | None = None
    field: tuple[FieldDef, ...]


class RuleDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of an act, in force from a day to a day (both included; no day: no limit)."""

    id: str
    value: Decimal
    source: str
    label: str | None = None
    unit: str | None = None
    from_: dt.date | None = msgspec.field(default=None, name="from")
    to: dt.date | None = None
    confirmed: bool = True

    def __post_init__(self) -> None:
        _bounded(self.value)


class InterpretationDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A doubtful point of the act and the interpretation chosen."""

    id: str
    about: tuple[str, ...]
    doubt: str
    reading: str
    source: str | None = None
    visible_when: str | None = None


class NoticeDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has changed in the law since the edition: told from its day on, and never an obstacle."""

    id: str
    from_: dt.date = msgspec.field(name="from")
    text: str
    source: str
    about: tuple[str, ...]
    confirmed: bool = True
    visible_when: str | None = None


class RulesDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """rules.toml as it is written."""

    rule: tuple[RuleDef, ...] = ()
    reading: tuple[InterpretationDef, ...] = ()
    notice: tuple[NoticeDef, ...] = ()

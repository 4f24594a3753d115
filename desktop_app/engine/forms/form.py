"""A loaded form: its fields with their formulas compiled, in the order in which they are evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.forms.definition import (
    AttachmentDef,
    CheckDef,
    DeadlineDef,
    DocumentDef,
    FieldDef,
    FormDef,
    InterpretationDef,
    NoticeDef,
    PageDef,
    PanelDef,
    QuestionDef,
    RuleDef,
    SendingDef,
    SignerDef,
)
from desktop_app.engine.forms.guide import GuidePage, Section
from desktop_app.engine.formula.expression import Expression


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its condition compiled.

    `limit` is the name that the field must not exceed, where the condition is `field <= name`; `compared` are the
    other fields of the form that the condition asks, sorted.
    """

    spec: CheckDef
    that: Expression
    limit: str | None = None
    compared: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        return self.spec.id


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form, or (where `group` is set) a column of the lines field `group`.

    `key` is the id, of a column `group.id`. `depends_on` are the keys, the rules and `oggi` that its value and its
    visibility depend on; `problems_depend_on` are those that its problems and its columns' problems depend on. Of
    these, `own` and `problems_own` are the columns that are asked of the same line alone, `others` and
    `problems_others` are the rest.
    """

    spec: FieldDef
    page: str
    group: str | None = None
    formula: Expression | None = None
    default: Expression | None = None
    offer: Expression | None = None
    conditions: tuple[Expression, ...] = ()
    required: bool | Expression = True
    checks: tuple[Check, ...] = ()
    columns: Mapping[str, Field] = field(default_factory=dict)
    id: str = field(init=False)
    key: str = field(init=False)
    depends_on: frozenset[str] = field(init=False)
    problems_depend_on: frozenset[str] = field(init=False)
    own: frozenset[str] = field(init=False)
    others: frozenset[str] = field(init=False)
    problems_own: frozenset[str] = field(init=False)
    problems_others: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """What every evaluation needs thousands of times is computed once."""
        object.__setattr__(self, "id", self.spec.id)
        object.__setattr__(self, "key", f"{self.group}.{self.spec.id}" if self.group else self.spec.id)
        object.__setattr__(self, "depends_on", _uses(self.formula, self.default, *self.conditions))
        parts = (self, *self.columns.values())
        conditions = _uses(*(each.required for each in parts), *(check.that for each in parts for check in each.checks))
        sentences = [check.spec.message for each in parts for check in each.checks]
        object.__setattr__(self, "problems_depend_on", conditions.union(*map(names_in, sentences)))
        object.__setattr__(self, "own", _own(self.formula, self.default, *self.conditions))
        asked = _own(*(each.required for each in parts), *(check.that for each in parts for check in each.checks))
        object.__setattr__(self, "problems_own", asked)
        object.__setattr__(self, "others", self.depends_on - self.own)
        object.__setattr__(self, "problems_others", self.problems_depend_on - asked)


def _uses(*expressions: Expression | bool | None) -> frozenset[str]:
    return frozenset[str]().union(*(each.uses for each in expressions if isinstance(each, Expression)))


def _own(*expressions: Expression | bool | None) -> frozenset[str]:
    """The columns that these ask of their own line, and none of them of all lines."""
    found = [each for each in expressions if isinstance(each, Expression)]
    over_lines = frozenset[str]().union(*(each.uses - each.own for each in found))
    return frozenset[str]().union(*(each.own for each in found)) - over_lines


@dataclass(frozen=True, slots=True)
class Signer:
    """A signer with its condition compiled."""

    spec: SignerDef
    condition: Expression | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its texts read; `verbatim` is the official wording, None where there is none.

    `uses` are the fields, columns (`group.column`), rules and standard lists that its texts use; `rests_on` are the
    keys of all answers that may change what it prints.
    """

    spec: DocumentDef
    text: str
    preface: str | None
    verbatim: str | None
    condition: Expression | None
    signers: tuple[Signer, ...]
    uses: frozenset[str] = frozenset()
    rests_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A doubtful point of the act with the reading chosen; `condition` tells which dossiers it touches (None: all)."""

    spec: InterpretationDef
    condition: Expression | None

    @property
    def id(self) -> str:
        """Its name."""
        return self.spec.id


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of the law since the edition; `condition` tells which dossiers it touches (None: all)."""

    spec: NoticeDef
    condition: Expression | None

    @property
    def id(self) -> str:
        """Its name."""
        return self.spec.id


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline with its date compiled; `met` gives the day on which it was met, None where no answer tells."""

    spec: DeadlineDef
    date: Expression
    condition: Expression | None
    met: Expression | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """What the user adds to a sending, with its condition compiled."""

    spec: AttachmentDef
    condition: Expression | None


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes to whom: its text as it was read (empty for a portal), its conditions compiled.

    `only_when` has those of single documents and recipients, by name. `uses` are the fields, columns
    (`group.column`), rules and standard lists that its subject and text use.
    """

    spec: SendingDef
    text: str
    condition: Expression | None
    attachments: tuple[Attachment, ...] = ()
    only_when: Mapping[str, Expression] = field(default_factory=dict)
    uses: frozenset[str] = frozenset()

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """All of them: its own, those of its attachments, documents and recipients."""
        given = (self.condition, *(each.condition for each in self.attachments), *self.only_when.values())
        return tuple(each for each in given if each is not None)


@dataclass(frozen=True, slots=True)
class Question:
    """An inverse question of a panel, compiled."""

    spec: QuestionDef
    formula: Expression


@dataclass(frozen=True, slots=True)
class Panel:
    """A calculation panel with its questions compiled."""

    spec: PanelDef
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A party whose data an address book keeps: its asked fields, by their name in the book (without the prefix)."""

    prefix: str
    book: str
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. `order` lists fields and columns so that each comes after all that it depends on.

    `parts` has, for each field that shares its label with others, the heading or page that tells it apart; `guide`
    has a page for each of `pages`; `parties` are those that an address book keeps, by prefix. `pen` is the condition
    that is true where the documents are signed by pen, false where digitally; without it the form does not ask.
    Where nothing leaves the computer there are no `sendings`.
    """

    id: str
    spec: FormDef
    pages: tuple[PageDef, ...]
    fields: Mapping[str, Field]
    order: tuple[Field, ...]
    rules: Mapping[str, tuple[RuleDef, ...]]
    readings: tuple[Reading, ...]
    notices: tuple[Notice, ...]
    documents: tuple[Document, ...]
    deadlines: tuple[Deadline, ...]
    panels: tuple[Panel, ...]
    parts: Mapping[str, str]
    guide: tuple[GuidePage, ...]
    parties: Mapping[str, Party] = field(default_factory=dict)
    sendings: tuple[Sending, ...] = ()
    pen: Expression | None = None

    def has_guide_section(self, key: str) -> bool:
        """Whether the guide has a section of its own for a field, a column or a heading."""
        return any(page.section_of(key) for page in self.guide)

    def guide_section(self, key: str) -> Section | None:
        """The section of the guide about a field or a column (`lines.column`), else that of its group or heading."""
        field = self.fields[key.partition(".")[0]]
        page = next(each for each in self.guide if each.id == field.page)
        return page.section_of(key) or page.section_of(field.id) or page.section_of(self._heading(field))

    def _heading(self, field: Field) -> str:
        """The heading that a field stands under; empty where there is none."""
        ids = list(self.fields)
        before = [self.fields[id] for id in ids[: ids.index(field.id)]]
        headings = [each.id for each in before if each.page == field.page and each.spec.type == "heading"]
        return headings[-1] if headings else ""

    @property
    def adopted_readings(self) -> tuple[InterpretationDef, ...]:
        """All of them, whichever dossiers they touch."""
        return tuple(reading.spec for reading in self.readings)

    def notices_on(self, day: dt.date) -> tuple[NoticeDef, ...]:
        """The changes of the law up to a day, whichever dossiers they touch."""
        return tuple(notice.spec for notice in self.notices if notice.spec.from_ <= day)

    def rule(self, id: str, day: dt.date) -> RuleDef | None:
        """The rule in force on a day, or None."""
        for rule in self.rules[id]:
            if (rule.from_ or dt.date.min) <= day <= (rule.to or dt.date.max):
                return rule
        return None

    def unconfirmed_results(self, rules: Iterable[str]) -> frozenset[str]:
        """These unconfirmed rules, and the keys of the fields that are unconfirmed themselves or computed from one."""
        found = set(rules)
        for node in self.order:
            if not node.spec.confirmed or (node.formula is not None and not found.isdisjoint(node.formula.uses)):
                found.add(node.key)
        return frozenset(found)

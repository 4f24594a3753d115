"""The sendings of a dossier: what goes to whom now, each with its recipients, documents and attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import NO_LINE, Cell, FormState, value_or_none
from desktop_app.engine.forms.definition import AttachmentDef, SendingDef
from desktop_app.engine.forms.form import Document, Field, Form, Sending
from desktop_app.engine.formula.expression import Expression
from desktop_app.engine.italian import formatting


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address that a message goes to or comes from: the place where it is asked, and the answer, None if empty.

    `max_message`: the MB (of 1,000,000 bytes) of the heaviest message that it takes, None where nobody said.
    """

    ref: FieldRef
    label: str
    address: str | None
    max_message: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PortalValue:
    """A value to copy to a portal: what it is called, the heading that tells it from others, how it is written.

    `text` is empty where there is no answer yet.
    """

    label: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class SendingOccurrence:
    """A sending that applies to a dossier; `line` counts from 1, `item` is what the form calls a line.

    `key` is unique in the dossier, `id` or `id.<line id>`, and stays the same when the order of lines changes. `boxes`
    are those that it may come from, the first one preferred. `documents` are those that are needed; of these, `signed`
    must be signed before it goes. `date` and `protocol` are the places for the day of its delivery and for the number
    that the office gives it, `meets` the keys of the deadlines that its delivery meets.
    """

    sending: Sending
    key: str
    boxes: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    documents: tuple[Document, ...]
    signed: tuple[Document, ...]
    attachments: tuple[AttachmentDef, ...]
    date: FieldRef | None
    protocol: FieldRef | None
    meets: tuple[str, ...]
    line: int | None = None
    item: str = "riga"

    @property
    def spec(self) -> SendingDef:
        """What the form says of it."""
        return self.sending.spec

    @property
    def name(self) -> str:
        """The title, with the number of its line."""
        return f"{self.spec.title} ({self.item} {self.line})" if self.line else self.spec.title


def sendings(state: FormState) -> list[SendingOccurrence]:
    """All sendings that apply, in the form's order. One with documents of which none is needed does not apply."""
    needed = {each.spec.id: each for each in state.form.documents if state.holds(each.condition)}
    return [each for sending in state.form.sendings for each in _of(sending, state, needed)]


def deadlines_met_by(key: str, form: Form) -> tuple[str, ...]:
    """The keys of the deadlines that the delivery of a sending meets, also of one that no longer applies."""
    id, _, line = key.partition(".")
    spec = next((each.spec for each in form.sendings if each.spec.id == id), None)
    if spec is None:
        return ()
    in_lines = {deadline.spec.id for deadline in form.deadlines if deadline.spec.lines is not None}
    return tuple(f"{each}.{line}" if each in in_lines else each for each in spec.meets)


def portal_values(occurrence: SendingOccurrence, state: FormState) -> list[PortalValue]:
    """The values to copy to the portal, in its order; of a group, those of each of its lines."""
    place = _Place(state, occurrence.sending, occurrence.line)
    return [value for name in occurrence.spec.values for value in place.portal_values(name)]


def signed_by_pen(state: FormState) -> bool | None:
    """Whether the documents are signed by pen (true) or digitally (false); None where no answer says so."""
    if state.form.pen is None:
        return None
    found: bool | None = value_or_none(state.form.pen, state.scope, NO_LINE)
    return found


def _of(sending: Sending, state: FormState, needed: Mapping[str, Document]) -> Iterator[SendingOccurrence]:
    group = sending.spec.lines
    lines = [None] if group is None else range(1, len(state.lines[group]) + 1)
    for number in lines:
        place = _Place(state, sending, number)
        if place.holds(sending.condition):
            occurrence = place.occurrence(needed)
            if occurrence.documents or not sending.spec.documents:
                yield occurrence


class _Place:
    """Where a sending may apply: in the whole dossier, or in one line, whose columns are named like fields there."""

    def __init__(self, state: FormState, sending: Sending, number: int | None) -> None:
        self.state, self.sending, self.spec, self.number = state, sending, sending.spec, number
        self.group = None if self.spec.lines is None else state.form.fields[self.spec.lines]
        self.line = state.lines[self.group.id][number - 1] if self.group and number else None

    def holds(self, condition: Expression | None) -> bool:
        values = NO_LINE if self.line is None else self.line.values
        return condition is None or value_or_none(condition, self.state.scope, values) is True

    def occurrence(self, needed: Mapping[str, Document]) -> SendingOccurrence:
        """The sending here; `needed` are the documents of the dossier, by id."""
        spec = self.spec
        key = spec.id if self.line is None else f"{spec.id}.{self.line.id}"
        return SendingOccurrence(
            sending=self.sending,
            key=key,
            boxes=self.mailboxes(spec.from_),
            to=self.mailboxes(spec.to),
            cc=self.mailboxes(spec.cc),
            documents=tuple(needed[id] for id in spec.documents if id in needed and self.goes(id)),
            signed=tuple(needed[id] for id in spec.signed if id in needed and self.goes(id)),
            attachments=tuple(each.spec for each in self.sending.attachments if self.holds(each.condition)),
            date=self.visible_ref(spec.date),
            protocol=self.visible_ref(spec.protocol),
            meets=deadlines_met_by(key, self.state.form),
            line=self.number,
            item=(self.group.spec.item if self.group else None) or "riga",
        )

    def goes(self, name: str) -> bool:
        """Whether a document or a recipient is one of this sending here."""
        return self.holds(self.sending.only_when.get(name))

    def field(self, name: str) -> tuple[FieldRef, Field, Cell]:
        """The field or the column of the line that a name stands for."""
        if self.group is not None and self.line is not None and name in self.group.columns:
            ref = FieldRef(self.group.id, name, self.line.id)
            return ref, self.group.columns[name], self.line.cells[name]
        return FieldRef(name), self.state.form.fields[name], self.state.cells[name]

    def visible_ref(self, name: str | None) -> FieldRef | None:
        if name is None:
            return None
        ref, _, cell = self.field(name)
        return ref if cell.visible else None

    def mailboxes(self, names: Iterable[str]) -> tuple[Mailbox, ...]:
        """Those that are asked: a party that this dossier does not have gets no message."""
        found = (self.field(name) for name in names if self.goes(name))
        return tuple(
            Mailbox(ref, field.spec.label, cell.value, self.max_message(field))
            for ref, field, cell in found
            if cell.visible
        )

    def max_message(self, box: Field) -> Decimal | None:
        """What is asked beside an address: of a column, in its line."""
        if box.spec.max_message is None:
            return None
        cells = self.line.cells if box.group is not None and self.line is not None else self.state.cells
        cell = cells[box.spec.max_message]
        found: Decimal | None = cell.value if cell.visible else None
        return found

    def portal_values(self, name: str) -> Iterator[PortalValue]:
        _, field, cell = self.field(name)
        part = self.state.form.parts.get(field.key, "")
        if not cell.visible:
            return
        if not field.columns:
            yield PortalValue(field.spec.label, part, _written(field, cell.value))
            return
        for number, line in enumerate(self.state.lines[field.id], 1):
            for column in field.columns.values():
                if line.cells[column.id].visible:
                    label = f"{field.spec.item or 'riga'} {number}: {column.spec.label}"
                    yield PortalValue(label, part, _written(column, line.cells[column.id].value))


def _written(field: Field, value: Any) -> str:
    """As it is typed into a portal: an amount without "euro"."""
    return "" if value is None else formatting.value(field.spec, value, euro=False)

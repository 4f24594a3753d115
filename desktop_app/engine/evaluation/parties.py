"""Parties and their records in the address books. A record has a party's answers, by name without the prefix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from desktop_app.engine.answers.draft import Draft, PartyLink
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.definition import FormDef, PageDef
from desktop_app.engine.forms.form import Field, Form, Party
from desktop_app.engine.forms.guide import GuidePage
from desktop_app.engine.italian.formatting import notation

Record = Mapping[str, Any]
MOST_DETAILS = 2


def answers_of(draft: Draft, party: Party) -> dict[str, Any]:
    """The answers of a draft about a party, as a record has them."""
    given = {name: draft.answers.get(field.id) for name, field in party.fields.items()}
    return {name: value for name, value in given.items() if value not in (None, "")}


def record_of(state: FormState, party: Party) -> dict[str, Any]:
    """What to store in the record of a party: its answers, and the defaults where nothing was typed."""
    proposed = {name: _proposed(state, field.id) for name, field in party.fields.items()}
    return {name: value for name, value in proposed.items() if value is not None} | answers_of(state.draft, party)


def _proposed(state: FormState, id: str) -> Any:
    cell = state.cells[id]
    return notation(cell.value) if cell.origin == "default" else None


def taken(draft: Draft, party: Party, id: str, record: Record) -> Draft:
    """The draft with all answers about a party taken from a record, and linked to it.

    What the record does not have is emptied: otherwise the data of two companies would mix.
    """
    own = {field.id for field in party.fields.values()}
    answers = {key: value for key, value in draft.answers.items() if key not in own}
    answers |= {party.fields[name].id: value for name, value in record.items() if name in party.fields}
    return linked(replace(draft, answers=answers), party, PartyLink(id))


def linked(draft: Draft, party: Party, link: PartyLink | None) -> Draft:
    """The draft with a party linked to a record, or to none; the answers do not change."""
    others = {prefix: each for prefix, each in draft.parties.items() if prefix != party.prefix}
    return replace(draft, parties={**others, party.prefix: link} if link else others)


def ignored_difference(draft: Draft, party: Party, name: str) -> Draft:
    """The draft in which one field of a linked party is allowed to differ from its record."""
    link = draft.parties[party.prefix]
    return linked(draft, party, replace(link, kept=tuple(sorted({*link.kept, name}))))


def book_answers(draft: Draft, form: Form, records: Mapping[str, Record]) -> dict[str, Any]:
    """The answers that the records (by id) have for the fields of linked parties, by the id of the field."""
    return {
        field.id: records[link.record].get(name)
        for prefix, link in draft.parties.items()
        if link.record in records and prefix in form.parties
        for name, field in form.parties[prefix].fields.items()
    }


def differs(state: FormState, party: Party, name: str) -> bool:
    """Whether one answer about a party differs from its record, and is not allowed to."""
    link, id = state.draft.parties.get(party.prefix), party.fields[name].id
    if link is None or id not in state.book or name in link.kept or not state.cells[id].visible:
        return False
    given, has = (None if value == "" else value for value in (state.draft.answers.get(id), state.book[id]))
    if given is None and has is not None:
        given = _proposed(state, id)
    return bool(given != has)


def party_of(form: Form, id: str) -> tuple[Party, str] | None:
    """The party that a field belongs to, and the field's name in its record."""
    for party in form.parties.values():
        name = id.removeprefix(f"{party.prefix}_")
        if name in party.fields and party.fields[name].id == id:
            return party, name
    return None


def naming(fields: Mapping[str, Field]) -> str:
    """The field that names a record: the first of type text, else the first of all."""
    return next((name for name, field in fields.items() if field.spec.type == "text"), next(iter(fields)))


def name_of(fields: Mapping[str, Field], record: Record) -> tuple[str, str]:
    """The name of a record, and some of its next texts, which tell it from others with that name."""
    first = naming(fields)
    others = [name for name, field in fields.items() if field.spec.type == "text" and name != first]
    details = [text for text in (_text(record.get(name)) for name in others) if text]
    return _text(record.get(first)), ", ".join(details[:MOST_DETAILS])


def _text(raw: Any) -> str:
    return raw.strip() if isinstance(raw, str) else ""


def books_of(forms: Iterable[Form]) -> dict[str, dict[str, Field]]:
    """The fields of each address book, by their name in it; where forms differ, the first form decides."""
    books: dict[str, dict[str, Field]] = {}
    for party in (party for form in forms for party in form.parties.values()):
        fields = books.setdefault(party.book, {})
        for name, field in party.fields.items():
            fields.setdefault(name, field)
    return books


def record_form(book: str, fields: Mapping[str, Field]) -> Form:
    """A form of one page that asks for what a record has, as in a dossier but with nothing required."""
    asked = {name: Field(_bare(name, field), page=book, required=False) for name, field in fields.items()}
    page = PageDef(id=book, title=book_title(book), field=tuple(field.spec for field in asked.values()))
    spec = FormDef(title=page.title, source="", edition=dt.date.min, name="", page=(page,))
    return Form(
        id=book, spec=spec, pages=(page,), fields=asked, order=tuple(asked.values()),
        rules={}, readings=(), notices=(), documents=(), deadlines=(), panels=(), parts={},
        guide=(GuidePage(book, page.title),),
    )  # fmt: skip


def _bare(name: str, field: Field) -> Any:
    """The definition of the field without what refers to other fields or to one dossier."""
    without: dict[str, Any] = {
        "visible_when": None, "required": False, "default": None, "check": (), "source": None, "owner": None,
    }  # fmt: skip
    return msgspec.structs.replace(field.spec, id=name, **without)


def book_title(book: str) -> str:
    """The name of an address book in the window."""
    return book[:1].upper() + book[1:]

"""One open dossier: its form, its draft, what the engine says of it, its history, the export of its documents."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from desktop_app.engine.answers import typed as italian
from desktop_app.engine.answers.draft import Draft, Override, PartyLink, fit
from desktop_app.engine.documents.blocks import Letterhead
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.evaluate import evaluate, line_ids
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Document, Field, Form
from desktop_app.engine.formula.expression import suggestion
from desktop_app.library import Library as Library
from desktop_app.system.files import make_folder, write_atomically

HISTORY = 300
StepState = Literal["not_started", "in_progress", "complete", "problem", "not_needed"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A draft at one moment of its history, where the change that led to it was made, and its number."""

    draft: Draft
    place: FieldRef | None
    number: int


class Dossier:
    """A draft opened with its form on a day. Every change evaluates the whole form and tells `changed`.

    Changes at the same place are one step of undo until `close_step`. `moments` is the history, `at` is where it
    stands. `records` gives what the address books have under an id, None where it is gone. `letterhead` stands above
    the documents that ask for one.
    """

    def __init__(
        self, form: Form, draft: Draft, today: dt.date, changed: Callable[[Dossier], None] | None = None,
        records: Callable[[str], parties.Record | None] = lambda _: None, letterhead: Letterhead | None = None,
    ) -> None:  # fmt: skip
        self.form, self.today, self.changed, self.letterhead = form, today, changed, letterhead
        self._look_up, self._records = records, dict[str, parties.Record | None]()
        self.moments = [HistoryEntry(fit(draft, form), None, 1)]
        self.at = 0
        self._step_open = False
        self.state: FormState = self._worked_out()

    @property
    def draft(self) -> Draft:
        """The answers as they are now."""
        return self.moments[self.at].draft

    # --- changes -----------------------------------------------------------------------------------------

    def answer(self, id: str, typed: Any) -> None:
        """What was typed in a field; None or an empty text is no answer."""
        self._answered(id, italian.canonical(self.form.fields[id].spec, typed), FieldRef(id))

    def answer_line(self, group: str, line: str, column: str, typed: Any) -> None:
        """What was typed in one column of the line with that id."""
        spec = self.form.fields[group].columns[column].spec
        value = italian.canonical(spec, typed)

        def change(each: Mapping[str, Any]) -> dict[str, Any]:
            kept = {name: old for name, old in each.items() if name != column}
            return kept if value is None else {**kept, column: value}

        lines = [change(each) if each["id"] == line else each for each in self.lines(group)]
        self._answered(group, lines, FieldRef(group, column, line))

    def lines(self, group: str) -> list[dict[str, Any]]:
        """The lines of a group as answers, each with its id; what is not a line stays out."""
        raw = self.draft.answers.get(group)
        found = raw if isinstance(raw, list) else []
        numbered = zip(found, line_ids(found), strict=True)
        return [{**line, "id": id} for line, id in numbered if isinstance(line, dict)]

    def add_line(self, group: str, copy_of: str | None = None) -> str:
        """A new line at the end, empty or like another one; gives its id."""
        id = secrets.token_hex(4)
        model = next((line for line in self.lines(group) if line["id"] == copy_of), {})
        self._step_open = False
        self._answered(group, [*self.lines(group), {**model, "id": id}], FieldRef(group, None, id))
        self._step_open = False
        return id

    def remove_line(self, group: str, line: str) -> None:
        """Takes a line away; undo brings it back."""
        self._step_open = False
        self._answered(group, [each for each in self.lines(group) if each["id"] != line] or None, FieldRef(group))
        self._step_open = False

    def set_aside(self, check: str, reason: str | None, place: FieldRef) -> None:
        """Puts a warning aside with a reason that is printed, or takes it up again (None)."""
        kept = {id: old for id, old in self.draft.set_aside.items() if id != check}
        self._put(replace(self.draft, set_aside={**kept, check: reason} if reason else kept), place)

    def override(self, id: str, typed: Any, reason: str) -> None:
        """Replaces a computed value, with the reason that is printed; None takes the computed one again."""
        kept = {key: old for key, old in self.draft.overrides.items() if key != id}
        value = italian.canonical(self.form.fields[id].spec, typed)
        overrides = kept if value is None else {**kept, id: Override(value, reason)}
        self._put(replace(self.draft, overrides=overrides), FieldRef(id))

    # --- parties and the address books -------------------------------------------------------------------

    def take_record(self, prefix: str, id: str) -> None:
        """Fills a party in with a record of the address book, in one step of undo; nothing where it is gone."""
        record = self._look_up(id)
        if record is not None:
            self._records[id] = record
            party = self.form.parties[prefix]
            self._put_party(parties.taken(self.draft, party, id, record), prefix)

    def link(self, prefix: str, record: str | None) -> None:
        """Says which record of the address book a party is, or that it is none; its answers stay."""
        party, link = self.form.parties[prefix], PartyLink(record) if record else None
        self._put_party(parties.linked(self.draft, party, link), prefix)

    def keep_here(self, id: str) -> None:
        """Lets a field of a linked party differ from its record in this dossier."""
        found = parties.party_of(self.form, id)
        if found is not None and found[0].prefix in self.draft.parties:
            self._step_open = False
            self._put(parties.ignored_difference(self.draft, *found), FieldRef(id))
            self._step_open = False

    def take_answer(self, id: str) -> None:
        """Answers a field of a linked party as its record does."""
        self._step_open = False
        self._answered(id, self.state.book.get(id), FieldRef(id))
        self._step_open = False

    def _put_party(self, draft: Draft, prefix: str) -> None:
        self._step_open = False
        self._put(draft, FieldRef(next(iter(self.form.parties[prefix].fields.values())).id))
        self._step_open = False

    def refresh_records(self) -> None:
        """The address books have changed: what they have is looked up anew."""
        self._records.clear()
        self._evaluate()

    def close_step(self) -> None:
        """What is typed from now on is a step of undo of its own."""
        self._step_open = False

    def _answered(self, id: str, value: Any, place: FieldRef) -> None:
        answers = {key: old for key, old in self.draft.answers.items() if key != id}
        if value is not None:
            answers[id] = value
        self._put(replace(self.draft, answers=answers), place)

    def _put(self, draft: Draft, place: FieldRef) -> None:
        if draft == self.draft:
            return
        keep = self.at if self._step_open and self.moments[self.at].place == place else self.at + 1
        self._take([*self.moments[:keep], HistoryEntry(draft, place, self.moments[keep - 1].number + 1)])
        self._step_open = True
        self._evaluate()

    def _worked_out(self, before: FormState | None = None) -> FormState:
        for link in self.draft.parties.values():
            if link.record not in self._records:
                self._records[link.record] = self._look_up(link.record)
        there = {id: record for id, record in self._records.items() if record is not None}
        book = parties.book_answers(self.draft, self.form, there)
        return evaluate(self.form, self.draft, self.today, book, before)

    def _evaluate(self) -> None:
        self.state = self._worked_out(self.state)
        if self.changed:
            self.changed(self)

    # --- history -----------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """The number of the moment that is shown now."""
        return self.moments[self.at].number

    def _take(self, moments: list[HistoryEntry]) -> None:
        self.moments = moments[-HISTORY:]
        self.at = len(self.moments) - 1

    def remember(self, history: Sequence[tuple[int, Draft]], revision: int) -> None:
        """Takes up the numbered history of earlier sessions, the oldest first; it stands at `revision`.

        Numbers are missing in it: of changes that come together only the last is saved.
        """
        numbers = [number for number, _ in history]
        if revision in numbers:
            self.moments = [HistoryEntry(fit(draft, self.form), None, number) for number, draft in history]
            self.at = numbers.index(revision)
            self._evaluate()

    def can_undo(self) -> bool:
        """Whether there is an earlier moment."""
        return self.at > 0

    def can_redo(self) -> bool:
        """Whether a moment was undone."""
        return self.at < len(self.moments) - 1

    def undo(self) -> FieldRef | None:
        """Back by one step; gives the place that changed."""
        if not self.can_undo():
            return None
        place = self.moments[self.at].place or self._difference(self.at - 1)
        self._go(self.at - 1)
        return place

    def redo(self) -> FieldRef | None:
        """Forward by one step; gives the place that changed."""
        if not self.can_redo():
            return None
        self._go(self.at + 1)
        return self.moments[self.at].place or self._difference(self.at - 1)

    def _go(self, at: int) -> None:
        self.at = at
        self._step_open = False
        self._evaluate()

    def _difference(self, at: int) -> FieldRef | None:
        """The first field whose answer differs between a moment and the next, or whose party is linked otherwise."""
        before, after = self.moments[at].draft, self.moments[at + 1].draft
        ids = [id for id in self.form.fields if before.answers.get(id) != after.answers.get(id)]
        ids += [
            next(iter(party.fields.values())).id
            for prefix, party in self.form.parties.items()
            if before.parties.get(prefix) != after.parties.get(prefix)
        ]
        return FieldRef(ids[0]) if ids else None

    def snapshot(self) -> Dossier:
        """The dossier as it is now, for another thread: nothing of it is changed in place, only replaced."""
        frozen = copy(self)
        frozen.changed = None
        return frozen

    # --- what there is to say ----------------------------------------------------------------------------

    def problems(self, page: str | None = None) -> list[Problem]:
        """The problems of a page, or all, in the paper's order."""
        return [each for each in self.state.problems if page in (None, self.page_of(each.field))]

    def page_of(self, key: str) -> str:
        """The page of a field or of a column (`lines.column`)."""
        return self.form.fields[key.partition(".")[0]].page

    def visible_fields(self, page: str) -> list[Field]:
        """The fields of a page that are seen now, headings and computed ones included."""
        return [
            field
            for field in self.form.fields.values()
            if field.page == page
            and (self.state.cells[field.id].visible if field.id in self.state.cells else self._heading_seen(field))
        ]

    def _heading_seen(self, field: Field) -> bool:
        return all(self.state.holds(condition) for condition in field.conditions)

    def step_state(self, page: str) -> StepState:
        """How far a step is; a wrong answer is a problem, a missing one is not."""
        asked = [f for f in self.visible_fields(page) if f.formula is None and f.spec.type != "heading"]
        if not asked and not any(f.formula for f in self.visible_fields(page)):
            return "not_needed"
        errors = [each for each in self.problems(page) if each.severity == "error"]
        if any(not error.missing for error in errors):
            return "problem"
        if not errors:
            return "complete"
        typed = any(self.state.cells[f.id].origin in ("typed", "book") for f in asked)
        return "in_progress" if typed else "not_started"

    # --- documents ---------------------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        """The documents whose condition holds."""
        return [document for document in self.form.documents if self.state.holds(document.condition)]

    def choose(self, ids: Sequence[str]) -> list[Document]:
        """The documents asked for, all of them where none is named. Raises DraftFault on an unknown one."""
        offered = {document.spec.id: document for document in self.documents()}
        for id in ids:
            if id not in {document.spec.id for document in self.form.documents}:
                raise DraftFault(f"Il documento «{id[:60]}» non c'è in questo modulo.{suggestion(id, offered)}")
            if id not in offered:
                raise DraftFault(f"Il documento «{id}» non serve in questa pratica.")
        return [offered[id] for id in dict.fromkeys(ids)] if ids else list(offered.values())

    def printing(self) -> Printing:
        """What is needed to make the documents as they are now, in any thread."""
        return Printing(self.state, self.letterhead)

    def export(self, documents: Sequence[Document], folder: Path) -> Iterator[Path]:
        """Writes each document and yields its path. Raises PdfFault or FileFault."""
        printing = self.printing()
        make_folder(folder)
        for document in documents:
            path = folder / printing.file_name(document)
            write_atomically(path, printing.pdf(document))
            yield path


@dataclass(frozen=True, slots=True)
class Printing:
    """The documents of a dossier at one moment; nothing here changes, so another thread may make them."""

    state: FormState
    letterhead: Letterhead | None = None

    def pdf(self, document: Document) -> bytes:
        """The bytes of a document, the same for the same answers and day. Raises PdfFault."""
        from desktop_app.engine.documents.document import render
        from desktop_app.pdf.document import build

        return build(render(document, self.state, self.letterhead), self.state.today)

    def file_name(self, document: Document) -> str:
        """`id.pdf`, or `id_BOZZA.pdf` while there are errors."""
        return f"{document.spec.id}{'' if self.state.complete else '_BOZZA'}.pdf"

"""One open dossier: its answers, changed one at a time and undone, and what the engine says of them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers import typed as italian
from desktop_app.engine.answers.draft import Draft, Override, PartyLink, fit
from desktop_app.engine.documents.blocks import Letterhead
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.deadlines import MetDays
from desktop_app.engine.evaluation.evaluate import evaluate, line_ids
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.offers import offered
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Form
from desktop_app.engine.italian import formatting
from desktop_app.session.acts import AnyAct, Withdrawn
from desktop_app.session.documents import DocumentSet
from desktop_app.session.exported import ExportComparison
from desktop_app.session.history import History
from desktop_app.session.progress.chain import ended_terms, met_days, withdrawal
from desktop_app.session.reference import identity, reference
from desktop_app.session.states import document_statuses


class Dossier:
    """A draft opened with its form on a day. Every change evaluates the whole form and calls `changed`.

    `state` is what the engine says of the answers; a change replaces it and never alters it, so another thread
    may keep one. Changes in the same field are one step of undo until `close_step`. `records` gives what the address
    books have under an id, None where it is gone. `letterhead` stands above the documents that ask for one. `exports`
    are the documents exported from it, the newest first, and `acts` what happened to it, the oldest first, as far as it
    was told. `id` is that of the store, where it is kept, `own_title` what the user called it; `parties_printed` tells
    whether documents name the parties.
    """

    def __init__(
        self, form: Form, draft: Draft, today: dt.date, changed: Callable[[Dossier], None] | None = None,
        records: Callable[[str], parties.Record | None] = lambda _: None, letterhead: Letterhead | None = None,
    ) -> None:  # fmt: skip
        self.form, self.today, self.changed, self.letterhead = form, today, changed, letterhead
        self._find_record, self._records = records, dict[str, parties.Record | None]()
        self.id = self.own_title = ""
        self.parties_printed: Callable[[], bool] = lambda: True
        self.exports: Sequence[ExportEntry] = ()
        self.acts: Sequence[AnyAct] = ()
        self.comparison = ExportComparison()
        self._forms = {form.id: form}  # those of its history
        self.history = History.begun(fit(draft, form))
        self.state: FormState = self._evaluated()

    @property
    def draft(self) -> Draft:
        """The answers as they are now."""
        return self.history.current.draft

    @property
    def documents(self) -> DocumentSet:
        """The documents as they are now; later changes do not alter them."""
        return DocumentSet(self.state, self.letterhead, self.reference, self.parties_printed())

    @property
    def reference(self) -> str:
        """The signs by which sheets of paper name the dossier."""
        return reference(identity(self.state, self.id))

    def document_statuses(self) -> tuple[DocumentStatus, ...]:
        """Every document that applies, whether what was exported still says what the answers say, how far it is."""
        return document_statuses(self.state, self.exports, self.comparison, self.acts)

    def met_days(self) -> MetDays:
        """The deadlines that acts say are met, whatever the answers say; of a withdrawn dossier all that were open."""
        return {**met_days(self.form, self.acts), **ended_terms(self.state, self.acts)}

    @property
    def withdrawal(self) -> Withdrawn | None:
        """The act by which the user took it back, None where none did."""
        return withdrawal(self.acts)

    # --- answers -----------------------------------------------------------------------------------------

    def answer(self, id: str, typed: Any) -> None:
        """What was typed in a field; None or an empty text is no answer."""
        self._set_answer(id, italian.canonical(self.form.fields[id].spec, typed, self.today), FieldRef(id))

    def override(self, id: str, typed: Any, reason: str) -> None:
        """Replaces a computed value, with the reason that is printed; None takes the computed one again."""
        kept = {key: old for key, old in self.draft.overrides.items() if key != id}
        value = italian.canonical(self.form.fields[id].spec, typed, self.today)
        overrides = kept if value is None else {**kept, id: Override(value, italian.canonical_reason(reason))}
        self._change(replace(self.draft, overrides=overrides), FieldRef(id))

    def set_aside(self, check: str, reason: str | None, place: FieldRef) -> None:
        """Puts a warning aside with a reason that is printed, or takes it up again (None)."""
        kept = {id: old for id, old in self.draft.set_aside.items() if id != check}
        given = {check: italian.canonical_reason(reason)} if reason else {}
        self._change(replace(self.draft, set_aside=kept | given), place)

    def read_notice(self, notice: str, place: FieldRef) -> None:
        """The user has read a notice of the law today, beside `place`; a step of undo by itself."""
        self.close_step()
        self._change(replace(self.draft, notices_read={**self.draft.notices_read, notice: self.today}), place)
        self.close_step()

    # --- the lines of a group ----------------------------------------------------------------------------

    def lines(self, group: str) -> list[dict[str, Any]]:
        """The lines of a group as answers, each with its id; what is not a line stays out."""
        raw = self.draft.answers.get(group)
        found = raw if isinstance(raw, list) else []
        numbered = zip(found, line_ids(found), strict=True)
        return [{**line, "id": id} for line, id in numbered if isinstance(line, dict)]

    def answer_line(self, group: str, line: str, column: str, typed: Any) -> None:
        """What was typed in one column of the line with that id."""
        spec = self.form.fields[group].columns[column].spec
        value = italian.canonical(spec, typed, self.today)

        def change(each: Mapping[str, Any]) -> dict[str, Any]:
            kept = {name: old for name, old in each.items() if name != column}
            return kept if value is None else {**kept, column: value}

        lines = [change(each) if each["id"] == line else each for each in self.lines(group)]
        self._set_answer(group, lines, FieldRef(group, column, line))

    def add_line(self, group: str, copy_of: str | None = None) -> str:
        """A new line at the end, empty or like another one; gives its id. A step of undo by itself."""
        id = secrets.token_hex(4)
        model = next((line for line in self.lines(group) if line["id"] == copy_of), {})
        self._set_answer(group, [*self.lines(group), {**model, "id": id}], FieldRef(group, None, id))
        self.close_step()
        return id

    def remove_line(self, group: str, line: str) -> None:
        """Takes a line away, in a step of undo by itself."""
        self.close_step()
        self._set_answer(group, [each for each in self.lines(group) if each["id"] != line] or None, FieldRef(group))
        self.close_step()

    # --- parties and the address books -------------------------------------------------------------------

    def take_record(self, prefix: str, id: str) -> None:
        """Fills a party in with a record of the address book, in one step of undo; nothing where it is gone."""
        record = self._find_record(id)
        if record is not None:
            self._records = {**self._records, id: record}
            party = self.form.parties[prefix]
            self._change_party(parties.taken(self.draft, party, id, record), prefix)

    def link(self, prefix: str, record: str | None) -> None:
        """Says which record of the address book a party is, or that it is none; its answers stay."""
        party, link = self.form.parties[prefix], PartyLink(record) if record else None
        self._change_party(parties.linked(self.draft, party, link), prefix)

    def keep_here(self, id: str) -> None:
        """Lets a field of a linked party differ from its record in this dossier."""
        found = parties.party_of(self.form, id)
        if found is not None and found[0].prefix in self.draft.parties:
            self.close_step()
            self._change(parties.ignored_difference(self.draft, *found), FieldRef(id))
            self.close_step()

    def take_answer(self, id: str) -> None:
        """Answers a field of a linked party as its record does, in a step of undo by itself."""
        self.close_step()
        self._set_answer(id, self.state.book.get(id), FieldRef(id))
        self.close_step()

    def take_offer(self, place: FieldRef) -> None:
        """Writes what the form offers beside a field, into all that it is for, in a step of undo by itself."""
        field = self.form.fields[place.field]
        found = offered(self.state, field.columns[place.column] if place.column else field, place.line)
        given: dict[str, Any] = {id: formatting.notation(each) for id, each in found.items()}
        if place.column is not None:
            lines = [{**each, **given} if each["id"] == place.line else each for each in self.lines(place.field)]
            given = {place.field: lines}
        self.close_step()
        self._change(replace(self.draft, answers={**self.draft.answers, **given}), place)
        self.close_step()

    def refresh_records(self) -> None:
        """The address books have changed: what they have is looked up anew."""
        self._records = {}
        self._evaluate()

    # --- another edition of the form ---------------------------------------------------------------------

    def pass_to(self, form: Form, draft: Draft) -> None:
        """Goes on by another form, with the answers that it takes along; a step of undo by itself."""
        self.close_step()
        before, self._forms[form.id] = self.form.id, form
        self._change(fit(draft, form), _first_place(form), ("passed", before))
        self.close_step()

    # --- the day -----------------------------------------------------------------------------------------

    def move_to(self, today: dt.date) -> bool:
        """Works everything out as on that day; whether it is another one. No answer changes, nothing can be undone."""
        if today == self.today:
            return False
        self.today = today
        self._evaluate()
        return True

    # --- history -----------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """The number of the current entry of the history."""
        return self.history.current.revision

    def close_step(self) -> None:
        """What is typed from now on is a step of undo of its own."""
        self.history = self.history.with_step_closed()

    def restore_history(
        self, saved: Sequence[tuple[int, Draft]], revision: int, newest: int = 0, earlier: Iterable[Form] = ()
    ) -> None:
        """Takes up the numbered history of earlier sessions, the oldest first; it stands at `revision`.

        `earlier` are forms that it was filled in by before; what was answered by any other is left out. Numbers are
        missing in it: of changes that come together only the last is saved, and some were left aside; `newest` is the
        highest of all. A history without `revision` is left alone.
        """
        if any(number == revision for number, _ in saved):
            self._forms |= {form.id: form for form in earlier}
            fitting = [(number, draft) for number, each in saved if (draft := self._fitting(each)) is not None]
            self.history = History.restored(fitting, revision, newest)
            self._evaluate()

    def _fitting(self, draft: Draft) -> Draft | None:
        """A draft of the history by its own form; None of an earlier one that is not here, or has become another."""
        form = self._forms.get(draft.form)
        try:
            return fit(draft, form) if form is not None else None
        except DraftFault:
            if form is self.form:
                raise
            return None

    def take_version(self, draft: Draft, note: tuple[str, str]) -> None:
        """Takes an earlier version up again, in a step of undo by itself. Raises DraftFault where it does not fit."""
        self.close_step()
        self._change(fit(draft, self._forms.get(draft.form, self.form)), None, note)
        self.close_step()

    def can_undo(self) -> bool:
        """Whether there is an earlier entry."""
        return self.history.can_undo()

    def can_redo(self) -> bool:
        """Whether an entry was undone."""
        return self.history.can_redo()

    def undo(self) -> FieldRef | None:
        """Back by one step; gives the field that changed."""
        if not self.can_undo():
            return None
        form, changed = self.form, self.history.changed_field(self.history.position, self.form)
        self._go_to(self.history.position - 1)
        return changed if self.form is form else _first_place(self.form)

    def redo(self) -> FieldRef | None:
        """Forward by one step; gives the field that changed."""
        if not self.can_redo():
            return None
        form = self.form
        self._go_to(self.history.position + 1)
        changed = self.history.changed_field(self.history.position, self.form)
        return changed if self.form is form else _first_place(self.form)

    def _go_to(self, position: int) -> None:
        self.history = self.history.at(position)
        self._evaluate()

    # --- a change ----------------------------------------------------------------------------------------

    def _set_answer(self, id: str, value: Any, place: FieldRef) -> None:
        answers = {key: old for key, old in self.draft.answers.items() if key != id}
        if value is not None:
            answers[id] = value
        self._change(replace(self.draft, answers=answers), place)

    def _change_party(self, draft: Draft, prefix: str) -> None:
        self.close_step()
        self._change(draft, FieldRef(next(iter(self.form.parties[prefix].fields.values())).id))
        self.close_step()

    def _change(self, draft: Draft, place: FieldRef | None, note: tuple[str, str] | None = None) -> None:
        if draft != self.draft:
            self.history = self.history.with_change(draft, place, note)
            self._evaluate()

    def _evaluate(self) -> None:
        before: FormState | None = self.state
        form = self._forms.get(self.draft.form, self.form)
        if form is not self.form:
            self.form, before = form, None
        self.state = self._evaluated(before)
        if self.changed:
            self.changed(self)

    def _evaluated(self, before: FormState | None = None) -> FormState:
        ids = [link.record for link in self.draft.parties.values()]
        self._records = {**{id: self._find_record(id) for id in ids if id not in self._records}, **self._records}
        found = {id: record for id, record in self._records.items() if record is not None}
        return evaluate(self.form, self.draft, self.today, parties.book_answers(self.draft, self.form, found), before)


def _first_place(form: Form) -> FieldRef:
    return FieldRef(next(id for id, field in form.fields.items() if field.spec.traits.valued))

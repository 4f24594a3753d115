"""The history of a dossier, for undo and redo: its drafts in order, and which of them is the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form

MOST_ENTRIES = 300


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A draft, the number of its revision in the store, and which field the change that led to it was made in.

    The field is not known of changes of earlier sessions, and of those of many fields. `note` says how else it came
    about (`drafts/versions.py`).
    """

    draft: Draft
    revision: int
    field: FieldRef | None = None
    note: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The entries, the oldest first, and the position of the current one. A change makes a new History.

    While a step is open, a further change in the same field replaces its entry: typing a word is one step of undo.
    `newest` is the highest number that was given: one that was undone is given to no other, so that the store keeps it.
    """

    entries: tuple[HistoryEntry, ...]
    position: int = 0
    step_open: bool = False
    newest: int = 1

    @classmethod
    def begun(cls, draft: Draft) -> History:
        """The history of a dossier that nobody has changed yet."""
        return cls((HistoryEntry(draft, 1),))

    @classmethod
    def restored(cls, saved: Sequence[tuple[int, Draft]], revision: int, newest: int) -> History:
        """The saved revisions with their numbers, the oldest first; the current one is `revision`, among them."""
        revisions = [number for number, _ in saved]
        entries = tuple(HistoryEntry(draft, number) for number, draft in saved)
        return cls(entries, revisions.index(revision), newest=max(newest, *revisions))

    @property
    def current(self) -> HistoryEntry:
        """The entry that the dossier shows."""
        return self.entries[self.position]

    def can_undo(self) -> bool:
        """Whether there is an earlier entry."""
        return self.position > 0

    def can_redo(self) -> bool:
        """Whether an entry was undone."""
        return self.position < len(self.entries) - 1

    @property
    def made_of(self) -> int | None:
        """The number of the entry that the current one was made of; None where it is not known."""
        return self.entries[self.position - 1].revision if self.position else None

    def with_change(self, draft: Draft, field: FieldRef | None, note: tuple[str, str] | None = None) -> History:
        """The history after a change: what was undone is dropped, and the oldest entry beyond the most.

        A change of many fields has none.
        """
        same_step = self.step_open and self.current.field == field
        kept = self.entries[: self.position if same_step else self.position + 1]
        number = self.current.revision if same_step else self.newest + 1
        entries = (*kept, HistoryEntry(draft, number, field, note))[-MOST_ENTRIES:]
        return History(entries, len(entries) - 1, step_open=True, newest=number)

    def with_step_closed(self) -> History:
        """The same history; the next change is a step of its own, in whatever field."""
        return replace(self, step_open=False)

    def at(self, position: int) -> History:
        """The same entries, with another one as the current."""
        return replace(self, position=position, step_open=False)

    def changed_field(self, position: int, form: Form) -> FieldRef | None:
        """The field that the change from the entry before to this one was made in, None where nothing differs."""
        entry = self.entries[position]
        return entry.field or first_difference(self.entries[position - 1].draft, entry.draft, form)


def first_difference(before: Draft, after: Draft, form: Form) -> FieldRef | None:
    """The first field with another answer, else the first of a party linked to another record."""
    for id in form.fields:
        if before.answers.get(id) != after.answers.get(id):
            return FieldRef(id)
    for prefix, party in form.parties.items():
        if before.parties.get(prefix) != after.parties.get(prefix):
            return FieldRef(next(iter(party.fields.values())).id)
    return None

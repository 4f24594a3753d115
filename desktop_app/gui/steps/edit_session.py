"""The edits of one open dossier: each is made here, and told to the window as a signal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import FormState
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.offers import Offer, offers
from desktop_app.session.visible_problems import ProblemsByPlace, VisibleProblems

if TYPE_CHECKING:
    from desktop_app.drafts.models import Contact
    from desktop_app.engine.forms.form import Party
    from desktop_app.gui.services.address_books import AddressBooks


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """A record of the address book that was changed from a field of this dossier, as it was before."""

    place: FieldRef
    record: str
    before: Contact


class EditSession(QObject):
    """Every change of the dossier made in the window passes here; without `books` there are no address books.

    `updated` is the last change of a record, for as long as it can be undone from its field.
    """

    changed = Signal()  # the dossier changed
    form_changed = Signal(object)  # the Dossier goes on by another form, and the session is over
    visible_problems_changed = Signal()  # the dossier is the same, but more of its problems may be named
    navigate_requested = Signal(object)  # a FieldRef the user asks to be shown
    unfolded = Signal(object)  # a widget that opened further parts, to be scrolled into sight from its top
    undo_requested = Signal()  # the user asks to undo the last change
    travels = Signal()  # an undo or a redo comes: what was typed until now is a version of its own
    help_requested = Signal(object)  # a FieldRef whose guide the user asks for

    def __init__(self, dossier: Dossier, books: AddressBooks | None = None) -> None:
        super().__init__()
        self.dossier, self.books = dossier, books
        self.updated: RecordUpdate | None = None
        self.tried: dict[str, str] = {}  # numbers that the user tries in a panel's questions, by the question's text
        self.kept_names: set[tuple[FieldRef, str]] = set()  # which the user wants as they are
        self._problems = VisibleProblems(dossier)
        self._offers: tuple[tuple[object, ...], Mapping[FieldRef, Offer]] = ((), {})

    @property
    def state(self) -> FormState:
        """What the engine says of the dossier now."""
        return self.dossier.state

    @property
    def typing_place(self) -> FieldRef | None:
        """Where the user is typing; None once the field was left, or something else was done."""
        return self._problems.typing_place

    def visible_problems(self, page: str) -> ProblemsByPlace:
        """The problems of a page that may be named by now, by place."""
        return self._problems.of(page)

    def receipt_offers(self) -> Mapping[FieldRef, Offer]:
        """What the receipts of the dossier know and its answers do not say, by place."""
        now = (self.dossier.state, self.dossier.exports, self.dossier.acts)
        if len(self._offers[0]) != len(now) or any(a is not b for a, b in zip(now, self._offers[0], strict=True)):
            self._offers = (now, {each.ref: each for each in offers(self.dossier)})
        return self._offers[1]

    # --- answers -----------------------------------------------------------------------------------------

    def answer(self, place: FieldRef, typed: Any) -> None:
        """What was typed, at each key."""

        def put() -> None:
            if place.column is None:
                self.dossier.answer(place.field, typed)
            elif place.line is not None:
                self.dossier.answer_line(place.field, place.line, place.column, typed)

        self.change(put, place)

    def change(self, do: Callable[[], object], typing_place: FieldRef | None = None) -> None:
        """Does something to the dossier, and tells `changed` where it did change.

        Where it goes on by another form, what was made for this one keeps what it was made for.
        """
        self._problems.start_change(typing_place)
        self.updated = None
        dossier, before = self.dossier, copy(self.dossier)
        do()
        if dossier.form is not before.form:
            self.dossier, self._problems = before, VisibleProblems(before)
            self.form_changed.emit(dossier)
        elif dossier.draft is not before.draft:
            self.changed.emit()

    def read_notice(self, notice: str, place: FieldRef) -> None:
        """The user has read a notice of the law, beside `place`."""
        self.change(lambda: self.dossier.read_notice(notice, place))

    def leave(self, place: FieldRef) -> None:
        """The user moved on: what is wrong there, or because of it, is named from now on."""
        self.dossier.close_step()
        if self._problems.leave([place]):
            self.visible_problems_changed.emit()

    def check(self, *pages: str) -> None:
        """Pages that were left, or all of them: everything that is missing there is named from now on."""
        self._problems.check(pages)
        self.visible_problems_changed.emit()

    def undo(self) -> FieldRef | None:
        """Takes the last change back; where it was, None where there is none to take back."""
        return self._travel(self.dossier.undo)

    def redo(self) -> FieldRef | None:
        """Makes an undone change again; where it was, None where there is none to make again."""
        return self._travel(self.dossier.redo)

    def _travel(self, move: Callable[[], FieldRef | None]) -> FieldRef | None:
        self.travels.emit()
        dossier, before = self.dossier, self.dossier.draft
        places: list[FieldRef | None] = []
        self.change(lambda: places.append(move()))
        place = places[0] if self.dossier is dossier else None
        return None if place is None else _returned_line(self.dossier, place, before)

    # --- lines -------------------------------------------------------------------------------------------

    def add_line(self, group: str, copy_of: str | None = None) -> str:
        """A new line at the end, empty or like another one; gives its id."""
        added: list[str] = []

        def put() -> None:
            added.append(self.dossier.add_line(group, copy_of))
            self._problems.add_line(added[0])

        self.change(put)
        return added[0]

    def close_line(self, line: str) -> None:
        """The line was closed: what is missing in it is named from now on."""
        self._problems.close_line(line)
        self.visible_problems_changed.emit()

    # --- the address books -------------------------------------------------------------------------------

    def leave_party(self, party: Party) -> None:
        """A party was filled in: what is wrong with it is named from now on."""
        self._problems.leave([FieldRef(field.id) for field in party.fields.values()])
        self._tell_more()

    def update_book(self, place: FieldRef) -> None:
        """The answer there becomes that of the party's record; other dossiers stay as they are."""
        found, draft = parties.party_of(self.dossier.form, place.field), self.dossier.draft
        if self.books is None or found is None or found[0].prefix not in draft.parties:
            return
        party, name = found
        record = draft.parties[party.prefix].record

        def updated(before: Contact) -> None:
            self.updated = RecordUpdate(place, record, before)
            self._tell_more()

        self.books.update(record, party.fields, {name: draft.answers.get(place.field)}, updated)

    def put_book_back(self) -> None:
        """Undoes the last update of a record."""
        if self.books is not None and self.updated is not None:
            done, self.updated = self.updated, None
            self.books.put_back(done.record, done.before, self._tell_more)

    def refresh_records(self) -> None:
        """A record has changed: what the dossier says of it is worked out anew."""
        self.dossier.refresh_records()
        self._tell_more()

    def move_to(self, today: dt.date) -> None:
        """Another day has begun: all that depends on it is worked out anew. What is being typed stays half typed."""
        self._problems.start_change(self._problems.typing_place)
        if self.dossier.move_to(today):
            self.visible_problems_changed.emit()

    def _tell_more(self) -> None:
        self._problems.stop_typing()
        self.visible_problems_changed.emit()


def _returned_line(dossier: Dossier, place: FieldRef, before: Draft) -> FieldRef:
    """Of a list of lines, the one line that an undo or a redo brought back; any other place as it is."""
    old = before.answers.get(place.field)
    known = {line.get("id") for line in old if isinstance(line, dict)} if isinstance(old, list) else set()
    back = [line["id"] for line in dossier.lines(place.field) if line["id"] not in known]
    return FieldRef(place.field, None, back[0]) if len(back) == 1 else place

"""The conversation with the user about one dossier: what was done goes in, and what may be said by now comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.session.dossier import Dossier

if TYPE_CHECKING:
    from desktop_app.drafts.models import Contact
    from desktop_app.engine.forms.form import Party
    from desktop_app.gui.services.address_books import AddressBooks

VisibleProblems = dict[FieldRef, tuple[Problem, ...]]
NO_PROBLEMS: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """A record of the address book changed from a field of this dossier, as it was before."""

    place: FieldRef
    record: str
    before: Contact


class EditSession(QObject):
    """Every change of the dossier made in the window passes here.

    Silent until the user moves on: a wrong answer is named once its field was left, a missing one once its line
    was closed, its step was left or everything was checked. From then on both are live. While an answer is being
    typed, problems that show change and go with every key, but none comes: «66.000,» is on its way to be a number,
    and the page would move under the user's hands.
    """

    changed = Signal()  # the dossier changed
    visible_problems_changed = Signal()  # the dossier is the same, but more of its problems may be said
    navigate_requested = Signal(object)  # a FieldRef the user asks to be shown
    unfolded = Signal(object)  # a widget that unfolded, and should be seen from its top
    undo_requested = Signal()  # the user asks to undo the last change
    help_requested = Signal(object)  # a FieldRef whose guide the user asks for

    def __init__(self, dossier: Dossier, books: AddressBooks | None = None) -> None:
        super().__init__()
        self.dossier, self.books = dossier, books
        self.updated: RecordUpdate | None = None
        self.typing: FieldRef | None = None
        self._left: set[FieldRef | str] = set()  # places, and ids of lines that were there from the start
        self._checked: set[str] = set()  # ids of pages and of lines
        self._fresh: set[str] = set()  # lines added here and not closed yet
        self._showing: frozenset[FieldRef] = frozenset()
        self._since: frozenset[FieldRef] = frozenset()  # where a problem showed when the typing began
        self._cache: tuple[FormState, dict[str, VisibleProblems]] | None = None
        self.mark_answered_as_left()

    @property
    def state(self) -> FormState:
        return self.dossier.state

    def mark_answered_as_left(self) -> None:
        """What is answered already was left some other day."""
        for id in self.dossier.draft.answers:
            self._left.add(FieldRef(id))
            if self.dossier.form.fields[id].columns:
                self._left.update(line["id"] for line in self.dossier.lines(id))
        self._left.update(FieldRef(id) for id in self.dossier.draft.overrides)

    # --- what the user does ------------------------------------------------------------------------------

    def answer(self, place: FieldRef, typed: Any) -> None:
        """What was typed, at each key."""

        def put() -> None:
            if place.column is None:
                self.dossier.answer(place.field, typed)
            elif place.line is not None:
                self.dossier.answer_line(place.field, place.line, place.column, typed)

        self.change(put, place)

    def change(self, do: Callable[[], object], typing: FieldRef | None = None) -> None:
        """Does something to the dossier, and tells of it where it changed."""
        if typing is not None and typing != self.typing:
            self._since = self._showing
        self.typing = typing
        self.updated = None
        before = self.dossier.draft
        do()
        self._cache = None
        if self.dossier.draft is not before:
            self.changed.emit()

    def leave(self, place: FieldRef) -> None:
        """The user moved on: what is wrong there, or because of it, is named from now on."""
        self.dossier.close_step()
        if place not in self._left or self.typing is not None:
            self._left.add(place)
            self._say_more()

    # --- the address books -------------------------------------------------------------------------------

    def leave_party(self, party: Party) -> None:
        """A party was filled in: what is wrong with it is named from now on."""
        self.dossier.close_step()
        self._left.update(FieldRef(field.id) for field in party.fields.values())
        self._say_more()

    def update_book(self, place: FieldRef) -> None:
        """The answer there becomes that of the party's record; other dossiers stay as they are."""
        found, draft = parties.party_of(self.dossier.form, place.field), self.dossier.draft
        if self.books is None or found is None or found[0].prefix not in draft.parties:
            return
        party, name = found
        record = draft.parties[party.prefix].record
        before = self.books.update(record, party.fields, {name: draft.answers.get(place.field)})
        if before is not None:
            self.updated = RecordUpdate(place, record, before)
        self._say_more()

    def put_book_back(self) -> None:
        """Undoes the last update of a record."""
        if self.books is not None and self.updated is not None:
            done, self.updated = self.updated, None
            self.books.put_back(done.record, done.before)
            self._say_more()

    def refresh_records(self) -> None:
        """A record has changed: what the dossier says of it is worked out anew."""
        self.dossier.refresh_records()
        self._say_more()

    # --- lines -------------------------------------------------------------------------------------------

    def add_line(self, group: str, copy_of: str | None = None) -> str:
        """A new line at the end; nothing is said of it before it is left."""
        added: list[str] = []

        def put() -> None:
            added.append(self.dossier.add_line(group, copy_of))
            self._fresh.update(added)

        self.change(put)
        return added[0]

    def close_line(self, line: str) -> None:
        """The line was closed: what lacks in it is named from now on."""
        self._fresh.discard(line)
        self._checked.add(line)
        self._say_more()

    def check(self, *pages: str) -> None:
        """Steps that were left, or all of them: everything that lacks in them is named from now on."""
        self._checked.update(pages)
        self._fresh -= self._lines_of(pages)
        self._say_more()

    def _lines_of(self, pages: tuple[str, ...]) -> set[str]:
        if not self._fresh:
            return set()
        groups = [field for field in self.dossier.form.fields.values() if field.columns and field.page in pages]
        return {line["id"] for field in groups for line in self.dossier.lines(field.id)}

    def _say_more(self) -> None:
        self.typing = None
        self._cache = None
        self.visible_problems_changed.emit()

    # --- what may be said --------------------------------------------------------------------------------

    def visible_problems(self, page: str) -> VisibleProblems:
        """The problems of a page that may be named by now, by place."""
        if self._cache is None or self._cache[0] is not self.state:
            pages = self._sift()
            self._cache = (self.state, pages)
            self._showing = frozenset(place for said in pages.values() for place in said)
        return self._cache[1].get(page, {})

    def _sift(self) -> dict[str, VisibleProblems]:
        found: dict[str, VisibleProblems] = {}
        for problem in self.state.problems:
            page, place = self.dossier.page_of(problem.field), field_ref_of(problem, self.state)
            if self._may_say(problem, place, page):
                on_page = found.setdefault(page, {})
                on_page[place] = (*on_page.get(place, NO_PROBLEMS), problem)
        return found

    def _may_say(self, problem: Problem, place: FieldRef, page: str) -> bool:
        if self.typing is not None and place not in self._since:
            return False
        fresh = place.line in self._fresh
        if (page in self._checked and not fresh) or place.line in self._checked:
            return True
        if problem.missing:
            return False
        field = self.dossier.form.fields[place.field]
        spoken = field.columns[place.column] if place.column else field
        asked = spoken.formula is None and place.field not in self.dossier.draft.overrides
        return place in self._left or (place.line in self._left and not fresh) or not asked


def returned(dossier: Dossier, place: FieldRef, before: Draft) -> FieldRef:
    """Of a list of lines: the one that an undo or a redo brought back."""
    if not dossier.form.fields[place.field].columns:
        return place
    old = before.answers.get(place.field)
    known = {line.get("id") for line in old if isinstance(line, dict)} if isinstance(old, list) else set()
    back = [line["id"] for line in dossier.lines(place.field) if line["id"] not in known]
    return FieldRef(place.field, None, back[0]) if len(back) == 1 else place

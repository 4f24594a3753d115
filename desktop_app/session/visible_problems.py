"""Which problems of a dossier may be named while somebody fills it in: none before the user has moved on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import page_of

ProblemsByPlace = dict[FieldRef, tuple[Problem, ...]]
NO_PROBLEMS: Final[tuple[Problem, ...]] = ()


class VisibleProblems:
    """Is told what the user does with a dossier; `of` gives the problems of a page that may be named by now.

    A wrong answer is named once its field was left, a missing one once its line was closed, its step was left or
    everything was checked; from then on at each key. What is computed is nobody's unfinished typing: it is named at
    once. While an answer is typed, only places that had a problem when the typing began may have one: «66.000,» is
    half a number, and a problem that comes would move the page under the user's hands.
    """

    def __init__(self, dossier: Dossier) -> None:
        """What is answered already counts as left in an earlier session."""
        self._dossier = dossier
        self.typing_place: FieldRef | None = None
        draft, fields = dossier.draft, dossier.form.fields
        self._left_places = {FieldRef(id) for id in draft.answers}
        self._earlier_lines = {line["id"] for id in draft.answers if fields[id].columns for line in dossier.lines(id)}
        self._new_lines: set[str] = set()
        self._closed_lines: set[str] = set()
        self._checked_pages: set[str] = set()
        self._visible_places: frozenset[FieldRef] = frozenset()
        self._visible_before_typing: frozenset[FieldRef] = frozenset()
        self._by_page: tuple[FormState, dict[str, ProblemsByPlace]] | None = None

    # --- what the user does ------------------------------------------------------------------------------

    def start_change(self, typing_place: FieldRef | None = None) -> None:
        """To be told before the dossier changes; `typing_place` is where the user types, at each key."""
        if typing_place != self.typing_place:
            self._visible_before_typing = self._visible_places
        self.typing_place = typing_place
        self._by_page = None

    def stop_typing(self) -> None:
        """The user has finished with what was typed."""
        self.start_change()

    def leave(self, places: Collection[FieldRef]) -> bool:
        """The user moved on from these places; False where nothing more can be named because of that."""
        if self.typing_place is None and self._left_places.issuperset(places):
            return False
        self._left_places.update(places)
        self.stop_typing()
        return True

    def add_line(self, line: str) -> None:
        """A line was added: what it lacks is not named before it is closed, or its page is checked again."""
        self._new_lines.add(line)
        self._by_page = None

    def close_line(self, line: str) -> None:
        """A line was closed: what it lacks is named from now on."""
        self._closed_lines.add(line)
        self.stop_typing()

    def check(self, pages: Collection[str]) -> None:
        """These pages were left or checked: what they lack is named from now on, in the lines that they have now."""
        self._checked_pages.update(pages)
        self._new_lines.difference_update(self._lines_of(pages))
        self.stop_typing()

    def _lines_of(self, pages: Collection[str]) -> Iterable[str]:
        for field in self._dossier.form.fields.values():
            if field.page in pages:  # a field that is no group has no lines
                yield from (line["id"] for line in self._dossier.lines(field.id))

    # --- what may be named -------------------------------------------------------------------------------

    def of(self, page: str) -> ProblemsByPlace:
        """The problems of a page that may be named by now, by place."""
        state = self._dossier.state
        if self._by_page is None or self._by_page[0] is not state:
            by_page = self._sorted_out(state)
            self._by_page = (state, by_page)
            self._visible_places = frozenset(place for problems in by_page.values() for place in problems)
        return self._by_page[1].get(page, {})

    def _sorted_out(self, state: FormState) -> dict[str, ProblemsByPlace]:
        found: dict[str, ProblemsByPlace] = {}
        for problem in state.problems:
            page, place = page_of(self._dossier.form, problem.field), field_ref_of(problem, state)
            if self._may_be_named(problem, place, page):
                on_page = found.setdefault(page, {})
                on_page[place] = (*on_page.get(place, NO_PROBLEMS), problem)
        return found

    def _may_be_named(self, problem: Problem, place: FieldRef, page: str) -> bool:
        if self.typing_place is not None and place not in self._visible_before_typing:
            return False
        if place.line in self._closed_lines or (page in self._checked_pages and place.line not in self._new_lines):
            return True
        if problem.missing:
            return False
        return place in self._left_places or place.line in self._earlier_lines or self._is_computed(place)

    def _is_computed(self, place: FieldRef) -> bool:
        field = self._dossier.form.fields[place.field]
        return (field.columns[place.column] if place.column else field).formula is not None

"""Reads the moments of a dossier, and what differs between its versions, from the store: in the store's thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.drafts.models import ActEntry, ExportEntry
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft, fit, parse_stored
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Form
from desktop_app.session.progress.timeline import EXPORTED, timeline
from desktop_app.session.versions.differences import Difference, changed_questions, differences
from desktop_app.session.versions.moments import Happening, Moment, State, moments


@dataclass(frozen=True, slots=True)
class Look:
    """A version that is looked at. Where it cannot be read there is no draft, and nothing differs.

    `then` is what was answered otherwise than in the version before it, None where that one cannot be read; `now` what
    would change if it were taken up.
    """

    moment: Moment
    draft: Draft | None = None
    then: tuple[Difference, ...] | None = ()
    now: tuple[Difference, ...] = ()


def read_moments(drafts: Drafts, form: Form, id: str) -> list[Moment]:
    """The moments of a dossier, the newest first. Raises StoreFault."""
    versions = drafts.versions.of(id)
    told = happened(form, drafts.exports(id), drafts.acts.of(id))
    reader = _Reader(drafts, form, id)
    return [reader.with_questions(each) for each in moments(versions, told, drafts.read(id).revision)]


def happened(form: Form, exports: Sequence[ExportEntry], acts: Iterable[ActEntry]) -> list[Happening]:
    """What happened to a dossier, in the order in which it was recorded."""
    of_export = {each.number: each.revision or 0 for each in exports}
    found = [
        Happening(each.at, each.kind, each.words, of_export.get(each.number, 0) if each.kind == EXPORTED else 0)
        for day in timeline(form, exports, acts)
        for each in day.entries
    ]
    return sorted(found, key=lambda each: each.at)


def look(drafts: Drafts, form: Form, id: str, moment: Moment, now: Draft) -> Look:
    """A version beside the one before it, and beside the answers as they are now. Raises StoreFault."""
    reader = _Reader(drafts, form, id)
    draft, state = reader.draft(moment.number)
    before, _ = reader.draft(moment.before)
    seen = replace(moment, state=state)
    if draft is None:
        return Look(seen)
    lost = before is None and bool(moment.before)
    then = None if lost else differences(form, before or Draft(form.id), draft)
    return Look(seen, draft, then, differences(form, now, draft))


class _Reader:
    """Reads versions of one dossier; the last few stay at hand, as each is compared with the one before it."""

    def __init__(self, drafts: Drafts, form: Form, id: str) -> None:
        self._drafts, self._form, self._id = drafts, form, id
        self._read: dict[int, tuple[Draft | None, State]] = {}

    def draft(self, number: int) -> tuple[Draft | None, State]:
        """The draft of a version, as its form has it today; None where it is damaged or of another edition."""
        if number not in self._read:
            if len(self._read) > 8:
                self._read.clear()
            self._read[number] = self._made(number)
        return self._read[number]

    def _made(self, number: int) -> tuple[Draft | None, State]:
        content = self._drafts.versions.content(self._id, number) if number else None
        if content is None:
            return None, "damaged"
        try:
            draft = parse_stored(content)
            return (fit(draft, self._form), "sound") if draft.form == self._form.id else (None, "other")
        except DraftFault:
            return None, "other"

    def with_questions(self, moment: Moment) -> Moment:
        """The same moment, with the questions that were answered otherwise in it."""
        draft, state = self.draft(moment.number)
        before, _ = self.draft(moment.before)
        if draft is None or moment.happened or (before is None and moment.before):
            return replace(moment, state=state)
        questions = changed_questions(self._form, before or Draft(self._form.id), draft)
        return replace(moment, state=state, questions=tuple(questions))

"""What differs between two versions of a dossier, in the words of its questions: a pure function of two drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.answers.reader import read
from desktop_app.engine.evaluation.evaluate import line_ids
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian import dates, formatting
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.session.labels import question_label
from desktop_app.session.versions.text_changes import Piece, text_changes

Kind = Literal["answer", "line_added", "line_removed", "lines_moved", "override", "warning", "record", "notice"]
LONGEST: Final = 2_000  # characters that are shown of what is no long text
LONG: Final = 80  # characters from which a text is compared word by word
MOVED: Final = "Cambiato l’ordine"
LINKED: Final = "Collegata all’anagrafica"
OTHER_RECORD: Final = "Collegata a un’altra scheda dell’anagrafica"
KEPT: Final = "Collegata, con altre risposte che restano diverse"


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer, or another thing that the user decided, that is not the same in both versions.

    `label` is the question; `before` and `after` are the answers in words, "" where there was none. Of a long text
    `pieces` tell what changed in it. `place` is where it is asked.
    """

    kind: Kind
    place: FieldRef
    label: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()


def differences(form: Form, before: Draft, after: Draft) -> tuple[Difference, ...]:
    """The differences in the order of the form; none exactly where both say the same.

    What is calculated, or hidden by another answer, is no difference: nobody answered it otherwise.
    """
    return tuple(_all(form, before, after))


def _all(form: Form, before: Draft, after: Draft) -> Iterator[Difference]:
    for field in form.fields.values():
        old, new = _given(before.answers.get(field.id)), _given(after.answers.get(field.id))
        if field.columns:
            yield from _lines(form, field, old, new)
        elif _differ(old, new):
            yield _changed(FieldRef(field.id), question_label(form, field), field, old, new)
        yield from _overridden(form, field, before, after)
    yield from _warnings(form, before.set_aside, after.set_aside)
    yield from _records(form, before, after)
    yield from _notices(form, before, after)


def _given(raw: Any) -> Any:
    """An answer; an empty text or an empty list is none."""
    return None if raw in ("", []) else raw


def _differ(old: Any, new: Any) -> bool:
    """Whether two answers are not the same; to Python, but to no reader of a draft, true is 1."""
    return bool(old != new) or (type(old) is not str and repr(old) != repr(new))


def _changed(place: FieldRef, label: str, field: Field, old: Any, new: Any) -> Difference:
    before, after = value_words(field, old), value_words(field, new)
    if before == after:  # written otherwise, as 1 and 1.0: then the notation is what differs
        before, after = _plain(old), _plain(new)
    long = field.spec.traits.textual and before and after and max(len(before), len(after)) > LONG
    return Difference("answer", place, label, before, after, text_changes(before, after) if long else ())


def value_words(field: Field, raw: Any) -> str:
    """An answer in words; one that cannot be read as it was typed, "" where there is none."""
    if raw is None:
        return ""
    value, _ = read(field.spec, raw)
    if value is None:
        return _plain(raw)
    words = formatting.with_unit(formatting.value(field.spec, value), field.spec.unit)
    return capitalized(words) if field.spec.traits.picked else words


def _plain(raw: Any) -> str:
    if isinstance(raw, bool):
        return "Sì" if raw else "No"
    return "" if raw is None else str(raw)[:LONGEST]


# --- the lines of a group --------------------------------------------------------------------------------


def _lines(form: Form, group: Field, old: Any, new: Any) -> Iterator[Difference]:
    ref, label = FieldRef(group.id), question_label(form, group)
    if not _are_lines(old) or not _are_lines(new):
        if _differ(old, new):
            yield Difference("answer", ref, label, _plain(old), _plain(new))
        return
    before, after = _by_id(old), _by_id(new)
    for number, (id, line) in enumerate(before.items(), 1):
        if id not in after:
            name = question_label(form, group, number=number)
            yield Difference("line_removed", FieldRef(group.id, None, id), name, before=_line_words(group, line))
    for number, (id, line) in enumerate(after.items(), 1):
        if id not in before:
            name = question_label(form, group, number=number)
            yield Difference("line_added", FieldRef(group.id, None, id), name, after=_line_words(group, line))
        else:
            yield from _columns(form, group, FieldRef(group.id, None, id), number, before[id], line)
    if [id for id in before if id in after] != [id for id in after if id in before]:
        yield Difference("lines_moved", ref, label, after=MOVED)


def _columns(
    form: Form, group: Field, line: FieldRef, number: int, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Difference]:
    for column in group.columns.values():
        before, after = _given(old.get(column.id)), _given(new.get(column.id))
        if _differ(before, after):
            place = FieldRef(group.id, column.id, line.line)
            yield _changed(place, question_label(form, group, column, number), column, before, after)


def _are_lines(raw: Any) -> bool:
    return raw is None or (isinstance(raw, list) and all(isinstance(line, dict) for line in raw))


def _by_id(raw: Sequence[Mapping[str, Any]] | None) -> dict[str, Mapping[str, Any]]:
    lines = raw or []
    return dict(zip(line_ids(lines), lines, strict=True))


def _line_words(group: Field, line: Mapping[str, Any]) -> str:
    """The answers of a line, each with its question."""
    said = [(column, value_words(column, _given(line.get(column.id)))) for column in group.columns.values()]
    return " · ".join(f"{column.spec.label}: {words}" for column, words in said if words)[:LONGEST]


# --- what else the user decides --------------------------------------------------------------------------


def _overridden(form: Form, field: Field, before: Draft, after: Draft) -> Iterator[Difference]:
    old, new = before.overrides.get(field.id), after.overrides.get(field.id)
    if old != new:
        said, then = (f"{value_words(field, each.value)} ({each.reason})" if each else "" for each in (old, new))
        yield Difference("override", FieldRef(field.id), question_label(form, field), said, then)


def _warnings(form: Form, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for field in form.fields.values():
        for node in (field, *field.columns.values()):
            for check in node.checks:
                old, new = before.get(check.id or ""), after.get(check.id or "")
                if old != new:
                    yield Difference("warning", FieldRef(field.id), question_label(form, field), old or "", new or "")


def _records(form: Form, before: Draft, after: Draft) -> Iterator[Difference]:
    for prefix, party in form.parties.items():
        old, new = before.parties.get(prefix), after.parties.get(prefix)
        if old != new:
            place = FieldRef(next(iter(party.fields.values())).id)
            label = form.parts.get(place.field) or question_label(form, form.fields[place.field])
            other = KEPT if old and new and old.record == new.record else OTHER_RECORD
            yield Difference("record", place, label, LINKED if old else "", (other if old else LINKED) if new else "")


def _notices(form: Form, before: Draft, after: Draft) -> Iterator[Difference]:
    for notice in form.notices:
        old, new = before.notices_read.get(notice.id), after.notices_read.get(notice.id)
        if old != new:
            said, then = (f"Letto il {dates.date(day)}" if day else "" for day in (old, new))
            about = next((id for id in notice.spec.about if id in form.fields), next(iter(form.fields)))
            yield Difference("notice", FieldRef(about), notice.spec.text, said, then)


def changed_questions(form: Form, before: Draft, after: Draft) -> list[str]:
    """The questions that were answered otherwise, in the order of the form; of a list of lines its name."""
    return [
        question_label(form, field)
        for field in form.fields.values()
        if _differ(_given(before.answers.get(field.id)), _given(after.answers.get(field.id)))
        or before.overrides.get(field.id) != after.overrides.get(field.id)
    ]

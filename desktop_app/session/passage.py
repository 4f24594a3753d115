"""A dossier on its way to a newer edition of its form: which answers go along, and what is different there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from desktop_app.engine.answers.draft import Draft, fit
from desktop_app.engine.answers.reader import read
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import Cell, FormState
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian import dates, formatting
from desktop_app.session.labels import question_label
from desktop_app.session.versions.differences import value_words

Part = Literal["dropped", "asked", "changed", "rules", "results", "documents"]
PARTS: Final[tuple[Part, ...]] = ("dropped", "asked", "changed", "rules", "results", "documents")
NOT_ASKED: Final = "qui non si chiede più"
NO_OPTION: Final = "non è più tra le risposte possibili"
OTHER_KIND: Final = "si risponde in altro modo"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different: of which question, in its words, what it was and what it is; `note` says more."""

    part: Part
    label: str
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The same dossier by the other form: its draft there, and all that is different."""

    form: Form
    draft: Draft
    changes: tuple[Change, ...]

    def of(self, part: Part) -> list[Change]:
        """Those of one kind."""
        return [each for each in self.changes if each.part == part]


def passage(state: FormState, form: Form) -> Passage:
    """What becomes of a dossier, as it is now, by another form. Nothing of it is changed."""
    draft, dropped = carried(state.draft, state.form, form)
    after = evaluate(form, fit(draft, form), state.today)
    found = (
        *dropped,
        *_asked(state, after),
        *_changed(state, after),
        *_rules(state, after),
        *_results(state, after),
        *_documents(state.form, form),
    )
    return Passage(form, draft, found)


# --- what goes along -------------------------------------------------------------------------------------


def carried(draft: Draft, old: Form, new: Form) -> tuple[Draft, tuple[Change, ...]]:
    """The draft by the new form, under the ids that `renamed` gives its questions; and the answers that stay behind."""
    dropped: list[Change] = []
    answers: dict[str, Any] = {}
    for id, raw in draft.answers.items():
        field, there = old.fields[id], new.fields.get(_id(id, new))
        if field.columns and there is not None and there.columns and isinstance(raw, list):
            answers[there.id] = _lines(old, field, there, raw, dropped)
        elif (why := _why_not(field, there, raw)) == "" and there is not None:
            answers[there.id] = raw
        elif raw not in ("", [], None):
            words = _lines_words(field, raw) if field.columns else value_words(field, raw)
            dropped.append(Change("dropped", question_label(old, field), words, note=why))
    overrides = {}
    for id, each in draft.overrides.items():
        field, there = old.fields[id], new.fields.get(_id(id, new))
        if there is not None and there.spec.override and there.spec.type == field.spec.type:
            overrides[there.id] = each
        else:
            note = f"valore sostituito, perché: {each.reason}"
            dropped.append(Change("dropped", question_label(old, field), value_words(field, each.value), note=note))
    set_aside = {id: reason for id, reason in draft.set_aside.items() if id in _checks(new)}
    for id, reason in draft.set_aside.items():
        if id not in set_aside and (place := _checks(old).get(id)) is not None:
            note = f"avviso messo da parte, perché: {reason}"
            dropped.append(Change("dropped", question_label(old, old.fields[place.group or place.id]), note=note))
    parties = {prefix: link for prefix, link in draft.parties.items() if _same_party(prefix, old, new)}
    told = {notice.id for notice in new.notices}
    notices_read = {id: day for id, day in draft.notices_read.items() if id in told}
    return Draft(new.id, answers, overrides, set_aside, parties, notices_read, draft.dossier), tuple(dropped)


def _id(id: str, new: Form) -> str:
    return new.spec.renamed.get(id, id)


def _why_not(old: Field, new: Field | None, raw: Any) -> str:
    """Why an answer cannot go along, "" where it can: one that is only half written goes, as it is."""
    if new is None or new.formula is not None or _is_heading(new) or bool(old.columns) != bool(new.columns):
        return NOT_ASKED
    if old.spec.type == "choice" or new.spec.type == "choice":
        if new.spec.type != "choice" or old.spec.type != "choice":
            return OTHER_KIND
        gone = isinstance(raw, str) and raw in (old.spec.options or {}) and raw not in (new.spec.options or {})
        return NO_OPTION if gone else ""
    if old.spec.type == new.spec.type or read(new.spec, raw)[0] is not None:
        return ""
    return OTHER_KIND


def _is_heading(field: Field) -> bool:
    return field.spec.type == "heading"


def _lines(form: Form, old: Field, new: Field, raw: list[Any], dropped: list[Change]) -> list[Any]:
    """The lines with the columns that both have; lines that cannot be read go along as they are."""
    found: list[Any] = []
    for number, line in enumerate(raw, 1):
        if not isinstance(line, Mapping):
            found.append(line)
            continue
        kept: dict[str, Any] = {name: value for name, value in line.items() if name == "id"}
        for name, value in line.items():
            column = old.columns.get(name)
            if column is None:
                continue
            why = _why_not(column, new.columns.get(name), value)
            if not why:
                kept[name] = value
            elif value not in ("", None):
                label = question_label(form, old, column, number)
                dropped.append(Change("dropped", label, value_words(column, value), note=why))
        found.append(kept)
    return found


def _lines_words(group: Field, raw: Any) -> str:
    lines = [line for line in raw if isinstance(line, Mapping)] if isinstance(raw, list) else []
    told = (
        ", ".join(value_words(column, line[id]) for id, column in group.columns.items() if line.get(id))
        for line in lines
    )
    return "; ".join(filter(None, told))


def _checks(form: Form) -> Mapping[str, Field]:
    """The field of each check, by its id."""
    nodes = (node for field in form.fields.values() for node in (field, *field.columns.values()))
    return {check.id: node for node in nodes for check in node.checks if check.id}


def _same_party(prefix: str, old: Form, new: Form) -> bool:
    return prefix in old.parties and prefix in new.parties and old.parties[prefix].book == new.parties[prefix].book


# --- what is different -----------------------------------------------------------------------------------


def _pairs(old: Form, new: Form) -> Iterator[tuple[Field, Field]]:
    """The fields that both forms have, each as it was and as it is."""
    for id, field in old.fields.items():
        there = new.fields.get(_id(id, new))
        if there is not None:
            yield field, there


def _asked(before: FormState, after: FormState) -> Iterator[Change]:
    """The questions that only the new form asks, of those that this dossier is asked; of lines their columns."""
    known = {there.id: field for field, there in _pairs(before.form, after.form)}
    for id, field in after.form.fields.items():
        if field.formula is not None or _is_heading(field) or not after.cells[id].visible:
            continue
        if id not in known:
            words = _shown(field, after.cells[id])
            yield Change("asked", question_label(after.form, field), after=words, note=field.spec.help or "")
        elif field.columns and known[id].columns:
            new = (column for name, column in field.columns.items() if name not in known[id].columns)
            for column in (each for each in new if each.formula is None):
                label = f"{question_label(after.form, field)}: {column.spec.label}"
                yield Change("asked", label, note=column.spec.help or "")


def _changed(before: FormState, after: FormState) -> Iterator[Change]:
    """The questions that are put otherwise, or have other answers, of those that this dossier is asked."""
    for field, there in _pairs(before.form, after.form):
        if _is_heading(field) or not (before.cells[field.id].visible or after.cells[there.id].visible):
            continue
        yield from _asked_otherwise(question_label(before.form, field), field, there)
        for name, column in field.columns.items():
            if name in there.columns:
                label = f"{question_label(before.form, field)}: {column.spec.label}"
                yield from _asked_otherwise(label, column, there.columns[name])


def _asked_otherwise(label: str, old: Field, new: Field) -> Iterator[Change]:
    if old.spec.label != new.spec.label:
        yield Change("changed", label, old.spec.label, new.spec.label, "si chiede con altre parole")
    options, others = old.spec.options or {}, new.spec.options or {}
    gone = [words for id, words in options.items() if id not in others]
    come = [words for id, words in others.items() if id not in options]
    if gone or come:
        yield Change("changed", label, ", ".join(gone), ", ".join(come), "risposte possibili: tolte, e nuove")
    for id in options.keys() & others.keys():
        if options[id] != others[id]:
            yield Change("changed", label, options[id], others[id], "una risposta ha altre parole")
    if old.spec.unit != new.spec.unit and (old.spec.unit or new.spec.unit):
        yield Change("changed", label, old.spec.unit or "", new.spec.unit or "", "si conta in altro modo")
    if (old.formula is None) != (new.formula is None):
        yield Change(
            "changed", label, note="si calcola" if new.formula is not None else "si chiede, non si calcola più"
        )


def _rules(before: FormState, after: FormState) -> Iterator[Change]:
    """The numbers of the act that have another value, on the day that counts for the dossier."""
    for id in before.form.rules:
        if id not in after.form.rules:
            continue
        old, new = before.rules[id], after.rules[id]
        if old is not None and new is not None and (old.value, old.unit) != (new.value, new.unit):
            was, now = (formatting.with_unit(formatting.of_rule(each), each.unit) for each in (old, new))
            yield Change("rules", new.label or old.label or id, was, now, new.source)


def _results(before: FormState, after: FormState) -> Iterator[Change]:
    """What is calculated and comes out otherwise, terms included."""
    for field, there in _pairs(before.form, after.form):
        if field.formula is None or there.formula is None or field.columns:
            continue
        old, new = _shown(field, before.cells[field.id]), _shown(there, after.cells[there.id])
        if old != new:
            yield Change("results", question_label(after.form, there), old, new)
    days, others = ({each.key: each for each in occurrences(state)} for state in (before, after))
    for key in dict.fromkeys((*days, *others)):
        was, now = days.get(key), others.get(key)
        if (was and was.date) != (now and now.date):
            told = now or was
            assert told is not None, "it is one of the two"
            before_day, day = (dates.date(each.date) if each else "" for each in (was, now))
            yield Change("results", told.name, before_day, day, told.source)


def _shown(field: Field, cell: Cell) -> str:
    if not cell.visible or cell.value is None or field.columns:
        return ""
    return formatting.with_unit(formatting.value(field.spec, cell.value), field.spec.unit)


def _documents(old: Form, new: Form) -> Iterator[Change]:
    known, there = ({each.spec.id: each.spec.title for each in form.documents} for form in (old, new))
    for id, title in known.items():
        if id not in there:
            yield Change("documents", title, note="non c'è più")
    for id, title in there.items():
        if id not in known:
            yield Change("documents", title, note="è nuovo")

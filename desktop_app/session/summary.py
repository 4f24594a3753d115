"""What the list of dossiers says of one: how far it is, what is missing or wrong, its documents and deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from desktop_app.calendar_file import CalendarEntry
from desktop_app.dossier_summary import (
    MOST_LACKS,
    PAST_DAYS,
    DeadlineSummary,
    DocumentState,
    DocumentStatus,
    DossierState,
    DossierSummary,
    OutstandingItem,
    OutstandingKind,
    capital,
    counted,
    from_json,
    short,
)
from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation import deadlines
from desktop_app.engine.evaluation.field_ref import field_ref_of
from desktop_app.engine.evaluation.state import FormState, Problem, fill
from desktop_app.engine.forms.braces import names_in
from desktop_app.session.documents import DocumentSet
from desktop_app.session.steps import page_of, step_state


def summary_of(state: FormState, exports: Sequence[ExportEntry] = ()) -> DossierSummary:
    """What there is to say of a dossier now; `exports` are the documents exported from it, the newest first."""
    errors = [each for each in state.problems if each.severity == "error"]
    wrong = sum(not each.missing for each in errors)
    steps = [step_state(state, page.id) for page in state.form.pages]
    known = _exported(exports) if not errors else {}
    papers = _papers(state, wrong, known)
    how: DossierState = "problem" if wrong else "doing" if errors else "ready"
    if any(paper.state == "exported" for paper in papers):
        how = "exported"
    name, detail = title_of(state)
    return DossierSummary(
        state=how,
        problems=wrong,
        missing=len(errors) - wrong,
        name=name,
        detail=detail,
        form=state.form.spec.title,
        done=steps.count("complete"),
        total=len(steps) - steps.count("not_needed"),
        terms=tuple(_terms(state)),
        lacks=tuple(lacks_of(state))[:MOST_LACKS],
        papers=papers,
    )


def title_of(state: FormState) -> tuple[str, str]:
    """The dossier's name and what stands after it, each empty while nothing of it is answered."""
    parts = [_part(each, state) for each in state.form.spec.name.split(", ")]
    name, *rest = parts
    return name, ", ".join(part for part in rest if part)


def _part(template: str, state: FormState) -> str:
    names = names_in(template)
    if names and all(state.scope.get(name) is None for name in names):
        return ""
    return short(fill(template, state.form.fields, state.scope))


def _terms(state: FormState) -> Iterator[DeadlineSummary]:
    since = state.today - dt.timedelta(days=PAST_DAYS)
    for term in deadlines.occurrences(state):
        if term.date >= since:
            yield DeadlineSummary(short(term.name), term.date, short(term.source), term.key)


def calendar_entries(state: FormState, id: str, number: int | None, changed: dt.datetime) -> list[CalendarEntry]:
    """All deadlines of a dossier for a calendar, those long passed too."""
    title = state.form.spec.title
    return [
        CalendarEntry(id, term.key, number, title, term.name, term.date, term.source, changed)
        for term in deadlines.occurrences(state)
    ]


def stored_calendar_entries(row: DossierEntry, today: dt.date) -> list[CalendarEntry]:
    """The deadlines of a dossier for a calendar without opening it: those to come, and those just passed."""
    known, since = from_json(row.summary), today - dt.timedelta(days=PAST_DAYS)
    return [
        CalendarEntry(
            row.id, term.key or term.title, row.number, known.form, term.title, term.day, term.source, row.updated
        )
        for term in known.terms
        if term.day >= since
    ]


def _exported(exports: Sequence[ExportEntry]) -> dict[str, dt.date]:
    """The documents whose last export still says what the dossier says."""
    good = [each for each in exports if not each.changed and not each.bozza]
    return {each.document: each.at.astimezone().date() for each in reversed(good)}


def _papers(state: FormState, wrong: int, exported: dict[str, dt.date]) -> tuple[DocumentStatus, ...]:
    now: DocumentState = "problem" if wrong else "ready" if state.complete else "draft"
    if now == "draft" and not state.draft.answers:
        now = "todo"
    return tuple(
        DocumentStatus(id, document.spec.title, "exported" if id in exported else now, exported.get(id))
        for document in DocumentSet(state).applicable()
        for id in (document.spec.id,)
    )


def lacks_of(state: FormState) -> list[OutstandingItem]:
    """The wrong answers one by one, the missing ones by page, then the warnings; each in the paper's order."""
    problems = state.problems
    wrong = [_lack("error", each, state) for each in problems if each.severity == "error" and not each.missing]
    warnings = [_lack("warning", each, state) for each in problems if each.severity == "warning"]
    return [*wrong, *_missing(state), *warnings]


def _lack(kind: OutstandingKind, problem: Problem, state: FormState) -> OutstandingItem:
    page = page_title(state, problem)
    return OutstandingItem(kind, page, label_of(problem, state), short(problem.message), field_ref_of(problem, state))


def _missing(state: FormState) -> Iterator[OutstandingItem]:
    pages: dict[str, list[Problem]] = {}
    for problem in state.problems:
        if problem.missing:
            pages.setdefault(page_title(state, problem), []).append(problem)
    for page, problems in pages.items():
        names = list(dict.fromkeys(label_of(each, state) for each in problems))
        more = "\u00a0…" if len(names) > 2 else ""
        first = field_ref_of(problems[0], state)
        count = counted(len(problems), "una risposta", "{} risposte")
        yield OutstandingItem("missing", page, count, short(" · ".join(names[:2]) + more), first)


def page_title(state: FormState, problem: Problem) -> str:
    """The title of the step where a problem is."""
    id = page_of(state.form, problem.field)
    return next(page.title for page in state.form.pages if page.id == id)


def label_of(problem: Problem, state: FormState) -> str:
    """What a problem is about, in the words of its field; of a line also its number."""
    field, column = state.form.fields[problem.root], problem.column
    label = (field.columns[column] if column else field).spec.label
    if problem.line is None:
        part = state.form.parts.get(field.id)
        return f"{label} ({part})" if part else label
    item = f"{capital(field.spec.item or 'riga')} {problem.line}"
    return f"{item}: {label[:1].lower() + label[1:]}" if column else item

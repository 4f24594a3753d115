"""Makes the summary of a dossier (see dossier_summary)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from desktop_app.dossier_summary import (
    MAX_OUTSTANDING,
    DeadlineSummary,
    DossierSummary,
    MetHow,
    OutstandingItem,
    OutstandingKind,
    cut_to_fit,
)
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation import deadlines
from desktop_app.engine.evaluation.ageing import depends_on_day
from desktop_app.engine.evaluation.field_ref import field_ref_of
from desktop_app.engine.evaluation.state import FormState, Problem, fill
from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.italian.phrases import counted
from desktop_app.session.acts import AnyAct, Met, of_kind
from desktop_app.session.exported import ExportComparison
from desktop_app.session.labels import question_label
from desktop_app.session.progress.chain import dossier_stage, ended_terms, met_days, withdrawal
from desktop_app.session.search_words import search_words
from desktop_app.session.states import document_statuses, dossier_state
from desktop_app.session.steps import page_of, progress, step_state


def summary_of(
    state: FormState,
    exports: Sequence[ExportEntry] = (),
    comparison: ExportComparison | None = None,
    acts: Sequence[AnyAct] = (),
) -> DossierSummary:
    """The summary of a dossier as it is now; `exports` are the documents exported from it, the newest first.

    `comparison` has what was worked out of them for an earlier summary; `acts` are those of the dossier.
    """
    errors = [each for each in state.problems if each.severity == "error"]
    wrong = sum(not each.missing for each in errors)
    done, total = progress(step_state(state, page.id) for page in state.form.pages)
    documents = document_statuses(state, exports, comparison or ExportComparison(), acts)
    name, detail = title_of(state)
    office, year = _part(state.form.spec.office or "", state), _year(state)
    return DossierSummary(
        state=dossier_state(state, documents),
        problems=wrong,
        missing=len(errors) - wrong,
        name=name,
        detail=detail,
        form=state.form.spec.title,
        done=done,
        total=total,
        deadlines=tuple(_deadlines(state, acts)),
        outstanding=tuple(outstanding_items(state))[:MAX_OUTSTANDING],
        documents=documents,
        made=state.today if depends_on_day(state) else None,
        stage="withdrawn" if withdrawal(acts) else dossier_stage(state, documents),
        office=office,
        year=year,
        edition=state.form.spec.edition,
        words=search_words(state, state.form.spec.title, office, str(year or "")),
    )


def title_of(state: FormState) -> tuple[str, str]:
    """The dossier's name and its detail; each is empty while none of its answers is there."""
    parts = [_part(each, state) for each in state.form.spec.name.split(", ")]
    name, *rest = parts
    return name, ", ".join(part for part in rest if part)


def _year(state: FormState) -> int:
    """The year of the dossier's own day; 0 where it has none."""
    day = state.scope.get(state.form.spec.date or "")
    return day.year if isinstance(day, dt.date) else 0


def _part(template: str, state: FormState) -> str:
    names = names_in(template)
    if names and all(state.scope.get(name) is None for name in names):
        return ""
    return cut_to_fit(fill(template, state.form.fields, state.scope))


def _deadlines(state: FormState, acts: Sequence[AnyAct]) -> Iterator[DeadlineSummary]:
    ended = ended_terms(state, acts)
    met = {**met_days(state.form, acts), **ended}
    by_hand = {(each.deadline, each.day) for each in of_kind(acts, Met)}
    for term in deadlines.occurrences(state, met):
        how: MetHow = "" if term.met is None else "answer" if term.met != met.get(term.key) else "delivery"
        if (term.key, term.met) in by_hand:
            how = "hand"
        if term.key in ended:
            how = "withdrawal"
        yield DeadlineSummary(
            cut_to_fit(term.name), term.date, cut_to_fit(term.source), term.key, term.met, term.event, how
        )


def outstanding_items(state: FormState) -> list[OutstandingItem]:
    """Wrong answers one by one, missing ones by page, then warnings, each in the order of the form."""
    problems = state.problems
    wrong = [_item("error", each, state) for each in problems if each.severity == "error" and not each.missing]
    warnings = [_item("warning", each, state) for each in problems if each.severity == "warning"]
    return [*wrong, *_missing(state), *warnings]


def _item(kind: OutstandingKind, problem: Problem, state: FormState) -> OutstandingItem:
    page = page_title(state, problem)
    return OutstandingItem(
        kind, page, label_of(problem, state), cut_to_fit(problem.message), field_ref_of(problem, state)
    )


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
        yield OutstandingItem("missing", page, count, cut_to_fit(" · ".join(names[:2]) + more), first)


def page_title(state: FormState, problem: Problem) -> str:
    """The title of the step where a problem is."""
    id = page_of(state.form, problem.field)
    return next(page.title for page in state.form.pages if page.id == id)


def label_of(problem: Problem, state: FormState) -> str:
    """The label of a problem's field, with the number of its line if it is in one."""
    field = state.form.fields[problem.root]
    return question_label(state.form, field, field.columns[problem.column] if problem.column else None, problem.line)

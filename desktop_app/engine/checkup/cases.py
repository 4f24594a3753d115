"""Worked cases of a form: reads them, evaluates them, and tells which results differ from those expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any

from desktop_app.engine.answers.draft import Draft, Override, fit
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.sendings import sendings
from desktop_app.engine.evaluation.state import Cell, FormState
from desktop_app.engine.faults import DraftFault, FormFault, Report
from desktop_app.engine.forms.case_definition import CaseDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import MAX_CASES
from desktop_app.engine.forms.toml import inspect_folders, read_case
from desktop_app.engine.italian.formatting import notation

EXAMPLE = "esempio"


def names(folder: Path) -> list[str]:
    """The names of a form's cases, without `.toml`. Raises FormFault if they are too many or in a linked folder."""
    faults: list[str] = []
    inspect_folders([folder / "cases"], lambda where, what: faults.append(f"{where}: {what}"))
    found = [] if faults else [path.stem for path in islice((folder / "cases").glob("*.toml"), MAX_CASES + 1)]
    if len(found) > MAX_CASES:
        faults.append(f"cases: ci sono più di {MAX_CASES} casi.")
    if faults:
        raise FormFault(faults)
    return sorted(found)


def read_draft(folder: Path, name: str, form_id: str) -> tuple[CaseDef, Draft]:
    """A case and its draft. Raises FormFault with the faults of its file."""
    faults: list[str] = []

    def report(where: str, what: str) -> None:
        faults.append(f"{where}: {what}")

    case = read_case(folder, f"cases/{name}.toml", report)
    base: Mapping[str, Any] = {}
    if case is not None and case.base is not None:
        base = _base(folder, case.base, report)
    if case is None or faults:
        raise FormFault(faults)
    answers = {id: value for id, value in {**base, **case.answers}.items() if value != ""}
    overrides = {id: Override(each.value, each.reason) for id, each in case.overrides.items()}
    return case, Draft(form_id, answers, overrides, case.set_aside)


def _base(folder: Path, name: str, report: Report) -> Mapping[str, Any]:
    base = read_case(folder, f"cases/{name}.toml", report)
    if base is not None and base.base is not None:
        report(f"cases/{name}.toml", "un caso da cui altri partono non può partire da un altro.")
    return base.answers if base else {}


def run(form: Form, folder: Path, name: str) -> Iterator[str]:
    """One sentence for each result that differs; none where the case holds."""
    case, draft = read_draft(folder, name, form.id)
    try:
        state = evaluate(form, fit(draft, form), case.date)
    except DraftFault as fault:
        yield str(fault)
        return
    yield from _values(case, state)
    yield from _deadlines(case, state)
    yield from _problems(case, state)
    offered = tuple(each.key for each in sendings(state))
    if case.sendings is not None and case.sendings != offered:
        yield f"gli invii sono {_list(offered)}, ma si aspettavano {_list(case.sendings)}."
    for id in case.hidden:
        if id not in state.cells or state.cells[id].visible:
            yield f"«{id}» doveva essere nascosto."
    if case.complete is not None and case.complete is not state.complete:
        errors = "; ".join(f"{p.field}: {p.message}" for p in state.problems if p.severity == "error")
        yield f"la pratica doveva risultare {'completa' if case.complete else 'incompleta'} ({errors})."


def _list(keys: Iterable[str]) -> str:
    return f"[{', '.join(keys)}]"


def _values(case: CaseDef, state: FormState) -> Iterator[str]:
    for id, expected in case.values.items():
        group, _, column = id.partition(".")
        columns = state.form.fields[group].columns if group in state.lines else {}
        if column in columns:
            got: Any = [_given(line.cells[column]) for line in state.lines[group]]
        elif columns:
            yield f"«{id}» non è un valore: scrivi {' o '.join(f'«{group}.{each}»' for each in columns)}, uno per riga."
            continue
        elif id in state.cells:
            got = _given(state.cells[id])
        else:
            yield f"«{id}» non esiste."
            continue
        if not _equal(got, expected):
            yield f"«{id}» è {_shown(got)}, ma si aspettava {_shown(expected)}."


def _given(cell: Cell) -> Any:
    value = notation(cell.value) if cell.visible else None
    return "" if value is None else value


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, bool):
        return "sì" if value else "no"
    return str(value) if value else "vuoto"


def _deadlines(case: CaseDef, state: FormState) -> Iterator[str]:
    dates = {(term.id, term.line): term.date.isoformat() for term in occurrences(state)}
    lines = {deadline.spec.id: deadline.spec.lines for deadline in state.form.deadlines}
    for id, expected in case.deadlines.items():
        if id not in lines:
            yield f"la scadenza «{id}» non esiste."
            continue
        group = lines[id]
        count = 0 if group is None else len(state.lines[group])
        each = tuple(dates.get((id, number + 1), "") for number in range(count))
        got = dates.get((id, None), "") if group is None else each
        if got != expected:
            yield f"la scadenza «{id}» è {_days(got)}, ma si aspettava {_days(expected)}."


def _days(days: str | tuple[str, ...]) -> str:
    return (days or "vuota") if isinstance(days, str) else f"[{', '.join(day or 'vuota' for day in days)}]"


def _equal(got: Any, expected: Any) -> bool:
    if isinstance(got, list) and isinstance(expected, list):
        return len(got) == len(expected) and all(map(_equal, got, expected))
    if isinstance(got, str) and isinstance(expected, str):
        try:
            return Decimal(got) == Decimal(expected)
        except InvalidOperation:
            return got == expected
    return bool(got == expected)


def _problems(case: CaseDef, state: FormState) -> Iterator[str]:
    for wanted in case.problem:
        if not any(
            (problem.field, problem.line, problem.severity) == (wanted.field, wanted.line, wanted.severity)
            and wanted.contains in problem.message
            for problem in state.problems
        ):
            here = [f"{p.severity}: {p.message}" for p in state.problems if p.field == wanted.field]
            yield f"su «{wanted.field}» si aspettava {wanted.severity} «{wanted.contains}», ma c'è: {here}."
    fields = state.form.fields
    known = {*fields, *(f"{id}.{column}" for id, field in fields.items() for column in field.columns)}
    for id in case.quiet:
        if id not in known:
            yield f"«{id}» non esiste."
        for problem in state.problems:
            if problem.field == id:
                yield f"«{id}» doveva essere senza problemi, ma: {problem.message}"

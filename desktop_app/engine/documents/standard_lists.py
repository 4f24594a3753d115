"""The lists that every template may loop over, as rows of words: calculations, readings, deadlines and so on."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.engine.documents.template import in_calculations
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.replaced import computed_value, is_replaced
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import equals, trace
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import dates, formatting
from desktop_app.engine.italian.phrases import TO_VERIFY

TO_CONFIRM = "da confermare con l'ufficio"  # the same words as in the forms
Row = dict[str, str | None]


def calculated(state: FormState) -> list[Field]:
    """The fields of the rows of `calcoli`."""
    fields = state.form.fields.values()
    return [field for field in fields if in_calculations(field.spec) and state.cells[field.id].visible]


def _calculations(state: FormState) -> list[Row]:
    rows: list[Row] = []
    for field in calculated(state):
        found = trace(state, field.id)
        rows.append(
            {
                "etichetta": found.label,
                "formula": found.formula,
                "numeri": found.numbers,
                "risultato": found.remark
                if is_replaced(state, field.id)
                else _with_remark(equals(state, field.id), found.remark),
                "fonte": found.source,
                "confermato": TO_CONFIRM if field.id in state.unconfirmed else "",
            }
        )
    return rows


def _with_remark(result: str, remark: str) -> str:
    return f"{result} ({remark})" if result and remark else result


def _rules(state: FormState) -> list[Row]:
    shown = [f for f in state.form.fields.values() if f.spec.printed and f.id in state.cells]
    used = {name for field in shown if state.cells[field.id].visible for name in _uses(field)}
    return [
        {
            "etichetta": rule.label or id,
            "valore": formatting.with_unit(formatting.of_rule(rule), rule.unit),
            "fonte": rule.source,
            "confermata": "" if rule.confirmed else TO_CONFIRM,
        }
        for id, rule in state.rules.items()
        if rule is not None and id in used
    ]


def _notices(state: FormState) -> list[Row]:
    read = state.draft.notices_read
    return [
        {
            "testo": notice.text,
            "dal": dates.date(notice.from_),
            "fonte": notice.source,
            "confermata": "" if notice.confirmed else TO_VERIFY,
            "letta": dates.date(read[notice.id]) if notice.id in read else "",
        }
        for notice in state.notices
    ]


def _uses(field: Field) -> set[str]:
    """The rules and fields that the value and the checks of a field use."""
    parts = [field, *field.columns.values()]
    expressions = [each.formula for each in parts] + [check.that for each in parts for check in each.checks]
    return {name for expression in expressions if expression for name in expression.uses}


def _overrides(state: FormState) -> list[Row]:
    rows: list[Row] = []
    for id in state.draft.overrides:
        cell, spec, computed = state.cells[id], state.form.fields[id].spec, computed_value(state, id)
        if cell.value is not None:  # it is None while the field is hidden: a computed one then has no value
            rows.append(
                {
                    "etichetta": spec.label,
                    "calcolato": "" if computed is None else formatting.value(spec, computed),
                    "valore": formatting.value(spec, cell.value),
                    "motivo": cell.reason,
                }
            )
    return rows


def _readings(state: FormState) -> list[Row]:
    return [{"dubbio": each.doubt, "lettura": each.reading, "fonte": each.source} for each in state.readings]


def _deadlines(state: FormState) -> list[Row]:
    return [
        {
            "titolo": term.title,
            "data": dates.date(term.date),
            "fonte": term.source,
            "riga": str(term.line or ""),
            "nota": term.remark,
        }
        for term in occurrences(state)
    ]


def _warnings(state: FormState) -> list[Row]:
    return [
        {"messaggio": problem.message, "fonte": problem.source, "motivo": problem.reason}
        for problem in state.problems
        if problem.severity != "error"
    ]


# By the names of STANDARD_LISTS.
STANDARD_ROWS: dict[str, Callable[[FormState], list[Row]]] = {
    "calcoli": _calculations,
    "letture": _readings,
    "novita": _notices,
    "regole": _rules,
    "scadenze": _deadlines,
    "avvisi": _warnings,
    "sostituzioni": _overrides,
}

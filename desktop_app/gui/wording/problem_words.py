"""A problem as the notice beside its field, with its remedies as links."""

from __future__ import annotations

from typing import Final

from desktop_app.engine.evaluation.remedies import compared_answer, greatest_admitted
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.gui.widgets.feedback.notice import Links, Notice
from desktop_app.gui.wording.sentences import tidy

# What begins the links of a notice: go to a field, write a number, set a warning aside, take it up again.
GO: Final = "go:"
WRITE: Final = "write:"
ASIDE: Final = "aside:"
RESUME: Final = "resume:"


def notice(problem: Problem, field: Field, state: FormState) -> Notice:
    """A problem as it stands beside its field, with what can be done about it in one click."""
    fact, text = tidy(problem.fact), tidy(problem.remedy)
    if problem.missing and field.spec.type != "lines":  # its name stands above: what to do is enough
        fact, text = f"Manca: {text[:1].lower()}{text[1:]}" if text else fact, ""
    source = f"({tidy(problem.source)})" if problem.source and not problem.missing else ""
    if problem.reason:
        everywhere = " per tutte le righe" if field.group else ""
        text = f"{text} Lasciato così{everywhere}: «{problem.reason}»".strip()
    return Notice(problem.severity, fact, f"{text} {source}".strip(), _links(problem, field, state))


def _links(problem: Problem, field: Field, state: FormState) -> Links:
    id = problem.check.id if problem.check else None
    if problem.reason:
        return ((f"{RESUME}{id}", "Riprendi l’avviso"),)
    if problem.severity == "warning" and id:
        return ((ASIDE + id, "Lascia così e spiega"), *_to_compared(problem, state))
    return (*_to_write(problem, field, state), *_to_compared(problem, state))


def _to_write(problem: Problem, field: Field, state: FormState) -> Links:
    number = greatest_admitted(problem, field, state)
    if number is None:
        return ()
    shown = formatting.plain_number(number)
    return ((WRITE + shown, f"Scrivi {shown}"),)


def _to_compared(problem: Problem, state: FormState) -> Links:
    other = compared_answer(problem, state)
    return ((GO + other.id, f"Vai a «{other.spec.label}»"),) if other is not None else ()

"""Answers that somebody else prepared (in the notation of drafts): which fit a form, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.forms.limits import quoted
from desktop_app.engine.italian import messages

NOBODY = "Nessun modulo la chiede."
NOT_ASKED = "Il programma la calcola: toglila."


def fitting(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that the form asks for and can read."""
    return {id: raw for id, raw in answers.items() if id in form.fields and preset_fault(form.fields[id], raw) is None}


def preset_faults(forms: Iterable[Form], answers: Mapping[str, Any]) -> list[str]:
    """A sentence for each answer that no form asks for, or that one of them cannot read."""
    known = list(forms)
    wrong = {id: _wrong([form.fields[id] for form in known if id in form.fields], raw) for id, raw in answers.items()}
    return [f"la risposta «{quoted(id)}» non va: {words[0].lower()}{words[1:]}" for id, words in wrong.items() if words]


def _wrong(asking: Iterable[Field], raw: Any) -> str | None:
    faults = [preset_fault(field, raw) for field in asking]
    return next(filter(None, faults), None) if faults else NOBODY


def preset_fault(field: Field, raw: Any) -> str | None:
    """Why an answer does not fit a field, None where it does."""
    if field.spec.type == "heading" or field.formula is not None:
        return NOT_ASKED
    if field.spec.type != "lines":
        return read(field.spec, raw)[1]
    if not isinstance(raw, list) or not all(isinstance(line, dict) for line in raw):
        return messages.NOT_LINES
    return next(filter(None, (_in_line(field, line) for line in raw)), None)


def _in_line(field: Field, line: Mapping[str, Any]) -> str | None:
    for name, raw in line.items():
        if name not in field.columns:
            return f"La colonna «{quoted(name)}» non c'è."
        if wrong := preset_fault(field.columns[name], raw):
            return wrong
    return None

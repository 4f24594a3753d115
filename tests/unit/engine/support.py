"""Small invented forms for tests: written as tables, loaded as any form is, and filled in."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft, Override
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.form import Form, Party
from desktop_app.engine.loading.loader import load

ID = "valdoria/prova_2024"
TODAY = dt.date(2026, 3, 15)
Texts = Mapping[str, str]


def toml(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def ask(id: str, type: str = "text", **keys: Any) -> dict[str, Any]:
    """A field that is asked."""
    return {"id": id, "type": type, "label": id.capitalize(), **keys}


def computed(id: str, type: str, formula: str, **keys: Any) -> dict[str, Any]:
    """A field that is computed."""
    return {**ask(id, type), "formula": formula, "source": "Legge di prova, art. 2", **keys}


def group(id: str, *columns: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A field of lines."""
    return {**ask(id, "lines"), "column": list(columns), **keys}


def rule(id: str, value: Any, **keys: Any) -> dict[str, Any]:
    """A number of the act."""
    return {"id": id, "value": value, "source": "Legge di prova, art. 3", **keys}


def one_page(*fields: dict[str, Any], **top: Any) -> dict[str, Any]:
    """A form of one page; `top` replaces its other keys."""
    return {
        "title": "Modulo di prova",
        "source": "Legge di prova",
        "edition": dt.date(2024, 1, 1),
        "name": "Pratica",
        "page": [{"id": "pagina", "title": "Pagina", "field": list(fields)}],
        **top,
    }


def written(
    folder: Path,
    form: dict[str, Any] | str,
    rules: dict[str, Any] | str | None = None,
    texts: Texts | None = None,
    blocks: Texts | None = None,
) -> Path:
    """The form's folder under `folder`, with its texts and the blocks beside its territory."""
    here = folder / ID
    files = {here / name: text for name, text in (texts or {}).items()}
    files |= {folder / "blocks" / name: text for name, text in (blocks or {}).items()}
    files[here / "form.toml"] = form if isinstance(form, str) else lines_of(form)
    if rules is not None:
        files[here / "rules.toml"] = rules if isinstance(rules, str) else lines_of(rules)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return here


def lines_of(table: dict[str, Any]) -> str:
    """A table as a TOML file, a key a line."""
    return "".join(f"{key} = {toml(value)}\n" for key, value in table.items())


def make_form(
    form: dict[str, Any] | str,
    rules: dict[str, Any] | str | None = None,
    texts: Texts | None = None,
    blocks: Texts | None = None,
) -> Form:
    """The form, loaded."""
    with tempfile.TemporaryDirectory() as name:
        return load(written(Path(name), form, rules, texts, blocks), ID, Path(name) / "blocks")


def faults(
    form: dict[str, Any] | str,
    rules: dict[str, Any] | str | None = None,
    texts: Texts | None = None,
    blocks: Texts | None = None,
) -> list[str]:
    """All that is wrong with a form that must be refused."""
    with pytest.raises(FormFault) as caught:
        make_form(form, rules, texts, blocks)
    assert str(caught.value) == "\n".join(caught.value.sentences)
    return list(caught.value.sentences)


def form_of(*fields: dict[str, Any], rules: list[dict[str, Any]] | None = None, **top: Any) -> Form:
    """A form of one page, loaded."""
    return make_form(one_page(*fields, **top), {"rule": rules or []})


def filled(
    form: Form,
    answers: dict[str, Any] | None = None,
    overrides: Mapping[str, tuple[Any, str]] | None = None,
    set_aside: Mapping[str, str] | None = None,
    today: dt.date = TODAY,
) -> FormState:
    """The state of a form with these answers."""
    replaced = {id: Override(*each) for id, each in (overrides or {}).items()}
    return evaluate(form, Draft(form.id, answers or {}, replaced, set_aside or {}), today)


def problem(state: FormState, field: str) -> Problem:
    """The one problem of a field."""
    [found] = [each for each in state.problems if each.field == field]
    return found


def differing(state: FormState, party: Party) -> dict[str, Any]:
    """What the record of a party has for each answer that differs from it, by its name in the record."""
    return {name: state.book[field.id] for name, field in party.fields.items() if parties.differs(state, party, name)}

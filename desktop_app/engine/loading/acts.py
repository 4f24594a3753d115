"""Compiles what has to be done beside the answers: deadlines and sendings, each once or in each line of a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop_app.engine.faults import Report
from desktop_app.engine.forms.definition import DeadlineDef, SendingDef
from desktop_app.engine.forms.form import Attachment, Deadline, Sending
from desktop_app.engine.forms.toml import read_text
from desktop_app.engine.formula.expression import Expression
from desktop_app.engine.formula.kinds import Names, ValueKind


class Compile(Protocol):
    """Compiles a formula of a kind; None where there is none, or where its fault was reported."""

    def __call__(
        self, source: str | None, at: str, kind: ValueKind, names: Names, group: str | None = None
    ) -> Expression | None: ...


def deadlines(specs: Iterable[DeadlineDef], names: Names, compile: Compile, report: Report) -> tuple[Deadline, ...]:
    """The deadlines, compiled; those without a date are left out."""
    found = []
    for spec in specs:
        at = f"form.toml, scadenza {spec.id}"
        own = _names_in(spec.lines, names, at, report)
        if own is None:
            continue
        date = compile(spec.date, f"{at}, chiave date", ValueKind.DATE, own, spec.lines)
        condition = compile(spec.visible_when, f"{at}, chiave visible_when", ValueKind.TRUTH, own, spec.lines)
        met = compile(spec.met, f"{at}, chiave met", ValueKind.DATE, own, spec.lines)
        if spec.event and spec.met is not None:
            report(at, "le chiavi «event» e «met» non vanno insieme: un evento non si rispetta, passa.")
        if date:
            found.append(Deadline(spec, date, condition, met))
    return tuple(found)


def sendings(
    specs: Iterable[SendingDef], names: Names, compile: Compile, folder: Path, report: Report
) -> tuple[Sending, ...]:
    """The sendings, compiled, with their texts read."""
    found = []
    for spec in specs:
        at = f"form.toml, invio {spec.id}"
        own = _names_in(spec.lines, names, at, report)
        if own is not None:
            condition = partial(compile, kind=ValueKind.TRUTH, names=own, group=spec.lines)
            text = read_text(folder, spec.text, report) if spec.text else None
            attachments = tuple(
                Attachment(each, condition(each.visible_when, f"{at}, allegato {each.id}, chiave visible_when"))
                for each in spec.attachment
            )
            parts = {
                name: condition(source, f"{at}, chiave only_when, {name}") for name, source in spec.only_when.items()
            }
            only_when = {name: each for name, each in parts.items() if each is not None}
            whole = condition(spec.visible_when, f"{at}, chiave visible_when")
            found.append(Sending(spec, text or "", whole, attachments, only_when))
    return tuple(found)


def _names_in(lines: str | None, names: Names, at: str, report: Report) -> Names | None:
    """The names that formulas may use in each of these lines, None where there is no such group."""
    if lines is None:
        return names
    if lines not in names.columns:
        report(at, f"l'elenco «{lines}» non esiste.")
        return None
    return replace(names, own_line=names.columns[lines])

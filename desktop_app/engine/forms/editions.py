"""Editions of a form: from when to when one is in force, and which one takes the place of another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.engine.faults import Report
from desktop_app.engine.forms.agreement import article
from desktop_app.engine.forms.definition import FormDef
from desktop_app.engine.forms.limits import quoted

_FORM_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}/[a-z0-9][a-z0-9_]{0,63}")


def inspect_edition(id: str, spec: FormDef, report: Report) -> None:
    """Reports what no edition can be: one that replaces itself, or ends before it begins, or whose day nobody asks."""
    if spec.replaces is not None and (spec.replaces == id or not _FORM_ID.fullmatch(spec.replaces)):
        report(
            "form.toml, chiave replaces",
            f"«{quoted(spec.replaces)}» non può essere il modulo sostituito: scrivi l'id di un altro, come "
            "territorio/modulo_2023.",
        )
    if spec.valid_from is None and spec.valid_to is None:
        return
    if spec.valid_from is not None and spec.valid_to is not None and spec.valid_from > spec.valid_to:
        report("form.toml, chiave valid_to", "l'edizione finisce prima di cominciare: controlla «valid_from».")
    if spec.date is None:
        report("form.toml", "«valid_from» e «valid_to» vogliono la chiave «date»: la data che decide se vale.")


def period(spec: FormDef) -> str:
    """`dal 01/01/2027 al 31/12/2027`, or one of the two ends; empty where there is none."""
    first, last = spec.valid_from, spec.valid_to
    begins = "" if first is None else _with_article("dal", first)
    if last is None:
        return begins
    return f"{begins} {_with_article('al', last)}" if begins else f"fino {_with_article('al', last)}"


def _with_article(written: str, day: dt.date) -> str:
    shown = f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{article(f'{written} ', shown)}{shown}"


@dataclass(frozen=True, slots=True)
class Editions:
    """What forms say of each other on a day.

    `successors` has for the id of a replaced form the id of the newest that takes its place; `doubts` has for the id
    of a form that names one it cannot replace a sentence that says why.
    """

    successors: Mapping[str, str]
    doubts: Mapping[str, str]


def editions(specs: Iterable[tuple[str, FormDef]], today: dt.date) -> Editions:
    """The replaced forms among these (id and content), on a day: none before its successor is in force.

    A successor is of a later edition than what it replaces, so that no two replace each other, however many stand
    between them.
    """
    known = dict(specs)
    direct: dict[str, str] = {}
    doubts: dict[str, str] = {}
    for id, spec in sorted(known.items(), key=lambda each: (each[1].edition, each[0])):
        old = spec.replaces
        if old is None:
            continue
        if old not in known:
            doubts[id] = f"Sostituisce «{old}», che qui non c'è."
        elif known[old].edition >= spec.edition:
            doubts[id] = (
                f"Dice di sostituire «{old}», che ha la stessa edizione o una più nuova: restano tutti e due. "
                "Avvisa chi ha scritto il modulo."
            )
        elif spec.valid_from is None or spec.valid_from <= today:
            direct[old] = id  # of several the newest, which comes last
    return Editions({old: _last(new, direct) for old, new in direct.items()}, doubts)


def _last(id: str, direct: Mapping[str, str]) -> str:
    while id in direct:
        id = direct[id]
    return id

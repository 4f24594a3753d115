"""The keys of a form's cases as structs that refuse unknown ones (see forms/README.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from desktop_app.engine.forms.definition import Severity


class ExpectedProblem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A problem that a case must have; `contains` is part of its sentence."""

    field: str
    line: int | None = None
    severity: Severity = "error"
    contains: str = ""


class ReplacedDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A computed value that a case replaces, with the reason."""

    value: Any
    reason: str


class CaseDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A worked case: its reason, the day, the answers, and the results expected."""

    why: str
    date: dt.date
    base: str | None = None
    answers: dict[str, Any] = {}
    overrides: dict[str, ReplacedDef] = {}
    set_aside: dict[str, str] = {}
    values: dict[str, Any] = {}
    deadlines: dict[str, str | tuple[str, ...]] = {}
    hidden: tuple[str, ...] = ()
    complete: bool | None = None
    problem: tuple[ExpectedProblem, ...] = ()
    quiet: tuple[str, ...] = ()
    sendings: tuple[str, ...] | None = None

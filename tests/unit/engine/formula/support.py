"""Names for formulas, and what they stand for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from desktop_app.engine.formula.expression import compile_expression
from desktop_app.engine.formula.kinds import Names, StaticType, ValueKind
from desktop_app.engine.formula.lines import GroupValues

N, D, T, S = (StaticType(kind) for kind in (ValueKind.NUMBER, ValueKind.DATE, ValueKind.TRUTH, ValueKind.TEXT))
CHOICE = StaticType(ValueKind.TEXT, frozenset({"pieno", "parziale"}))
NAMES = Names(
    everywhere={
        "a": N, "b": N, "vuoto": N, "giorno": D, "mai": D, "vero": T, "falso": T, "boh": T, "nome": S,
        "orario": CHOICE, "turni": StaticType(ValueKind.LINES), "oggi": D,
    },
    own_line={},
    columns={"turni": {"ore": N, "dal": D, "orario": CHOICE, "nota": S, "festivo": T}},
)  # fmt: skip
DAY = dt.date(2026, 1, 31)
LINES = GroupValues([
    {"ore": Decimal(3), "dal": DAY, "orario": "pieno", "nota": None, "festivo": False},
    {"ore": Decimal("4.5"), "dal": dt.date(2026, 2, 1), "orario": "pieno", "nota": "x", "festivo": True},
])  # fmt: skip
SCOPE: dict[str, Any] = {
    "a": Decimal(7), "b": Decimal(2), "vuoto": None, "giorno": DAY, "mai": None, "vero": True, "falso": False,
    "boh": None, "nome": "Rossi", "orario": "pieno", "turni": LINES, "oggi": dt.date(2026, 3, 15),
}  # fmt: skip


def worked_out(source: str, **changes: Any) -> Any:
    lines = {name: GroupValues(value) for name, value in changes.items() if isinstance(value, list)}
    return compile_expression(source, NAMES).value({**SCOPE, **changes, **lines}, {})

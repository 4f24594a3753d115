"""No equation that is shown or printed is false: worked out from the printed words and numbers, both sides agree."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from desktop_app.engine.evaluation.replaced import is_replaced
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import Trace, equals, trace
from tests.forms.edits import Editor
from tests.forms.library import LIBRARY
from tests.forms.printed import NotPrinted, Span, number, worked_out

UNIT = re.compile(r"\u00a0\D+$")


def right_side(printed: str) -> Any:
    """What stands after the equals sign, without its unit."""
    said = UNIT.sub("", printed)
    try:
        return worked_out(said)
    except ValueError:
        return said  # a text


def agree(left: Any, right: Any) -> bool:
    if isinstance(left, Span) and isinstance(right, Span):
        return left.meets(right)
    return left == right or (isinstance(left, str) and left.strip("«»") == right)


def false_in(told: Trace, printed: str) -> list[str]:
    """The equations of a trace that do not hold; with the exact result, and as a document prints it."""
    exact, _, rounded = printed.partition(", arrotondato a ")
    sides = [told.exact, exact] if told.exact else [exact]
    left = worked_out(told.numbers)
    wrong = [f"{told.id}: {told.numbers} = {side}" for side in sides if not agree(left, right_side(side))]
    near = number(UNIT.sub("", rounded)) if rounded else None
    if near is not None and abs(near.low - number(exact).low) > abs(number(exact).high - number(exact).low):
        wrong.append(f"{told.id}: {printed}")
    return wrong


def shown(state: FormState) -> list[Trace]:
    computed = [field.id for field in state.form.fields.values() if field.formula is not None]
    return [trace(state, id) for id in computed if state.cells[id].visible]


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_no_printed_equation_is_false(form: str) -> None:
    """Over dossiers filled in rightly and wrongly, with values of the parties in place of computed ones."""
    counted: Counter[str] = Counter()
    for seed in range(24):
        editor = Editor(seed)
        dossier = editor.begun(LIBRARY.load(form))
        for _ in range(4):
            editor.edit(dossier, 6)
            for told in shown(dossier.state):
                if not told.numbers:
                    continue
                try:
                    assert false_in(told, equals(dossier.state, told.id)) == [], f"seed {seed}"
                except NotPrinted:
                    counted["not arithmetic"] += 1
                else:
                    counted["checked"] += 1
    assert counted["checked"] > 5 * counted["not arithmetic"]


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_a_value_of_the_parties_is_in_no_equation(form: str) -> None:
    """The equation gives what the formula gives; what they wrote is told in words, also of all that rests on it."""
    seen = 0
    for seed in range(60):
        editor = Editor(seed)
        dossier = editor.begun(LIBRARY.load(form))
        editor.edit(dossier, 25)
        state = dossier.state
        for told in shown(state):
            if is_replaced(state, told.id):
                seen += 1
                assert told.remark.startswith("il calcolo ")
    assert seen or not any(field.spec.override for field in LIBRARY.load(form).fields.values())

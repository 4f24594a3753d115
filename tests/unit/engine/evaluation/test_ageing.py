"""Whether the day alone may change what is said of a dossier."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.evaluation.ageing import depends_on_day
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ask, computed, filled, form_of, group, rule

CHECKED = ask("dal", "date", required=False, check=[{"that": "dal <= oggi", "message": "È nel futuro."}])
TERM = {"id": "t", "title": "T", "date": "dal", "source": "Art. 1"}
PERIODS = [rule("k", 1, **{"to": dt.date(2026, 12, 31)}), rule("k", 2, **{"from": dt.date(2027, 1, 1)})]
K = computed("doppio", "integer", "2 * k")


@pytest.mark.parametrize(
    ("form", "answers", "depends"),
    [
        (form_of(ask("a")), {}, False),
        (form_of(CHECKED), {}, False),  # a check without a result says nothing on any day
        (form_of(CHECKED), {"dal": "2026-01-01"}, True),
        (form_of(ask("dal", "date", default="oggi")), {}, True),
        (form_of(ask("dal", "date", default="oggi")), {"dal": "2026-01-01"}, False),
        (form_of(ask("n", "integer"), computed("fra", "date", "add_days(oggi, n)")), {}, True),
        (form_of(ask("dal", "date"), ask("b", required="dal < oggi")), {}, True),
        (form_of(ask("dal", "date"), ask("b", visible_when="dal < oggi")), {}, True),  # also while it is hidden
        (form_of(ask("si", "yes_no"), {**CHECKED, "visible_when": "si"}), {"dal": "2026-01-01"}, False),
        (form_of(group("righe", CHECKED)), {"righe": [{"dal": "2026-01-01"}]}, True),
        (form_of(group("righe", CHECKED)), {"righe": [{}]}, False),
        (form_of(ask("dal", "date"), deadline=[TERM]), {"dal": "2026-01-01"}, False),
        (form_of(ask("dal", "date"), deadline=[{**TERM, "visible_when": "dal >= oggi"}]), {}, True),
        (form_of(K, rules=[rule("k", 1)]), {}, False),
        (form_of(K, rules=PERIODS), {}, True),
        (form_of(ask("dal", "date"), K, rules=PERIODS, date="dal"), {}, True),
        (form_of(ask("dal", "date"), K, rules=PERIODS, date="dal"), {"dal": "2026-01-01"}, False),
        (form_of(ask("dal", "date", default="add_days(n, 0)"), ask("n", "date"), K, rules=PERIODS, date="dal"),
         {"n": "2026-01-01"}, True),  # the day of the rules is what was answered, not what is proposed
    ],
)  # fmt: skip
def test_what_asks_for_today_depends_on_it(form: Form, answers: dict[str, Any], depends: bool) -> None:
    assert depends_on_day(filled(form, answers)) == depends

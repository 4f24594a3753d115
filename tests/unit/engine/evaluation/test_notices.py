"""Notices of the law: told from their day on, in the dossiers that they touch, and never an obstacle."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ask, computed, filled, lines_of, make_form, one_page, rule

DAY = dt.date(2025, 12, 31)


def notice(id: str = "legge_nuova", **keys: Any) -> dict[str, Any]:
    return {"id": id, "from": DAY, "text": "La legge è cambiata.", "source": "L. 1/2025", "about": ["a"], **keys}


def form_with(*notices: dict[str, Any]) -> Form:
    return make_form(one_page(ask("a", "integer"), computed("b", "integer", "a * 2")), {"notice": list(notices)})


@pytest.mark.parametrize(("later", "told"), [(-1, []), (0, ["legge_nuova"]), (400, ["legge_nuova"])])
def test_a_notice_is_told_from_its_day_on(later: int, told: list[str]) -> None:
    form, today = form_with(notice()), DAY + dt.timedelta(days=later)
    assert [each.id for each in filled(form, {"a": "1"}, today=today).notices] == told
    assert [each.id for each in form.notices_on(today)] == told


@pytest.mark.parametrize(("answers", "told"), [({"a": "2"}, 1), ({"a": "1"}, 0), ({}, 0)])
def test_a_notice_with_a_condition_is_told_in_the_dossiers_that_it_touches(answers: dict[str, str], told: int) -> None:
    form = form_with(notice(visible_when="b > 2"))
    assert len(filled(form, answers).notices) == told
    assert len(form.notices_on(DAY)) == 1


def test_a_notice_is_no_problem() -> None:
    state = filled(form_with(notice(confirmed=False)), {"a": "1"})
    assert state.problems == () and state.complete and state.unconfirmed == frozenset()


def test_its_condition_may_use_a_rule_that_nothing_else_uses() -> None:
    rules = {"rule": [rule("k", 1)], "notice": [notice(visible_when="a > k")]}
    assert make_form(one_page(ask("a", "integer")), rules).notices[0].condition is not None
    reading = {"id": "l", "about": ["a"], "doubt": "?", "reading": "!", "visible_when": "a > k"}
    assert make_form(one_page(ask("a", "integer")), {"rule": [rule("k", 1)], "reading": [reading]}).readings


def test_a_block_brings_its_notices() -> None:
    block = {"ente_2024/block.toml": lines_of({"field": [ask("n", "integer")]}),
             "ente_2024/rules.toml": lines_of({"notice": [notice("del_blocco", about=["n"])]})}  # fmt: skip
    form = make_form(one_page({"type": "block", "use": "ente_2024"}, ask("a")), {"notice": [notice()]}, None, block)
    assert [each.id for each in form.notices] == ["legge_nuova", "del_blocco"]

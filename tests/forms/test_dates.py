"""Every date that a form asks has its place: a check bounds it from before and from after, or a reason says why not.

A check may stand anywhere in the form: what holds the agreement before the award holds the award after the agreement.
"""

from __future__ import annotations

import pytest

from desktop_app.engine.forms.form import Field, Form
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.forms.bounds import orders

LIBRARY = Library([forms_folder()])
EARLIEST, LATEST = "earliest", "latest"

# By form, date and side: why no check can bound it there. What is bounded has no entry.
UNBOUNDED: dict[str, dict[tuple[str, str], str]] = {}
FORMS = pytest.mark.parametrize("form", list(LIBRARY.forms()), ids=lambda form: form.id)


def asked_dates(form: Form) -> list[Field]:
    """The dates that somebody types, columns of lines among them."""
    every = [node for field in form.fields.values() for node in (field, *field.columns.values())]
    return [node for node in every if node.spec.type == "date" and node.formula is None]


def bounded(form: Form) -> set[tuple[str, str]]:
    """The sides on which an error or a warning bounds a value: by another value, a term, a day of an act, today."""
    held = [order for order in orders(form) if order.severity != "note"]
    return {(order.high, EARLIEST) for order in held} | {(order.low, LATEST) for order in held}


@FORMS
def test_every_asked_date_is_bounded_from_each_side_or_says_why_not(form: Form) -> None:
    sides = {(node.key, side) for node in asked_dates(form) for side in (EARLIEST, LATEST)}
    assert sides - bounded(form) - set(UNBOUNDED.get(form.id, {})) == set()


@FORMS
def test_a_reason_is_of_a_date_that_is_asked_and_still_needed(form: Form) -> None:
    reasons = UNBOUNDED.get(form.id, {})
    sides = {(node.key, side) for node in asked_dates(form) for side in (EARLIEST, LATEST)}
    assert set(reasons) - sides == set(), "asked no more"
    assert set(reasons) & bounded(form) == set(), "a check bounds it now"
    assert all(reasons.values())


def test_reasons_are_of_forms_that_there_are() -> None:
    assert set(UNBOUNDED) <= set(LIBRARY.ids())


def test_most_dates_of_the_longest_form_are_bounded() -> None:
    """The reading of the conditions finds something: else the first test would only count reasons."""
    form = LIBRARY.load("marche/art14_2023")
    assert len(asked_dates(form)) >= 20 and not UNBOUNDED.get(form.id)

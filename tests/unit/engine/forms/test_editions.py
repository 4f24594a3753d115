"""Editions of a form: which takes the place of which, when, and what is said of a day outside of one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.forms.definition import FormDef
from desktop_app.engine.forms.editions import editions, period
from desktop_app.engine.italian.edition_words import edition_facts, out_of_date
from tests.unit.engine.support import ask, faults, filled, form_of, one_page, problem

DAY = dt.date(2027, 6, 15)


def spec(year: int, replaces: str | None = None, **keys: Any) -> FormDef:
    return FormDef(title="M", source="L.", edition=dt.date(year, 1, 1), name="P", page=(), replaces=replaces, **keys)


def test_a_newer_edition_takes_the_place_of_all_before_it() -> None:
    found = editions({"a/x": spec(2024), "a/y": spec(2025, "a/x"), "a/z": spec(2026, "a/y")}.items(), DAY)
    assert found.successors == {"a/x": "a/z", "a/y": "a/z"} and not found.doubts


def test_of_two_that_replace_one_form_the_newer_does() -> None:
    found = editions({"a/x": spec(2024), "a/z": spec(2026, "a/x"), "a/y": spec(2025, "a/x")}.items(), DAY)
    assert found.successors == {"a/x": "a/z"}


def test_nothing_is_replaced_before_its_successor_is_in_force() -> None:
    forms = {"a/x": spec(2024), "a/y": spec(2027, "a/x", valid_from=DAY)}
    assert not editions(forms.items(), DAY - dt.timedelta(days=1)).successors
    assert editions(forms.items(), DAY).successors == {"a/x": "a/y"}


def test_forms_that_replace_each_other_are_told_and_none_of_them_goes() -> None:
    found = editions({"a/x": spec(2025, "a/y"), "a/y": spec(2025, "a/x")}.items(), DAY)
    assert not found.successors and set(found.doubts) == {"a/x", "a/y"}
    assert found.doubts["a/x"].startswith("Dice di sostituire «a/y», che ha la stessa edizione o una più nuova")
    longer = {"a/x": spec(2024, "a/z"), "a/y": spec(2025, "a/x"), "a/z": spec(2026, "a/y")}
    found = editions(longer.items(), DAY)  # the circle is open where it goes back in time
    assert found.successors == {"a/x": "a/z", "a/y": "a/z"} and list(found.doubts) == ["a/x"]


def test_a_replaced_form_that_is_not_there_is_told() -> None:
    assert editions([("a/y", spec(2025, "a/x"))], DAY).doubts == {"a/y": "Sostituisce «a/x», che qui non c'è."}


@pytest.mark.parametrize(
    ("keys", "words"),
    [({}, ""), ({"valid_to": dt.date(2027, 12, 31)}, "fino al 31/12/2027"),
     ({"valid_from": dt.date(2027, 1, 11)}, "dall'11/01/2027"),
     ({"valid_from": dt.date(2027, 1, 1), "valid_to": dt.date(2027, 12, 31)}, "dal 01/01/2027 al 31/12/2027")],
)  # fmt: skip
def test_from_when_to_when(keys: dict[str, Any], words: str) -> None:
    assert period(spec(2027, **keys)) == words
    facts = edition_facts(spec(2027, **keys), "fa parte di Commessa")
    assert facts == "edizione del 01/01/2027 · fa parte di Commessa" + (f" · vale {words}" if words else "")


def test_a_card_warns_on_days_that_are_not_of_the_edition() -> None:
    year = spec(2027, valid_from=dt.date(2027, 1, 1), valid_to=dt.date(2027, 12, 31))
    assert [out_of_date(year, dt.date(2027, *day)) for day in ((1, 1), (12, 31))] == ["", ""]
    assert "fino al 31/12/2027" in out_of_date(year, dt.date(2028, 1, 1))
    assert "solo dal 01/01/2027" in out_of_date(year, dt.date(2026, 12, 31))


def test_the_dossiers_day_decides_and_it_is_a_warning() -> None:
    form = form_of(ask("giorno", "date"), date="giorno", valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 12, 31))
    assert not filled(form, {"giorno": "2026-12-31"}, today=dt.date(2028, 1, 1)).problems
    state = filled(form, {"giorno": "2027-01-01"}, today=dt.date(2026, 5, 5))
    found = problem(state, "giorno")
    assert found.check is not None and found.check.id == "giorno_altra_edizione"
    assert found.severity == "warning" and state.complete
    assert found.message.startswith("Questa edizione del modulo vale dal 01/01/2026 al 31/12/2026: ")
    assert filled(form, {"giorno": "2025-12-31"}).problems
    aside = filled(form, {"giorno": "2027-01-01"}, set_aside={"giorno_altra_edizione": "La accettano."})
    assert [each.severity for each in aside.problems] == ["note"]


def test_without_a_day_today_counts() -> None:
    form = form_of(ask("giorno", "date", required=False), date="giorno", valid_to=dt.date(2026, 12, 31))
    assert not filled(form, today=dt.date(2026, 12, 31)).problems
    assert problem(filled(form, today=dt.date(2027, 1, 1)), "giorno").severity == "warning"


def test_an_edition_that_has_no_end_warns_before_its_first_day_alone() -> None:
    form = form_of(ask("giorno", "date"), date="giorno", valid_from=dt.date(2026, 1, 1))
    assert problem(filled(form, {"giorno": "2025-12-31"}), "giorno").message.startswith(
        "Questa edizione del modulo vale dal 01/01/2026: "
    )
    assert not filled(form, {"giorno": "2026-01-01"}).problems and not filled(form, {"giorno": "2099-01-01"}).problems


@pytest.mark.parametrize(
    ("keys", "words"),
    [({"replaces": "valdoria/prova_2024"}, "«valdoria/prova_2024» non può essere il modulo sostituito"),
     ({"replaces": "../prova"}, "«../prova» non può essere il modulo sostituito"),
     ({"date": "giorno", "valid_from": dt.date(2027, 1, 2), "valid_to": dt.date(2027, 1, 1)},
      "l'edizione finisce prima di cominciare"),
     ({"valid_to": dt.date(2027, 1, 1)}, "vogliono la chiave «date»")],
)  # fmt: skip
def test_what_no_edition_can_be_is_refused(keys: dict[str, object], words: str) -> None:
    assert any(words in sentence for sentence in faults(one_page(ask("giorno", "date"), **keys)))

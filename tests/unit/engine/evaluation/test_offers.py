"""What a form offers to write into empty fields."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.evaluation.offers import offered
from desktop_app.engine.faults import FormFault
from tests.unit.engine.support import ask, computed, filled, form_of

AGAIN = "Come la sede legale"


def again(id: str, **keys: Any) -> dict[str, Any]:
    return ask(f"{id}_qui", offer=id, offer_words=AGAIN, **keys)


def test_fields_with_the_same_words_are_one_offer_beside_the_first_that_is_empty() -> None:
    form = form_of(ask("comune"), ask("via"), again("comune"), again("via"))

    def offers(answers: dict[str, Any]) -> list[dict[str, Any]]:
        state = filled(form, answers)
        return [dict(offered(state, form.fields[id])) for id in ("comune_qui", "via_qui")]

    assert offers({}) == [{}, {}]
    assert offers({"comune": "Fano"}) == [{"comune_qui": "Fano"}, {}]
    assert offers({"comune": "Fano", "via": "via Po"}) == [{"comune_qui": "Fano", "via_qui": "via Po"}, {}]
    assert offers({"comune": "Fano", "via": "via Po", "comune_qui": "Jesi"}) == [{}, {"via_qui": "via Po"}]
    assert offers({"comune": "Fano", "via": "via Po", "comune_qui": "Jesi", "via_qui": "via Po"}) == [{}, {}]


def test_an_offer_ends_where_other_words_begin() -> None:
    other = ask("via_ufficio", offer="via", offer_words="Come la sede operativa")
    form = form_of(ask("comune"), ask("via"), again("comune"), other)
    state = filled(form, {"comune": "Fano", "via": "via Po"})
    assert offered(state, form.fields["comune_qui"]) == {"comune_qui": "Fano"}
    assert offered(state, form.fields["via_ufficio"]) == {"via_ufficio": "via Po"}


def test_nothing_is_offered_where_nothing_is_asked_or_a_value_stands_already() -> None:
    form = form_of(ask("comune"), ask("altrove", "yes_no"), again("comune", visible_when="altrove"))
    assert not offered(filled(form, {"comune": "Fano"}), form.fields["comune_qui"])
    assert offered(filled(form, {"comune": "Fano", "altrove": True}), form.fields["comune_qui"])
    form = form_of(ask("comune"), again("comune", default="'Jesi'"))
    assert not offered(filled(form, {"comune": "Fano"}), form.fields["comune_qui"])


def test_an_answer_that_is_wrong_is_left_to_who_typed_it() -> None:
    form = form_of(ask("a", "date"), ask("b", "date", offer="add_days(a, 1)"))
    assert offered(filled(form, {"a": "2026-01-01"}), form.fields["b"])
    assert not offered(filled(form, {"a": "2026-01-01", "b": "domani"}), form.fields["b"])
    assert not offered(filled(form, {"a": "9999-12-31"}), form.fields["b"]), "no such day"


def test_in_a_line_is_offered_what_the_line_and_the_form_imply() -> None:
    columns = [
        ask("dal", "date"),
        ask("mesi", "integer"),
        ask("al", "date", offer="add_months(dal, mesi)", offer_words="Come dicono inizio e durata"),
        ask("comune", offer="sede", offer_words=AGAIN),
        ask("via", offer="sede_via", offer_words=AGAIN, visible_when="filled(comune)"),
    ]
    form = form_of(ask("sede"), ask("sede_via"), {**ask("righe", "lines"), "column": columns, "item": "riga"})
    lines = [
        {"id": "a", "dal": "2026-01-31", "mesi": "1"},
        {"id": "b", "comune": "Jesi"},
        {"id": "c", "al": "2026-01-01"},
    ]
    state = filled(form, {"sede": "Fano", "sede_via": "via Po", "righe": lines})

    def offers(line: str) -> dict[str, dict[str, Any]]:
        asked = form.fields["righe"].columns
        return {id: dict(found) for id, field in asked.items() if (found := offered(state, field, line))}

    assert offers("a") == {"al": {"al": dt.date(2026, 2, 28)}, "comune": {"comune": "Fano"}}, "what is hidden stays"
    assert offers("b") == {"via": {"via": "via Po"}}
    assert offers("c") == {"comune": {"comune": "Fano"}}
    assert offers("gone") == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([ask("a", offer="manca")], "chiave offer"),
        ([ask("a", "date", offer="'testo'")], "chiave offer"),
        ([computed("a", "integer", "1", offer="2")], "la chiave «offer» non va con «formula»"),
        ([ask("a", offer_words="Come prima")], "la chiave «offer_words» vuole anche «offer»"),
        ([ask("l", "lines", column=[ask("a", offer="manca")])], "chiave offer"),
        (
            [{"id": "t", "type": "heading", "label": "T", "offer": "'a'"}],
            "la chiave «offer» non va con il tipo heading",
        ),
    ],
)
def test_offers_that_cannot_be(fields: list[dict[str, Any]], sentence: str) -> None:
    with pytest.raises(FormFault) as caught:
        form_of(*fields)
    assert sentence in str(caught.value)

"""The calculation panel: traces, parts, the limit that is binding, the inverse questions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from desktop_app.engine.evaluation.panel import answer_question, for_page, share
from tests.unit.engine.support import ask, computed, filled, make_form, one_page, rule

FORM = make_form(
    one_page(
        ask("vuc", "money", symbol="VUC"),
        ask("cl", "money"),
        ask("tetto", "integer", required=False, source="Art. 9"),
        ask("si", "yes_no", required=False),
        computed("n", "integer", "floor(vuc / cl)", visible_when="if_empty(si, True)"),
        panel=[
            {
                "pages": ["pagina"], "trace": ["n"], "total": "vuc", "title": "Quanti posti copre",
                "limits": [{"value": "n", "label": "Valore"}, {"value": "tetto"}],
                "parts": [{"value": "cl", "times": "n"}, {"value": "vuc", "label": "Tutto"}],
                "question": [
                    {"input": "k", "text": "Per {k} {k:posto|posti} a {cl} {result:serve|servono} {result} euro.",
                     "formula": "k * cl / 3"},
                    {"input": "j", "text": "{result}", "formula": "vuc / j + base", "decimals": 0, "rounding": "down"},
                ],
            },
            {"pages": ["pagina"], "trace": ["n"]},
        ],
    ),
    {
        "rule": [rule("base", 1)],
        "reading": [
            {"id": "una", "about": ["tetto"], "doubt": "?", "reading": "!"},
            {"id": "altra", "about": ["cl"], "doubt": "?", "reading": "!"},
        ],
    },
)  # fmt: skip


def test_what_the_panel_shows() -> None:
    view = for_page(filled(FORM, {"vuc": "43000", "cl": "21500", "tetto": "2"}), "pagina")
    assert view is not None
    assert [each.result for each in view.traces] == ["2"]
    assert view.total == 43000
    assert view.panel.spec.title == "Quanti posti copre"
    assert [(p.id, p.symbol, p.label, str(p.each), p.times) for p in view.parts] == [
        ("cl", "Cl", "Cl", "21500", 2),
        ("vuc", "VUC", "Tutto", "43000", None),
    ]
    assert [(each.id, each.label, str(each.value), each.binding, each.source) for each in view.limits] == [
        ("n", "Valore", "2", True, "Legge di prova, art. 2"),
        ("tetto", "Tetto", "2", True, "Art. 9"),
    ]
    assert [each.id for each in view.readings] == ["una"]


@pytest.mark.parametrize(("tetto", "bites"), [("1", ["tetto"]), ("3", ["n"]), (None, [])])
def test_the_smallest_limit_bites_once_all_are_known(tetto: str | None, bites: list[str]) -> None:
    view = for_page(filled(FORM, {"vuc": "43000", "cl": "21500", "tetto": tetto}), "pagina")
    assert view is not None
    assert [each.id for each in view.limits if each.binding] == bites


def test_while_something_lacks() -> None:
    view = for_page(filled(FORM, {"vuc": "43000"}), "pagina")
    assert view is not None
    assert (view.parts, view.traces[0].result) == ((), "")
    assert for_page(filled(FORM, {"si": False}), "pagina") is None
    assert for_page(filled(FORM), "altra") is None


@pytest.mark.parametrize(
    ("answers", "parts"),
    [
        ({"a": "2", "b": "3", "c": "4"}, [("a", 3), ("c", None)]),
        ({"a": "2", "c": "4"}, []),  # how many times is not known
        ({"b": "3", "c": "4"}, []),
        ({"a": "2", "b": "3"}, []),
    ],
)
def test_the_bar_waits_for_every_part_and_how_many_times_it_is_there(
    answers: dict[str, str], parts: list[tuple[str, int | None]]
) -> None:
    panel = {"pages": ["pagina"], "trace": ["d"], "parts": [{"value": "a", "times": "b"}, {"value": "c"}]}
    asked = [ask(id, "integer") for id in "abc"]
    form = make_form(one_page(*asked, computed("d", "integer", "a + c"), panel=[panel]))
    view = for_page(filled(form, answers), "pagina")
    assert view is not None and [(each.id, each.times) for each in view.parts] == parts


def test_a_panel_without_a_bar() -> None:
    form = make_form(one_page(ask("a", "integer"), computed("b", "integer", "a"),
                              panel=[{"pages": ["pagina"], "trace": ["b"]}]))  # fmt: skip
    view = for_page(filled(form), "pagina")
    assert view is not None and (view.total, view.parts, view.limits) == (None, (), ())


def test_the_inverse_question_rounds_against_the_user() -> None:
    state = filled(FORM, {"vuc": "100", "cl": "100"})
    first, second = FORM.panels[0].questions
    assert answer_question(first, 1, state) == "Per 1 posto a 100,00\u00a0€ servono 33,34 euro."
    assert answer_question(first, 2, state) == "Per 2 posti a 100,00\u00a0€ servono 66,67 euro."
    assert answer_question(second, 3, state) == "34"
    assert answer_question(second, 0, state) is None
    assert answer_question(first, 1, filled(FORM)) is None


@pytest.mark.parametrize(
    ("part", "total", "expected"), [(Decimal(1), Decimal(4), 0.25), (Fraction(1, 3), Decimal(0), 0)]
)
def test_the_share_of_the_bar(part: Decimal | Fraction, total: Decimal, expected: float) -> None:
    assert share(part, total) == expected


def test_what_is_to_be_confirmed_is_named_where_it_begins() -> None:
    form = make_form(
        one_page(
            ask("valore", "integer"),
            ask("coefficiente", "integer", confirmed=False),
            computed("coperture", "integer", "floor(valore / coefficiente)"),
            computed("tetto", "integer", "floor(valore * parte)"),
            computed("sicuro", "integer", "valore * certa"),
            computed("posti", "integer", "min(coperture, tetto, sicuro)"),
            panel=[{
                "pages": ["pagina"], "trace": ["posti"],
                "limits": [{"value": "coperture"}, {"value": "tetto"}, {"value": "sicuro"}],
            }],
        ),
        {"rule": [rule("parte", 0.4, label="Quaranta", confirmed=False), rule("certa", 1)]},
    )  # fmt: skip
    state = filled(form, {"valore": "10", "coefficiente": "3"})
    view = for_page(state, "pagina")
    assert view is not None
    assert view.unconfirmed == ("Coefficiente", "Quaranta")
    assert [each.unconfirmed for each in view.limits] == [True, True, False]
    assert state.unconfirmed == {"coefficiente", "parte", "coperture", "tetto", "posti"}

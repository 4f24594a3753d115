"""A form is compiled whole: formulas, conditions, their order; all faults come together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.engine.support import ask, computed, faults, filled, form_of, group, make_form, one_page

AT = "form.toml, pagina pagina, campo "


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([computed("b", "integer", "aa + 1"), ask("aaa", "integer")],
         f"{AT}b, chiave formula: il nome «aa» non esiste. Forse volevi dire «aaa»?"),
        ([computed("b", "integer", "'x'")], f"{AT}b, chiave formula: la formula dà testo, ma qui serve: numero."),
        ([computed("b", "integer", "(" * 3_000)], f"{AT}b, chiave formula: la formula è più lunga di 2000 caratteri"),
        ([ask("b", visible_when="b")], f"{AT}b, chiave visible_when: la formula dà testo, ma qui serve: sì/no."),
        ([ask("b", required="boh")], f"{AT}b, chiave required: il nome «boh» non esiste."),
        ([ask("b", "integer", default="'x'")], f"{AT}b, chiave default: la formula dà testo, ma qui serve: numero."),
        ([ask("b", "integer", check=[{"that": "b", "message": "m"}])],
         f"{AT}b, verifica «b»: la formula dà numero, ma qui serve: sì/no."),
        ([group("g", computed("x", "integer", "y"))], f"{AT}g.x, chiave formula: il nome «y» non esiste."),
        ([group("g", ask("x", visible_when="x"))], f"{AT}g.x, chiave visible_when: la formula dà testo"),
        ([ask("c", "choice", options={"x": "X"}, default="'z'")],
         f"{AT}c, chiave default: può dare una risposta che non è tra le «options»."),
        ([computed("c", "choice", "'x' if n > 1 else 'z'", options={"x": "X"}), ask("n", "integer")],
         f"{AT}c, chiave formula: può dare una risposta che non è tra le «options»."),
        ([computed("c", "choice", "t", options={"x": "X"}), ask("t")],
         f"{AT}c, chiave formula: può dare una risposta che non è tra le «options»."),
        ([computed("c", "choice", "d", options={"x": "X"}), ask("d", "choice", options={"x": "X", "y": "Y"})],
         f"{AT}c, chiave formula: può dare una risposta che non è tra le «options»."),
        ([ask("c", "choice", options={"x": "X"}), ask("t", visible_when="c == 'xx'")],
         f"{AT}t, chiave visible_when: «xx» non è tra le scelte possibili."),
        ([computed("a", "integer", "b"), computed("b", "integer", "a")],
         "form.toml: queste formule dipendono l'una dall'altra: a → b → a."),
        ([computed("a", "integer", "a")], "l'una dall'altra: a → a."),
        ([ask("a", "integer", visible_when="b > 1"), ask("b", "integer", visible_when="a > 1")], "l'una dall'altra: "),
        ([ask("a", "integer", default="b"), computed("b", "integer", "a")], "l'una dall'altra: "),
        ([group("g", computed("x", "integer", "t")), computed("t", "integer", "sum(g.x)")], "l'una dall'altra: "),
        ([group("g", ask("x"), visible_when="count(g) > 0")], "l'una dall'altra: "),
    ],
)  # fmt: skip
def test_a_formula_that_cannot_be(fields: list[dict[str, Any]], sentence: str) -> None:
    found = faults(one_page(*fields))
    assert any(sentence in each for each in found), found


def test_a_page_s_condition_is_named_by_its_page() -> None:
    form = {**one_page(), "page": [{"id": "p", "title": "P", "visible_when": "boh", "field": [ask("a")]}]}
    assert faults(form) == ["form.toml, pagina p, chiave visible_when: il nome «boh» non esiste."]


def test_all_faults_come_together() -> None:
    found = faults(one_page(computed("a", "integer", "x"), computed("b", "integer", "y"), name="{z}", date="a"))
    assert len(found) == 4


def test_fields_are_worked_out_in_the_order_they_need() -> None:
    form = form_of(
        computed("fine", "integer", "somma + base"),
        computed("somma", "integer", "sum(g.doppio)"),
        group("g", computed("doppio", "integer", "x * 2 + base"), ask("x", "integer"), visible_when="base > 0"),
        ask("base", "integer"),
    )
    keys = [node.key for node in form.order]
    assert keys.index("base") < keys.index("g") < keys.index("g.x") < keys.index("g.doppio") < keys.index("somma")
    assert filled(form, {"base": "1", "g": [{"x": "1"}, {"x": "2"}]}).cells["fine"].value == 9


def test_a_choice_may_be_computed_and_defaulted_from_its_options() -> None:
    options = {"x": "X", "y": "Y"}
    form = form_of(
        ask("n", "integer"),
        computed("c", "choice", "'x' if n > 1 else 'y'", options=options),
        ask("d", "choice", options=options, default="c"),
        group("g", ask("e", "choice", options=options, default="c")),
        computed("f", "choice", "same(g.e)", options=options),
    )
    state = filled(form, {"n": "2", "g": [{}, {"e": "x"}]})
    assert {id: state.cells[id].value for id in "cdf"} == {"c": "x", "d": "x", "f": "x"}


def test_a_document_keeps_its_text_and_its_official_wording() -> None:
    document = {"id": "doc", "title": "D", "text": "d.md", "verbatim": "d.txt"}
    form = make_form(one_page(document=[document]), None, {"d.md": "# Uno", "d.txt": "Uno"})
    assert (form.documents[0].text, form.documents[0].verbatim) == ("# Uno", "Uno")
    without = make_form(one_page(document=[{**document, "verbatim": "d.txt"} | {"text": "d.md"}]), None,
                        {"d.md": "x", "d.txt": ""})  # fmt: skip
    assert without.documents[0].verbatim == ""

"""Blocks: their fields, rules and conditions on the page that includes them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ask, computed, faults, filled, group, lines_of, make_form, one_page, rule

BLOCK = {
    "field": [
        ask("nome"),
        ask("capo", visible_when="nome != 'x'", required="nome == 'y'", owner="loro"),
        ask("n", "integer", check=[{"that": "n <= soglia", "message": "{n} {n:è|sono} {nome} {soglia}",
                                    "severity": "warning", "id": "troppi"}]),
        ask("tetto", "integer", required=False, check=[{"that": "tetto <= soglia", "message": "{tetto} è troppo"}]),
        group("sedi", ask("nome"), ask("posti", "integer", default="n"),
              computed("doppio", "integer", "posti * 2 if nome == 'z' else n"), required=False),
        computed("tutti", "integer", "sum(sedi.doppio) + soglia"),
    ]
}  # fmt: skip
FILES = {
    "ente_2024/block.toml": lines_of(BLOCK),
    "ente_2024/rules.toml": lines_of(
        {"rule": [rule("soglia", 5)], "reading": [{"id": "l", "about": ["ditta_n"], "doubt": "?", "reading": "!"}]}
    ),
}


def use(**keys: Any) -> dict[str, Any]:
    return {"type": "block", "use": "ente_2024", **keys}


def included(*fields: dict[str, Any], **top: Any) -> Form:
    return make_form(one_page(*fields, **top), None, None, FILES)


def refused(*fields: dict[str, Any], files: dict[str, str] | None = None) -> list[str]:
    return faults(one_page(*fields), None, None, FILES if files is None else files)


def test_names_bear_the_prefix_everywhere() -> None:
    form = included(use(**{"as": "ditta"}), ask("nome"))
    assert list(form.fields) == [
        "ditta_nome", "ditta_capo", "ditta_n", "ditta_tetto", "ditta_sedi", "ditta_tutti", "nome",
    ]  # fmt: skip
    state = filled(
        form,
        {"nome": "y", "ditta_nome": "a", "ditta_n": "9", "ditta_sedi": [{"nome": "z", "posti": "2"}, {"nome": "q"}]},
    )
    assert state.cells["ditta_tutti"].value == 4 + 9 + 5
    [problem] = state.problems
    assert (problem.field, problem.message) == ("ditta_n", "9 sono a 5")
    assert problem.check is not None and problem.check.id == "ditta_troppi"
    assert form.fields["ditta_tetto"].checks[0].spec.id is None  # an error cannot be put aside: it needs no name
    assert not filled(form, {"ditta_nome": "x"}).cells["ditta_capo"].visible
    assert [each.id for each in form.readings] == ["l"]


def test_in_a_line_a_column_is_not_taken_for_a_field_of_the_block() -> None:
    form = included(use(**{"as": "ditta"}))
    assert list(form.fields["ditta_sedi"].columns) == ["nome", "posti", "doppio"]
    state = filled(form, {"ditta_nome": "z", "ditta_n": "1", "ditta_sedi": [{"nome": "q", "posti": "2"}]})
    assert state.lines["ditta_sedi"][0].values["doppio"] == 1


def test_without_a_prefix_names_stay() -> None:
    assert list(make_form(one_page(use(), ask("ditta_n")), None, None, FILES).fields)[:2] == ["nome", "capo"]


def test_a_block_twice_has_its_rules_once() -> None:
    form = included(use(**{"as": "ditta"}), use(**{"as": "coop"}, label="La cooperativa"))
    assert "coop_titolo" in form.fields and "ditta_titolo" not in form.fields
    assert len(form.rules["soglia"]) == 1


def test_keys_of_the_block_hold_for_fields_that_do_not_say_their_own() -> None:
    form = included(
        ask("si", "yes_no"),
        use(**{"as": "ditta"}, visible_when="si", owner="noi", required=False, label="Ditta", book="ditte"),
    )
    assert filled(form, {"si": True, "ditta_nome": "a"}).complete
    assert [each.field for each in filled(form, {"si": True, "ditta_nome": "y"}).problems] == ["ditta_capo"]
    assert {form.fields[id].spec.owner for id in ("ditta_nome", "ditta_n")} == {"noi"}
    assert [(party.prefix, party.book) for party in form.parties.values()] == [("ditta", "ditte")]
    heading = form.fields["ditta_titolo"].spec
    assert (heading.label, heading.visible_when) == ("Ditta", "si")
    assert form.fields["ditta_capo"].spec.owner == "loro"
    assert form.fields["ditta_tutti"].spec.owner is None
    hidden = filled(form, {"si": False, "ditta_nome": "a", "ditta_n": "99"})
    assert not any(hidden.cells[id].visible for id in ("ditta_nome", "ditta_capo", "ditta_sedi", "ditta_tutti"))
    assert [each.field for each in filled(form, {"si": True, "ditta_nome": "x"}).problems] == []


def test_a_list_of_the_block_is_not_made_optional_with_its_fields() -> None:
    block = {"ente_2024/block.toml": lines_of({"field": [ask("nome"), group("righe", ask("a"))]})}
    form = make_form(one_page(use(required="True")), None, None, block)
    assert (form.fields["nome"].spec.required, form.fields["righe"].spec.required) == ("True", None)


def test_without_a_prefix_there_is_no_heading_and_without_a_book_no_party() -> None:
    block = {"ente_2024/block.toml": lines_of({"field": [ask("nome")]})}
    assert list(make_form(one_page(use(label="Ditta")), None, None, block).fields) == ["nome"]
    assert included(use(**{"as": "ditta"})).parties == {}


def test_faulty_rules_of_a_block_are_named() -> None:
    files = {**FILES, "ente_2024/rules.toml": "rule = 3"}
    [found] = refused(use(), files=files)
    assert found.startswith("blocks/ente_2024/rules.toml: serve un valore di tipo elenco")


def test_conditions_of_the_including_form_are_not_renamed() -> None:
    form = included(ask("nome"), use(**{"as": "ditta"}, visible_when="nome == 'k'", required="nome == 'k'"))
    assert not filled(form, {"nome": "a", "ditta_nome": "k"}).cells["ditta_n"].visible
    assert filled(form, {"nome": "k"}).cells["ditta_n"].visible


def test_the_conditions_of_the_block_and_of_its_field_hold_together_and_each_as_a_whole() -> None:
    block = lines_of({"field": [ask("capo", visible_when="c or d", required=False)]})
    fields = [*(ask(id, "yes_no") for id in "abcd"), use(**{"as": "ditta"}, visible_when="a or b")]
    form = make_form(one_page(*fields), None, None, {"ente_2024/block.toml": block})
    for answers in product((True, False), repeat=4):
        a, b, c, d = answers
        state = filled(form, dict(zip("abcd", answers, strict=True)))
        assert state.cells["ditta_capo"].visible == ((a or b) and (c or d)), answers


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"type": "block"}, "blocco ?: la chiave «use» vuole il nome di una cartella di «blocks»"),
        (use(use="../fuori"), "blocco ../fuori: la chiave «use» vuole il nome di una cartella"),
        (use(use="ente_2025"), "chiave «use»: il blocco «ente_2025» non c'è. Forse volevi dire «ente_2024»?"),
        (use(printed=False), "blocco ente_2024: la chiave «printed» non va con il tipo block."),
        (use(formula="1"), "la chiave «formula» non va con il tipo block."),
        (use(**{"as": "ditta"}, printed=False), "form.toml, pagina pagina, blocco ditta: la chiave «printed» non va"),
        (use(book="enti"), "blocco ente_2024: la chiave «book» vuole anche «as»: dice di chi sono i dati."),
        (use(defaults={"nomi": "1"}), "chiave «defaults»: il blocco non ha «nomi». Forse volevi dire «nome»?"),
        (use(offers={"nomi": "1"}), "chiave «offers»: il blocco non ha «nomi». Forse volevi dire «nome»?"),
        (use(**{"as": "È"}), "non può essere un id"),
    ],
)
def test_a_block_that_cannot_be_included(field: dict[str, Any], sentence: str) -> None:
    assert any(sentence in found for found in refused(field)), refused(field)


def test_what_a_block_left_out_is_missed_by_is_looked_for_in_the_block_s_own_file() -> None:
    rules = {"rule": [rule("k", 1)], "reading": [{"id": "l", "about": ["m"], "doubt": "?", "reading": "!"}]}
    files = block_of(computed("n", "integer", "1"), computed("m", "integer", "k"))
    files |= {"ente_2024/rules.toml": lines_of(rules)}
    found = refused(use(only=["n"]), files=files)
    assert "blocks/ente_2024/rules.toml, lettura l: «m» non è un campo né un documento." in found
    rules.pop("reading")
    files |= {"ente_2024/rules.toml": lines_of(rules)}
    assert refused(use(only=["n"]), files=files) == [
        "blocks/ente_2024/rules.toml: la regola «k» non è usata da nessuna formula né testo."
    ]


def test_a_block_twice_without_a_prefix() -> None:
    assert any("l'id «nome» c'è già" in found for found in refused(use(), use()))


def block_of(*fields: dict[str, Any]) -> dict[str, str]:
    return {"ente_2024/block.toml": lines_of({"field": list(fields)})}


def test_a_block_within_a_block() -> None:
    found = refused(use(), files=block_of({**use(), "id": "a", "label": "A"}))
    assert any("un blocco non può contenere un altro blocco" in each for each in found)


def test_a_faulty_block_is_named() -> None:
    [found] = refused(use(), files=block_of({**ask("a"), "colore": "x"}))
    assert found == "blocks/ente_2024/block.toml, campo a: la chiave «colore» non esiste."


@pytest.mark.parametrize("formula", ["a +", "a" + " + a" * 480, "(" * 3_000])
def test_a_faulty_formula_of_a_block_is_said_where_it_is_used(formula: str) -> None:
    text = block_of(ask("a", "integer"))["ente_2024/block.toml"].replace(
        "]\n", f', {{id = "b", type = "integer", label = "B", source = "x", formula = "{formula}"}}]\n'
    )
    [found] = refused(use(**{"as": "d"}), files={"ente_2024/block.toml": text})
    assert found.startswith("form.toml, pagina pagina, campo d_b, chiave formula: la formula ")


def test_a_form_takes_some_fields_of_a_block_and_gives_defaults() -> None:
    form = included(
        use(only=["n", "nome"], **{"as": "ditta"}), use(only=["nome", "n", "sedi", "tutti"], defaults={"n": "2 + 1"})
    )
    assert list(form.fields) == ["ditta_nome", "ditta_n", "nome", "n", "sedi", "tutti"]
    assert filled(form, {}).cells["n"].value == 3
    assert filled(form, {"n": "7"}).cells["n"].value == 7


def test_what_is_taken_or_given_a_default_must_be_in_the_block() -> None:
    said = refused(use(only=["nom"], defaults={"m": "1"}))
    assert "nome" in said[0] and "only" in said[0]
    assert "defaults" in said[1]


def test_a_label_that_two_parties_share_says_whose_it_is() -> None:
    parts = [use(label="La ditta", **{"as": "ditta"}), use(label="ENTE", **{"as": "ente"}), ask("solo", label="Solo")]
    form = included(*parts)
    assert form.parts["ditta_nome"] == "La ditta" and form.parts["ente_nome"] == "ENTE"
    assert "solo" not in form.parts
    said = [problem.message for problem in filled(form, {"ditta_n": "1", "ente_n": "1"}).problems if problem.missing]
    name = form.fields["ditta_nome"].spec.label
    assert f"Manca «{name}» (la ditta): scrivi questo dato." in said
    assert f"Manca «{name}» (ENTE): scrivi questo dato." in said
    assert "Manca «Solo»: scrivi questo dato." in said


def test_without_a_heading_the_page_says_whose_it_is() -> None:
    first = [ask("n_a", label="Nome"), ask("b_a", label="Bis"), ask("c_a", label="Bis")]
    pages = [{"id": "a", "title": "Il primo", "field": first},
             {"id": "b", "title": "Il secondo", "field": [ask("n_b", label="Nome")]}]  # fmt: skip
    form = make_form(one_page(page=pages))
    assert form.parts == {"n_a": "Il primo", "n_b": "Il secondo"}

"""The keys of fields: what does not go together is refused, with its page and field."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.documents.values import STANDARD_LISTS
from desktop_app.engine.forms.inspection import RESERVED
from desktop_app.engine.formula.operations import ALL_NAMES, EXTREMES
from tests.unit.engine.support import ask, computed, faults, form_of, group, make_form, one_page

AT = "form.toml, pagina pagina, campo "


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (ask("A"), "A: «A» non può essere un id"),
        (ask("1a"), "1a: «1a» non può essere un id"),
        (ask("à"), "non può essere un id"),
        (ask("a" * 65), "non può essere un id"),
        (ask("oggi"), "non può essere un id"),
        (ask("class"), "non può essere un id"),  # no formula could name it
        (ask("calcoli"), "non può essere un id"),
        (ask("loop"), "non può essere un id"),
        ({**ask("a"), "label": ""}, "a: manca la chiave «label»."),
        (ask("a", "choice"), "a: manca la chiave «options», le risposte possibili."),
        (ask("a", "lines"), "a: mancano le colonne: [[page.field.column]]."),
        (ask("a", "text", min=0), "a: la chiave «min» non va con il tipo text."),
        (ask("a", "date", max=3), "a: la chiave «max» non va con il tipo date."),
        (ask("a", "money", decimals=0), "a: la chiave «decimals» non va con il tipo money."),
        (ask("a", "integer", max_length=5), "la chiave «max_length» non va con il tipo integer."),
        (ask("a", "text", options={"x": "X"}), "la chiave «options» non va"),
        (ask("a", "text", blank_lines=0), "la chiave «blank_lines» non va con il tipo text."),
        (ask("a", "heading", formula="1"), "la chiave «formula» non va con il tipo heading."),
        (ask("a", "heading", required=True), "la chiave «required» non va con il tipo heading."),
        (ask("a", "text", **{"as": "x"}), "la chiave «as» non va con il tipo text."),
        (ask("a", "text", tick=True), "la chiave «tick» non va con il tipo text."),
        (ask("a", "yes_no", tick=True), "vuole «default = \"False\"»."),
        (ask("a", "yes_no", tick=True, default="True"), "vuole «default = \"False\"»."),
        (ask("a", "email", person=True), "la chiave «person» non va"),
        (ask("a", "integer", rounding="up"), "a: le chiavi «rounding» e «override» vanno solo con «formula»."),
        (ask("a", "integer", unit="notte|"), "a: la chiave «unit» vuole una parola, o due: «notte|notti»."),
        (ask("a", "integer", unit="a|b|c"), "a: la chiave «unit» vuole una parola, o due"),
        (ask("a", "integer", min=2, max=1), "a: «min» è più grande di «max»: nessuna risposta andrebbe bene."),
        (ask("a", "integer", override=True), "«rounding» e «override» vanno solo con «formula»."),
        (computed("a", "integer", "1", default="2"), "la chiave «default» non va con «formula»"),
        (computed("a", "integer", "1", required=False), "la chiave «required» non va con «formula»"),
        (computed("a", "integer", "1", owner="noi"), "la chiave «owner» non va con «formula»"),
        (computed("a", "integer", "1", min=0), "la chiave «min» non va con «formula»"),
        (computed("a", "integer", "1", once=True), "la chiave «once» non va con «formula»: il valore è calcolato."),
        (ask("a", "heading", once=True), "a: la chiave «once» va con le risposte: scrivila nei campi."),
        (ask("a", "integer", formula="1"), "a: manca la chiave «source»: di un numero calcolato si dice l'articolo."),
        (ask("a", "integer", check=[{"that": "a > 1", "message": "x", "severity": "warning"}]),
         "verifica «a > 1»: un avviso vuole la chiave «id», per poterlo mettere da parte."),
        (group("g", ask("h", "heading")), "g.h: una colonna non può essere di tipo heading."),
        (group("g", ask("h", "lines")), "g.h: una colonna non può essere di tipo lines."),
        (group("g", ask("id")), "g.id: «id» non può essere un id"),
        (group("g", ask("riga")), "g.riga: «riga» non può essere un id"),
        (group("g", ask("a"), ask("a")), "g.a: l'id «a» c'è già."),
        (group("g", computed("a", "integer", "1", override=True)), "g.a: la chiave «override» non va in una colonna."),
    ],
)  # fmt: skip
def test_a_field_that_does_not_hold_together(field: dict[str, Any], sentence: str) -> None:
    found = faults(one_page(field))
    assert any(each.startswith(AT) and sentence in each for each in found), found


def test_ids_twice() -> None:
    assert faults(one_page(ask("a"), ask("a"))) == [f"{AT}a: l'id «a» c'è già."]
    pages = [{"id": "p", "title": "P", "field": []}] * 2
    assert faults({**one_page(), "page": pages}) == ["form.toml, pagina p: l'id «p» c'è già."]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("Troppi: {nume}", "nel testo, il nome «nume» non esiste. Forse volevi dire «numero»?"),
        ("Troppi: {righe}", "nel testo, il nome «righe» non esiste."),
        ("Troppi: {titolo}", "nel testo, il nome «titolo» non esiste."),
        ("Troppi: {n", "nel testo, una parentesi graffa non è chiusa."),
        ("Troppi: n}", "nel testo, una parentesi graffa non è chiusa."),
        ("{{n}}", "una parentesi graffa non è chiusa"),
        ("{}", "il nome «» non esiste"),
        ("{nume:posto|posti}", "nel testo, il nome «nume» non esiste."),
        ("{numero:posto|posti}", "nel testo, «numero» non è un numero: non decide tra singolare e plurale."),
        ("{n:posti}", "nel testo, dopo «n:» vanno due parole: {n:posto|posti}."),
        ("{n:}", "dopo «n:» vanno due parole"),
        ("{n:uno|due|tre}", "dopo «n:» vanno due parole"),
        ("{n:posto|}", "dopo «n:» vanno due parole"),
        ("{n: posto | posti }", "dopo «n:» vanno due parole"),
    ],
)
def test_a_sentence_with_an_unknown_name(message: str, sentence: str) -> None:
    field = ask("n", "integer", check=[{"that": "n > 1", "message": message}])
    found = faults(one_page(field, ask("numero"), ask("titolo", "heading"), group("righe", ask("x"))))
    assert any(sentence in each for each in found), found


def test_fields_of_every_kind_load_with_all_that_they_may_have() -> None:
    form = form_of(
        ask("t", suggestions=["uno"], help="h", owner="noi", source="s", max_length=10),
        ask("d", "decimal", min=-5, max=5, decimals=1, symbol="D", unit="ore"),
        ask("c", "choice", options={"x": "X"}, default="'x'"),
        ask("cf", "codice_fiscale", person=True),
        ask("h", "heading", visible_when="d > 1"),
        group("g", ask("x"), item="cosa", blank_lines=0, max_lines=9, check=[{"that": "count(g) > 1", "message": "m"}]),
        computed("n", "decimal", "d / 3", rounding="up", override=True, confirmed=False),
    )
    assert make_form(one_page()).fields == {}
    assert [node.id for node in form.order if node.group is None].count("h") == 0


def test_no_field_takes_a_name_that_formulas_or_texts_have_for_something_else() -> None:
    words = {"and", "or", "not", "if", "else", "in", "is", "for", "lambda"}  # of formulas
    theirs = {"true", "false", "none", "loop", "self"}  # of the language of texts
    assert {*ALL_NAMES, *EXTREMES, *STANDARD_LISTS, *words, *theirs, "id", "oggi", "riga"} <= RESERVED

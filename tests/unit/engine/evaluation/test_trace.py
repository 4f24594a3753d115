"""The trace of a computed value: the formula in the law's symbols, the numbers, the result."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import Trace, equals, trace
from desktop_app.engine.forms.field_types import TypeName
from tests.unit.engine.support import ask, computed, filled, form_of, group, make_form, one_page, rule

ASKED = (
    ask("vuc", "money", symbol="VUC"),
    ask("cp", "money", symbol="CP"),
    ask("cl", "money", symbol="CL"),
    ask("anni", "integer"),
    ask("dal", "date"),
    ask("si", "yes_no"),
    ask("no", "yes_no"),
    ask("tipo", "choice", options={"a": "Di un anno", "b": "Altro"}),
    group("righe", ask("ore", "decimal", symbol="h"), ask("nota"), ask("festivo", "yes_no")),
)
GIVEN = {
    "vuc": "60000", "cp": "12000", "cl": "21500", "anni": "3", "dal": "2026-01-31", "si": True, "no": False,
    "tipo": "a", "righe": [{"ore": "1.5", "nota": "x", "festivo": False}, {"ore": "2", "festivo": True}],
}  # fmt: skip


def state_of(formula: str, type: TypeName = "decimal", answers: dict[str, Any] | None = None, **keys: Any) -> FormState:
    symbol = {"symbol": "N"} if type in ("integer", "decimal", "money") else {}
    rules = [rule("k", 3, to=dt.date(2026, 12, 31))]
    ask_rule = computed("usata", "integer", "k")
    form = form_of(*ASKED, ask_rule, computed("esito", type, formula, **symbol, **keys), rules=rules, date="dal")
    return filled(form, {**GIVEN, **(answers or {})})


def told(formula: str, type: TypeName = "decimal", answers: dict[str, Any] | None = None, **keys: Any) -> Trace:
    return trace(state_of(formula, type, answers, **keys), "esito")


@pytest.mark.parametrize(
    ("formula", "symbols", "numbers"),
    [
        ("(vuc - cp) / cl", "(VUC − CP) / CL", "(60.000,00 − 12.000,00) / 21.500,00"),
        ("vuc - (cp - cl)", "VUC − (CP − CL)", "60.000,00 − (12.000,00 − 21.500,00)"),
        ("vuc - cp - cl", "VUC − CP − CL", "60.000,00 − 12.000,00 − 21.500,00"),
        ("vuc / (cp * cl)", "VUC / (CP × CL)", "60.000,00 / (12.000,00 × 21.500,00)"),
        ("vuc + cp * -cl", "VUC + CP × −CL", "60.000,00 + 12.000,00 × −21.500,00"),
        ("-(vuc + cp)", "−(VUC + CP)", "−(60.000,00 + 12.000,00)"),
        ("anni * 12 + 0.5", "«Anni» × 12 + 0,5", "3 × 12 + 0,5"),
        ("anni * k", "«Anni» × 3", "3 × 3"),
        ("floor(vuc / cl)", "parte intera di (VUC / CL)", "parte intera di (60.000,00 / 21.500,00)"),
        ("round_half_down(vuc / cl, 1)", "arrotondato (oltre 0,50 per eccesso) (VUC / CL; 1)",
         "arrotondato (oltre 0,50 per eccesso) (60.000,00 / 21.500,00; 1)"),
        ("max(0, vuc - cp)", "il maggiore tra (0; VUC − CP)", "il maggiore tra (0; 60.000,00 − 12.000,00)"),
        ("sum(righe.ore)", "somma di h", "3,5"),
        ("count(righe)", "numero di «Righe»", "2"),
        ("count(righe.nota)", "numero di «Nota»", "1"),
        ("max(righe.ore) + 1", "il maggiore tra h + 1", "2 + 1"),
        ("vuc if si else cp", "VUC", "60.000,00"),
        ("vuc if no else cp", "CP", "12.000,00"),
        ("vuc if si else None", "VUC", "60.000,00"),
        ("vuc if no else None", "VUC", ""),
        ("vuc * (cp - 1 if si else cl)", "VUC × (CP − 1)", "60.000,00 × (12.000,00 − 1)"),
        ("if_empty(vuc, cp)", "VUC", "60.000,00"),
        ("months_begun(dal, oggi)", "mesi tra («Dal»; oggi)", "mesi tra (31/01/2026; 15/03/2026)"),
        ("months_begun(dal, date(2026, 3, 1))", "mesi tra («Dal»; 01/03/2026)",
         "mesi tra (31/01/2026; 01/03/2026)"),
    ],
)  # fmt: skip
def test_formulas_with_symbols_and_with_numbers(formula: str, symbols: str, numbers: str) -> None:
    found = told(formula)
    assert found.formula == f"N = {symbols}"
    assert found.numbers == numbers


@pytest.mark.parametrize(
    ("formula", "symbols", "numbers"),
    [
        ("vuc > cp and not no", "VUC > CP e non «No»", "60.000,00 > 12.000,00 e non no"),
        ("not (si and no)", "non («Si» e «No»)", "non (sì e no)"),
        ("(si or no) and True", "(«Si» o «No») e sì", "(sì o no) e sì"),
        ("not vuc < cp <= cl", "non (VUC < CP ≤ CL)", "non (60.000,00 < 12.000,00 ≤ 21.500,00)"),
        ("tipo == 'a'", "«Tipo» = «Di un anno»", "«Di un anno» = «Di un anno»"),
        ("any(righe.festivo)", "in almeno una riga «Festivo»", "sì"),
        ("not all(righe.festivo) and si", "non in ogni riga «Festivo» e «Si»", "non no e sì"),
        ("filled(vuc) and not filled(dal)", "c’è VUC e non c’è «Dal»", "sì e non sì"),
        ("dal != oggi", "«Dal» ≠ oggi", "31/01/2026 ≠ 15/03/2026"),
    ],
)
def test_conditions_read_as_they_are_meant(formula: str, symbols: str, numbers: str) -> None:
    found = told(formula, "yes_no")
    assert found.formula == f"Esito = {symbols}"
    assert found.numbers == numbers


@pytest.mark.parametrize(
    ("formula", "symbols"),
    [
        ("is_free_mail(posta)", "è posta comune «Posta»"),
        ("is_provisional(codice)", "è provvisorio «Codice»"),
        ("name_agrees(nome, codice)", "il nome va con («Nome»; «Codice»)"),
        ("mentions(nome, 'Rossi')", "nomina («Nome»; «Rossi»)"),
        ("names_only(nome, 'Rossi')", "nomina solo («Nome»; «Rossi»)"),
    ],
)
def test_questions_about_texts_are_put_in_words(formula: str, symbols: str) -> None:
    form = form_of(ask("posta"), ask("codice"), ask("nome"), computed("esito", "yes_no", formula))
    assert trace(filled(form, {}), "esito").formula == f"Esito = {symbols}"


def test_a_number_of_amounts_is_no_amount() -> None:
    form = form_of(group("righe", ask("costo", "money")), computed("esito", "integer", "count(righe.costo)"))
    state = filled(form, {"righe": [{"costo": "10"}, {"costo": "20"}]})
    assert trace(state, "esito").numbers == "2"


def test_the_result_exact_and_as_it_is_used() -> None:
    found = told("vuc / cl", unit="posti", source="Art. 8")
    assert (found.exact, found.result, found.source) == ("2,7906976744…", "2,79\u00a0posti", "Art. 8")
    assert told("floor(vuc / cl)", "integer").result == "2"
    assert told("vuc / 8").exact == "7.500"
    assert told("add_days(dal, 1)", "date").exact == ""


@pytest.mark.parametrize(
    ("formula", "keys", "shown"),
    [
        ("vuc / cl", {"unit": "posti"}, "2,79…\u00a0posti"),
        ("vuc / 8", {}, "7.500"),
        ("vuc / 7", {"type": "money"}, "8.571,42…\u00a0€"),
        ("vuc / 7", {"type": "money", "rounding": "up"}, "8.571,42…, arrotondato a 8.571,43\u00a0€"),
        ("(cp - vuc) / 7", {"type": "money", "rounding": "down"}, "−6.857,14…, arrotondato a −6.857,15\u00a0€"),
        ("vuc > cp", {"type": "yes_no"}, "sì"),
    ],
)
def test_no_number_that_was_rounded_follows_an_equals_sign(formula: str, keys: dict[str, Any], shown: str) -> None:
    assert equals(state_of(formula, **keys), "esito") == shown


def test_nothing_follows_an_equals_sign_where_the_result_is_empty() -> None:
    assert equals(filled(form_of(*ASKED, computed("esito", "decimal", "vuc / cl")), {}), "esito") == ""


def test_words_of_a_formula_stand_in_quotes() -> None:
    assert told("'vedi elenco' if si else '—'", "text").numbers == "«vedi elenco»"


def test_a_number_that_is_cut_says_so_on_the_left() -> None:
    part = computed("parte", "money", "vuc / 7", rounding="up", symbol="P")
    form = form_of(*ASKED, part, computed("esito", "decimal", "parte * 2"))
    assert trace(filled(form, GIVEN), "esito").numbers == "8.571,42… × 2"


def test_amounts_are_written_alike_throughout() -> None:
    assert told("vuc / 8 + 0.5", "money").exact == "7.500,50"
    assert told("cl / 7", "money").exact == "3.071,4285714285…"  # more decimals than cents are shown, not cut
    rules = [rule("paga", 39.5, unit="EUR"), rule("ore", 7.5, unit="ore"), rule("giorni", 39, unit="EUR")]
    formula = computed("esito", "money", "paga * ore + giorni", symbol="N")
    found = trace(filled(form_of(formula, rules=rules), {}), "esito")
    assert (found.formula, found.numbers) == ("N = 39,50 × 7,5 + 39", "39,50 × 7,5 + 39")
    assert found.exact == "335,25"


@pytest.mark.parametrize(
    ("formula", "answers"),
    [
        ("vuc / cl", {"cl": None}),
        ("vuc / cl", {"cl": "0"}),
        ("vuc if si else cp", {"si": None}),
        ("vuc if 1 / cl > 0 else cp", {"cl": "0"}),
        ("sum(righe.ore)", {"righe": [{}]}),
        ("sum(righe.ore)", {"righe": "x"}),
    ],
)
def test_without_a_result_there_are_no_numbers(formula: str, answers: dict[str, Any]) -> None:
    found = told(formula, "decimal", answers)
    assert (found.numbers, found.exact, found.result) == ("", "", "")
    assert found.formula.startswith("N = ")


@pytest.mark.parametrize(
    ("formula", "type", "answers", "symbols", "numbers"),
    [
        ("if_empty(vuc, cp)", "decimal", {"vuc": None}, "CP", "12.000,00"),
        (
            "if_empty(sum(righe.ore), 0) + count(righe.nota)",
            "decimal",
            {"righe": [{}]},
            "0 + numero di «Nota»",
            "0 + 0",
        ),
        ("si or filled(vuc)", "yes_no", {"vuc": None}, "«Si» o c’è VUC", "sì o no"),
        ("si or any(righe.festivo)", "yes_no", {"righe": [{}]}, "«Si» o in almeno una riga «Festivo»", "sì o …"),
        ("si or vuc > 1", "yes_no", {"vuc": None}, "«Si» o VUC > 1", "sì o … > 1"),
        ("si or sum(righe.ore) > 1", "yes_no", {"righe": [{}]}, "«Si» o somma di h > 1", "sì o … > 1"),
        ("si or (vuc if 1 / cl > 0 else cp) > 1", "yes_no", {"cl": "0"}, "«Si» o CP > 1", "sì o 12.000,00 > 1"),
        ("si or anni > k", "yes_no", {"dal": "2027-01-01"}, "«Si» o «Anni» > k", "sì o 3 > …"),
    ],
)
def test_what_is_empty_beside_what_decides(
    formula: str, type: TypeName, answers: dict[str, Any], symbols: str, numbers: str
) -> None:
    found = told(formula, type, answers)
    assert found.formula.partition(" = ")[2] == symbols
    assert found.numbers == numbers


def test_a_sum_beyond_all_bounds_in_a_part_that_did_not_count() -> None:
    form = form_of(
        ask("si", "yes_no"),
        group("righe", ask("a", "money"), computed("b", "decimal", "a * 900000")),
        computed("esito", "yes_no", "si or sum(righe.b) > 1"),
    )
    state = filled(form, {"si": True, "righe": [{"a": "999999999999"}] * 2})
    assert trace(state, "esito").numbers == "sì o … > 1"


def test_the_readings_chosen_come_along() -> None:
    reading = {"id": "lettura", "about": ["b"], "doubt": "Quale?", "reading": "Questa."}
    form = make_form(one_page(ask("a", "integer"), computed("b", "integer", "a"), computed("c", "integer", "a")),
                     {"reading": [reading]})  # fmt: skip
    state = filled(form, {"a": "1"})
    assert [each.id for each in trace(state, "b").readings] == ["lettura"]
    assert trace(state, "c").readings == ()


def test_a_reading_is_told_only_in_the_dossiers_that_it_touches() -> None:
    reading = {"id": "lettura", "about": ["b"], "doubt": "Quale?", "reading": "Questa.", "visible_when": "a > 1"}
    form = make_form(one_page(ask("a", "integer"), computed("b", "integer", "a")), {"reading": [reading]})
    assert [each.id for each in trace(filled(form, {"a": "2"}), "b").readings] == ["lettura"]
    for answers in ({"a": "1"}, {}):
        assert trace(filled(form, answers), "b").readings == ()
    assert [each.id for each in form.adopted_readings] == ["lettura"]


def test_only_computed_fields_have_a_trace() -> None:
    with pytest.raises(KeyError):
        trace(filled(form_of(ask("a"))), "a")


def test_what_is_still_to_be_confirmed_is_named() -> None:
    form = make_form(
        one_page(
            ask("a", "integer", confirmed=False),
            computed("b", "integer", "a * k * j"),
            computed("c", "integer", "b", confirmed=False),
            computed("d", "integer", "j"),
            group("g", ask("x", "integer", confirmed=False)),
            computed("e", "integer", "sum(g.x)"),
        ),
        {"rule": [rule("k", 3, label="Il tre", confirmed=False), rule("j", 1)]},
    )
    state = filled(form, {"a": "1"})
    assert trace(state, "b").unconfirmed == ("A", "Il tre")
    assert trace(state, "c").unconfirmed == ("C", "B")
    assert trace(state, "d").unconfirmed == ()
    assert trace(state, "e").unconfirmed == ("X",)

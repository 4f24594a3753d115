"""Formulas: their values, also with empty operands, and what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.faults import suggestion
from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.expression import FormulaFault, compile_expression, upper_limit
from desktop_app.engine.formula.kinds import Names, StaticType, ValueKind

N, D, T, S = (StaticType(kind) for kind in (ValueKind.NUMBER, ValueKind.DATE, ValueKind.TRUTH, ValueKind.TEXT))
CHOICE = StaticType(ValueKind.TEXT, frozenset({"pieno", "parziale"}))
NAMES = Names(
    everywhere={
        "a": N, "b": N, "vuoto": N, "giorno": D, "mai": D, "vero": T, "falso": T, "boh": T, "nome": S,
        "orario": CHOICE, "turni": StaticType(ValueKind.LINES), "oggi": D,
    },
    own_line={},
    columns={"turni": {"ore": N, "dal": D, "orario": CHOICE, "nota": S, "festivo": T}},
)  # fmt: skip
DAY = dt.date(2026, 1, 31)
LINES = [
    {"ore": Decimal(3), "dal": DAY, "orario": "pieno", "nota": None, "festivo": False},
    {"ore": Decimal("4.5"), "dal": dt.date(2026, 2, 1), "orario": "pieno", "nota": "x", "festivo": True},
]
SCOPE: dict[str, Any] = {
    "a": Decimal(7), "b": Decimal(2), "vuoto": None, "giorno": DAY, "mai": None, "vero": True, "falso": False,
    "boh": None, "nome": "Rossi", "orario": "pieno", "turni": LINES, "oggi": dt.date(2026, 3, 15),
}  # fmt: skip


def worked_out(source: str, **changes: Any) -> Any:
    return compile_expression(source, NAMES).value({**SCOPE, **changes}, {})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a + b * 3 - 1", 12),
        ("-a", -7),
        ("(a - 1) / b", 3),
        ("0.1 + 0.2", Decimal("0.3")),
        ("a / 3 * 3", 7),
        ("a + vuoto", None),  # empty is never 0
        ("vuoto * 0", None),
        ("-vuoto", None),
        ("if_empty(vuoto, 0) + a", 7),
        ("if_empty(a, 1 / 0)", 7),
        ("a > b > 1", True),
        ("a > b > 2", False),
        ("1 < vuoto", None),
        ("1 > 2 > vuoto", False),
        ("vuoto == vuoto", None),
        ("nome == 'Rossi'", True),
        ("giorno < oggi", True),
        ("orario != 'parziale'", True),
        ("vero == falso", False),
        ("not boh", None),
        ("not falso", True),
        ("vero and boh", None),
        ("boh and falso", False),
        ("falso or boh", None),
        ("boh or vero", True),
        ("True and not False", True),
        ("a if vero else b", 7),
        ("a if falso else b", 2),
        ("a if boh else b", None),
        ("a if vero else None", 7),
        ("a if falso else None", None),
        ("1 / 0 if falso else b", 2),
        ("falso and 1 / 0 > 1", False),
        ("min(a, b, 1)", 1),
        ("max(giorno, oggi)", dt.date(2026, 3, 15)),
        ("max(a, vuoto)", None),
        ("floor(a / b)", 3),
        ("floor(a / 3, 2)", Decimal("2.33")),
        ("ceil(a / b)", 4),
        ("round_half_up(a / b)", 4),
        ("round_half_down(a / b)", 3),
        ("add_days(giorno, 1)", dt.date(2026, 2, 1)),
        ("add_months(giorno, 1)", dt.date(2026, 2, 28)),
        ("add_months(giorno, vuoto)", None),
        ("months_begun(giorno, oggi)", 2),
        ("months_begun(mai, oggi)", None),
        ("date(2026, 3, 14) < oggi", True),
        ("date(2028, 2, 29) < oggi", False),
        ("mentions(nome, 'Bianchi', 'ROSSI')", True),
        ("mentions(nome, 'Bianchi', 'Ross')", False),
        ("names_only(nome, 'rossi')", True),
        ("names_only('Rossi e Verdi', nome)", False),
        ("sum(turni.ore)", Decimal("7.5")),
        ("min(turni.dal)", DAY),
        ("max(turni.ore)", Decimal("4.5")),
        ("count(turni)", 2),
        ("count(turni.nota)", 1),
        ("same(turni.orario)", "pieno"),
        ("same(turni.orario) == 'pieno'", True),
        ("same(turni.ore)", None),
        ("first(turni.ore)", 3),
        ("first(turni.nota)", "x"),
        ("any(turni.festivo)", True),
        ("all(turni.festivo)", False),
        ("filled(a)", True),
        ("filled(falso)", True),
        ("filled(vuoto)", False),
        ("filled(mai) or boh", None),
        ("not filled(mai) and falso", False),
        ("'pieno' if vero else 'parziale'", "pieno"),
        ("'libero' if vero else nome", "libero"),
    ],
)
def test_what_a_formula_gives(source: str, value: Any) -> None:
    assert worked_out(source) == value
    assert (worked_out(source) is None) == (value is None)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("sum(turni.ore)", 0),
        ("min(turni.ore)", None),
        ("same(turni.ore)", None),
        ("first(turni.ore)", None),
        ("count(turni)", 0),
        ("any(turni.festivo)", False),
        ("all(turni.festivo)", True),
    ],
)
def test_no_lines_sum_to_zero_and_have_no_least(source: str, value: Any) -> None:
    assert worked_out(source, turni=[]) == value


@pytest.mark.parametrize("source", ["sum(turni.ore)", "max(turni.ore)", "min(turni.dal)"])
def test_an_aggregate_with_an_empty_line_is_empty(source: str) -> None:
    empty = dict.fromkeys(LINES[0])
    assert worked_out(source, turni=[*LINES, empty]) is None
    assert worked_out("count(turni)", turni=[*LINES, empty]) == 3
    assert worked_out("same(turni.orario)", turni=[*LINES, empty]) is None


@pytest.mark.parametrize(
    ("answers", "any_of", "all_of"),
    [
        ([True, True], True, True),
        ([True, None], True, None),
        ([False, None], None, False),
        ([False, False], False, False),
        ([None], None, None),
    ],
)
def test_any_and_all_are_or_and_and_over_the_lines(answers: list[Any], any_of: Any, all_of: Any) -> None:
    lines = [{**LINES[0], "festivo": answer} for answer in answers]
    assert worked_out("any(turni.festivo)", turni=lines) is any_of
    assert worked_out("all(turni.festivo)", turni=lines) is all_of


@pytest.mark.parametrize("source", ["sum(turni.ore)", "count(turni)", "count(turni.nota)", "same(turni.ore)",
                                    "any(turni.festivo)", "all(turni.festivo)"])  # fmt: skip
def test_an_aggregate_over_a_list_that_cannot_be_read_is_empty(source: str) -> None:
    assert worked_out(source, turni=None) is None


@pytest.mark.parametrize("source", ["a / (b - 2)", "floor(a, 11)", "floor(a, -1)", "floor(a, 0.5)",
                                    "add_days(giorno, 0.5)", "add_months(giorno, 100000)",
                                    "999999999999999 * 999999999999999"])  # fmt: skip
def test_what_cannot_be_worked_out_is_a_sentence(source: str) -> None:
    with pytest.raises(CalculationFault, match=r"^[A-Z].*\.$"):
        worked_out(source)


def test_what_a_formula_depends_on() -> None:
    own = Names(NAMES.everywhere, {"ore": N, "orario": CHOICE}, NAMES.columns)
    formula = compile_expression("ore + sum(turni.ore) + a if oggi > giorno and count(turni) > 1 else b", own, "turni")
    assert formula.uses == {"turni.ore", "turni", "a", "b", "oggi", "giorno"}
    assert formula.value(SCOPE, {"ore": Decimal(1)}) == Decimal("15.5")


def test_in_a_line_its_own_columns_come_first() -> None:
    own = Names(NAMES.everywhere, {"a": N}, NAMES.columns)
    assert compile_expression("a", own, "turni").value(SCOPE, {"a": Decimal(1)}) == 1
    filled = compile_expression("filled(a)", own, "turni")
    assert filled.value(SCOPE, {"a": None}) is False
    assert filled.uses == {"turni.a"}


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("a +", "la formula «a +» non è scritta bene."),
        ("", "non è scritta bene"),
        ("a = 1", "non è scritta bene: per confrontare si scrive ==."),
        ("a == 1 e a", "non è scritta bene: si scrive and, or, not."),
        ("a >= 1 o", "non è scritta bene: si scrive and, or, not."),
        ("a * 7%", "non è scritta bene: una percentuale si divide per 100."),
        ("a\0", "non è scritta bene"),
        ("(" * 100_000, "più lunga di 2000 caratteri"),
        ("(" * 900 + ")" * 900, "non è scritta bene"),
        ("+".join("a" * 900), "più di 40 livelli"),
        ("not " * 100 + "vero", "più di 40 livelli"),
        ("aa + 1", "il nome «aa» non esiste."),
        ("nomme == 'x'", "il nome «nomme» non esiste. Forse volevi dire «nome»?"),
        ("turni", "«turni» è un elenco: usa sum, count, min, max, same, first, any, all."),
        ("a + nome", "«nome» è di tipo testo, ma qui serve: numero."),
        ("not a", "«a» è di tipo numero, ma qui serve: sì/no."),
        ("a or vero", "serve: sì/no"),
        ("a if a else b", "serve: sì/no"),
        ("a if vero else nome", "mescola tipi diversi"),
        ("if_empty(a, 'x')", "mescola tipi diversi"),
        ("min(a, giorno)", "mescola tipi diversi"),
        ("min(nome, nome)", "«min» vuole numeri o date."),
        ("a == nome", "non si possono confrontare: numero e testo."),
        ("nome < 'b'", "si possono confrontare solo con == e !=."),
        ("a in b", "usa un confronto che non c'è"),
        ("a is b", "usa un confronto che non c'è"),
        ("orario == 'pineo'", "«pineo» non è tra le scelte possibili. Forse volevi dire «pieno»?"),
        ("'x' != orario", "«x» non è tra le scelte possibili."),
        ("same(turni.orario) == 'x'", "non è tra le scelte possibili"),
        ("a ** b", "usa un'operazione che non c'è: solo + - * /."),
        ("a // b", "solo + - * /"),
        ("a % b", "solo + - * /"),
        ("+a", "non si può usare in una formula"),
        ("~a", "non si può usare in una formula"),
        ("None", "«None» non si può usare in una formula."),
        ("1j", "non si può usare"),
        ("b'x'", "non si può usare"),
        ("...", "non si può usare"),
        ("1e400", "non si può usare"),
        ("1e300 * 0", "non si può usare"),
        ("0.1234567890123456789", "non si può usare"),  # its last digits would be lost
        ("9999999999999999", "non si può usare"),
        ("9" * 1_900, "non si può usare"),
        ("[a]", "non si può usare"),
        ("(lambda: a)()", "non si può usare"),
        ("f'{a}'", "non si può usare"),
        ("a.__class__", "non si può usare"),
        ("().__class__", "non si può usare"),
        ("turni.ore", "«turni.ore» ha un valore per riga: usa sum, "),
        ("turni[0]", "non si può usare"),
        (r"nome == '\d'", "la formula contiene \\, che non serve."),
        ("__import__('os')", "la funzione «__import__» non esiste."),
        ("nome.upper()", "non si può usare"),
        ("floor(x=a)", "non si può usare"),
        ("round(a)", "la funzione «round» non esiste."),
        ("flor(a)", "la funzione «flor» non esiste. Forse volevi dire «floor»?"),
        ("floor()", "la funzione «floor» non vuole 0 valori."),
        ("floor(a, 1, 2)", "la funzione «floor» non vuole 3 valori."),
        ("floor(*turni)", "non si può usare"),
        ("sum(a)", "la funzione sum non si usa così"),
        ("min(a)", "la funzione min non si usa così"),
        ("if_empty(a)", "la funzione if_empty non si usa così"),
        ("any(vero)", "la funzione any non si usa così"),
        ("all(turni)", "«all» vuole una colonna, per esempio all(turni.colonna)."),
        ("any(turni.ore)", "«turni.ore» non è un sì/no."),
        ("filled(turni.ore)", "la funzione filled non si usa così"),
        ("filled(a + b)", "la funzione filled non si usa così"),
        ("filled(turni)", "è un elenco"),
        ("None", "«None» non si può usare in una formula."),
        ("None if vero else a", "«None» non si può usare in una formula."),
        ("date(2026, 2, 29) < oggi", "«date(2026, 2, 29)» non è un giorno: anno, mese, giorno."),
        ("date(2026, a, 1) < oggi", "non è un giorno"),
        ("date(2026, 1) < oggi", "non è un giorno"),
        ("mentions(nome)", "la funzione «mentions» non vuole 1 valori."),
        ("mentions(a, 'x')", "«a» è di tipo numero, ma qui serve: testo."),
        ("filled(nessuno)", "il nome «nessuno» non esiste."),
        ("sum(turni)", "«sum» vuole una colonna, per esempio sum(turni.colonna)."),
        ("sum(turni.nota)", "non è un numero: non si può sommare"),
        ("max(turni.nota)", "non è un numero né una data"),
        ("sum(turno.ore)", "l'elenco «turno» non esiste. Forse volevi dire «turni»?"),
        ("sum(turni.or_e)", "«turni» non ha la colonna «or_e». Forse volevi dire «ore»?"),
        ("sum(turni.ore.x)", "non si può usare"),
        ("(a := 1)", "non si può usare"),
    ],
)
def test_what_is_refused(source: str, sentence: str) -> None:
    with pytest.raises(FormulaFault) as caught:
        compile_expression(source, NAMES)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 250


def test_literals_join_the_options_of_what_may_come_out() -> None:
    assert compile_expression("'a' if vero else 'b'", NAMES).type.options == frozenset("ab")
    assert compile_expression("if_empty(orario, 'x')", NAMES).type.options == frozenset({"pieno", "parziale", "x"})
    assert compile_expression("if_empty(nome, 'x')", NAMES).type.options is None


def test_a_suggestion_for_an_endless_name_comes_at_once() -> None:
    assert suggestion("x" * 20_000_000, ["xx"]) == ""


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("a <= b", "b"),
        ("b <= a", None),  # of another name
        ("a < b", None),
        ("a <= 3", None),
        ("a + 1 <= b", None),
        ("a <= b <= b", None),
        ("vero", None),
    ],
)
def test_a_condition_that_a_name_is_at_most_another_tells_its_limit(source: str, limit: str | None) -> None:
    assert upper_limit(compile_expression(source, NAMES), "a") == limit


def test_a_formula_rounds_to_ten_decimals_at_most() -> None:
    assert worked_out("floor(a / 3, 10)") == Decimal("2.3333333333")
    for decimals in ("11", "-1"):
        with pytest.raises(CalculationFault, match="Si può arrotondare da 0 a 10 decimali"):
            worked_out(f"floor(a / 3, {decimals})")


@pytest.mark.parametrize("function", ["mentions", "names_only"])
def test_a_text_is_compared_with_sixty_names_at_most(function: str) -> None:
    names = ", ".join(f"'nome {number}'" for number in range(60))
    assert worked_out(f"{function}(nome, {names})") is False
    with pytest.raises(FormulaFault):
        worked_out(f"{function}(nome, {names}, 'uno di troppo')")


@pytest.mark.parametrize("name", ["floor", "mentions", "count", "same", "if_empty", "filled", "date"])
def test_every_function_is_suggested_for_a_slip_of_its_name(name: str) -> None:
    with pytest.raises(FormulaFault, match=f"Forse volevi dire «{name}»"):
        worked_out(f"{name[:-1]}x(a)")

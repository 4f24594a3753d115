"""Formulas that are refused, each with a sentence that says why and what was meant."""

from __future__ import annotations

import pytest

from desktop_app.engine.faults import suggestion
from desktop_app.engine.formula.expression import FormulaFault, compile_expression
from tests.unit.engine.formula.support import NAMES, worked_out


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
        ("mentions(nome)", "la funzione «mentions» non vuole 1 valore."),
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

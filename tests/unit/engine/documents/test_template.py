"""What a template may do: names, if, for over lines, our filters. Everything else is refused at load."""

from __future__ import annotations

import time

import pytest

from desktop_app.engine.documents.template import inspect_text, prepared
from tests.unit.engine.support import ask, computed, group, make_form, one_page, rule

FORM = make_form(
    one_page(
        ask("nome"),
        ask("si", "yes_no"),
        ask("tipo", "choice", options={"pieno": "P", "parziale": "Q"}),
        ask("durata", "decimal"),
        ask("titolo", "heading"),
        group("righe", ask("ore", "integer"), ask("orario", "choice", options={"a": "A"})),
        computed("n", "integer", "durata * k", symbol="N"),
    ),
    {"rule": [rule("k", 3)]},
)


def told(text: str) -> list[str]:
    found: list[str] = []
    inspect_text(text, FORM, {"ditta"}, found.append)
    return found


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("{{ nome }} {{ k }} {{ oggi }}", {"nome", "k", "oggi"}),
        ("{{ nome | blank(120) }}", {"nome"}),
        ("{{ nome | via }} {{ nome | Via(35) }}", {"nome"}),
        ("{{ si | tick }} {{ tipo | tick('pieno') }}", {"si", "tipo"}),
        ("{{ durata | anni }}", {"durata"}),
        ("{{ durata | plurale('è', \"dev'essere\") }} {{ k | plurale('posto', 'posti') }}", {"durata", "k"}),
        ("{% for r in righe %}{{ r.ore | plurale('ora', 'ore') }}{% endfor %}", {"righe", "righe.ore"}),
        ("{% if nome and not (si or tipo == 'pieno') %}{% elif tipo != 'parziale' %}{% else %}{% endif %}",
         {"nome", "si", "tipo"}),
        ("{% if righe %}x{% endif %}", {"righe"}),
        ("{% for r in righe %}{{ r.riga }} {{ r.ore }}{% if r.orario == 'a' %}{% endif %}{% endfor %}",
         {"righe", "righe.ore", "righe.orario"}),
        ("{% for c in calcoli %}{{ c.formula }}{% endfor %}", {"calcoli", "n"}),
        ("{% if avvisi %}{% for r in regole %}{{ r.valore }}{% endfor %}{% endif %}", {"avvisi", "regole"}),
        ("a\n{{ 'ditta' | firma }}\nb {# una nota #} {% raw %}{{ x }}{% endraw %}", set()),
    ],
)  # fmt: skip
def test_what_a_text_prints_or_asks(text: str, used: set[str]) -> None:
    found: list[str] = []
    assert inspect_text(text, FORM, {"ditta"}, found.append) == used
    assert found == []


CANNOT = "usa qualcosa che nei testi non si può."
LOOP = "{% for r in righe %}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n{{ nome", "riga 2: c'è qualcosa che non va tra {{ }} o {% %}."),
        ("{% if nome %}", "c'è qualcosa che non va"),
        ("{{ nomme }}", "riga 1: il nome «nomme» non esiste. Forse volevi dire «nome»?"),
        ("\n\n{{ titolo }}", "riga 3: il nome «titolo» non esiste."),
        ("{{ nome.__class__ }}", CANNOT),
        ("{{ ().__class__ }}", CANNOT),
        ("{{ nome['x'] }}", CANNOT),
        ("{{ nome.upper() }}", CANNOT),
        ("{{ 'a' * 10**9 }}", CANNOT),
        ("{{ 7*7 }}", CANNOT),
        ("{{ 'a' }}", CANNOT),
        ("{{ nome ~ nome }}", CANNOT),
        ("{{ nome if si }}", CANNOT),
        ("{{ range(9) }}", CANNOT),
        ("{{ self }}", "il nome «self» non esiste"),
        ("{{ loop }}", "il nome «loop» non esiste"),
        ("{% set x = 1 %}", CANNOT),
        ("{% include 'x' %}", CANNOT),
        ("{% import 'x' as y %}", CANNOT),
        ("{% extends 'x' %}", CANNOT),
        ("{% block x %}{% endblock %}", CANNOT),
        ("{% macro x() %}{% endmacro %}", CANNOT),
        ("{% filter blank %}x{% endfilter %}", CANNOT),
        ("{% call nome() %}x{% endcall %}", CANNOT),
        ("{% with x = 1 %}{% endwith %}", CANNOT),
        ("{{ nome | upper }}", "il filtro «upper» non esiste o non si usa così."),
        ("{{ nome | blank(nome) }}", "il filtro «blank» non esiste o non si usa così."),
        ("{{ nome | blank(1, 2) }}", "non si usa così"),
        ("{{ nome | blank(width=3) }}", "non si usa così"),
        ("{{ nome | blank(*nome) }}", "non si usa così"),
        ("{{ nome | blank(**nome) }}", "non si usa così"),
        ("{{ nome | blank }}", "blank vuole un numero da 1 a 120."),
        ("{{ nome | blank(0) }}", "blank vuole un numero"),
        ("{{ nome | via(0) }}", "via vuole un testo breve, e al massimo un numero da 1 a 120."),
        ("{{ durata | Via }}", "Via vuole un testo breve"),
        ("{{ nome | blank(121) }}", "blank vuole un numero"),
        ("{{ nome | blank(12.0) }}", "blank vuole un numero"),
        ("{{ nome | blank(True) }}", "blank vuole un numero"),
        ("{{ nome | blank('x') }}", "blank vuole un numero"),
        ("{{ nome | blank(" + "9" * 5_000 + ") }}", "numeri che non si possono leggere"),
        ("{{ nome | blank(3) | blank(3) }}", CANNOT),
        ("{{ nome | tick }}", "tick vuole un campo sì/no, o una scelta e la risposta."),
        ("{{ k | tick }}", "tick vuole un campo sì/no"),
        ("{{ tipo | tick('pino') }}", "«pino» non è tra le risposte possibili. Forse volevi dire «pieno»?"),
        ("{{ nome | tick('x') }}", "«x» non è tra le risposte possibili."),
        ("{{ nome | anni }}", "anni vuole un campo che è un numero"),
        ("{{ durata | anni(2) }}", "anni vuole un campo che è un numero"),
        ("{{ nome | plurale('posto', 'posti') }}", "plurale vuole un campo che è un numero, o una regola."),
        ("{{ oggi | plurale('posto', 'posti') }}", "plurale vuole un campo che è un numero"),
        ("{{ righe | plurale('riga', 'righe') }}", "«righe» è un elenco"),
        ("{% for c in calcoli %}{{ c.numeri | plurale('a', 'b') }}{% endfor %}", "plurale vuole un campo che è"),
        ("{{ durata | plurale }}", "plurale vuole due parole: plurale('posto', 'posti')."),
        ("{{ durata | plurale('posto') }}", "plurale vuole due parole"),
        ("{{ durata | plurale('posto', 2) }}", "plurale vuole due parole"),
        ("{{ durata | plurale('posto', '') }}", "plurale vuole due parole"),
        ("{{ durata | plurale('**posto**', 'posti') }}", "plurale vuole due parole"),
        ("{{ durata | plurale('\\ue0000\\ue001', 'posti') }}", "plurale vuole due parole"),
        ("{{ durata | plurale('a\\nb', 'posti') }}", "plurale vuole due parole"),
        ("{{ durata | plurale('a', 'b', 'c') }}", "il filtro «plurale» non esiste o non si usa così."),
        ("{{ durata | plurale(nome, 'posti') }}", "il filtro «plurale» non esiste o non si usa così."),
        ("{{ 'dita' | firma }}", "il firmatario «dita» non esiste. Forse volevi dire «ditta»?"),
        ("{{ nome | firma }}", "il firmatario «None» non esiste"),
        ("{{ 'ditta' | firma(3) }}", CANNOT),
        ("{{ 'ditta' | firma(x=3) }}", CANNOT),
        ("{{ 'ditta' | firma(*nome) }}", CANNOT),
        ("{{ 'ditta' | firma(**nome) }}", CANNOT),
        ("{{ 'ditta' | firma }} qui", "una firma deve stare alla fine della sua riga, una per riga."),
        ("{{ 'ditta' | firma }} {{ 'ditta' | firma }}", "una firma deve stare alla fine della sua riga"),
        ("  - {{ 'ditta' | firma }}", "una firma deve stare alla fine della sua riga"),
        ("# {{ 'ditta' | firma }}", "una firma deve stare alla fine della sua riga"),
        ("{% if nome %}# {{ 'ditta' | firma }}\n{% endif %}", "una firma deve stare alla fine della sua riga"),
        ("{{ righe }}", "«righe» è un elenco: si stampa riga per riga, con un for."),
        ("{{ calcoli | blank(3) }}", "«calcoli» è un elenco"),
        ("{% for r in nome %}{% endfor %}", "«nome» non è un elenco."),
        ("{% for r in rige %}{% endfor %}", "«rige» non è un elenco. Forse volevi dire «righe»?"),
        ("{% for r in range(9) %}{% endfor %}", CANNOT),
        ("{% for a, b in righe %}{% endfor %}", CANNOT),
        ("{% for r in righe if si %}{% endfor %}", CANNOT),
        ("{% for r in righe recursive %}{% endfor %}", CANNOT),
        ("{% for r in righe %}{% else %}x{% endfor %}", CANNOT),
        (LOOP + "{% for s in righe %}{% endfor %}{% endfor %}", CANNOT),  # 500 × 500 lines
        ("{% for nome in righe %}{% endfor %}", "«nome» è già il nome di altro."),
        ("{% for oggi in righe %}{% endfor %}", "«oggi» è già il nome di altro."),
        ("{% for loop in righe %}{% endfor %}", "«loop» è già il nome di altro."),
        (LOOP + "{{ r }}{% endfor %}", "il nome «r» non esiste."),
        (LOOP + "{{ r.or }}{% endfor %}", "«righe» non ha la colonna «or»."),
        (LOOP + "{{ r.oree }}{% endfor %}", "«righe» non ha la colonna «oree». Forse volevi dire «ore»?"),
        (LOOP + "{{ r.columns }}{% endfor %}", "non ha la colonna «columns»"),
        (LOOP + "{{ loop.index }}{% endfor %}", CANNOT),
        (LOOP + "{{ r.ore.real }}{% endfor %}", CANNOT),
        (LOOP + "{{ r.orario | tick('b') }}{% endfor %}", "«b» non è tra le risposte possibili"),
        ("{{ r.ore }}", CANNOT),
        ("{{ righe.ore }}", "«righe.ore» ha un valore per riga: si stampa in un for."),
        ("{{ calcoli.formula }}", "«calcoli.formula» ha un valore per riga"),
        ("{% for c in calcoli %}{{ c.boh }}{% endfor %}", "«calcoli» non ha «boh»."),
        ("{% if tipo == 'pino' %}{% endif %}", "«pino» non è tra le risposte possibili. Forse volevi dire «pieno»?"),
        ("{% if nome == 'x' %}{% endif %}", "«x» non è tra le risposte possibili."),
        ("{% if tipo == nome %}{% endif %}", CANNOT),
        ("{% if durata > 3 %}{% endif %}", CANNOT),
        ("{% if tipo == 'pieno' == 'pieno' %}{% endif %}", CANNOT),
        ("{% if nome is defined %}{% endif %}", CANNOT),
        ("{% if boh %}{% endif %}", "il nome «boh» non esiste."),
        ("{% if nome %}" * 40 + "{% endif %}" * 40, "ha troppi livelli uno dentro l'altro."),
        ("{% if " + "not " * 40 + "nome %}{% endif %}", "ha troppi livelli uno dentro l'altro."),
        ("{% if " + "nome or " * 20_000 + "nome %}{% endif %}", "ha troppi livelli uno dentro l'altro."),
        ("{{ " + "(" * 50_000 + "nome" + ")" * 50_000 + " }}", "ha troppi livelli uno dentro l'altro"),
        ("{% if si %}" + "{% elif nome %}x" * 51 + "{% endif %}", "ha più di 50 elif di seguito."),
        (LOOP + "x" * 10_001 + "{% endfor %}", "stamperebbe troppo, con tutte le righe ammesse."),
        ("{% for c in calcoli %}" + "x" * 10_001 + "{% endfor %}", "stamperebbe troppo"),
        ("\ue0000\ue001", "contiene un carattere riservato al programma."),
    ],
)
def test_what_a_text_may_not_do(text: str, sentence: str) -> None:
    start = time.thread_time()
    found = told(text)
    assert any(sentence in each for each in found), found
    assert time.thread_time() - start < 5


def test_lines_of_tags_leave_no_line_and_signatures_stand_alone() -> None:
    assert (
        prepared("a\n  {% if x %} {% for y in z %}\nb\n{% endif %}\nc")
        == "a\n{% if x %} {% for y in z %}b\n{% endif %}c"
    )
    assert prepared("a\n {{ 'b' | firma }}\nc") == "a\n\n{{ 'b' | firma }}\n\nc"
    assert prepared("a\n**Per** {{ d }} {{ 'b' | firma }} \nc") == "a\n\n**Per** {{ d }} {{ 'b' | firma }}\n\nc"

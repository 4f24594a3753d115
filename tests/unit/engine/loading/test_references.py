"""What a form refers to: every name is declared, every rule used, every field printed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.unit.engine.support import ask, computed, faults, group, make_form, one_page, rule

N = (ask("n", "integer"), computed("doppio", "integer", "n * 2"))


def notice(**keys: Any) -> dict[str, Any]:
    return {"id": "v", "from": dt.date(2025, 12, 31), "text": "Nuova.", "source": "L. 1", "about": ["n"], **keys}


def document(id: str = "doc", **keys: Any) -> dict[str, Any]:
    return {"id": id, "title": "Documento", "text": "doc.md", **keys}


@pytest.mark.parametrize(
    ("top", "sentence"),
    [
        ({"name": "{m}"}, "form.toml, chiave name: nel testo, il nome «m» non esiste."),
        ({"name": "{titolo}"}, "form.toml, chiave name: nel testo, il nome «titolo» non esiste."),
        ({"name": "{righe}"}, "form.toml, chiave name: nel testo, il nome «righe» non esiste."),
        ({"date": "boh"}, "form.toml, chiave date: «boh» non è una data che si chiede."),
        ({"date": "n"}, "form.toml, chiave date: «n» non è una data che si chiede."),
        ({"date": "fine"}, "form.toml, chiave date: «fine» non è una data che si chiede."),
        ({"renamed": {"x": "boh"}}, "chiave renamed: «x = boh»: il nuovo id deve esistere e il vecchio no."),
        ({"renamed": {"n": "doppio"}}, "chiave renamed: «n = doppio»"),
        ({"document": [document(), document()]}, "form.toml, documento doc: l'id «doc» c'è già."),
        ({"document": [document("../../fuori")]}, "«../../fuori» non può essere un id"),
        ({"document": [document(signer=[{"id": "a", "label": "A"}] * 2)]},
         "documento doc, firmatario a: l'id «a» c'è già."),
        ({"document": [document(signer=[{"id": "0", "label": "A"}])]}, "«0» non può essere un id"),
        ({"document": [document(text="manca.md")]}, "manca.md: non c'è nella cartella del modulo."),
        ({"document": [document(verbatim="manca.txt")]}, "manca.txt: non c'è nella cartella del modulo."),
        ({"document": [document(visible_when="dopio > 1")]},
         "form.toml, documento doc, chiave visible_when: il nome «dopio» non esiste. Forse volevi dire «doppio»?"),
        ({"document": [document(signer=[{"id": "a", "label": "A", "visible_when": "n"}])]},
         "documento doc, firmatario a: la formula dà numero, ma qui serve: sì/no."),
        ({"deadline": [{"id": "t", "title": "T", "date": "n", "source": "x"}]},
         "form.toml, scadenza t, chiave date: la formula dà numero, ma qui serve: data."),
        ({"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x", "lines": "n"}]},
         "form.toml, scadenza t: l'elenco «n» non esiste."),
        ({"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x", "met": "n"}]},
         "form.toml, scadenza t, chiave met: la formula dà numero, ma qui serve: data."),
        ({"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x", "met": "oggi", "event": True}]},
         "form.toml, scadenza t: le chiavi «event» e «met» non vanno insieme: un evento non si rispetta, passa."),
        ({"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x"}] * 2},
         "form.toml, scadenza t: l'id «t» c'è già."),
        ({"panel": [{"pages": ["pagine"], "trace": []}]},
         "form.toml, pannello: la pagina «pagine» non esiste. Forse volevi dire «pagina»?"),
        ({"panel": [{"pages": [], "trace": ["dopio"]}]}, "il nome «dopio» non esiste. Forse volevi dire «doppio»?"),
        ({"panel": [{"pages": [], "trace": ["n"]}]}, "«n» non è calcolato: non ha una formula da mostrare."),
        ({"panel": [{"pages": [], "trace": [], "limits": [{"value": "fine"}]}]},
         "form.toml, pannello: «fine» non è un numero."),
        ({"panel": [{"pages": [], "trace": ["doppio"], "answer": "dopio"}]},
         "chiave answer: «dopio» non è in «trace». Forse volevi dire «doppio»?"),
        ({"panel": [{"pages": [], "trace": [], "total": "titolo"}]}, "«titolo» non è un numero."),
        ({"panel": [{"pages": [], "trace": [], "parts": [{"value": "n", "times": "boh"}]}]},
         "il nome «boh» non esiste."),
        ({"panel": [{"pages": [], "trace": [], "question": [{"input": "n", "text": "", "formula": "n"}]}]},
         "form.toml, pannello, domanda n: l'id «n» c'è già."),
        ({"panel": [{"pages": [], "trace": [], "question": [{"input": "k", "text": "{j}", "formula": "k"}]}]},
         "form.toml, pannello, domanda k: nel testo, il nome «j» non esiste."),
        ({"panel": [{"pages": [], "trace": [], "question": [{"input": "k", "text": "", "formula": "kk"}]}]},
         "form.toml, pannello, domanda k: il nome «kk» non esiste."),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere(top: dict[str, Any], sentence: str) -> None:
    form = one_page(
        *N, ask("titolo", "heading"), computed("fine", "date", "add_days(oggi, n)"), group("righe", ask("x")), **top
    )
    found = faults(form, None, {"doc.md": "{{ n }} {{ doppio }} {{ fine }} {% for r in righe %}{{ r.x }}{% endfor %}"})
    assert any(sentence in each for each in found), found


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"rule": [rule("k", 1)]}, "rules.toml: la regola «k» non è usata da nessuna formula né testo."),
        ({"rule": [rule("n", 1)]}, "rules.toml: la regola «n» ha lo stesso id di un campo."),
        ({"rule": [{"id": "k", "value": 1}]}, "rules.toml, regola k: manca la chiave «source»."),
        ({"rule": [rule("k", "1,5")]}, "rules.toml, regola k: c'è un valore che non va (in value)."),
        ({"rule": [rule("K K", 1)]}, "rules.toml, regola K K: «K K» non può essere un id"),
        ({"rule": [rule("q", 1), rule("q", 2)]}, "rules.toml, regola q: due periodi si sovrappongono"),
        ({"rule": [rule("q", 1, to=dt.date(2026, 1, 1)), rule("q", 2, **{"from": dt.date(2026, 1, 1)})]},
         "due periodi si sovrappongono: controlla «from» e «to»."),
        ({"rule": [rule("q", 1, to=dt.date(2025, 1, 1), **{"from": dt.date(2026, 1, 1)})]},
         "rules.toml, regola q: un periodo finisce prima di cominciare"),
        ({"rule": [rule("q", "1e999999")]}, "rules.toml, regola q: c'è un numero troppo grande."),
        ({"reading": [{"id": "l", "about": ["dopio"], "doubt": "?", "reading": "!"}]},
         "rules.toml, lettura l: «dopio» non è un campo né un documento. Forse volevi dire «doppio»?"),
        ({"reading": [{"id": "l", "about": ["n"], "doubt": "?", "reading": "!"}] * 2},
         "rules.toml, lettura l: l'id «l» c'è già."),
        ({"notice": [notice(about=["dopio"])]},
         "rules.toml, novità v: «dopio» non è un campo né un documento. Forse volevi dire «doppio»?"),
        ({"notice": [notice()] * 2}, "rules.toml, novità v: l'id «v» c'è già."),
        ({"notice": [notice(**{"from": "dal 2025"})]}, "rules.toml, novità v: c'è un valore che non va (in from)."),
        ({"notice": [notice(**{"from": dt.datetime(2025, 12, 31, 8, tzinfo=dt.UTC)})]},
         "rules.toml, novità v: serve un valore di tipo data, non datetime (in from)."),
        ({"notice": [{key: each for key, each in notice().items() if key != "from"}]},
         "rules.toml, novità v: manca la chiave «from»."),
        ({"notice": [notice(link="x")]}, "rules.toml, novità v: la chiave «link» non esiste."),
        ({"notice": [notice(visible_when="dopio > 1")]},
         "rules.toml, novità v, chiave visible_when: il nome «dopio» non esiste. Forse volevi dire «doppio»?"),
        ({"notice": [notice(visible_when="n")]}, "chiave visible_when: la formula dà numero, ma qui serve: sì/no."),
        ({"reading": [{"id": "l", "about": ["n"], "doubt": "?", "reading": "!", "visible_when": "n"}]},
         "rules.toml, lettura l, chiave visible_when: la formula dà numero, ma qui serve: sì/no."),
        ("rule = ", "rules.toml: non è TOML scritto bene"),
    ],
)  # fmt: skip
def test_rules_that_do_not_hold(rules: dict[str, Any] | str, sentence: str) -> None:
    found = faults(one_page(*N), rules)
    assert any(sentence in each for each in found), found


@pytest.mark.parametrize(
    "keys",
    [
        {"formula": "n * k"},
        {"check": [{"that": "n < k", "message": "x"}], "formula": "n"},
        {"check": [{"that": "n < 2", "message": "Sono {k}"}], "formula": "n"},
        {"visible_when": "n > k", "formula": "n"},
    ],
)
def test_a_rule_is_used_wherever_it_is_named(keys: dict[str, Any]) -> None:
    assert make_form(one_page(ask("n", "integer"), {**computed("m", "integer", "n"), **keys}), {"rule": [rule("k", 1)]})


@pytest.mark.parametrize(
    "top",
    [
        {"document": [document(visible_when="n > k")]},
        {"document": [document(signer=[{"id": "a", "label": "A", "visible_when": "n > k"}])]},
        {"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x", "visible_when": "n > k"}]},
        {"deadline": [{"id": "t", "title": "T", "date": "add_days(oggi, k)", "source": "x"}]},
        {"deadline": [{"id": "t", "title": "T", "date": "oggi", "source": "x", "met": "add_days(oggi, k)"}]},
        {"panel": [{"pages": [], "trace": [], "question": [{"input": "j", "text": "", "formula": "j * k"}]}]},
    ],
)
def test_also_in_documents_terms_and_panels(top: dict[str, Any]) -> None:
    form = one_page(ask("n", "integer", required="n > k" if "boh" in top else True), **top)
    text = "{{ n }}" + ("\n\n{{ 'a' | firma }}" if "signer" in str(top) else "")
    assert make_form(form, {"rule": [rule("k", 1)]}, {"doc.md": text}).rules["k"]


def test_who_signs_has_a_place_in_the_text() -> None:
    """Without one there would be no signature field, and nobody would notice before the office does."""
    signers = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
    form = one_page(ask("n"), document=[document(signer=signers)])
    assert faults(form, None, {"doc.md": "{{ n }}\n\n{{ 'a' | firma }}"}) == [
        "form.toml, documento doc, firmatario b: il testo non dice dove firma: aggiungi una riga con {{ 'b' | firma }}."
    ]


def test_what_follows_from_a_fault_is_not_told_as_another() -> None:
    panel = {"pages": ["pagina"], "trace": ["m"]}
    form = one_page(ask("n", "integer"), computed("m", "integer", "nn * k"), document=[document()], panel=[panel] * 2)
    assert faults(form, {"rule": [rule("k", 1)]}, {"doc.md": "{{ n }} {{ m }}"}) == [
        "form.toml, pagina pagina, campo m, chiave formula: il nome «nn» non esiste."
    ]
    assert faults(one_page(ask("n"), document=[document(text="manca.md", signer=[{"id": "a", "label": "A"}])])) == [
        "manca.md: non c'è nella cartella del modulo."
    ]
    again = {"pages": ["boh"], "trace": []}
    assert faults(one_page(ask("n"), panel=[again, again])) == ["form.toml, pannello: la pagina «boh» non esiste."]


def test_a_field_that_is_printed_nowhere() -> None:
    fields = [ask("a"), ask("b", printed=False), ask("h", "heading"), group("g", ask("x"), ask("y", printed=False))]
    found = faults(one_page(*fields, document=[document()]), None, {"doc.md": "# Titolo"})
    assert found == [
        f"form.toml, pagina pagina, campo {id}: non è stampato in nessun documento: stampalo o scrivi printed = false."
        for id in ("a", "g.x")
    ]
    assert make_form(one_page(*fields)).documents == ()


def test_checks_with_the_same_id() -> None:
    check = {"that": "a == 'x'", "message": "m", "severity": "warning", "id": "c"}
    found = faults(one_page(ask("a", check=[check]), group("g", ask("a", check=[check]))))
    assert found == ["form.toml, verifica c: l'id «c» c'è già."]


def test_what_nobody_confirmed_warns_but_never_stops() -> None:
    def form(**check: str) -> dict[str, Any]:
        limit = [{"that": "a <= b", "message": "Troppi.", **check}]
        return one_page(ask("a", "integer", check=limit), computed("b", "integer", "k * 2"))

    periods: list[dict[str, Any]] = [{"to": dt.date(2025, 1, 1)}, {"from": dt.date(2025, 1, 2), "confirmed": False}]
    rules = {"rule": [rule("k", 1, **keys) for keys in periods]}
    [said] = faults(form(), rules)
    assert "campo a" in said and "non confermato" in said
    assert make_form(form(severity="note"), rules).fields["a"].checks

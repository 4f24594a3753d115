"""The limits of a form's size: each is checked before the costly work, and reported in one sentence with its place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.definition import CheckDef, FieldDef
from desktop_app.engine.forms.limits import MAX_CASES, MAX_FAULTS, locate, quoted, weight
from desktop_app.engine.loading.loader import load
from tests.unit.engine.support import ID, ask, computed, faults, group, lines_of, make_form, one_page, rule, written

GOOD = lines_of(one_page(ask("a")))
AT = "form.toml, pagina pagina, campo a"
NO_LINKS = pytest.mark.skipif(os.name == "nt", reason="links want a privilege on Windows")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("x" * 10_000_000, "form.toml: è troppo grande: al massimo 500 kB."),
        # A parser left to itself takes hours over these three.
        ("a" + ".a" * 200_000 + " = 1", "form.toml: ha una chiave di più di 60 parti."),
        ("[" + "a . " * 100_000 + "a]", "form.toml: ha una chiave di più di 60 parti."),
        ("x = {" + '"a".' * 50_000 + "a = 1}", "form.toml: ha una chiave di più di 60 parti."),
        (GOOD + "renamed = {" + ", ".join(f"a{i} = 'a'" for i in range(2_001)) + "}",
         "form.toml: la chiave «renamed» ha più di 2000 elementi."),
        (GOOD.replace("Modulo di prova", "x" * 301), "form.toml: la chiave «title» ha più di 300 caratteri."),
        (GOOD.replace("Modulo di prova", "a\\u0000b"), "form.toml: la chiave «title» contiene caratteri che non si"),
        (GOOD.replace("Modulo di prova", "a\\u202eb"), "contiene caratteri che non si vedono: riscrivila."),
        (GOOD.replace("Modulo di prova", "a\0b"), "form.toml: contiene caratteri che non si vedono"),
        (GOOD + "k" * 4_000 + " = 1", "form.toml: la chiave «" + "k" * 60 + "» non esiste."),
    ],
)  # fmt: skip
def test_a_file_out_of_all_proportion(form: str, sentence: str) -> None:
    [found] = faults(form)
    assert sentence in found
    assert len(found) < 300


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (one_page(ask("a", help="x" * 4_001)), f"{AT}: la chiave «help» ha più di 4000 caratteri."),
        (one_page({**ask("a"), "label": "x" * 301}), f"{AT}: la chiave «label» ha più di 300 caratteri."),
        (one_page({**ask("a"), "check": [{"that": "True", "message": "x" * 4_001}]}),
         f"{AT}, verifica 1: la chiave «message» ha più di 4000 caratteri."),
        (one_page(ask("a", "choice", options={f"o{i}": "O" for i in range(301)})),
         f"{AT}: la chiave «options» ha più di 300 elementi."),
        (one_page({**ask("a"), "check": [{"that": "True", "message": "m"}] * 31}),
         f"{AT}: la chiave «check» ha più di 30 elementi."),
        (one_page(*(ask(f"a{i}") for i in range(301))), "form.toml, pagina pagina: la chiave «field» ha più di 300"),
        (one_page(group("a", *(ask(f"c{i}") for i in range(61)))), f"{AT}: la chiave «column» ha più di 60 elementi."),
        ({**one_page(), "page": [{"id": f"p{i}", "title": "P"} for i in range(61)]},
         "form.toml: la chiave «page» ha più di 60 elementi."),
        (one_page(document=[{"id": f"d{i}", "title": "D", "text": "d.md"} for i in range(41)]),
         "form.toml: la chiave «document» ha più di 40 elementi."),
        ({**one_page(), "page": [{"id": f"p{n}", "title": "P", "field": [ask(f"a{n}_{i}") for i in range(300)]}
                                 for n in range(6)]},
         "form.toml: con i blocchi ci sono più di 1500 campi e colonne: dividi il modulo."),
        (one_page(*(computed(f"a{i}", "integer", "1" + " " * 1_500) for i in range(201))),
         "form.toml: formule e condizioni superano insieme 300000 caratteri: dividi il modulo."),
        (one_page(group("a", ask("n", "integer"), *(computed(f"s{i}", "integer", "sum(a.n) + n") for i in range(50)),
                        max_lines=500)),
         "form.toml: con tutte le righe ammesse una risposta in «a.n» farebbe ricalcolare troppo: abbassa «max_lines»"),
        (one_page(ask("p", "pec"), group("a", ask("n", "integer"), max_lines=2_000), sending=[
            {"id": f"s{i}", "title": "S", "source": "Art. 1", "channel": "portal", "address": "https://e.it",
             "values": ["p"], "lines": "a", "visible_when": "n > 1"} for i in range(3)]),
         "form.toml: con tutte le righe ammesse scadenze e invii farebbero calcolare troppo: abbassa «max_lines»"),
        (one_page(group("a", ask("d", "date"), ask("e", "date"), max_lines=2_000), deadline=[
            {"id": f"s{i}", "title": "S", "source": "Art. 1", "date": "d", "lines": "a", "visible_when": "e > d"}
            for i in range(3)]),
         "form.toml: con tutte le righe ammesse scadenze e invii farebbero calcolare troppo: abbassa «max_lines»"),
        (one_page(sending=[{"id": f"s{i}", "title": "S", "source": "Art. 1"} for i in range(41)]),
         "form.toml: la chiave «sending» ha più di 40 elementi."),
        (one_page(*(group(f"a{i}", *(ask(f"c{n}") for n in range(60)), max_lines=2_000) for i in range(2))),
         "form.toml: gli elenchi hanno insieme più di 100000 celle: abbassa «max_lines»."),
    ],
)  # fmt: skip
def test_a_form_that_holds_too_much(form: dict[str, Any], sentence: str) -> None:
    [found] = faults(form)
    assert sentence in found


def test_rules_too_many() -> None:
    found = faults(one_page(ask("a")), {"rule": [rule(f"r{i}", 1) for i in range(401)]})
    assert found == ["rules.toml: la chiave «rule» ha più di 400 elementi."]


def test_blocks_do_not_multiply_without_end() -> None:
    block = lines_of({"field": [computed(f"a{i}", "integer", "1" + " + 1" * 30) for i in range(100)]})
    uses = [{"type": "block", "use": "ente_2024", "as": f"e{i}"} for i in range(300)]
    found = faults(one_page(*uses), None, None, {"ente_2024/block.toml": block})
    assert found == ["form.toml: con i blocchi ci sono più di 1500 campi e colonne: dividi il modulo."]
    heavy = lines_of({"field": [computed(f"a{i}", "integer", "1" + " " * 1_900) for i in range(200)]})
    [found_once] = faults(one_page(*uses[:1]), None, None, {"ente_2024/block.toml": heavy})
    assert found_once.startswith("form.toml, pagina pagina, blocco e0: formule e condizioni superano insieme 300000")


def test_a_long_list_of_faults_is_cut() -> None:
    found = faults(one_page(*(computed(f"campo_{i}", "integer", f"camp_{i} + 1") for i in range(200))))
    assert len(found) == MAX_FAULTS + 1
    assert found[-1] == "Ce ne sono altri: correggi prima questi."


def test_a_number_with_an_absurd_exponent() -> None:
    formula = " * ".join(["1e-300"] * 20)
    form = make_form(one_page(computed("a", "decimal", formula), computed("b", "decimal", "a * a * a / 3")))
    assert set(form.fields) == {"a", "b"}
    assert "non si può usare" in faults(one_page(computed("a", "decimal", "1e300 * 1")))[0]


def test_a_form_s_own_words_in_a_sentence_are_short_and_plain() -> None:
    assert quoted("a\u202eb\0c") == "a\ufffdb\ufffdc"
    assert len(quoted("x" * 1_000)) == 60
    [found] = faults({**one_page(), "page": [{"id": "p" * 200, "title": "P", "field": [{"id": {"x": 1}}]}]})
    assert found.startswith("form.toml, pagina " + "p" * 60 + ", campo {'x': 1}: ")


@NO_LINKS
@pytest.mark.parametrize("linked", ["", "..", "../../blocks"])
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path, linked: str) -> None:
    here = written(tmp_path / "vero", one_page(ask("a")), None, None, {"ente_2024/block.toml": "field = []"})
    real = (here / linked).resolve()
    real.rename(tmp_path / "altrove")
    real.symlink_to(tmp_path / "altrove")
    with pytest.raises(FormFault) as caught:
        load(tmp_path / "vero" / ID, ID, tmp_path / "vero" / "blocks")
    assert caught.value.sentences == (f"{real.name}: la cartella è un collegamento: copia qui quella vera.",)


@NO_LINKS
@pytest.mark.parametrize("name", ["form.toml", "rules.toml", "d.md"])
def test_a_file_that_is_a_link_is_refused(tmp_path: Path, name: str) -> None:
    document = {"id": "doc", "title": "D", "text": "d.md"}
    here = written(tmp_path, one_page(ask("a", printed=False), document=[document]), {}, {"d.md": "x"})
    (here / name).rename(tmp_path / "altrove")
    (here / name).symlink_to(tmp_path / ("altrove" if name != "rules.toml" else "nulla"))
    with pytest.raises(FormFault) as caught:
        load(here, ID, tmp_path / "blocks")
    assert caught.value.sentences == (f"{name}: deve stare dentro la cartella del modulo, senza collegamenti.",)


@NO_LINKS
def test_cases_that_are_a_link_or_too_many(tmp_path: Path) -> None:
    here = written(tmp_path, one_page(ask("a")))
    (tmp_path / "altrove").mkdir()
    (here / "cases").symlink_to(tmp_path / "altrove")
    with pytest.raises(FormFault, match=r"^cases: la cartella è un collegamento"):
        cases.names(here)
    (here / "cases").unlink()
    (here / "cases").mkdir()
    for number in range(MAX_CASES + 1):
        (here / "cases" / f"c{number}.toml").touch()
    with pytest.raises(FormFault, match=r"^cases: ci sono più di 500 casi\.$"):
        cases.names(here)


def test_the_weight_of_fields_counts_their_columns_and_all_their_formulas() -> None:
    fields = [
        FieldDef(type="integer", formula="1 + 1", check=(CheckDef(that="a > 1", message="x"),)),
        FieldDef(type="lines", visible_when="b", column=(FieldDef(type="integer", default="9"), FieldDef(type="text"))),
    ]
    assert weight(fields) == (4, len("1 + 1") + len("a > 1") + len("b") + len("9"))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("page[1].field[0].min", ("form.toml, pagina due, campo a", "min")),
        ("page[1].field[0]", ("form.toml, pagina due, campo a", "")),
        ("page[0].title", ("form.toml, pagina 1", "title")),
        ("deadline[0].date", ("form.toml, scadenza s", "date")),
        ("title", ("form.toml", "title")),
        ("title.x.y", ("form.toml", "y")),
        ("renamed[0]", ("form.toml", "renamed")),
    ],
)
def test_a_place_is_said_as_its_author_calls_it(path: str, place: tuple[str, str]) -> None:
    content = {
        "title": "T", "renamed": {"0": "x"}, "page": [{}, {"id": "due", "field": [{"id": "a", "min": 1}]}],
        "deadline": [{"id": "s"}],
    }  # fmt: skip
    assert locate(content, path, "form.toml") == place


@pytest.mark.parametrize(
    ("key", "called"),
    [
        ("page", "pagina"), ("field", "campo"), ("column", "colonna"), ("check", "verifica"),
        ("document", "documento"), ("signer", "firmatario"), ("deadline", "scadenza"), ("panel", "pannello"),
        ("question", "domanda"), ("rule", "regola"), ("reading", "lettura"), ("notice", "novità"),
        ("problem", "problema"), ("sending", "invio"), ("attachment", "allegato"),
    ],
)  # fmt: skip
def test_each_part_of_a_form_has_its_name(key: str, called: str) -> None:
    assert locate({key: [{"id": "x"}]}, f"{key}[0].title", "form.toml") == (f"form.toml, {called} x", "title")

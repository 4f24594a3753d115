"""The files of a form: strict, small, inside their folder; every fault is a sentence."""

from __future__ import annotations

import os
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.engine.forms import case_definition, definition
from desktop_app.engine.forms.case_definition import CaseDef
from desktop_app.engine.forms.definition import BlockDef, FormDef, RulesDef
from desktop_app.engine.forms.toml import levels, read_text
from tests.unit.engine.support import ask, faults, group, lines_of, make_form, one_page, written

GOOD = lines_of(one_page(ask("a")))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("title = = 3", "form.toml: non è TOML scritto bene alla riga 1."),
        ("a = 1\na = 2\n", "form.toml: non è TOML scritto bene alla riga 2."),
        ("title = 'x", "form.toml: non è TOML scritto bene."),
        ("a = " + "[" * 100_000, "form.toml: "),
        ("a = " + "[" * 20 + "]" * 20, "form.toml: ha più di 12 livelli uno dentro l'altro."),
        ("a = nan", "form.toml: contiene valori che non si possono leggere."),
        ("a = inf", "valori che non si possono leggere"),
        ("a = 0." + "1" * 40, "valori che non si possono leggere"),
        ("a = " + "9" * 5_000, "valori che non si possono leggere"),
        (GOOD + "colore = 'x'", "form.toml: la chiave «colore» non esiste."),
        (GOOD.replace('title = "Modulo di prova"', ""), "form.toml: manca la chiave «title»."),
        (GOOD.replace("2024-01-01", "'ieri'"), "form.toml: c'è un valore che non va (in edition)."),
        (GOOD.replace("2024-01-01", "3"), "form.toml: serve un valore di tipo data, non numero intero (in edition)."),
        ("page = 3", "form.toml: "),
        ("page = [3]", "form.toml: "),
        ("page = [{id = 'p', field = 3}]", "form.toml, pagina p: serve un valore di tipo elenco"),
        ("page = [{id = 'p', field = [3]}]", "form.toml, pagina p, campo ?: serve un valore di tipo tabella"),
    ],
)
def test_a_form_that_cannot_be_read(form: str, sentence: str) -> None:
    start = time.thread_time()
    [found] = faults(form)
    assert sentence in found and len(found) < 200
    assert time.thread_time() - start < 5


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"colore": "x"}, "la chiave «colore» non esiste."),
        ({"type": "testo"}, "«testo» non è tra i valori possibili (in type)."),
        ({"label": 3}, "serve un valore di tipo testo, non numero intero (in label)."),
        ({"default": 3}, "serve un valore di tipo testo, non numero intero (in default)."),
        ({"null": 3}, "la chiave «null» non esiste."),
        ({"min": "x"}, "c'è un valore che non va (in min)."),
        ({"max": Decimal("1e999999")}, "c'è un numero troppo grande."),
        ({"max": "1e999999"}, "c'è un numero troppo grande."),
        ({"min": "NaN"}, "c'è un numero troppo grande."),
        ({"min": -(10**30)}, "c'è un numero troppo grande."),
        ({"decimals": 11}, "serve un numero intero <= 10 (in decimals)."),
        ({"decimals": -1}, "serve un numero intero >= 0 (in decimals)."),
        ({"max_length": 0}, "serve un numero intero >= 1 (in max_length)."),
        ({"max_length": 10**9}, "serve un numero intero <= 20000 (in max_length)."),
        ({"blank_lines": -1}, "(in blank_lines)."),
        ({"max_lines": 10**6}, "(in max_lines)."),
        ({"check": [{"that": "a"}]}, "verifica 1: manca la chiave «message»."),
        ({"check": [{"that": "a", "message": "x", "severity": "grave"}]}, "«grave» non è tra i valori possibili"),
        ({"person": 1}, "serve un valore di tipo true/false, non numero intero (in person)."),
    ],
)
def test_a_key_that_does_not_fit_is_named_with_its_page_and_field(keys: dict[str, Any], sentence: str) -> None:
    [found] = faults(one_page({**ask("a"), **keys}))
    assert found.startswith("form.toml, pagina pagina, campo a") and sentence in found


def test_a_key_is_named_with_its_column_page_or_signer_however_deep_it_is() -> None:
    wrong = {"colore": "x"}
    assert faults(one_page(group("righe", ask("a"), {**ask("b"), **wrong}))) == [
        "form.toml, pagina pagina, campo righe, colonna b: la chiave «colore» non esiste."
    ]
    page = {"id": "altra", "title": "Altra", **wrong}
    assert faults(one_page(page=[{"id": "pagina", "title": "Pagina"}, page])) == [
        "form.toml, pagina altra: la chiave «colore» non esiste."
    ]
    document = {"id": "doc", "title": "D", "text": "d.md", "signer": [{"id": "ditta"}]}
    assert faults(one_page(ask("a"), document=[document])) == [
        "form.toml, documento doc, firmatario ditta: manca la chiave «label»."
    ]


@pytest.mark.parametrize(("number", "exact"), [("1_000.50", "1000.50"), ("0.1", "0.1"), ("1_0e2", "1000")])
def test_numbers_may_be_grouped_and_are_exact(number: str, exact: str) -> None:
    text = lines_of(one_page({**ask("a", "decimal"), "max": 7})).replace('"max" = 7', f'"max" = {number}')
    assert number in text and make_form(text).fields["a"].spec.max == Decimal(exact)


def test_a_key_that_nobody_reads_is_refused_at_every_level() -> None:
    known = [*vars(definition).values(), *vars(case_definition).values()]
    kinds = [each for each in known if isinstance(each, type) and issubclass(each, msgspec.Struct)]
    assert {FormDef, BlockDef, RulesDef, CaseDef} < set(kinds)
    assert [each for each in kinds if not each.__struct_config__.forbid_unknown_fields] == []


def test_faults_of_several_fields_are_all_told() -> None:
    wrong = {"colore": "x"}
    assert len(faults(one_page({**ask("a"), **wrong}, ask("b"), {**ask("c"), **wrong}))) == 2


def test_a_form_that_is_not_there(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    assert read_text(tmp_path, "form.toml", lambda at, what: told.append((at, what))) is None
    assert told == [("form.toml", "non c'è nella cartella del modulo.")]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("manca.md", "manca.md: non c'è nella cartella del modulo."),
        ("../fuori.md", "../fuori.md: deve stare dentro la cartella del modulo, senza collegamenti."),
        ("documents/../../fuori.md", "deve stare dentro la cartella del modulo"),
        ("/etc/hostname", "/etc/hostname: deve stare dentro la cartella del modulo"),
        ("legato.md", "legato.md: deve stare dentro la cartella del modulo, senza collegamenti."),
        ("legata/doc.md", "legata/doc.md: deve stare dentro la cartella del modulo, senza collegamenti."),
        ("enorme.md", "enorme.md: è troppo grande: al massimo 60 kB."),
        ("latin.md", "latin.md: non è un testo UTF-8."),
        ("cartella", "cartella: non si può leggere."),
        ("nullo.md", "nullo.md: contiene caratteri che non si vedono: riscrivilo come testo semplice."),
        ("tubo.md", "tubo.md: non si può leggere."),
        ("vicolo", "vicolo: deve stare dentro la cartella del modulo, senza collegamenti."),
        ("", ": non si può leggere."),
        ("a\0b", "non si può leggere."),
        ("n" * 400, "non si può leggere."),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="links want a privilege on Windows")
def test_a_file_that_may_not_be_read(tmp_path: Path, path: str, sentence: str) -> None:
    folder = written(tmp_path, one_page(ask("a")))
    (tmp_path / "fuori.md").write_text("segreto", encoding="utf-8")
    (folder / "legato.md").symlink_to(tmp_path / "fuori.md")
    (folder / "legata").symlink_to(tmp_path)
    (tmp_path / "doc.md").write_text("segreto", encoding="utf-8")
    (folder / "enorme.md").write_bytes(b"x" * 10_000_000)
    (folder / "latin.md").write_bytes(b"perch\xe9")
    (folder / "cartella").mkdir()
    (folder / "nullo.md").write_bytes(b"uno\0due")
    os.mkfifo(folder / "tubo.md")  # opening it would wait for ever
    (folder / "vicolo").symlink_to(folder / "vicolo")
    told: list[str] = []
    assert read_text(folder, path, lambda at, what: told.append(f"{at}: {what}")) is None
    [found] = told
    assert sentence in found


def test_lines_end_as_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("è\r\nqui\n".encode())
    assert read_text(tmp_path, "a.md", lambda at, what: pytest.fail(what)) == "è\nqui\n"


def test_a_folder_that_the_system_reaches_elsewhere_is_not_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "resolve", lambda self: Path("/altrove") if self.suffix else self)  # as a junction does
    told: list[str] = []
    assert read_text(tmp_path, "a.md", lambda at, what: told.append(what)) is None
    assert told == ["deve stare dentro la cartella del modulo, senza collegamenti."]


def test_levels_of_what_is_nested() -> None:
    assert [len(level) for level in levels({"a": [1, {"b": 2}], "c": 3})] == [1, 2, 2, 1]

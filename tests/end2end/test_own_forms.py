"""Forms of the user's own on the command line: checked wherever they lie, in nobody's way where they are faulty.

The fifth form was written with forms/README.md alone; its documents and its keys are tested with all the others.
"""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.program import OWN_FORMS, commessa, here

FORM = "marche/art14_2023"
FIFTH = "altavalle/art14_2025"
OWN = """title = "Valdoria, prova"
source = "Legge di prova"
edition = 2024-01-01
name = "Prova"
[[page]]
id = "pagina"
title = "Pagina"
[[page.field]]
type = "block"
use = "ente_2024"
as = "noi"
"""


def own_form(tmp_path: Path, text: str = OWN) -> Path:
    folder = tmp_path / "moduli" / "valdoria" / "prova_2024"
    for path, words in (
        (folder / "form.toml", text),
        (folder / "cases" / "esempio.toml", 'why = "x"\ndate = 2026-01-01\n[answers]\nnoi_nome = "Ente"\n'),
        (tmp_path / "moduli" / "blocks" / "ente_2024" / "block.toml",
         '[[field]]\nid = "nome"\ntype = "text"\nlabel = "Nome"\n'),
    ):  # fmt: skip
        path.parent.mkdir(parents=True)
        path.write_text(words, encoding="utf-8")
    return folder


def test_a_form_s_folder_is_checked_wherever_it_lies(tmp_path: Path) -> None:
    folder = own_form(tmp_path)
    done = commessa("form-check", folder.relative_to(tmp_path), cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "valdoria/prova_2024: casi: 1, tutto torna.\n", "")
    (folder / "cases" / "altro.toml").write_text('why = "x"\ndate = 2026-01-01\ncomplete = true\n', encoding="utf-8")
    done = commessa("form-check", ".", cwd=folder)
    assert done.code == 1
    assert done.out.splitlines() == [
        "cases/altro.toml: la pratica doveva risultare completa (noi_nome: Manca «Nome»: scrivi questo dato.).",
        "valdoria/prova_2024: errori: 1.",
    ]


def test_a_faulty_form_is_told_with_page_field_and_key_and_hinders_no_other(tmp_path: Path) -> None:
    folder = own_form(tmp_path, OWN + 'visible_when = "noi_nme == 1"\n')
    done = commessa("form-check", folder)
    sentence = "form.toml, pagina pagina, campo noi_nome, chiave visible_when: il nome «noi_nme» non esiste."
    assert done.code == 1 and done.out.startswith(sentence)
    done = commessa("--forms", tmp_path / "moduli", "forms")
    assert done.code == 0 and FORM in done.out
    assert f"commessa: valdoria/prova_2024 (dalla cartella «moduli»): {sentence}" in done.err


def test_a_folder_with_the_id_of_a_built_in_form_is_told_so_before_it_is_handed_out(tmp_path: Path) -> None:
    taken = own_form(tmp_path).rename(tmp_path / "moduli" / "valdoria" / FORM.split("/")[1])
    folder = taken.parent.rename(tmp_path / "moduli" / FORM.split("/")[0]) / taken.name
    done = commessa("form-check", folder)
    assert done.code == 1 and done.out.startswith(f"C'è già un modulo «{FORM}» (")
    assert commessa("form-check", forms_folder() / FORM).code == 0


def test_the_fifth_form_is_one_among_the_others() -> None:
    done = commessa("--forms", OWN_FORMS, "forms", "--json")
    assert (done.code, done.err) == (0, "")
    listed = {each["id"]: each for each in done.json}
    assert set(listed) == {FIFTH, *Library([forms_folder()]).ids()}
    assert [each["id"] for each in listed[FIFTH]["documents"]] == ["convenzione", "relazione"]
    assert "  = floor(valore / minimo_posto)" in commessa("--forms", OWN_FORMS, "fields", FIFTH).out
    done = commessa("form-check", OWN_FORMS / FIFTH)
    assert done.code == 0 and done.out.endswith("tutto torna.\n"), done.out


def test_its_order_is_worth_the_labour_cost_and_a_fifth_and_its_cap_is_rounded_up(tmp_path: Path) -> None:
    draft = here("--forms", OWN_FORMS, "example", FIFTH).json
    draft["answers"] |= {"quota_riserva": "11", "posti_coperti": "0", "posti": "3"}
    # A place costs 23,000 euro a year; for 18 months and a fifth more 41,400. Of the quota 30 % are 3.3 places.
    for value, code, errors in (("124200.00", 0, []), ("124199.99", 1, ["posti"])):
        draft["answers"]["valore"] = value
        done = here("--forms", OWN_FORMS, "check", "-", "--json", stdin=json.dumps(draft))
        found = [each["field"] for each in done.json["problems"] if each["severity"] == "error"]
        assert (done.code, found, done.json["values"]["tetto"]) == (code, errors, "4")
    done = here("--forms", OWN_FORMS, "export", "-", "--to", tmp_path, stdin=json.dumps(draft))
    assert done.code == 1 and len(list(tmp_path.rglob("*.pdf"))) == 2
    assert here("check", "-", stdin=json.dumps(draft)).code == 2  # without the folder there is no such form

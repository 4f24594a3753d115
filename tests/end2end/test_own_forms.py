"""Forms of the user's own on the command line: checked wherever they lie, in nobody's way where they are faulty."""

from __future__ import annotations

from pathlib import Path

from tests.end2end.program import commessa

FORM = "marche/art14_2023"
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

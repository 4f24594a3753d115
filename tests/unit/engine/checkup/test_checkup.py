"""The check-up of a form's folder: cases and official wording, one sentence for each difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.loading.loader import load
from tests.unit.engine.support import ID, ask, one_page, written

HEAD = 'why = "perché"\ndate = 2026-01-01\n'
FORM = one_page(ask("nome"), document=[{"id": "doc", "title": "D", "text": "d.md", "verbatim": "d.txt"},
                                       {"id": "altro", "title": "A", "text": "a.md"}])  # fmt: skip


def found(folder: Path, printed: str, official: str, **cases: str) -> list[str]:
    texts = {"d.md": printed, "d.txt": official, "a.md": "{{ nome }}"}
    here = written(folder, FORM, None, texts | {f"cases/{name}.toml": HEAD + text for name, text in cases.items()})
    return list(check_up(load(here, ID, folder / "blocks"), here))


def test_a_form_in_order(tmp_path: Path) -> None:
    text = "# Titolo\n\n- Nome: {{ nome }}\n"
    assert found(tmp_path, text, "Titolo\n\n  Nome:   ________\n", esempio="complete = false") == []


def test_each_difference_is_a_sentence(tmp_path: Path) -> None:
    sentences = found(tmp_path, "Uno\n\nDue", "Uno\nTre\nQuattro", prova="complete = true", rotto="boh = 1")
    assert sentences == [
        "cases/esempio.toml: manca: è la pratica completa che serve d'esempio.",
        "cases/prova.toml: la pratica doveva risultare completa (nome: Manca «Nome»: scrivi questo dato.).",
        "cases/rotto.toml: la chiave «boh» non esiste.",
        "d.md: alla riga 2 in bianco stampa «Due», ma d.txt dice «Tre».",
    ]


def test_wording_that_goes_on(tmp_path: Path) -> None:
    sentences = found(tmp_path, "Uno", "Uno\nDue", esempio="")
    assert sentences == ["d.md: alla riga 2 in bianco stampa «», ma d.txt dice «Due»."]


@pytest.mark.skipif(os.name == "nt", reason="links want a privilege on Windows")
def test_cases_that_are_a_link(tmp_path: Path) -> None:
    here = written(tmp_path, one_page(ask("a")))
    (here / "cases").symlink_to(tmp_path)
    sentences = list(check_up(load(here, ID, tmp_path / "blocks"), here))
    assert sentences == ["cases: la cartella è un collegamento: copia qui quella vera."]

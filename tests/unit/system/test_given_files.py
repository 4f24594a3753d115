"""Which arguments of the program are files for its window: any case, any sign, any end that a browser gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.system.given_files import as_operand, given_file, is_package


@pytest.mark.parametrize(
    "name",
    ["a.commessa", "A.COMMESSA", "Rossi S.r.l..Commessa", "-x.commessa", "./-x.commessa", "d'Angelo è 100% #1.commessa",
     "con spazi .commessa", "novita.Moduli", "pratica\udce8.commessa", "cartella/che non c'è.commessa"],
)  # fmt: skip
def test_a_name_with_the_end_of_drafts_is_a_file_whether_or_not_it_is_there(name: str) -> None:
    assert given_file(name) == name


@pytest.mark.parametrize("name", ["pratica.commessa.txt", "pratica.commessa (1)", "senza estensione", "x.json"])
def test_any_other_name_is_a_file_where_it_is_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / name)
    assert given_file(path) is None
    Path(path).write_text("{}", encoding="utf-8")
    assert given_file(path) == path
    monkeypatch.chdir(tmp_path)
    assert given_file(f"./{name}") == f"./{name}"


@pytest.mark.parametrize("word", ["check", "form-check", "--help", "-h", "-", "", "stampa", "--x.json", "\0."])
def test_words_of_the_command_line_are_none(word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("check", "--x.json"):
        Path(name).write_text("{}", encoding="utf-8")
    assert given_file(word) is None


@pytest.mark.skipif(os.name == "nt", reason="other addresses there")
def test_the_address_that_a_desktop_gives_is_the_file() -> None:
    assert given_file("file:///pratiche/d%27Angelo%20%C3%A8.commessa") == "/pratiche/d'Angelo è.commessa"
    assert given_file("FILE:/pratiche/%E8.commessa") == "/pratiche/\udce8.commessa"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///C:/Pratiche/d%27Angelo%20%C3%A8.commessa", "C:/Pratiche/d'Angelo è.commessa"),
        ("file://localhost/C:/a.commessa", "C:/a.commessa"),
        ("file://server/comune/a.commessa", "//server/comune/a.commessa"),
        ("file:////server/comune/a.commessa", "//server/comune/a.commessa"),
    ],
)
def test_the_address_of_a_file_on_windows_keeps_its_drive_or_its_server(
    monkeypatch: pytest.MonkeyPatch, address: str, path: str
) -> None:
    monkeypatch.setattr(os, "name", "nt")
    found = given_file(address)
    monkeypatch.undo()
    assert found == path


def test_a_file_that_begins_with_a_hyphen_is_no_option_of_a_command() -> None:
    given = ["check", "-x.commessa", "-X.COMMESSA", "-", "--json", "--to", "-h", "./-x.commessa"]
    wanted = ["check", "./-x.commessa", "./-X.COMMESSA", "-", "--json", "--to", "-h", "./-x.commessa"]
    assert [as_operand(each) for each in given] == wanted


def test_a_package_of_forms_is_known_by_its_name_whatever_a_browser_made_of_it() -> None:
    for name in ("novita.moduli", "N.MODULI", "novita.moduli (1)", "novita.moduli.zip"):
        assert is_package(name)
    for name in ("moduli", "moduli.zip", "x.moduli.commessa", "moduli.pdf"):
        assert not is_package(name)

"""associazione.toml: what is taken from it, and one sentence for whatever is wrong with it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.association import MAX_LOGO_BYTES, Association, load_association
from desktop_app.library import Library
from desktop_app.system import paths
from desktop_app.system.paths import FormSource, association_file
from tests.unit.engine.support import ask, make_form, one_page

Put = Callable[..., Path]
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Writes the file that the program is told of; gives its folder."""

    def write(text: str, name: str = "associazione.toml") -> Path:
        folder = tmp_path / "ente"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(folder / name))
        return folder

    return write


def logo(kind: str = "PNG", size: tuple[int, int] = (4, 2)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "navy").save(data, kind)
    return data.getvalue()


FULL = """
name = " Unione Esempio "
logo = "figure/logo.png"
forms = "moduli"
[answers]
ente = "Unione Esempio"
vuota = ""
soci = [{ nome = "Uno" }]
[[record]]
id = "ufficio"
book = "uffici"
answers = { nome = "Ufficio di Valle", pec = "valle@pec.example.it", aperto = true, sede = "via 1" }
"""


def test_all_that_it_may_say(put: Put) -> None:
    folder = put(FULL)
    (folder / "figure").mkdir()
    (folder / "figure" / "logo.png").write_bytes(logo())
    (folder / "moduli").mkdir()
    association, fault = load_association()
    assert fault == "" and association.name == "Unione Esempio"
    assert association.logo is not None and (association.logo.width, association.logo.height) == (4, 2)
    assert association.letterhead is not None and association.letterhead.logo is association.logo
    assert association.publisher == "Unione Esempio" and association.named == ("associazione.toml", "figure/logo.png")
    assert association.answers == {"ente": "Unione Esempio", "soci": [{"nome": "Uno"}]}
    assert list(association.records) == ["associazione/ufficio"]
    built_in, own = FormSource(folder, "prima"), FormSource(folder, "poi")
    assert association.with_own_source([built_in, own]) == [
        built_in, FormSource(folder / "moduli", "dalla tua associazione"), own,
    ]  # fmt: skip


def test_the_name_alone_is_enough(put: Put) -> None:
    put('name = "Unione"')
    association, fault = load_association()
    assert (association, fault) == (Association("Unione", publisher="Unione"), "")
    assert association.with_own_source([]) == []


def test_without_a_file_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", "")
    assert association_file() is None and load_association() == (Association(), "")
    assert Association().letterhead is None


@pytest.mark.parametrize(
    ("system", "for_all"),
    [("linux", "/etc/commessa"), ("darwin", "/Library/Application Support/Commessa"), ("win32", None)],
)
def test_it_is_looked_for_beside_the_program_then_where_it_is_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, for_all: str | None
) -> None:
    monkeypatch.delenv("COMMESSA_ASSOCIAZIONE")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "commessa"))
    monkeypatch.setattr(sys, "platform", system)
    everywhere = {"/etc/commessa", "/Library/Application Support/Commessa"}
    there = {str(tmp_path / "associazione.toml"), *(str(Path(each, "associazione.toml")) for each in everywhere)}
    monkeypatch.setattr(os.path, "lexists", lambda path: str(path) in there)
    assert association_file() == tmp_path / "associazione.toml"
    there.remove(str(tmp_path / "associazione.toml"))
    assert association_file() == (Path(for_all, "associazione.toml") if for_all else None)


BAD = [
    ("name = ", "TOML"),
    ("", "manca la chiave «name»"),
    ('name = "x"\nkeys = ["RWabc"]', "«RWabc» non è una chiave pubblica di minisign"),
    ('nme = "x"\nname = "x"', "la chiave «nme» non esiste"),
    ('name = ""', "la chiave «name» è vuota"),
    ("name = 3", "serve un valore di tipo testo"),
    (f'name = "{"x" * 121}"', "120"),
    ('name = "x\u5b57"', "name"),
    ('name = "x\u202e"', "non si vedono"),
    ('name = "x"\nlogo = "manca.png"', "manca.png: non c'è nella cartella di associazione.toml"),
    ('name = "x"\nlogo = "../logo.png"', "deve stare dentro la cartella di associazione.toml"),
    ('name = "x"\nlogo = "/etc/passwd"', "deve stare dentro"),
    ('name = "x"\nlogo = "testo.png"', "PNG o JPEG"),
    ('name = "x"\nlogo = "grande.png"', "troppo grande"),
    ('name = "x"\nlogo = "largo.png"', "troppi punti"),
    ('name = "x"\nlogo = "."', "non si può leggere"),
    ('name = "x"\nlogo = "a\\u0000b"', "non si vedono"),
    ('name = "x"\nforms = "manca"', "non è una cartella"),
    ('name = "x"\nforms = "testo.png"', "non è una cartella"),
    ('name = "x"\nforms = ".."', "deve stare dentro"),
    ('name = "x"\ncertifiers = "manca.xml"', "non è un file"),
    ('name = "x"\ncertifiers = "../fuori.xml"', "non è un file"),
    ('name = "x"\ncertifiers = "a\\u0000b"', "non si"),
    ('name = "x"\n[answers]\na = 3', "answers"),
    ('name = "x"\n[answers]\na = 2026-01-01', "answers"),
    ('name = "x"\n[[record]]\nid = "A"\nbook = "b"\nanswers = {n = "x"}', "«A» non può essere un id"),
    ('name = "x"\n[[record]]\nid = "a"\nbook = "b"\nanswers = {}', "deve essere il suo nome"),
    ('name = "x"\n[[record]]\nid = "a"\nbook = "b"\nanswers = {n = true}', "deve essere il suo nome"),
    ('name = "x"\n' + '[[record]]\nid = "a"\nbook = "b"\nanswers = {n = "x"}\n' * 2, "c'è due volte"),
    ('name = "x"\n' + '[[record]]\nid = "a"\nbook = "b"\nanswers = {n = "x"}\n' * 1001, "più di 1000 schede"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_whatever_is_wrong_gets_one_sentence_and_nothing_is_taken(put: Put, text: str, words: str) -> None:
    folder = put(text)
    (folder / "testo.png").write_text("ciao")
    (folder / "grande.png").write_bytes(bytes(MAX_LOGO_BYTES + 1))
    (folder / "largo.png").write_bytes(logo(size=(6001, 2)))
    association, fault = load_association()
    assert association == Association()
    assert words in fault and "\n" not in fault
    assert fault.startswith("Il file della tua associazione non si può usare (") and fault.endswith("): avvisala.")


def test_a_file_that_is_named_and_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(tmp_path / "manca.toml"))
    assert "manca.toml: non c'è" in load_association().fault
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(tmp_path))
    assert "non si può leggere" in load_association().fault


@LINKS
@pytest.mark.parametrize("linked", ["associazione.toml", "logo.png", "moduli"])
def test_no_link_is_followed(put: Put, tmp_path: Path, linked: str) -> None:
    folder = put('name = "x"\nlogo = "logo.png"\nforms = "moduli"')
    (folder / "logo.png").write_bytes(logo())
    (folder / "moduli").mkdir()
    assert load_association().fault == ""
    (folder / linked).rename(tmp_path / linked)
    (folder / linked).symlink_to(tmp_path / linked)
    assert (
        f"{linked}: deve stare dentro la cartella di associazione.toml, senza collegamenti" in load_association().fault
    )


FORM = make_form(one_page(ask("ente"), ask("posti", "integer")))


def test_answers_are_held_against_the_forms() -> None:
    good = Association("x", answers={"ente": "Unione"})
    assert good.faults([FORM]) == []
    bad = Association("x", answers={"posti": "tre", "manca": "x"})
    first, second = bad.faults([FORM])
    assert first.startswith("Nel file associazione.toml la risposta «posti» non va: ")
    assert second == "Nel file associazione.toml la risposta «manca» non va: nessun modulo la chiede."


def test_records_are_held_against_the_books(put: Put) -> None:
    put(
        'name = "x"\n[[record]]\nid = "a"\nbook = "uffici"\nanswers = {nome = "Valle", pec = "no", colore = "x"}\n'
        '[[record]]\nid = "b"\nbook = "manca"\nanswers = {nome = "Valle"}'
    )
    association, fault = load_association()
    told = association.faults(Library([paths.forms_folder()]).forms())
    assert fault == ""
    assert any("la scheda «a», «pec», non va: " in each for each in told)
    assert any("la scheda «a» ha «colore», che nell'anagrafica «uffici» non c'è." in each for each in told)
    assert any("la scheda «b» ha «nome», che nell'anagrafica «manca» non c'è." in each for each in told)
    assert len(told) == 3

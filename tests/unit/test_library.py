"""Where forms are looked for: in order, each faulty one listed with its reasons, none in the way of another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.library import MAX_FOLDERS, Library
from desktop_app.system.paths import FormSource
from tests.unit.engine.support import ask, computed, lines_of, one_page, rule

GOOD = lines_of(one_page(ask("a"), title="Buono"))


def put(shelf: Path, id: str, text: str = GOOD) -> Path:
    folder = shelf / id
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return folder


def shelves(tmp_path: Path) -> list[FormSource]:
    return [FormSource(tmp_path / "prima", "del programma"), FormSource(tmp_path / "seconda", "tua")]


def test_the_first_shelf_wins_and_the_other_form_is_listed_with_its_reason(tmp_path: Path) -> None:
    put(tmp_path / "prima", "valdoria/uno_2024")
    second = put(tmp_path / "seconda", "valdoria/uno_2024", GOOD.replace("Buono", "Falso"))
    put(tmp_path / "seconda", "valdoria/due_2024", GOOD.replace("Buono", "Due"))
    library = Library(shelves(tmp_path))
    assert [form.spec.title for form in library.forms()] == ["Due", "Buono"]
    assert library.load("valdoria/uno_2024").spec.title == "Buono"
    [refused] = [each for each in library.read() if each.faults]
    assert (refused.folder, refused.source.origin, refused.form) == (second, "tua", None)
    assert refused.faults == (
        "C'è già un modulo «valdoria/uno_2024» (del programma): dai alla cartella un altro nome.",
    )


def test_a_faulty_form_hinders_no_other(tmp_path: Path) -> None:
    put(tmp_path / "prima", "valdoria/buono_2024")
    put(tmp_path / "seconda", "valdoria/rotto_2024", "title = 3")
    put(tmp_path / "seconda", "Val Doria/uno", GOOD)
    library = Library(shelves(tmp_path))
    assert [form.id for form in library.forms()] == ["valdoria/buono_2024"]
    faults = {each.id: each.faults for each in library.read() if each.faults}
    [sentence] = faults["Val Doria/uno"]
    assert sentence == "La cartella «Val Doria» ha un nome che non va: usa lettere minuscole, cifre e _."
    assert faults["valdoria/rotto_2024"][0].startswith("form.toml: ")
    with pytest.raises(FormFault, match=r"^form\.toml: "):
        library.load("valdoria/rotto_2024")
    with pytest.raises(FormFault, match=r"^form\.toml: "):  # remembered, and as plain as before
        library.load("valdoria/rotto_2024")


def test_forms_are_read_once_until_they_are_read_again(tmp_path: Path) -> None:
    folder = put(tmp_path / "prima", "valdoria/uno_2024")
    library = Library(shelves(tmp_path))
    first = library.load("valdoria/uno_2024")
    assert library.catalogue is None
    assert library.read()[0].form is first
    (folder / "form.toml").write_text(GOOD.replace("Buono", "Nuovo"), encoding="utf-8")
    assert library.load("valdoria/uno_2024") is first
    library.reread()
    assert library.catalogue is None
    assert library.load("valdoria/uno_2024").spec.title == "Nuovo"


def test_blocks_lie_beside_the_form_or_among_the_built_in_ones(tmp_path: Path) -> None:
    use = lines_of(one_page({"type": "block", "use": "ente_2024", "as": "noi"}))
    for shelf in ("prima", "seconda"):
        block = tmp_path / shelf / "blocks" / "ente_2024" / "block.toml"
        block.parent.mkdir(parents=True)
        block.write_text(lines_of({"field": [ask(f"di_{shelf}")]}), encoding="utf-8")
    put(tmp_path / "seconda", "valdoria/uno_2024", use)
    put(tmp_path / "terza", "valdoria/due_2024", use)
    library = Library([*shelves(tmp_path), tmp_path / "terza"])
    assert library.ids() == ["valdoria/due_2024", "valdoria/uno_2024"]
    assert "noi_di_seconda" in library.load("valdoria/uno_2024").fields
    assert "noi_di_prima" in library.load("valdoria/due_2024").fields


def test_a_block_of_its_own_hides_no_other_built_in_block(tmp_path: Path) -> None:
    files = {
        "prima/blocks/ente_2024/block.toml": lines_of({"guide": "guide.md", "field": [ask("nome")]}),
        "prima/blocks/ente_2024/guide.md": "Come si chiama.\n",
        "prima/blocks/ente_2024/rules.toml": lines_of({"rule": [rule("del_programma", 1)]}),
        "seconda/blocks/sede_2024/block.toml": lines_of({"field": [ask("comune")]}),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    uses = [{"type": "block", "use": name} for name in ("sede_2024", "ente_2024")]
    total = computed("totale", "integer", "del_programma")
    put(tmp_path / "seconda", "valdoria/uno_2024", lines_of(one_page(*uses, total)))
    form = Library(shelves(tmp_path)).load("valdoria/uno_2024")
    assert list(form.fields) == ["comune", "nome", "totale"]
    assert list(form.rules) == ["del_programma"] and form.guide[0].intro == "Come si chiama."


def test_what_is_no_form_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "prima", "valdoria/uno_2024")
    put(tmp_path / "prima", "blocks/ente_2024")
    put(tmp_path / "prima", ".nascosta/uno_2024")
    (tmp_path / "prima" / "file").write_text("x", encoding="utf-8")
    (tmp_path / "prima" / "valdoria" / "vuota").mkdir()
    library = Library([*shelves(tmp_path), tmp_path / "non_esiste", tmp_path / "prima" / "file"])
    assert library.ids() == ["valdoria/uno_2024"]
    with pytest.raises(DraftFault, match="Forse volevi dire «valdoria/uno_2024»"):
        library.folder("valdoria/uno_2025")


def test_a_huge_folder_is_not_walked_to_its_end(tmp_path: Path) -> None:
    for number in range(MAX_FOLDERS + 20):
        put(tmp_path / "prima", f"valdoria/m{number}_2024", "x")
    assert len(Library(shelves(tmp_path)).ids()) == MAX_FOLDERS


@pytest.mark.skipif(os.name == "nt", reason="links want a privilege on Windows")
def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    real = put(tmp_path / "altrove", "valdoria/vero_2024")
    put(tmp_path / "prima", "valdoria/uno_2024")
    (tmp_path / "prima" / "valdoria" / "legato_2024").symlink_to(real)
    (tmp_path / "prima" / "legata").symlink_to(real.parent)
    library = Library(shelves(tmp_path))
    faults = {each.id: each.faults for each in library.read() if each.faults}
    assert faults == {
        "legata/vero_2024": ("legata: la cartella è un collegamento: copia qui quella vera.",),
        "valdoria/legato_2024": ("legato_2024: la cartella è un collegamento: copia qui quella vera.",),
    }

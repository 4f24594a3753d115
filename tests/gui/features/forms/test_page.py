"""Strumenti, Moduli: the user's own forms beside the built-in ones, each with its state; read again on request."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop_app.gui.features.forms.page import FormEntry, FormsPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from tests.gui.support.association import HandOut
from tests.gui.support.program import FORM, Program, Start, labels
from tests.support.packages import ID, KEY, OTHER_KEY, package
from tests.unit.engine.support import ask, lines_of, one_page

GOOD = lines_of(one_page(ask("nome"), title="Valdoria, prova di modulo"))


def put(folder: Path, id: str, text: str) -> None:
    (folder / "moduli" / id).mkdir(parents=True)
    (folder / "moduli" / id / "form.toml").write_text(text, encoding="utf-8")


def entries(program: Program) -> dict[str, list[str]]:
    """The words of each entry by its first words."""
    page = program.page()
    assert isinstance(page, FormsPage)
    program.wait(lambda: any(labels(each) for each in page.findChildren(FormEntry)))
    return {words[0]: words for each in page.findChildren(FormEntry) if (words := labels(each))}


def test_own_forms_are_listed_and_offered_and_faulty_ones_hinder_nobody(start: Start, data_folder: Path) -> None:
    put(data_folder, "valdoria/prova_2024", GOOD)
    put(data_folder, "valdoria/rotto_2024", "title = 3")
    put(data_folder, FORM, GOOD)
    program = start()
    program.app.run("forms")
    found = entries(program)
    own = found["Valdoria, prova di modulo"]
    assert "Si può usare" in own and any(
        "Dalla tua cartella «moduli»" in each or "tua cartella" in each for each in own
    )
    assert any(each.startswith("form.toml: ") for each in found["Valdoria/rotto_2024"])
    taken = next(words for words in found.values() if any("C'è già un modulo" in each for each in words))
    assert "Non si può usare" in taken
    program.app.show_new()
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    assert any("Prova di modulo" in words for view in page.grid.views for words in labels(view))
    program.app.editor.begin("valdoria/prova_2024")
    program.write("nome", "Fatta in casa")
    program.wait_saved()
    assert program.stored_draft.answers == {"nome": "Fatta in casa"}


def test_the_folder_is_made_opened_and_read_again(
    start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    program = start()
    program.app.run("forms")
    page = program.page()
    before = set(entries(program))
    page.folder.click()
    assert opened == [str(data_folder / "moduli")] and (data_folder / "moduli").is_dir()
    put(data_folder, "valdoria/prova_2024", GOOD)
    page.again.click()
    assert set(entries(program)) == {*before, "Valdoria, prova di modulo"}


def test_its_forms_are_offered_and_listed_with_where_they_come_from(start: Start, hand_out: HandOut) -> None:
    folder = hand_out('forms = "moduli"\n[answers]\na = "Preparata"\n')
    form = folder.parent / "ente" / "moduli" / "valdoria" / "uno_2024"
    form.mkdir(parents=True)
    (form / "form.toml").write_text(lines_of(one_page(ask("a"), title="Modulo dell'Unione")), encoding="utf-8")
    program = start()
    program.app.run("forms")
    program.wait(lambda: any("dalla tua associazione" in each for each in labels(program.page())))
    program.app.editor.begin("valdoria/uno_2024")
    assert program.draft.answers == {"a": "Preparata"} and program.notices() == []


def test_two_editions_of_a_form_are_told_apart_and_the_replaced_one_is_only_kept(
    start: Start, data_folder: Path
) -> None:
    def year(number: int, **keys: object) -> str:
        title, day = "Valdoria, contributo", ask("giorno", "date")
        return lines_of(one_page(day, title=title, edition=dt.date(number, 2, 11), date="giorno", **keys))

    put(data_folder, "valdoria/prova_2024", year(2024))
    put(data_folder, "valdoria/prova_2025", year(2025, valid_to=dt.date(2025, 12, 31)))
    put(data_folder, "valdoria/prova_2026", year(2026, replaces="valdoria/prova_2024"))
    program = start()
    program.app.show_new()
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    cards = [words for view in page.grid.views if "Contributo" in (words := labels(view))]
    own = "dalla tua cartella «moduli»"
    assert [next(each for each in words if "dizione" in each) for words in cards] == [
        f"Edizione dell'11/02/2026 · {own}", f"Edizione dell'11/02/2025 · {own} · vale fino al 31/12/2025",
    ]  # fmt: skip
    assert any("valeva fino al 31/12/2025" in each for each in cards[1])
    program.app.run("forms")
    shown = program.page()
    program.wait(lambda: any(labels(each) for each in shown.findChildren(FormEntry)))
    entries = [labels(each) for each in shown.findChildren(FormEntry)]
    replaced = [words for words in entries if "Sostituito" in words]
    assert len(replaced) == 1 and any("11/02/2024" in each for each in replaced[0])
    told = (
        "Al suo posto c'è «Valdoria, contributo», edizione dell'11/02/2026. Le pratiche che lo usano restano come sono."
    )
    assert told in replaced[0]
    program.app.editor.begin("valdoria/prova_2024")  # a dossier of it opens as before
    assert program.draft.form == "valdoria/prova_2024"


@pytest.fixture
def member(hand_out: HandOut) -> Path:
    """The folder of a member whose association signs packages."""
    return hand_out(f'keys = ["{KEY.public.text}"]\n').parent


def given_package(folder: Path, data: bytes, name: str = "novita.moduli") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_package_that_is_dropped_is_installed_and_offered(start: Start, member: Path) -> None:
    program = start()
    program.app.show_new()
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    program.window.files_dropped.emit([given_package(member, package())])
    program.notice("Installato il modulo «Valdoria, contributo», da Unione Cooperative Esempio.")
    program.wait(lambda: any("Contributo" in labels(view) for view in page.grid.views))
    program.follow("Installato il modulo", "Vedi i moduli")
    assert any("da Unione Cooperative Esempio" in each for each in entries(program)["Valdoria, contributo"])
    program.app.editor.begin(ID)
    assert program.draft.form == ID
    program.window.files_dropped.emit([given_package(member, package())])
    program.notice("C'era già, da Unione Cooperative Esempio: «Valdoria, contributo».")


def test_a_package_that_was_opened_with_the_program_is_installed_and_shown_in_moduli(
    start: Start, member: Path
) -> None:
    program = start()
    program.app.run("forms")
    entries(program)
    program.app.come_forward(str(given_package(member, package(valid_to=dt.date(2020, 1, 1)), "x.Moduli")))
    program.notice("Era da ricontrollare entro il 01/01/2020")
    program.wait(lambda: "Valdoria, contributo" in entries(program))


def test_of_packages_that_are_refused_it_is_said_why_and_the_others_are_installed(start: Start, member: Path) -> None:
    program = start()
    good, bad = given_package(member, package()), given_package(member, package(key=OTHER_KEY), "altri.moduli")
    cut = given_package(member, package()[:-9], "tagliato.moduli")
    program.window.files_dropped.emit([bad])
    program.notice("«altri.moduli» non è stato installato. Questo pacchetto è firmato con una chiave")
    program.window.files_dropped.emit([bad, cut, good])
    program.notice("2\u00a0pacchetti non sono stati installati.")
    program.notice("Installato il modulo")


def test_the_button_installs_a_chosen_package(start: Start, member: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = str(given_package(member, package()))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen, ""))
    program = start()
    program.app.run("forms")
    page = program.page()
    entries(program)
    page.package.click()
    program.wait(lambda: "Valdoria, contributo" in entries(program))

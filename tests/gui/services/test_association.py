"""What an association hands out, in the real window: About, notices, answers, offices, forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.about.page import FROM_ASSOCIATION, AboutPage, LogoView
from desktop_app.gui.features.address_book.page import AddressPage
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.library import Library
from desktop_app.session.documents import DocumentSet
from desktop_app.system.paths import forms_folder
from tests.end2end.program import commessa
from tests.gui.support.editor import party_bar
from tests.gui.support.program import FORM, Program, Start, find, focus, labels, settle, shown
from tests.unit.engine.support import ask, lines_of, one_page

NAME = "Unione Cooperative Esempio"
PARTIES = Library([forms_folder()]).load(FORM).parties
OFFICE = next(party for party in PARTIES.values() if party.book == "uffici")
FIRST = next(id for id, field in Library([forms_folder()]).load(FORM).fields.items() if field.spec.type == "text")
RECORD = """
[[record]]
id = "{id}"
book = "uffici"
answers = {{ nome = "{name}", pec = "{pec}" }}
"""
VALLE = RECORD.format(id="valle", name="Ufficio di Valle", pec="valle@pec.example.it")
COLLE = RECORD.format(id="colle", name="Ufficio di Colle", pec="colle@pec.example.it")


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        folder = tmp_path / "ente"
        folder.mkdir(exist_ok=True)
        data = io.BytesIO()
        Image.new("RGBA", (400, 100), (200, 30, 30, 255)).save(data, "PNG")
        (folder / "logo.png").write_bytes(data.getvalue())
        (folder / "associazione.toml").write_text(f'name = "{NAME}"\n{text}', encoding="utf-8")
        monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(folder / "associazione.toml"))
        return folder

    return write


Put = Callable[[str], Path]


def about(program: Program) -> AboutPage:
    program.app.run("about")
    page = program.page()
    assert isinstance(page, AboutPage)
    program.wait(lambda: any("edizione del" in each for each in labels(page)))
    return page


def bar(program: Program) -> PartyBar:
    program.view.go_to(FieldRef(next(iter(OFFICE.fields.values())).id))
    settle()
    return party_bar(program.view, OFFICE)


def words(widget: QWidget) -> str:
    settle()
    return " ".join(labels(widget))


# --- about ---------------------------------------------------------------------------------------------------


def test_about_names_the_association_each_form_and_where_the_data_are(start: Start, put: Put) -> None:
    put('logo = "logo.png"\n')
    program = start()
    page = about(program)
    said = words(page)
    assert NAME in said and str(program.folder) in said and "Versione" in said
    [logo] = page.findChildren(LogoView)
    assert logo.isVisible() and logo.accessibleName() == f"Logo: {NAME}"
    middle = logo.grab().toImage().pixelColor(logo.rect().center())
    assert (middle.red(), middle.green(), middle.blue()) == (200, 30, 30)
    for form in Library([forms_folder()]).forms():
        assert f"{form.spec.edition:%d/%m/%Y} · {form.id}" in said


def test_about_without_an_association_names_nobody(start: Start) -> None:
    page = about(start())
    assert not page.findChildren(LogoView) and FROM_ASSOCIATION not in words(page)


def test_about_may_be_closed_before_the_forms_are_read(start: Start) -> None:
    program = start()
    program.app.run("about")
    program.page().closed.emit()
    program.wait(lambda: program.context.catalog.library.catalogue is not None)
    settle()
    assert not isinstance(program.page(), AboutPage)


# --- a file that is wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["nme = 1", 'logo = "manca.png"', "[answers]\nx = 3", 'forms = ".."'])
def test_a_wrong_file_is_one_notice_and_the_program_works(start: Start, put: Put, text: str) -> None:
    put(text)
    program = start()
    program.notice("Il file della tua associazione non si può usare")
    program.app.editor.begin(FORM)
    assert program.draft.answers == {}
    assert len(program.notices()) == 1
    assert NAME not in words(about(program))


def test_an_answer_that_no_form_takes_is_said_when_the_forms_are_read(start: Start, put: Put) -> None:
    put('[answers]\nnessuno = "x"\n')
    program = start()
    program.app.show_new()
    program.notice("la risposta «nessuno» non va: nessun modulo la chiede.")
    assert isinstance(program.page(), NewDossierPage)


def test_no_association_tells_nothing(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    assert isinstance(program.page(), DossiersPage) and program.notices() == []


# --- what it brings ------------------------------------------------------------------------------------------


def test_new_dossiers_begin_with_its_answers_and_they_can_be_changed(start: Start, put: Put) -> None:
    put(f'[answers]\n{FIRST} = "Preparata"\nnessuno = "x"\n')
    program = start()
    program.app.editor.begin(FORM)
    assert program.draft.answers == {FIRST: "Preparata"}
    assert program.stored_draft.answers == {FIRST: "Preparata"}
    program.write(FIRST, "Mia")
    program.wait_saved()
    assert program.stored_draft.answers == {FIRST: "Mia"}
    program.app.editor.begin_example(FORM)
    assert program.draft.answers[FIRST] != "Preparata"


def test_window_and_command_line_print_the_same(start: Start, put: Put, tmp_path: Path) -> None:
    put('logo = "logo.png"\n')
    program = start()
    program.app.editor.begin_example(FORM)
    dossier = program.view.dossier
    [relazione] = [each for each in dossier.documents.applicable() if each.spec.letterhead]
    data = dossier.documents.pdf(relazione)
    assert data != DocumentSet(dossier.state).pdf(relazione)
    draft = tmp_path / "bozza.commessa"
    draft.write_text(dossier.draft.to_json(), encoding="utf-8")
    day = dossier.today.isoformat()
    done = commessa("export", draft, "--to", tmp_path, "--document", relazione.spec.id, "--date", day)
    assert Path(done.out.strip()).read_bytes() == data


def test_its_forms_are_offered_and_listed_with_where_they_come_from(start: Start, put: Put) -> None:
    folder = put('forms = "moduli"\n[answers]\na = "Preparata"\n')
    form = folder.parent / "ente" / "moduli" / "valdoria" / "uno_2024"
    form.mkdir(parents=True)
    (form / "form.toml").write_text(lines_of(one_page(ask("a"), title="Modulo dell'Unione")), encoding="utf-8")
    program = start()
    program.app.run("forms")
    program.wait(lambda: any("dalla tua associazione" in each for each in labels(program.page())))
    program.app.editor.begin("valdoria/uno_2024")
    assert program.draft.answers == {"a": "Preparata"} and program.notices() == []


def test_its_offices_are_picked_with_their_mark_and_never_changed(start: Start, put: Put) -> None:
    folder = put(VALLE + COLLE)
    program = start()
    program.app.editor.begin(FORM)
    here = bar(program)
    here.pick_button.click()
    assert here.picker is not None
    entries = here.picker.list.entries()
    assert [(each.name, each.detail) for each in entries] == [
        ("Ufficio di Colle", "colle@pec.example.it, dalla tua associazione"),
        ("Ufficio di Valle", "valle@pec.example.it, dalla tua associazione"),
    ]
    program.type("valle\n")
    settle()
    pec, name = OFFICE.fields["pec"].id, OFFICE.fields["nome"].id
    assert program.draft.answers == {name: "Ufficio di Valle", pec: "valle@pec.example.it"}
    assert "Dalla tua associazione: Ufficio di Valle" in words(here)
    assert program.drafts.addresses.count("uffici") == 0
    program.write(pec, "altra@pec.example.it\t")
    part = program.view.part(pec)
    assert isinstance(part, FieldItem)
    assert "La tua associazione ha «valle@pec.example.it»." in words(part)
    assert "Aggiorna" not in words(part)
    find(part, "Riprendi quello").click()
    assert program.draft.answers[pec] == "valle@pec.example.it"
    program.view.session.update_book(FieldRef(pec))
    assert program.drafts.addresses.count("uffici") == 0
    id = program.stored.id
    program.wait_saved()
    assert program.leave()
    text = (folder / "associazione.toml").read_text(encoding="utf-8").replace("valle@pec", "nuova@pec")
    (folder / "associazione.toml").write_text(text, encoding="utf-8")
    again = start()
    again.app.editor.open(id)
    part = again.view.part(pec)
    assert isinstance(part, FieldItem)
    again.go(pec)
    assert shown(part.editor.focus_widget()) == "valle@pec.example.it"
    assert "La tua associazione ha «nuova@pec.example.it»." in words(part)


def test_an_office_known_by_name_is_offered(start: Start, put: Put) -> None:
    put(VALLE)
    program = start()
    program.app.editor.begin(FORM)
    program.write(OFFICE.fields["nome"].id, "ufficio di valle\t")
    here = bar(program)
    assert "La tua associazione ha già Ufficio di Valle" in words(here)
    find(here, "Usa quei dati").click()
    assert program.draft.answers[OFFICE.fields["pec"].id] == "valle@pec.example.it"


def test_anagrafiche_lists_them_and_lets_nobody_change_them(start: Start, put: Put) -> None:
    put(VALLE)
    program = start()
    program.context.books.add("uffici", OFFICE.fields, {"nome": "Zona mia"})
    program.app.run("address_books")
    page = program.page()
    assert isinstance(page, AddressPage)
    program.wait(lambda: page.findChildren(FilterButton))
    page.show_book("uffici")
    theirs, mine = page.list.entries()
    assert (theirs.name, mine.name) == ("Ufficio di Valle", "Zona mia")
    page.list.setFocus()
    assert page.list.current_id() == theirs.id and not page.edit.isVisible() and not page.remove.isVisible()
    assert "Viene dalla tua associazione" in words(page)
    page.open(theirs.id)
    page.delete(theirs.id)
    program.context.books.bin(theirs.id)
    program.context.books.restore(theirs.id)
    assert page.record is None and len(page.list.entries()) == 2 and program.notices() == []
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    assert page.edit.isVisible() and page.remove.isVisible()
    assert focus() is page.list


def test_an_office_that_is_gone_leaves_its_answers(start: Start, put: Put) -> None:
    put(VALLE)
    program = start()
    program.app.editor.begin(FORM)
    dossier = program.view.dossier
    program.view.session.change(lambda: dossier.take_record(OFFICE.prefix, "associazione/valle"))
    id = program.stored.id
    program.wait_saved()
    assert program.leave()
    put("")
    again = start()
    again.app.editor.open(id)
    assert again.draft.answers[OFFICE.fields["pec"].id] == "valle@pec.example.it"
    assert again.view.session.state.book == {}

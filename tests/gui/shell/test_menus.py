"""What the menus list when they open, Opzioni, and what is said before the documents are sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu

from desktop_app.drafts.models import LONG_AGO, ExportedDocument, ExportEntry
from desktop_app.gui.features.documents import message_size as sending
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.options.page import COLORS, OptionsPage
from desktop_app.gui.look.theme import SCHEME_COLORS
from desktop_app.gui.services.export_folder import chosen_base
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.focus_ring import Ring
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.wording.dossier_words import UNNAMED
from tests.gui.support.program import BRIEF_FORM, Program, Start, focus, labels, settle, texts

ASIDE = {"options": "Opzioni", "backup": "Backup e ripristino", "forms": "Moduli", "about": "Commessa",
         "address_books": "Anagrafiche"}  # fmt: skip


def opened(program: Program, list_: str) -> list[QAction]:
    """The entries of a listed menu, as it is when it opens."""
    menu = program.window.menus.submenus[list_]
    menu.aboutToShow.emit()
    return menu.actions()


def words(program: Program, list_: str) -> list[str]:
    return [each.text() for each in opened(program, list_)]


# --- lists ---------------------------------------------------------------------------------------------------


def test_recent_dossiers_come_from_the_store(start: Start) -> None:
    program = start()
    assert words(program, "recent") == ["Nessuna"] and not opened(program, "recent")[0].isEnabled()
    program.app.editor.begin_example(BRIEF_FORM)
    title = program.view.dossier.state.title
    assert words(program, "recent") == [f"&1 {title}"]
    drafts = program.drafts
    ids = [drafts.create("{}", BRIEF_FORM, f"Rossi & figli {number} {'x' * 80}") for number in range(12)]
    found = words(program, "recent")
    assert len(found) == 10 and found[9].startswith("&0 ")
    assert found[0].startswith("&1 Rossi && figli 11") and found[0].endswith("…")
    for id in ids:
        drafts.bin(id)
    assert words(program, "recent") == [f"&1 {title}"]
    program.app.editor.begin(BRIEF_FORM)
    assert words(program, "recent")[0] == f"&1 {UNNAMED}"
    assert words(program, "recent")[1] == f"&2 {title}"
    program.app.show_dossiers()
    opened(program, "recent")[1].trigger()
    assert program.view.dossier.state.title == title


def test_the_steps_of_the_open_dossier(start: Start) -> None:
    program = start()
    assert not program.window.menus.actions["steps"].isEnabled()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.window.menus.actions["steps"].isEnabled()
    found = opened(program, "steps")
    pages = program.view.dossier.form.pages
    assert [each.text().partition("\t")[0] for each in found] == [*(page.title for page in pages), "Riepilogo"]
    found[2].trigger()
    assert program.view.step == program.view.ids[2]
    # The keys that stand there do the same.
    program.keys(found[1].text().partition("\t")[2])
    assert program.view.step == program.view.ids[1]


def test_no_letter_leads_to_two_entries_of_a_menu(start: Start) -> None:
    menus = [action.menu() for action in start().window.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        letters = [re.sub(r".*&(\w).*", r"\1", each.text()).lower() for each in menu.actions() if "&" in each.text()]
        assert len(letters) > 1 and len(letters) == len(set(letters)), letters


def test_an_open_menu_bar_has_no_ring_of_ours(start: Start) -> None:
    program = start()
    assert any(ring.isVisible() for ring in program.window.findChildren(Ring))
    program.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
    assert focus() is program.window.menuBar()
    assert not any(ring.isVisible() for ring in program.window.findChildren(Ring))


def test_select_all(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], "Cooperativa Prova")
    program.app.run("select_all")
    line = focus()
    assert isinstance(line, QLineEdit) and line.selectedText() == "Cooperativa Prova"


# --- Opzioni -------------------------------------------------------------------------------------------------


def options(program: Program) -> OptionsPage:
    page = program.page()
    assert isinstance(page, OptionsPage)
    return page


def radio(program: Program, name: str) -> RadioButton:
    return next(each for each in options(program).findChildren(RadioButton) if each.accessibleName() == name)


def button(program: Program, name: str) -> Button:
    return next(each for each in options(program).findChildren(Button) if each.accessibleName() == name)


def test_what_is_chosen_holds_at_once(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.go(texts(program)[1])
    place = focus()
    assert isinstance(place, QLineEdit)
    program.app.run("options")
    assert radio(program, "Come il sistema").isChecked()
    radio(program, "Scuro").setFocus()
    radio(program, "Scuro").click()
    program.wait(lambda: program.window.theme.colors is SCHEME_COLORS["dark"])
    assert radio(program, "Scuro").isChecked() and focus() is radio(program, "Scuro")
    assert COLORS in focus().accessibleDescription()
    radio(program, "150\u00a0%").click()
    program.wait(lambda: program.window.theme.factor == 1.5)
    assert radio(program, "150\u00a0%").isChecked()
    settings = Settings(data_folder)
    assert (settings.scheme, settings.factor) == ("dark", 1.5)
    options(program).closed.emit()
    assert program.page() is program.view


def test_the_folder_of_the_documents(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.run("options")
    usual = options(program).folder.text()
    assert usual.startswith("Documenti") and not options(program).usual.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    button(program, "Scegli un'altra cartella…").click()
    assert options(program).folder.text() == usual
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    button(program, "Scegli un'altra cartella…").click()
    assert tmp_path.name in options(program).folder.text()
    assert chosen_base(program.context.settings) == tmp_path
    options(program).usual.setFocus()
    options(program).usual.click()
    assert options(program).folder.text() == usual and options(program).isAncestorOf(focus())


@pytest.mark.parametrize("id", ASIDE)
@pytest.mark.parametrize("width", [1366, 1920])
def test_pages_aside_are_one_column_in_the_middle(start: Start, id: str, width: int) -> None:
    program = start()
    program.window.resize(width, 690)
    program.app.run(id)
    settle()
    page = program.page()
    area = page.findChildren(FadeScrollArea)[0]
    title = next(each for each in page.findChildren(QLabel) if each.text() == ASIDE[id])
    close = next(each for each in page.findChildren(Button) if each.text() == "&Chiudi")
    left = title.mapTo(area.viewport(), title.rect().topLeft()).x()
    right = area.viewport().width() - close.mapTo(area.viewport(), close.rect().topRight()).x() - 1
    assert left > 0 and abs(left - right) <= 2
    assert area.viewport().width() - left - right == program.window.theme.px(760)


def test_a_page_aside_leads_back_to_what_it_covered(start: Start) -> None:
    program = start()
    assert isinstance(program.page(), NewDossierPage)
    program.app.run("options")
    program.app.run("about")
    program.app.run("options")
    program.app.run("larger")
    assert isinstance(program.page(), OptionsPage)
    options(program).closed.emit()
    assert isinstance(program.page(), NewDossierPage)
    program.app.run("options")
    program.app.show_dossiers()
    program.app.run("larger")
    assert isinstance(program.page(), DossiersPage)


# --- before sending ------------------------------------------------------------------------------------------


def row(number: int, path: Path, document: str = "uno", bozza: bool = False, changed: bool = False) -> ExportEntry:
    return ExportEntry(number, document, path, "", LONG_AGO, bozza, 1, changed)


def written(folder: Path, name: str, size: int) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("wb") as file:
        file.truncate(size)
    return folder / name


def test_only_the_last_export_of_each_document_is_weighed(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a", "uno.pdf", 9_000_000), written(tmp_path / "b", "uno.pdf", 1_000_000)
    two = written(tmp_path / "a", "due.pdf", 234_000)
    exports = [row(4, tmp_path / "via.pdf", "tre"), row(3, new), row(2, old), row(1, two, "due")]
    said = sending.weight(exports)
    assert said.kind == "ok"
    assert said.fact == "2\u00a0documenti: 1,3\u00a0MB in tutto."
    assert "1,7\u00a0MB" in said.text and "Attenzione" not in said.text
    assert sending.folder_of(exports) == tmp_path / "b"
    assert sending.folder_of([]) is None


def test_what_a_pec_may_refuse_is_a_warning(tmp_path: Path) -> None:
    light = row(1, written(tmp_path, "a.pdf", sending.HEAVY - 1))
    heavy = row(2, written(tmp_path, "b.pdf", sending.HEAVY))
    assert sending.weight([light]).kind == "ok"
    assert sending.weight([heavy]).kind == "warning"
    both = [row(1, written(tmp_path, "c.pdf", 10_000_000)), row(2, written(tmp_path, "d.pdf", 10_000_000), "due")]
    assert sending.weight(both).kind == "warning"


def test_old_documents_and_drafts_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", 10)
    assert "bozze" in sending.weight([row(1, path, bozza=True)]).text
    assert "è cambiata" in sending.weight([row(1, path, changed=True)]).text
    assert "0,1\u00a0MB" in sending.weight([row(1, path)]).fact


def test_the_window_weighs_what_was_exported(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("exports_folder")
    program.notice("Non c'è ancora un PDF esportato")
    program.app.run("weight")
    program.notice("Non c'è ancora un PDF esportato")
    saver = program.app.editor.saver
    assert saver is not None
    path = written(tmp_path, "a.pdf", 21_000_000)
    program.drafts.exported(saver.id, program.stored.content, [ExportedDocument("uno", path, "0", bozza=False)])
    program.app.run("weight")
    program.notice("Un documento: 21,0\u00a0MB in tutto.")
    assert labels(program.window)

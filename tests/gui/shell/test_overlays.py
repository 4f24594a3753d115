"""Pages that cover another one: they look alike, and lead back to what they covered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.gui.features.about.page import AboutPage
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.options.page import OptionsPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from tests.gui.support.program import BRIEF_FORM, Key, focus, settle, texts
from tests.gui.support.shared import SharedProgram

OVERLAYS = {"options": "Opzioni", "backup": "Backup e ripristino", "forms": "Moduli", "about": "Commessa",
         "address_books": "Anagrafiche"}  # fmt: skip


def test_about_and_back_to_where_the_user_was(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.go(texts(program)[1])
    here = focus()
    program.app.run("about")
    assert isinstance(program.page(), AboutPage) and program.page().isAncestorOf(focus())
    program.key(Key.Key_Return)
    assert program.page() is program.view and focus() is here


@pytest.mark.parametrize("id", OVERLAYS)
@pytest.mark.parametrize("width", [1366, 1920])
def test_overlays_are_one_column_in_the_middle(shared_program: SharedProgram, id: str, width: int) -> None:
    program = shared_program.dossiers()
    program.window.resize(width, 690)
    program.app.run(id)
    settle()
    page = program.page()
    area = page.findChildren(FadeScrollArea)[0]
    title = next(each for each in page.findChildren(QLabel) if each.text() == OVERLAYS[id])
    close = next(each for each in page.findChildren(Button) if each.text() == "&Chiudi")
    left = title.mapTo(area.viewport(), title.rect().topLeft()).x()
    right = area.viewport().width() - close.mapTo(area.viewport(), close.rect().topRight()).x() - 1
    assert left > 0 and abs(left - right) <= 2
    assert area.viewport().width() - left - right == program.window.theme.px(760)


def test_an_overlay_leads_back_to_what_it_covered(shared_program: SharedProgram) -> None:
    program = shared_program.new_dossier()
    assert isinstance(program.page(), NewDossierPage)
    program.app.run("options")
    program.app.run("about")
    program.app.run("options")
    program.app.run("larger")
    assert isinstance(program.page(), OptionsPage)
    program.page().closed.emit()
    assert isinstance(program.page(), NewDossierPage)
    program.app.run("options")
    program.app.show_dossiers()
    program.app.run("larger")
    assert isinstance(program.page(), DossiersPage)

"""Opzioni: what is chosen holds at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.gui.features.options.page import COLORS, OptionsPage
from desktop_app.gui.look.theme import SCHEME_COLORS
from desktop_app.gui.services.export_folder import chosen_base
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from tests.gui.support.program import BRIEF_FORM, Program, Start, focus, texts


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
    program.context.settings.close()
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


def test_names_of_parties_and_of_the_company_are_as_chosen(start: Start) -> None:
    program = start()
    program.app.run("options")
    settings, page = program.context.settings, options(program)
    assert (settings.parties_printed, settings.company_in_folders) == (True, False)
    assert page.parties.isChecked() and not page.company.isChecked()
    page.parties.click()
    page.company.click()
    assert (settings.parties_printed, settings.company_in_folders) == (False, True)
    assert not settings.parties_in_names, "what is sent follows, until it is chosen apart"

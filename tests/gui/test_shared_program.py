"""The program that tests share: in the known state before each of them, and a test that writes is noticed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.steps.open_line import OpenLine
from tests.gui.support.program import BRIEF_FORM, Key, Program, texts
from tests.gui.support.shared import SharedProgram, Sharing

Share = Callable[[], SharedProgram]


@pytest.fixture
def share(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, sharing: Sharing) -> Iterator[Share]:
    """The program as the next test would get it."""
    yield lambda: sharing.program(qtbot, qapp, monkeypatch)
    sharing.end()


def test_each_test_gets_the_known_state_whatever_another_one_left(share: Share, tmp_path: Path) -> None:
    program = share().example(BRIEF_FORM)
    view, size, theme = program.view, program.window.size(), program.window.theme
    program.window.resize(900, 700)
    program.context.settings.export_base = str(tmp_path)
    program.context.store.tell("prova", "info", "Un fatto.")
    program.app.guide.open_here()
    program.keys("Ctrl+R")
    program.app.run("preview")
    program.app.run("options")
    again = share().example(BRIEF_FORM)
    assert again is program and again.page() is view and view.step == view.ids[0]
    assert again.window.size() == size and again.notices() == [] and again.app.guide.guide is None
    assert again.context.settings.export_base == ""
    again.app.appearance.choose_scheme("dark")
    again.app.appearance.resize_text(1.5)
    assert share().example(BRIEF_FORM).window.theme == theme
    assert not share().is_changed()


def test_a_dossier_in_which_something_was_opened_or_left_is_opened_anew(share: Share) -> None:
    program = share().example(BRIEF_FORM)
    fields = program.view.dossier.form.fields.values()
    group = next(each for each in fields if each.columns and program.draft.answers.get(each.id))
    program.go(group.id, next(iter(group.columns)), program.view.dossier.lines(group.id)[0]["id"])
    assert program.view.findChildren(OpenLine)
    assert not share().example(BRIEF_FORM).view.findChildren(OpenLine)
    blank = share().blank(BRIEF_FORM)
    blank.view.check_all()
    again = share().blank(BRIEF_FORM)
    assert not any(again.view.session.visible_problems(page.id) for page in again.view.dossier.form.pages)


def type_something(program: Program) -> None:
    program.write(texts(program)[0], "Altro")
    program.key(Key.Key_Tab)


def type_and_undo(program: Program) -> None:
    type_something(program)
    program.keys("Ctrl+Z")


def begin_another(program: Program) -> None:
    program.app.editor.begin(BRIEF_FORM)


def delete(program: Program) -> None:
    program.app.show_dossiers()
    page = program.page()
    assert isinstance(page, DossiersPage)
    page.perform("bin")


@pytest.mark.parametrize("write", [type_something, type_and_undo, begin_another, delete])
def test_a_test_that_writes_is_noticed(share: Share, write: Callable[[Program], None]) -> None:
    shared = share()
    program = shared.example(BRIEF_FORM)
    assert not shared.is_changed()
    write(program)
    assert shared.is_changed()


def test_it_lives_in_a_home_of_its_own(share: Share, data_folder: Path) -> None:
    program = share().dossiers()
    assert program.folder != data_folder and os.environ["COMMESSA_DATA"] == str(program.folder)
    assert not data_folder.exists()

"""Whatever was opened and left, in whatever order: all that the program holds of Qt is alive, the menus work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop_app.gui.features.address_book.page import AddressPage
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.shell.overlays import OverlayPage
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.wording.step_words import SIGNING
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Program, Start, settle
from tests.gui.support.wrappers import dead_in, wrongly_adopted

FORMS = (BRIEF_FORM, FORM, "lombardia/art14_2021", "italia/quota_riserva")


def leave(program: Program) -> None:
    """Closes whatever covers something."""
    while isinstance(page := program.page(), OverlayPage | PreviewPage):
        page.closed.emit()
        settle()


def enter_everywhere(program: Program, items: list[FieldItem]) -> None:
    """Enter in each field goes on to the next; in the last one to what stands below."""
    for item in items:
        if item.isVisible():
            item.focus()
            program.key(Key.Key_Return)
    settle()


def edit_record(program: Program) -> None:
    program.app.run("address_books")
    page = program.page()
    assert isinstance(page, AddressPage)
    program.wait(page.new.isEnabled)
    page.new.click()
    assert page.record is not None
    program.type("Ditta")
    enter_everywhere(program, page.record.findChildren(FieldItem))
    page.record.back.click()
    settle()


def edit_dossier(program: Program, form: str) -> None:
    program.app.editor.begin_example(form)
    for step in program.view.ids:
        program.view.go_to(step)
        enter_everywhere(program, [part for part in program.view.parts().values() if isinstance(part, FieldItem)])


def preview(program: Program) -> None:
    if program.app.editor.view is None:
        program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("preview")
    program.wait(lambda: program.preview().pdf is not None)


def visits(program: Program) -> dict[str, Callable[[], object]]:
    """Everything that can be opened."""
    app = program.app
    overlays = ("forms", "options", "backup", "deadlines", "about", "guide", "norms")
    return {
        **{id: partial(app.run, id) for id in (*overlays, "home", "new", "larger", "normal")},
        **{form: partial(edit_dossier, program, form) for form in FORMS},
        "record": lambda: edit_record(program),
        "preview": lambda: preview(program),
        "bin": lambda: app.show_dossiers(lambda: [program.page().show_bin_view(on) for on in (True, False)]),
    }


def orders(names: list[str]) -> Iterator[tuple[str, list[str]]]:
    yield "as they stand", names
    yield "backwards", names[::-1]
    chance = random.Random(13)
    yield "mixed", chance.sample(names, len(names))


@pytest.fixture
def program(start: Start, monkeypatch: pytest.MonkeyPatch) -> Program:
    nothing = ("", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: nothing)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: nothing)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    return start()


@pytest.mark.long
@pytest.mark.parametrize("order", ["as they stand", "backwards", "mixed"])
def test_all_that_the_program_holds_is_alive_after_everything_was_opened_and_left(program: Program, order: str) -> None:
    ways = visits(program)
    for name in dict(orders(list(ways)))[order]:
        ways[name]()
        settle()
        leave(program)
        assert dead_in(program.app) == [], name
    assert wrongly_adopted() == []
    menus_work(program)


def test_enter_in_the_last_field_of_a_record_keeps_the_menus_alive(program: Program) -> None:
    edit_record(program)
    leave(program)
    assert dead_in(program.app) == [] and wrongly_adopted() == []
    program.window.menus.actions["options"].trigger()
    assert isinstance(program.page(), OverlayPage)


def test_the_page_of_a_dossier_that_is_being_closed_is_not_held_for_its_sendings(program: Program) -> None:
    """It may be filled to its end in a turn that comes when the next one is open already."""
    program.app.editor.begin_example(FORM)
    program.view.go_to(SIGNING)
    settle()
    (page,) = program.view.findChildren(SigningPage)
    program.app.editor.opened.connect(lambda _: page.shown.emit())
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait(lambda: not isValid(page))
    assert dead_in(program.app) == []


def menus_work(program: Program) -> None:
    """Each entry can be chosen; those that lead to a page show it."""
    if program.app.editor.view is None:
        program.app.editor.begin_example(BRIEF_FORM)
    menus, chosen = program.window.menus, 0
    for id, action in menus.actions.items():
        if id in ("quit", "print") or action.menu() is not None:
            continue
        if program.app.editor.view is None:
            program.app.editor.begin_example(BRIEF_FORM)
        leave(program)
        action.trigger()
        settle()
        chosen += 1
    assert chosen > 25
    for id, submenu in menus.submenus.items():
        submenu.aboutToShow.emit()
        assert submenu.actions(), id
    leave(program)
    program.app.show_dossiers()
    menus.actions["options"].trigger()
    assert isinstance(program.page(), OverlayPage)


def test_the_pages_that_go_before_another_look_are_held_by_nobody(program: Program) -> None:
    program.app.editor.begin_example(FORM)
    for step in (*program.view.ids, program.view.ids[0]):
        program.view.go_to(step)
        settle()
    assert program.view.findChildren(SigningPage)
    for _ in program.view.let_go():
        assert dead_in(program.app) == []
    assert not program.view.findChildren(SigningPage)

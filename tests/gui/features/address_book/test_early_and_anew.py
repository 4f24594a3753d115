"""The address books before their forms are read, and while the window is built anew in another look."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_app.gui.features.address_book.page import AddressPage
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, focus, settle
from tests.gui.support.shared import SharedProgram


def page_of(program: Program) -> AddressPage:
    page = program.page()
    assert isinstance(page, AddressPage)
    return page


def test_nothing_can_be_pressed_before_the_books_are_read(shared_program: SharedProgram) -> None:
    program = shared_program.dossiers()
    program.context.catalog.reread()
    program.app.run("address_books")
    page = page_of(program)
    for button in (page.new, page.edit, page.remove, page.bin_link):
        button.click()
    page.search.setText("Ditta")
    page.search.search_changed.emit("Ditta")
    page.list.open_requested.emit("")
    page.open("")
    assert page.record is None and not page.new.isEnabled() and not page.edit.isVisible()
    program.wait(page.new.isEnabled)
    page.new.click()
    assert page.record is not None


@pytest.fixture(params=[False, True], ids=["no dossier", "a dossier open"])
def edited(request: pytest.FixtureRequest, start: Start) -> Program:
    """A new record that is being typed."""
    program = start()
    if request.param:
        program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("address_books")
    page = page_of(program)
    program.wait(page.new.isEnabled)
    page.new.click()
    settle()
    return program


def test_a_record_stays_half_typed_in_another_look(edited: Program) -> None:
    edited.type("Ditta che si scrive")
    edited.key(Key.Key_Left)
    before = page_of(edited)
    edited.keys("Ctrl++")
    page, field = page_of(edited), focus()
    assert page is not before and page.record is not None and page.record.isAncestorOf(field)
    assert isinstance(field, QLineEdit) and field.text() == "Ditta che si scrive"
    edited.type("v")
    assert field.text() == "Ditta che si scrivve"
    edited.keys("Ctrl+Z")
    assert next(iter(page.record.session.dossier.draft.answers.values()), "") != "Ditta che si scrivve"
    page.record.back.click()
    settle()
    assert len(page.list.entries()) == 1  # stored once, not once for each look


def test_the_list_stays_where_it_was_in_another_look(edited: Program) -> None:
    page = page_of(edited)
    edited.type("Ditta Alfa\t")
    assert page.record is not None
    page.record.back.click()
    last = list(page._book_buttons)[-1]  # noqa: SLF001 - the page tells no number of a book
    page.show_book(last)
    page.search.setText("niente")
    page.search.setFocus()
    edited.app.appearance.choose_scheme("dark")
    page = page_of(edited)
    assert page.record is None and page.search.text() == "niente" and focus() is page.search
    assert page._book_buttons[last].isChecked()  # noqa: SLF001 - the page tells no number of a book

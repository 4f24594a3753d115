"""The page of the address books: records found, added, edited, deleted and taken back, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.gui.features.address_book.page import AddressPage
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.system.clock import today
from tests.gui.support.association import VALLE, HandOut, office, words
from tests.gui.support.program import FORM, Key, Program, Start, find, focus, settle
from tests.traces import files_with


def opened(program: Program) -> AddressPage:
    program.app.run("address_books")
    page = program.page()
    assert isinstance(page, AddressPage)
    program.wait(lambda: page.findChildren(FilterButton))
    return page


def names(page: AddressPage) -> list[str]:
    return [entry.name for entry in page.list.entries()]


def add(program: Program, page: AddressPage, name: str) -> None:
    page.new.click()
    settle()
    program.type(name + "\t")
    assert page.record is not None
    page.record.back.click()
    settle()


def press(widget: QAbstractButton) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.click()
    settle()


def test_records_are_added_found_and_edited(start: Start) -> None:
    program = start()
    page = opened(program)
    for name in ("Zeta", "Àlfa"):
        add(program, page, name)
    assert names(page) == ["Àlfa", "Zeta"] and focus() is page.list
    page.search.setFocus(Qt.FocusReason.TabFocusReason)
    program.type("ALF\n")
    assert names(page) == ["Àlfa"] and focus() is page.list
    program.key(Key.Key_Return)
    settle()
    assert page.record is not None and page.record.edited.id
    program.type("Beta")
    program.keys("Ctrl+Z")
    assert next(iter(page.record.session.dossier.draft.answers.values())) == "Àlfa"
    program.keys("Ctrl+Y")
    press(page.record.back)
    page.search._clear_text()  # noqa: SLF001 - as its cross does
    assert names(page) == ["Beta", "Zeta"]


def test_a_new_record_left_empty_is_none(start: Start) -> None:
    program = start()
    page = opened(program)
    page.new.click()
    assert page.record is not None
    press(page.record.back)
    assert names(page) == [] and focus() is page.new


def test_a_record_typed_halfway_is_stored_when_the_window_closes(start: Start) -> None:
    program = start()
    page = opened(program)
    page.new.click()
    settle()
    program.type("Met")
    assert program.leave()
    page = opened(start())
    assert names(page) == ["Met"]


def test_a_deleted_record_comes_back_at_once_or_later(start: Start) -> None:
    program = start()
    page = opened(program)
    for name in ("Alfa", "Beta"):
        add(program, page, name)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    first = page.list.entries()[0].id
    page.delete(first)
    assert names(page) == ["Beta"]
    find(page, "Annulla").click()
    assert names(page) == ["Alfa", "Beta"] and page.list.current_id() == first
    program.key(Key.Key_Delete)
    assert names(page) == ["Beta"]
    press(page.bin_link)
    assert names(page) == ["Alfa"]
    press(page.edit)
    assert names(page) == ["Alfa", "Beta"]


def test_a_deleted_record_is_deleted_for_good_when_that_is_asked_and_nowhere_then(start: Start) -> None:
    program = start()
    page = opened(program)
    for name in ("Zorro Cancellato", "Beta"):
        add(program, page, name)
    program.drafts.daily_backup(today())
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.delete(page.list.entries()[1].id)
    press(page.bin_link)
    for key in ("Non cancellare", "Cancella per sempre"):
        assert names(page) == ["Zorro Cancellato"]
        press(page.remove)
        assert page.list.entries(), "it is asked first"
        find(page, key).click()
        settle()
    assert names(page) == []
    program.wait(lambda: not program.drafts.deletion.is_left())
    assert files_with("Zorro", program.folder) == []
    press(page.bin_link)
    assert names(page) == ["Beta"]


def test_it_is_told_how_many_dossiers_use_a_record(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    form = program.view.dossier.form
    first = next(iter(form.parties.values()))
    kept: list[str] = []
    program.context.books.add(first.book, first.fields, {next(iter(first.fields)): "Alfa"}, kept.append)
    (record,) = kept
    program.view.session.change(lambda: program.view.dossier.take_record(first.prefix, record))
    program.wait_saved()
    page = opened(program)
    page.show_book(first.book)
    settle()
    assert page._usage.text() == "Usata in una pratica"  # noqa: SLF001 - the line below the record
    page.open(record)
    program.type("Alfa Due\t")
    page.closed.emit()
    assert first.fields and program.view.dossier.draft.answers[next(iter(first.fields.values())).id] == "Alfa"
    program.keys("Ctrl+Z")
    assert program.draft.parties == {}


def test_nothing_of_the_books_is_loaded_before_they_are_asked_for(start: Start) -> None:
    program = start()
    assert "books" not in vars(program.context)


def test_anagrafiche_lists_them_and_lets_nobody_change_them(start: Start, hand_out: HandOut) -> None:
    hand_out(VALLE)
    program = start()
    program.context.books.add("uffici", office().fields, {"nome": "Zona mia"})
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

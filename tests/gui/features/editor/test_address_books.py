"""Nothing asked twice: a party picked from the address book, added to it, and differences offered beside the field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.engine.answers.draft import PartyLink as Linked
from desktop_app.engine.answers.draft import parse
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.parties import answers_of, naming
from desktop_app.engine.forms.form import Party
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.gui.support.editor import party_bar
from tests.gui.support.program import FORM, Key, Program, Start, find, focus, settle, shown


def party(program: Program) -> Party:
    """The first party of the form."""
    return next(iter(program.view.dossier.form.parties.values()))


def first_of(program: Program) -> str:
    """Its first field, whose step may still have to be made."""
    return next(iter(party(program).fields.values())).id


def bar(program: Program, which: Party | None = None) -> PartyBar:
    settle()
    return party_bar(program.view, which or party(program))


def field(program: Program, at: int) -> FieldItem:
    part = program.view.part(list(party(program).fields.values())[at].id)
    assert isinstance(part, FieldItem)
    return part


def fill_in(program: Program) -> None:
    """A new dossier whose first party is picked from the book: one search, no other typing."""
    program.app.editor.begin(FORM)
    program.view.go_to(FieldRef(first_of(program)))
    bar(program).pick_button.click()
    program.type("\n")
    settle()


def with_record(program: Program) -> dict[str, object]:
    """A record in the book, from the first party of the example."""
    program.app.editor.begin_example(FORM)
    program.view.go_to(FieldRef(first_of(program)))
    find(bar(program), "Aggiungi all’anagrafica").click()
    settle()
    return answers_of(program.draft, party(program))


def test_the_second_dossier_of_a_company_is_filled_in_without_typing(start: Start) -> None:
    program = start()
    first = with_record(program)
    assert len(first) > 5
    fill_in(program)
    assert answers_of(program.draft, party(program)) == first
    assert shown(field(program, 0).editor.focus_widget()) == first[next(iter(party(program).fields))]
    assert "da Anagrafiche" in field(program, 0).editor.focus_widget().accessibleDescription()
    program.keys("Ctrl+Z")
    assert answers_of(program.draft, party(program)) == {} and program.draft.parties == {}
    program.keys("Ctrl+Y")
    assert answers_of(program.draft, party(program)) == first
    program.wait_saved()
    (link,) = program.stored_draft.parties.values()
    assert program.context.books.uses(link.record) == 2


def test_the_search_is_worked_by_keys_alone_and_escape_changes_nothing(start: Start) -> None:
    program = start()
    with_record(program)
    program.context.books.add(party(program).book, party(program).fields, {next(iter(party(program).fields)): "Zeta"})
    program.app.editor.begin(FORM)
    program.view.go_to(FieldRef(first_of(program)))
    here = bar(program)
    here.pick_button.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(Key.Key_Return)
    assert here.picker is not None and focus() is here.picker.search
    program.key(Key.Key_Return)  # among several none is taken by mistake
    assert program.draft.parties == {} and focus() is here.picker.list
    program.key(Key.Key_Escape)
    assert not here.picker.isVisible() and focus() is here.pick_button and program.draft.answers == {}
    program.key(Key.Key_Return)
    program.type("zeta\n")
    settle()
    assert list(answers_of(program.draft, party(program)).values()) == ["Zeta"]
    assert not here.picker.isVisible() and focus() is here.change_link


def changed(program: Program, words: str = "Un altro dato") -> FieldItem:
    """The second answer of the linked party typed anew, and left."""
    part = field(program, 1)
    program.write(part.field.id, words)
    assert part.notices == ()  # nothing moves while it is typed
    program.key(Key.Key_Tab)
    settle()
    return part


def test_a_changed_answer_is_offered_to_the_book_and_the_offer_can_be_undone(start: Start) -> None:
    program = start()
    first = with_record(program)
    name = list(party(program).fields)[1]
    (link,) = program.draft.parties.values()
    part = changed(program)
    assert part.notices[-1].fact == f"In Anagrafiche c’è «{first[name]}»."
    find(part, "Aggiorna l’anagrafica").click()
    settle()
    answers = program.context.books.answers(link.record)
    assert answers is not None and answers[name] == "Un altro dato"
    assert "da Anagrafiche" in part.editor.focus_widget().accessibleDescription()
    find(part, "Annulla").click()
    settle()
    assert program.context.books.answers(link.record) == first
    assert program.draft.answers[part.field.id] == "Un altro dato"
    assert [notice.fact for notice in part.notices] == [f"In Anagrafiche c’è «{first[name]}»."]


def test_an_update_of_the_book_is_one_click_from_undone_until_something_else_changes(start: Start) -> None:
    program = start()
    with_record(program)
    part = changed(program)
    find(part, "Aggiorna l’anagrafica").click()
    settle()
    assert [words for _, words in part.notices[-1].links] == ["Annulla"]
    program.write(field(program, 2).field.id, "Altro")
    settle()
    assert part.notices == ()


def test_a_difference_is_kept_here_alone_or_given_up(start: Start) -> None:
    program = start()
    first = with_record(program)
    name = list(party(program).fields)[1]
    part = changed(program)
    find(part, "Tieni solo qui").click()
    settle()
    assert part.notices == () and next(iter(program.draft.parties.values())).kept == (name,)
    program.keys("Ctrl+Z")
    find(part, "Riprendi quello").click()
    settle()
    assert program.draft.answers[part.field.id] == first[name] and part.notices == ()


def test_another_dossier_stays_as_it_is_and_says_so_when_it_is_opened(start: Start) -> None:
    program = start()
    first = with_record(program)
    name = list(party(program).fields)[1]
    assert program.app.editor.saver is not None
    old = program.app.editor.saver.id
    fill_in(program)
    find(changed(program), "Aggiorna l’anagrafica").click()
    program.app.editor.open(old)
    program.view.go_to(FieldRef(field(program, 1).field.id))
    assert program.draft.answers[field(program, 1).field.id] == first[name]
    assert field(program, 1).notices[-1].fact == "In Anagrafiche c’è «Un altro dato»."


def test_a_name_that_the_book_has_is_offered_and_the_link_can_be_let_go(start: Start) -> None:
    program = start()
    first = with_record(program)
    program.app.editor.begin(FORM)
    program.write(first_of(program), str(first[next(iter(party(program).fields))]).upper())
    assert not bar(program).use_link.isVisible()
    program.key(Key.Key_Tab)
    assert bar(program).use_link.isVisible()
    bar(program).use_link.click()
    settle()
    assert answers_of(program.draft, party(program)) == first
    bar(program).unlink_link.click()
    settle()
    assert program.draft.parties == {} and answers_of(program.draft, party(program)) == first


def test_nothing_is_offered_while_the_book_is_empty_and_the_party_has_no_name(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.view.go_to(FieldRef(first_of(program)))
    assert not bar(program).add_link.isVisible() and not bar(program).pick_button.isVisible()
    program.write(first_of(program), "Alfa\t")
    assert bar(program).add_link.isVisible()


def test_a_name_that_is_only_proposed_is_enough_for_a_record(start: Start) -> None:
    program = start()
    id, which = next(
        (form.id, party) for form in Library([forms_folder()]).forms() for party in form.parties.values()
        if party.fields[naming(party.fields)].default is not None
    )  # fmt: skip
    program.app.editor.begin_example(id)
    named = which.fields[naming(which.fields)].id
    program.view.go_to(FieldRef(named))
    find(bar(program, which), "Aggiungi all’anagrafica").click()
    settle()
    assert named not in program.draft.answers
    answers = program.context.books.answers(program.draft.parties[which.prefix].record)
    assert answers is not None and answers[naming(which.fields)] == program.view.dossier.state.cells[named].value
    assert bar(program, which).change_link.isVisible()


def test_the_links_stay_on_this_computer(start: Start, tmp_path: Path) -> None:
    program = start()
    with_record(program)
    file = tmp_path / "prova.commessa"
    program.app.transfer.export_draft(str(file))
    draft = parse(file.read_bytes())
    assert draft.parties == {} and draft.answers == program.draft.answers
    prefix = party(program).prefix
    file.write_text(type(draft)(draft.form, draft.answers, parties={prefix: Linked("ffff")}).to_json(), "utf-8")
    program.import_draft(file)
    assert program.draft.parties == {} and program.draft.answers == draft.answers


def test_a_new_look_keeps_what_the_book_offers(start: Start) -> None:
    program = start()
    with_record(program)
    changed(program)
    program.app.appearance.resize_text(1.25)
    settle()
    assert field(program, 1).notices and bar(program).change_link.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)

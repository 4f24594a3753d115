"""Starting, leaving, undoing, copying, throwing away: the real window on real files."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from desktop_app.drafts import models as records
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.rail_words import SUMMARY
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.wording.moments import time_of_day
from tests.gui.support.program import BRIEF_FORM, LIMIT, Key, Start, example, field_of, focus, line, settle, texts

BACK = "Commessa si era chiusa all'improvviso."


# --- starting ------------------------------------------------------------------------------------------------


def test_the_first_start_explains_itself_and_leads_on(start: Start) -> None:
    program = start()
    page = program.page()
    assert isinstance(page, NewDossierPage) and not page.back.isVisible()
    program.wait(lambda: page.grid.views)  # the forms are read beside the window
    assert focus() is page.grid.views[0].button
    program.key(Key.Key_Return)
    assert isinstance(program.page(), DossierView)
    assert program.drafts.rows()[0].id == program.stored.id


def test_the_example_of_the_first_start(start: Start) -> None:
    program = start()
    assert isinstance(program.page(), NewDossierPage)
    program.wait(lambda: program.page().grid.views)
    program.page().example.click()
    first = program.context.catalog.library.ids()[0]
    assert dict(program.draft.answers) == dict(example(first).answers)


def test_a_start_with_dossiers_shows_them(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    again = start()
    assert isinstance(again.page(), DossiersPage) and again.page().isAncestorOf(focus())
    assert again.notices() == [] and again.status() == "Pronto"
    assert again.page().current_row() is not None


def test_an_empty_home_offers_to_begin(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    assert isinstance(program.page(), DossiersPage) and focus() is program.page().head.new
    program.keys("Ctrl+N")
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    page.example.setFocus()
    program.app.show_dossiers()
    program.app.show_new()
    assert focus() is page.grid.views[0].button  # not where the last visit ended


def test_the_list_shows_the_dossier_just_left(start: Start) -> None:
    program = start()
    for _ in range(2):
        program.app.editor.begin_example(BRIEF_FORM)
        assert program.app.editor.saver is not None
        left = program.app.editor.saver.id
        program.view.home_requested.emit()
        assert program.page().current_row().id == left and focus() is program.page().head.search
        program.page().head.new.setFocus()


def test_what_was_open_comes_back_after_a_crash_and_the_notice_can_be_closed(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    step = program.view.ids[3]
    program.view.go_to(step)
    first = texts(program)[0]
    program.write(first, "Prima del buio")
    program.key(Key.Key_Tab)
    program.wait_saved()
    program.crash()
    again = start()
    assert again.view.step == step
    assert again.draft.answers[first] == "Prima del buio"
    (notice,) = again.notices()
    assert notice.startswith(f"{BACK} Sei dove eri alle ") and notice.endswith("non manca nulla.")
    again.follow(BACK, "Chiudi")
    assert again.notices() == []
    assert again.leave()
    third = start()
    assert isinstance(third.page(), DossiersPage) and third.notices() == []


def test_a_crash_on_the_list_needs_no_notice(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.show_dossiers()
    program.crash()
    again = start()
    assert isinstance(again.page(), DossiersPage) and again.notices() == []


def test_the_summary_is_reopened_too(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+R")
    program.crash()
    assert start().view.step == SUMMARY


# --- saving --------------------------------------------------------------------------------------------------


def test_typing_then_closing_at_once_loses_nothing(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    field = texts(program)[0]
    assert program.app.editor.saver is not None
    program.app.editor.saver._pause.setInterval(LIMIT)  # noqa: SLF001 - however slowly the keys come
    program.write(field, "Ultimo tasto")
    assert program.stored_draft.answers.get(field) is None  # it was not even handed over yet
    assert program.leave()
    again = start()
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.draft.answers[field] == "Ultimo tasto"


def test_leaving_a_field_saves_without_a_pause(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    monkeypatch.setattr(program.app.editor.saver, "changed", lambda: None)
    field = texts(program)[0]
    program.write(field, "Subito")
    program.key(Key.Key_Tab)
    program.wait(lambda: program.stored_draft.answers.get(field) == "Subito")


def test_saved_is_said_only_after_the_acknowledgement(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    settle()
    said: list[tuple[str, bool]] = []
    told = program.window.show_saved

    def heard(words: str, well: bool = True) -> None:
        said.append((words, well))
        told(words, well)

    monkeypatch.setattr(program.window, "show_saved", heard)
    saved: list[records.Saved] = []
    assert program.app.editor.saver is not None
    program.app.editor.saver.saved.connect(saved.append)
    before = program.status()
    program.write(texts(program)[0], "Attendo")
    program.app.editor.saver.save()
    assert said == [] and program.status() == before
    program.wait(lambda: saved)
    program.wait(lambda: said)
    assert said == [(f"Salvato alle {time_of_day(saved[0].at)}", True)]
    assert program.stored_draft.answers[texts(program)[0]] == "Attendo"


def test_ctrl_s_is_harmless(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    program.keys("Ctrl+S")
    assert program.status() == "Tutto già salvato"
    program.write(texts(program)[0], "Con calma")
    program.keys("Ctrl+S")
    program.wait_saved()
    program.keys("Ctrl+S")
    assert program.context.store.last_saved is not None
    assert program.status() == f"Tutto già salvato alle {time_of_day(program.context.store.last_saved)}"
    assert time_of_day(dt.datetime.now(dt.UTC))[:2] == program.status()[-5:-3]


# --- undo ----------------------------------------------------------------------------------------------------


def test_undo_and_redo_with_the_focus_in_a_field_across_steps(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first = texts(program)[0]
    program.write(first, "Uno")
    program.key(Key.Key_Tab)
    program.keys("Alt+Right")
    program.view.go_to(program.view.ids[3])
    second = texts(program)[0]
    program.write(second, "Due")
    assert isinstance(focus(), QLineEdit)
    program.keys("Ctrl+Z")
    assert program.draft.answers.get(second) is None and line(program, second) == ""
    assert program.view.step == program.view.ids[3]
    program.keys("Ctrl+Z")
    assert program.draft.answers.get(first) is None
    assert program.view.step == program.view.ids[0]
    item = field_of(focus())
    assert item is not None and item.field.id == first
    assert not program.window.menus.actions["undo"].isEnabled()
    program.keys("Ctrl+Z")
    program.keys("Ctrl+Y")
    assert line(program, first) == "Uno"
    program.keys("Ctrl+Y")
    assert line(program, second) == "Due" and program.view.step == program.view.ids[3]
    assert not program.window.menus.actions["redo"].isEnabled()


@pytest.mark.parametrize("end", ["leave", "crash"])
def test_undo_goes_on_after_a_restart(start: Start, end: str) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first, second = texts(program)[:2]
    for field, words in ((first, "Uno"), (second, "Due"), (first, "Tre")):
        program.write(field, words)
        program.key(Key.Key_Tab)
    program.wait_saved()
    program.keys("Ctrl+Z")
    assert line(program, first) == "Uno"
    program.app.editor.saver.save()  # type: ignore[union-attr]
    program.wait_saved()
    getattr(program, end)()
    again = start()
    if end == "leave":
        again.app.editor.open(again.drafts.rows()[0].id)
    again.go(first)
    again.keys("Ctrl+Y")
    assert line(again, first) == "Tre"
    for _ in range(2):
        again.keys("Ctrl+Z")
    assert (line(again, first), line(again, second)) == ("Uno", "")
    again.keys("Ctrl+Z")
    assert not again.draft.answers
    assert not again.window.menus.actions["undo"].isEnabled()


def test_changes_that_came_together_can_be_opened_and_undone(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    first, second = texts(program)[:2]
    for field in (first, second):  # within one pause, so that one of the two is never saved
        program.view.session.answer(FieldRef(field), "Uno")
    program.wait_saved()
    draft = program.draft
    assert program.leave()
    again = start()
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.draft == draft
    again.keys("Ctrl+Z")
    assert not again.draft.answers


def test_undo_sleeps_behind_a_preview(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], "Altro nome")
    draft = program.draft
    program.keys("Ctrl+Shift+P")
    preview = program.preview()
    program.wait(lambda: preview.pdf is not None)
    program.keys("Ctrl+Z")
    assert program.draft == draft and program.page() is preview
    program.key(Key.Key_Escape)
    assert program.page() is program.view and program.view.isAncestorOf(focus())
    program.keys("Ctrl+Z")
    assert program.draft != draft


def test_another_look_is_not_put_on_the_old_pages(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    old, there = program.view, list[bool]()
    program.qapp.paletteChanged.connect(lambda _: there.append(isValid(old)))
    program.app.appearance.choose_scheme("dark" if program.window.theme.name == "light" else "light")
    assert there and not any(there) and program.view is not old


def test_a_dossier_opens_at_its_step_without_making_the_others(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    step = program.view.ids[2]
    id = program.stored.id
    program.app.show_dossiers()
    program.app.editor.open(id, step)
    made = {field.page for id, field in program.view.dossier.form.fields.items() if program.view.part(id) is not None}
    assert program.view.step == step and made == {step}


# --- copies, bin ---------------------------------------------------------------------------------------------


def test_a_duplicate_of_the_open_dossier_has_its_last_keystroke(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.write(texts(program)[0], "Copiata")
    program.keys("Ctrl+D")
    assert program.stored.id != first
    assert program.draft.answers[texts(program)[0]] == "Copiata"
    program.write(texts(program)[0], "Solo qui")
    program.app.show_dossiers()
    assert len(program.drafts.rows()) == 2
    program.app.editor.open(first)
    assert program.draft.answers[texts(program)[0]] == "Copiata"


def test_the_dossier_chosen_in_the_list_is_duplicated_by_the_same_keys(start: Start) -> None:
    program = start()
    duplicate = program.window.menus.actions["duplicate"]
    assert not duplicate.isEnabled()
    program.app.editor.begin_example(BRIEF_FORM)
    first, answers = program.stored.id, program.draft.answers
    program.app.show_dossiers()
    program.keys("Ctrl+D")
    assert program.stored.id != first and program.draft.answers == answers
    program.app.show_dossiers()
    assert program.app.dossiers.page is not None and duplicate.isEnabled()
    program.app.dossiers.page.show_bin_view(True)
    assert not duplicate.isEnabled()


def test_the_list_shows_what_was_just_typed(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert "{" not in program.drafts.rows()[0].title
    name = next(field for field in program.view.dossier.form.spec.name.split("}")[0:1])[1:]
    program.write(name, "Nome appena scritto")
    program.keys("Ctrl+O")
    home = program.page()
    assert isinstance(home, DossiersPage)
    row = home.current_row()
    assert row is not None and row.title.startswith("Nome appena scritto")

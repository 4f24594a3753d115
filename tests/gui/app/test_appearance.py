"""Another theme or size of text in the middle of what the user does: nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.settings import FACTORS, SCHEMES
from desktop_app.gui.shell.unseen_frame import UnseenFrame
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from tests.gui.support.paintings import Paintings
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, field_of, focus, press_sign, settle

SOON_FORM = "lombardia/art14_2021"  # of those that ask for an amount it opens soonest


def a_text(program: Program, kind: str, number: int = 0) -> str:
    parts = program.view.parts().values()
    found = [
        part.field.id for part in parts
        if isinstance(part, FieldItem) and part.field.spec.type == kind
        and not part.field.formula and not part.isHidden()
    ]  # fmt: skip
    return found[number]


def step_with(program: Program, kind: str) -> str:
    form = program.view.dossier.form
    cells = program.view.dossier.state.cells
    return next(
        field.page
        for field in form.fields.values()
        if field.spec.type == kind and not field.formula and field.id in cells and cells[field.id].visible
    )


def assert_here(program: Program, step: str, id: str, words: str) -> None:
    program.wait(lambda: not program.view.is_waiting)
    assert program.view.step == step
    item = field_of(focus())
    assert item is not None and item.field.id == id
    here = focus()
    assert isinstance(here, QLineEdit)
    assert here.text() == words and not here.hasSelectedText()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_theme_chosen_while_typing_changes_nothing_else(start: Start, scheme: Scheme) -> None:
    program = start()
    program.app.appearance.choose_scheme("contrast" if scheme == "dark" else "dark")
    program.app.editor.begin_example(SOON_FORM)
    step = step_with(program, "money")
    program.view.go_to(step)
    id = a_text(program, "money")
    program.write(id, "12.34.")
    action = next(
        each for each in program.window.findChildren(QAction) if SCHEMES[scheme].lower() in each.text().lower()
    )
    action.trigger()
    assert action.isChecked() and program.context.settings.scheme == scheme
    assert_here(program, step, id, "12.34.")
    program.type("5")  # goes on where it was
    assert program.draft.answers[id] == "12.34.5"
    program.key(Key.Key_Tab)
    item = program.view.part(id)
    assert isinstance(item, FieldItem) and item.notices[0].fact == "Non capisco «12.34.5»."
    program.wait_saved()
    assert program.stored_draft.answers[id] == "12.34.5"
    again = program.leave()
    assert again and start().window.theme == program.window.theme  # remembered


def test_a_size_of_text_chosen_while_typing_changes_nothing_else(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    step = step_with(program, "money")
    program.view.go_to(step)
    id = a_text(program, "money")
    program.write(id, "1234")
    program.key(Key.Key_Left)
    for factor in FACTORS[1:]:
        program.keys("Ctrl++")
        assert program.window.theme.factor == factor
        assert_here(program, step, id, "1234")
    program.type("9")
    assert program.draft.answers[id] == "12394"
    program.key(Key.Key_Tab)
    program.keys("Ctrl+Z")
    assert program.draft.answers[id] != "12394"
    program.keys("Ctrl+0")
    assert program.window.theme.factor == 1.0 and program.view.step == step


def test_a_long_text_keeps_its_caret(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    program.view.go_to(step_with(program, "long_text"))
    id = a_text(program, "long_text")
    program.go(id)
    here = focus()
    assert isinstance(here, QPlainTextEdit)
    program.key(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    program.keys("Ctrl++")
    program.type("Ecco ")
    assert program.draft.answers[id].startswith("Ecco ")


def test_a_line_that_is_open_stays_open(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    fields = program.view.dossier.form.fields.values()
    field = next(each for each in fields if each.columns and program.draft.answers.get(each.id))
    program.view.go_to(field.page)
    section = program.view.part(field.id)
    assert isinstance(section, LinesSection)
    line = section.list.ids[0]
    column = next(id for id, each in field.columns.items() if each.spec.type == "text" and not each.formula)
    section.open_line(line, column)
    program.app.appearance.choose_scheme("dark")
    item = field_of(focus())
    assert item is not None and (item.place.field, item.place.line, item.place.column) == (field.id, line, column)


def test_what_was_said_and_shown_stays_in_another_look(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    program.context.settings.export_base = str(tmp_path)
    program.app.transfer.export_draft(str(tmp_path / "bozza.commessa"))
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)
    program.preview().view.go_to(1)
    before = program.preview().position
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: program.preview().pdf is not None)
    assert program.preview().position == before
    program.notice("Bozza esportata.")
    program.follow("Bozza esportata.", "Chiudi")
    program.key(Key.Key_Escape)
    assert program.page() is program.view
    program.app.show_dossiers()
    chosen = program.page().current_row()
    program.app.appearance.choose_scheme("light")
    assert program.page().current_row() == chosen and program.status()
    program.app.show_new()
    program.app.appearance.choose_scheme("system")
    assert type(program.page()).__name__ == "NewDossierPage"


def test_a_look_chosen_last_of_all_changes_nothing_any_more(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opzioni asks for it in a later turn, and the window may be gone by then."""
    program = start()
    assert program.leave()
    monkeypatch.setattr(program.app.appearance, "_build_anew", lambda _: pytest.fail("for nobody"))
    program.app.appearance.resize_text(1.5)
    program.app.appearance.choose_scheme("dark")
    settle()


def test_another_look_is_not_put_on_the_old_pages(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    old, there = program.view, list[bool]()
    program.qapp.paletteChanged.connect(lambda _: there.append(isValid(old)))
    program.app.appearance.choose_scheme("dark" if program.window.theme.name == "light" else "light")
    assert there and not any(there) and program.view is not old


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_another_look_is_laid_out_and_painted_in_turns_of_its_own(start: Start, again: bool) -> None:
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    program.view.go_to(step_with(program, "money"))
    id = a_text(program, "money")
    program.write(id, "12")
    settle()
    painted = Paintings(program.window)
    program.app.appearance.choose_scheme("dark")
    if again:  # before anything of the first was seen
        program.app.appearance.choose_scheme("contrast")
    assert not program.view.isVisible() and not program.window.updatesEnabled()  # it stands as it was painted last
    press_sign("3")  # is typed meanwhile
    program.wait(program.view.isVisible)
    assert not painted.count
    program.wait(program.window.updatesEnabled)
    program.wait(lambda: painted.count)
    assert_here(program, program.view.step, id, "123")
    assert program.draft.answers[id] == "123"


@pytest.mark.parametrize("keys", ["Ctrl+2", "F6"])
def test_a_key_of_the_dossier_pressed_before_another_look_is_seen_is_not_lost(start: Start, keys: str) -> None:
    """Else what is typed after it would go to the wrong question."""
    program = start()
    program.app.editor.begin_example(SOON_FORM)
    step, item = program.view.step, field_of(focus())
    settle()
    assert item is not None
    program.app.appearance.choose_scheme("contrast")
    assert program.window.theme.name == "contrast" and not program.view.isVisible()
    letter = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(program.window, letter)
    assert not program.view.isVisible(), "what is written goes into it unseen"
    program.keys(keys)
    assert program.view.isVisible()
    program.wait(lambda: not program.view.is_waiting)
    if keys == "F6":
        assert field_of(focus()) is None and program.view.isAncestorOf(focus())
    else:
        assert program.view.step == program.view.ids[1] != step
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not program.window.findChildren(UnseenFrame), "nobody hears all keys for longer"


def test_a_page_that_cannot_be_shown_again_leaves_no_dead_window(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()

    def broken() -> None:
        raise ValueError

    monkeypatch.setattr(program.app.options, "release_pages", lambda: broken)
    with pytest.raises(ValueError):
        program.app.appearance.choose_scheme("dark")
    program.wait(program.window.updatesEnabled)
    assert program.page().isVisible()

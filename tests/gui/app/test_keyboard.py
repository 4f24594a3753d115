"""The whole example by key presses alone, from the first start to its documents. Generic: nothing here knows a form.

The forms are the built-in ones and those of a user, who put them into the folder `moduli`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QRadioButton

from desktop_app.engine.answers import typed
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian import formatting
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.rail_words import SUMMARY
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.page import StepPage
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.program import OWN_FORMS, commessa
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Program, Start, field_of, focus, section_of, settle

LIBRARY = Library([forms_folder(), OWN_FORMS])
FORMS = LIBRARY.ids()
# Always one of ours and one written from the kit; the others, which are data like these, in the long run.
SHORT = ("altavalle/art14_2025", FORM)
TYPED = [pytest.param(form, marks=() if form in SHORT else pytest.mark.long) for form in FORMS]
MOST_STOPS = 400  # of one step


@pytest.fixture(autouse=True)
def own_forms(data_folder: Path) -> None:
    shutil.copytree(OWN_FORMS, data_folder / "moduli")


class Typist:
    """Fills in a dossier with nothing but the keyboard: Tab, characters, space, arrows, Enter, shortcuts."""

    def __init__(self, program: Program, answers: Mapping[str, Any]) -> None:
        self.program, self.answers = program, answers
        self.done: set[str] = set()

    # --- one step ----------------------------------------------------------------------------------------

    def fill_step(self) -> None:
        """From its first control to its last, as Tab goes."""
        seen = []
        for _ in range(MOST_STOPS):
            here = focus()
            page = here.parentWidget()
            while page is not None and not isinstance(page, StepPage):
                page = page.parentWidget()
            if page is None or here in seen:
                return
            seen.append(here)
            item, section = field_of(here), section_of(here)
            if section is not None and section.group.id not in self.done:
                self.add_lines(section.group.id)
            elif item is not None and item.editor.isAncestorOf(here) and item.field.id not in self.done:
                self.answer(item, self.answers.get(item.field.id))
            self.program.key(Key.Key_Tab)
        raise AssertionError("Tab goes round and round")

    def add_lines(self, group: str) -> None:
        """On «Aggiungi»: a line for each one of the example, then back to the button."""
        self.done.add(group)
        button = focus()
        assert button.accessibleName().startswith("Aggiungi"), button.accessibleName()
        for line in self.answers.get(group) or []:
            self.program.key(Key.Key_Space)
            assert field_of(focus()) is not None
            self.fill_line(group, dict(line))
            self.program.key(Key.Key_Escape)  # closes the line, discards nothing
            assert focus().accessibleDescription() == "Invio la apre."
            self.program.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            assert focus() is button

    def fill_line(self, group: str, answers: dict[str, Any]) -> None:
        answers.pop("id", None)
        seen = set()
        for _ in range(MOST_STOPS):
            item = field_of(focus())
            if item is None:
                break
            if item.editor.isAncestorOf(focus()) and item.field.id not in seen:
                seen.add(item.field.id)
                self.answer(item, answers.pop(item.field.id, None), keep=True)
            self.program.key(Key.Key_Tab)
        assert not answers, f"no Tab leads to {list(answers)} of {group}"

    # --- one answer --------------------------------------------------------------------------------------

    def answer(self, item: FieldItem, answer: Any, keep: bool = False) -> None:
        if not keep:
            self.done.add(item.field.id)
        if answer is None:
            return
        control = focus()
        if isinstance(control, QRadioButton):
            self.choose(item, answer)
        elif isinstance(control, QComboBox):
            self.pick(control, (item.field.spec.options or {})[answer])
        else:
            assert isinstance(control, QLineEdit | QPlainTextEdit)
            self.program.type(typed.editable(item.field.spec, answer))

    def choose(self, item: FieldItem, answer: Any) -> None:
        """Space takes an option, the arrows its neighbours; a proposed one is taken by going there and back."""
        options = [True, False] if isinstance(answer, bool) else list(item.field.spec.options or {})
        back, forth = (Key.Key_Left, Key.Key_Right) if isinstance(answer, bool) else (Key.Key_Up, Key.Key_Down)
        self.program.key(Key.Key_Space)
        for away in (forth, back):  # a proposed one at the end has its neighbour on the other side
            if self.value(item) is None:
                self.program.key(away)
        for _ in options:
            here = focus()
            assert isinstance(here, QRadioButton) and here.isChecked()
            if (value := self.value(item)) == answer:
                return
            self.program.key(forth if options.index(value) < options.index(answer) else back)
        raise AssertionError(f"«{answer}» cannot be reached")

    def value(self, item: FieldItem) -> Any:
        """The answer as the draft has it."""
        answers = self.program.draft.answers
        if item.place.column is None:
            return answers.get(item.place.field)
        lines = {line["id"]: line for line in answers[item.place.field]}
        return lines[item.place.line].get(item.place.column)

    def pick(self, box: QComboBox, words: str) -> None:
        for _ in range(box.count() + 1):
            if box.currentText() == words:
                return
            self.program.key(Key.Key_Down)
        raise AssertionError(f"«{words}» cannot be reached")


def without_ids(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The ids of lines are made up by the window."""
    return {
        id: [{key: each for key, each in line.items() if key != "id"} for line in value]
        if isinstance(value, list)
        else value
        for id, value in answers.items()
    }


def begin(program: Program, form: str) -> None:
    """First start, or Ctrl+N: Tab to the form's card, Enter."""
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    button = next(view.button for view, id in zip(page.grid.views, FORMS, strict=True) if id == form)
    for _ in range(20):
        if focus() is button:
            break
        program.key(Key.Key_Tab)
    program.key(Key.Key_Return)
    assert program.draft.form == form


def fill(program: Program, form: str) -> Typist:
    typist = Typist(program, LIBRARY.example(form).answers)
    while program.view.step != SUMMARY:
        step = program.view.step
        typist.fill_step()
        program.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert program.view.step != step
    return typist


@pytest.mark.parametrize("form", TYPED)
def test_the_whole_example_by_keys_alone(start: Start, tmp_path: Path, form: str) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "esportati")
    begin(program, form)
    fill(program, form)
    wanted = LIBRARY.example(form)
    assert without_ids(program.draft.answers) == without_ids(wanted.answers)
    assert program.view.dossier.state.complete
    program.keys("Ctrl+S")
    program.wait_saved()
    assert without_ids(program.stored_draft.answers) == without_ids(wanted.answers)

    program.keys("Ctrl+E")
    program.notice("Esportati 5 documenti." if len(program.view.dossier.documents.applicable()) == 5 else "ocument")
    file = tmp_path / "bozza.commessa"
    program.app.transfer.export_draft(str(file))
    assert file.read_text(encoding="utf-8") == program.draft.to_json()
    day = program.view.dossier.today.isoformat()
    done = commessa("--forms", OWN_FORMS, "export", file, "--to", tmp_path / "riga", "--date", day)
    assert done.code == 0, done.err
    by_command = {path.name: path.read_bytes() for path in (tmp_path / "riga").iterdir()}
    by_window = {path.name: path.read_bytes() for path in (tmp_path / "esportati").rglob("*.pdf")}
    assert by_window == by_command
    assert len(by_window) == len(program.view.dossier.documents.applicable())
    (folder,) = {path.parent for path in (tmp_path / "esportati").rglob("*.pdf")}
    assert folder.name.endswith(f"-n1-{day}")
    exports = program.drafts.exports(program.stored.id)
    assert len(exports) == len(by_window) and not any(each.bozza or each.changed for each in exports)
    assert program.leave()


def test_the_keyboard_alone_goes_from_the_list_to_a_dossier_and_back(start: Start) -> None:
    program = start()
    begin(program, FORM)
    program.keys("Ctrl+O")
    assert isinstance(program.page(), DossiersPage)
    for _ in range(30):
        if focus() is program.page().table:
            break
        program.key(Key.Key_Tab)
    program.key(Key.Key_Return)
    assert program.view.isVisible() and program.view.isAncestorOf(focus())
    program.keys("Ctrl+N")
    assert isinstance(program.page(), NewDossierPage) and program.page().isAncestorOf(focus())
    program.keys("Ctrl+F")
    settle()
    assert isinstance(program.page(), DossiersPage) and program.page().isAncestorOf(focus())


def test_ctrl_digits_and_alt_arrows_walk_the_steps_and_f8_checks(start: Start) -> None:
    program = start()
    begin(program, FORM)
    ids = program.view.ids
    for number in range(2, min(9, len(ids)) + 1):
        program.keys(f"Ctrl+{number}")
        assert program.view.step == ids[number - 1]
    program.keys("Ctrl+1")
    program.keys("Alt+Right")
    assert program.view.step == ids[1]
    program.keys("Alt+Left")
    assert program.view.step == ids[0]
    program.keys("Ctrl+R")
    assert program.view.step == SUMMARY
    program.keys("F8")
    first = program.view.dossier.state.problems[0]
    item = field_of(focus())
    assert item is not None and item.place == FieldRef(first.field)
    assert item.notices and item.notices[0].kind == "error"


def test_the_last_step_leads_to_what_the_dossier_was_filled_in_for(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Alt+A")  # Avanti; Qt shows the button pressed for a moment
    program.wait(lambda: program.view.step == program.view.ids[1])
    program.view.go_to_summary()
    program.keys("Alt+A")
    program.wait(lambda: isinstance(program.page(), PreviewPage))


def test_numbers_typed_in_any_way_are_shown_as_the_office_writes_them(start: Start) -> None:
    program = start()
    begin(program, FORM)
    dossier = program.view.dossier
    money = next(field for field in dossier.form.fields.values() if field.spec.type == "money" and not field.formula)
    for words in ("1234,5", "1.234,50", "1234.5", "€ 1 234,50"):
        program.write(money.id, words)
        program.key(Key.Key_Tab)
        assert program.draft.answers[money.id] in ("1234.5", "1234.50")
        item = program.view.part(money.id)
        assert isinstance(item, FieldItem)
        control = item.editor.focus_widget()
        assert isinstance(control, QLineEdit)
        cell = program.view.dossier.state.cells[money.id]
        assert control.text() == formatting.value(money.spec, cell.value) == "1.234,50\u00a0€"

"""A user with nothing but the keyboard. Generic: nothing here knows a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton

from desktop_app.engine.answers import typed
from desktop_app.gui.features.new_dossier.cards import form_card
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.program import OWN_FORMS
from tests.gui.support.editor import section_of
from tests.gui.support.program import Key, Program, field_of, focus

LIBRARY = Library([forms_folder(), OWN_FORMS])
FORMS = LIBRARY.ids()
MOST_STOPS = 400  # of one step


class Typist:
    """Fills in a dossier with nothing but the keyboard: Tab, characters, space, arrows, Enter, shortcuts."""

    def __init__(self, program: Program, answers: Mapping[str, Any]) -> None:
        self.program, self.answers = program, answers
        self.done: set[str] = set()

    # --- one step ----------------------------------------------------------------------------------------

    def fill_step(self) -> None:
        """From its first control to its last, as Tab goes."""
        self.program.wait(lambda: not self.program.view.is_waiting)  # the first may still be made: seen, it is filled
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
        elif isinstance(control, QCheckBox):
            self.tick(item, answer)
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

    def tick(self, item: FieldItem, answer: Any) -> None:
        """Space ticks a box, and takes the tick away again: a proposed no is said by both."""
        for _ in range(2):
            self.program.key(Key.Key_Space)
            if self.value(item) == answer:
                return
        raise AssertionError(f"«{answer}» cannot be said")

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


def begin(program: Program, form: str) -> None:
    """First start, or Ctrl+N: Tab to the form's card, Enter."""
    page = program.page()
    assert isinstance(page, NewDossierPage)
    program.wait(lambda: page.grid.views)
    card = form_card(LIBRARY.load(form), LIBRARY.load(form).spec.edition)
    name = f"Inizia: {card.where} {card.title}".replace(":  ", ": ")
    button = next(view.button for view in page.grid.views if view.button.accessibleName() == name)
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

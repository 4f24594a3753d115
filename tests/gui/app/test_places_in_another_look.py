"""Another look leaves each page where it was: what is scrolled, and the caret in the panel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QScrollBar, QWidget
from shiboken6 import isValid

from desktop_app.gui.features.editor.questions import QuestionRow
from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.features.preview.page_view import PageView
from desktop_app.gui.shell import window
from desktop_app.gui.widgets.inputs.number_editor import NumberEditor
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.wording.step_words import SIGNING, SUMMARY
from tests.gui.support.dossiers import known
from tests.gui.support.program import BRIEF_FORM, FORM, Key, Program, Start, focus, settle


def try_number(program: Program, typed: str) -> NumberEditor:
    """Types a number into the first question of a panel that is shown."""
    question = next(each for each in program.view.findChildren(QuestionRow) if each.isVisible())
    question.editor.focus_widget().setFocus()
    program.keys("Ctrl+A")
    program.type(typed)
    return question.editor


def test_a_number_that_is_tried_in_the_panel_stays_with_its_caret(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    program.window.resize(1366, 768)
    program.view.go_to(next(panel.spec.pages[0] for panel in program.view.dossier.form.panels if panel.questions))
    settle()
    before = try_number(program, "12")
    program.key(Key.Key_Left)
    program.app.appearance.choose_scheme("dark")
    assert not isValid(before)
    settle()
    program.type("3")
    here = focus()
    assert isinstance(here, QLineEdit) and here.text() == "132"
    program.view.go_to(program.view.ids[0])
    program.app.appearance.choose_scheme("light")  # while that panel is not shown
    program.view.go_to(next(panel.spec.pages[0] for panel in program.view.dossier.form.panels if panel.questions))
    settle()
    shown = next(each for each in program.view.findChildren(QuestionRow) if each.isVisible())
    words = shown.editor.focus_widget()
    assert isinstance(words, QLineEdit) and words.text() == "132"


def scrolled(program: Program, kind: type[QAbstractScrollArea]) -> QScrollBar:
    """The bar of the part of that kind that is scrolled, or can be."""
    page: QWidget = program.page()
    bars = [each.verticalScrollBar() for each in page.findChildren(kind) if each.isVisibleTo(page)]
    return max(bars, key=lambda bar: bar.maximum())


def many(program: Program) -> None:
    for each in range(40):
        program.drafts.create("{}", BRIEF_FORM, f"Ditta {each}", summary=known(f"Ditta {each}").to_json())
    program.app.show_dossiers()


def closing(program: Program, step: str) -> None:
    program.app.editor.begin_example(FORM)
    program.view.go_to(step)
    program.wait_whole()


def previewed(program: Program) -> None:
    program.app.editor.begin_example(FORM)
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)


PLACES: dict[str, tuple[Callable[[Program], object], type[QAbstractScrollArea]]] = {
    "list": (many, DossierTable),
    "overlay": (lambda program: program.app.run("options"), FadeScrollArea),
    "step": (lambda program: program.app.editor.begin_example(FORM), StepScrollArea),
    "summary": (lambda program: closing(program, SUMMARY), FadeScrollArea),
    "signing": (lambda program: closing(program, SIGNING), FadeScrollArea),
    "preview": (previewed, PageView),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_scrolled_stays_where_it_was_and_is_first_seen_there(
    start: Start, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "PATIENCE_MS", 20_000)
    program, (show, kind) = start(), PLACES[name]
    program.window.resize(1000, 480)
    show(program)
    program.wait(lambda: scrolled(program, kind).maximum() > 60)
    settle()
    bar = scrolled(program, kind)
    bar.setValue(bar.maximum() - 20)
    at, shown = bar.value(), program.page()
    program.app.appearance.choose_scheme("dark")
    program.wait(program.window.updatesEnabled)
    assert program.page() is not shown and scrolled(program, kind).value() == at

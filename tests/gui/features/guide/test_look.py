"""The guide in every look: nothing cut, named, Italian, where it was, and not loaded before it is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.guide.contents_list import ContentsList
from desktop_app.gui.features.guide.finder import GuideFinder
from desktop_app.gui.features.guide.page_reader import PageReader
from desktop_app.gui.features.guide.window import GuideWindow
from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from desktop_app.gui.widgets.inputs.search_field import SearchField
from tests.gui.support import layout
from tests.gui.support.guide import guide, help_at, help_on_the_list, part, press, shown
from tests.gui.support.italian import english
from tests.gui.support.layout import wrong_in
from tests.gui.support.program import FORM, Key, Program, Start, settle, texts


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 1.25), ("contrast", 2.0)])
def test_nothing_is_cut_in_any_look(start: Start, scheme: Scheme, factor: float) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    window = help_at(program, FieldRef(texts(program)[0]))
    before = shown(window)
    program.app.appearance.choose_scheme(scheme)
    program.app.appearance.resize_text(factor)
    assert shown(window) == before, "another look keeps the page"
    wrong: dict[str, list[str]] = {}
    for wide, high in ((420, 640), (760, 690), (1200, 900)):
        window.resize(wide, high)
        for entry in window.entries.values():
            window.open_page(entry.key)
            settle()
            reader = part(window, PageReader)
            cut = reader.document().idealWidth() - reader.viewport().width()
            assert cut < reader.document().documentMargin() / 2, f"{entry.key} at {wide}"
        wrong[f"{wide}, page"] = wrong_in(window)
        if window.narrow:
            window.focus_search()
            settle()
        wrong[f"{wide}"] = wrong_in(window)
    assert not any(wrong.values()), wrong


def test_it_is_named_and_italian(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    stops = [
        each for each in layout.visible(window) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
    ]
    assert len(stops) >= 4
    for stop in stops:
        name = QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
        assert name.strip() and not english(name), type(stop)
    for entry in window.entries.values():
        window.open_page(entry.key)
        assert not english(part(window, PageReader).toPlainText()), entry.key


def test_the_size_of_text_follows_its_own_keys(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    press(window, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert program.window.theme.factor > 1
    press(window, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert program.window.theme.factor == 1


def test_it_closes_with_the_window_and_comes_back_where_it_was(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    window.setGeometry(40, 60, 640, 500)
    settle()
    size = window.size()
    assert program.leave()
    assert program.app.guide.guide is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = start()
    again.app.show_dossiers()
    again.key(Key.Key_F1)
    assert guide(again).size() == size


def test_another_look_from_the_guide_leaves_the_answer_where_it_was(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    id = texts(program)[1]
    program.write(id, "Quarzo")
    typing = program.window.focusWidget()
    assert isinstance(typing, QLineEdit)
    typing.deselect()  # as in the middle of a word
    program.key(Key.Key_F1)
    window = guide(program)
    window.focus_search()
    program.app.appearance.resize_text(1.25)
    settle()
    assert part(window, SearchField).text() == ""
    item = program.view.part(id)
    focused = program.window.focusWidget()
    assert item is not None and focused is not None and item.isAncestorOf(focused)
    assert program.draft.answers[id] == "Quarzo"


# --- another look ----------------------------------------------------------------------------------------


def other_look(program: Program, window: GuideWindow, scheme: Scheme = "dark") -> None:
    """Until the guide has it, too: it takes a turn of its own, and another one to let what it had before go."""
    program.app.appearance.choose_scheme(scheme)
    program.wait(lambda: window.theme == program.window.theme and len(window.findChildren(PageReader)) == 1)


def top_line(window: GuideWindow) -> str:
    reader: PageReader = part(window, PageReader)
    at = reader.top
    return str(reader.toPlainText()[at : at + 20])


def test_another_look_keeps_the_line_at_the_top(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    window.open_page("tastiera")
    settle()
    bar = part(window, PageReader).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    line = top_line(window)
    assert line
    other_look(program, window)
    program.wait(lambda: top_line(window) == line)
    program.app.appearance.resize_text(1.5)
    program.wait(lambda: window.theme == program.window.theme)
    program.wait(lambda: top_line(window) == line)


def results(window: GuideWindow) -> list[str]:
    return [line.words for line in part(window, ContentsList).lines]


def test_another_look_keeps_the_search_as_it_is_typed_with_its_caret(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    window.focus_search()
    QTest.keyClicks(part(window, SearchField), "firma")
    program.wait(lambda: len(results(window)) > 1 and "Usare Commessa" not in results(window))
    found = results(window)
    QTest.keyClicks(part(window, SearchField), "xyz")  # which no pause has followed
    press(window, Key.Key_Left)
    other_look(program, window)
    field = part(window, SearchField)
    assert (field.text(), field.cursorPosition(), results(window)) == ("firmaxyz", 7, found)
    assert window.focusWidget() is field
    program.wait(lambda: not results(window))  # now it is looked for
    part(window, InnerButton).click()
    assert "Usare Commessa" in results(window), "what was looked for before another look can be cleared"


def test_a_search_that_goes_on_ends_in_the_other_look(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    program.wait(program.app.guide.all_forms)
    window.focus_search()
    part(window, SearchField).setText("firma")
    part(window, SearchField).search_changed.emit("firma")
    assert "Usare Commessa" in results(window), "no result is shown before all pages were looked at"
    other_look(program, window)
    program.wait(lambda: results(window) and "Usare Commessa" not in results(window))


def test_enter_opens_the_first_result_of_all_pages_at_once(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    program.wait(program.app.guide.all_forms)  # whose pages come into the contents
    window.focus_search()
    QTest.keyClicks(part(window, SearchField), "PEC")
    press(window, Key.Key_Return)
    assert shown(window)[1] and results(window)
    assert not part(window, GuideFinder).is_looking


def test_a_guide_that_is_closed_takes_the_look_when_it_is_opened_again(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    window.open_page("tastiera")
    text = part(window, PageReader).toPlainText()
    before = window.theme
    window.close()
    program.wait(program.window.isActiveWindow)
    program.app.appearance.choose_scheme("dark")
    settle()
    assert window.theme == before != program.window.theme
    program.key(Key.Key_F1)
    assert guide(program).theme == program.window.theme
    window.open_page("tastiera")
    assert part(window, PageReader).toPlainText() == text


def test_of_two_looks_it_takes_the_last_and_the_window_may_close_meanwhile(start: Start) -> None:
    program = start()
    window = help_on_the_list(program)
    old = part(window, PageReader)
    program.app.appearance.choose_scheme("dark")
    other_look(program, window, "contrast")
    settle()
    assert part(window, PageReader) is not old and window.theme.name == "contrast"
    program.app.appearance.choose_scheme("light")
    assert program.leave()
    settle()
    assert program.app.guide.guide is None

"""The menu of every text: words and keys of the menu bar, dressed as all menus; Annulla is the program's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from desktop_app.gui.features.about.licences import Component, LicenceRow
from desktop_app.gui.features.guide.page_reader import PageReader
from desktop_app.gui.features.signing.sending.sending_card import _selectable
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.line_edits import LineInput, MultilineInput
from desktop_app.system.paths import resources_folder
from tests.gui.support.every_page import go_to_whole
from tests.gui.support.parts import Shown
from tests.gui.support.program import FORM, Program, Start, settle

TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Whatever a test leaves open."""
    yield
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def menu_of(text: QWidget) -> QMenu:
    """The menu that the right button opens."""
    asked = text.viewport() if isinstance(text, QPlainTextEdit | QTextEdit) else text
    where = asked.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(asked, QContextMenuEvent(reason, where, asked.mapToGlobal(where)))
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), text
    return menu


def wrong_in(menu: QMenu, theme: Theme, bar: list[str]) -> Iterator[str]:
    """What is not as in the menus of the bar."""
    sheet = menu.styleSheet() or getattr(menu.parentWidget(), "styleSheet", str)()
    if stylesheets.for_menu(theme) not in sheet:
        yield "looks as Qt draws it"
    entries = [each for each in menu.actions() if not each.isSeparator()]
    for each in entries:
        words, _, keys = each.text().partition("\t")
        if not keys:
            yield f"«{words}» has no key"
        if words not in bar and words != "&Elimina":
            yield f"the bar does not say «{words}»"
    if menu.actions()[0].isSeparator() or menu.actions()[-1].isSeparator():
        yield "a line at an end"


def bar_words(program: Program) -> list[str]:
    return [each.text() for each in program.window.menus.actions.values()]


def test_every_kind_of_text_in_the_window_has_the_menu_of_the_bar(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    theme, bar = program.window.theme, bar_words(program)
    kinds: dict[type, list[str]] = {}

    def look(root: QWidget) -> None:
        for kind in TEXTS:
            for text in root.findChildren(kind):
                if text.isVisible() and type(text) not in kinds:
                    menu = menu_of(text)
                    kinds[type(text)] = [*wrong_in(menu, theme, bar)]
                    menu.close()
                    settle()

    for step in program.view.ids:
        go_to_whole(program, step)
        look(program.window)
    program.app.show_dossiers()
    page = program.page()
    program.wait(lambda: page.table.model().rowCount())
    page.table.selectRow(0)
    page.perform("rename")
    look(program.window)
    program.app.run("guide")
    program.wait(lambda: [each for each in QApplication.topLevelWidgets() if each.findChildren(PageReader)])
    guide = next(each for each in QApplication.topLevelWidgets() if each.findChildren(PageReader))
    look(guide)
    guide.close()
    assert {kind.__name__: wrong for kind, wrong in kinds.items() if wrong} == {}
    assert {LineInput, MultilineInput, PageReader} <= {*kinds} and len(kinds) > 4


def test_texts_that_are_only_shown_too(theme: Theme, shown: Shown) -> None:
    component = Component("Prova 1.0", "MIT", resources_folder() / "icons" / "README.md", "")
    row, value = LicenceRow(theme, component), _selectable(theme, QLabel("Comune di Jesi"))
    shown(row, value)
    row.link.click()
    bar = ["&Copia", "&Seleziona tutto"]
    licence = row.findChild(QPlainTextEdit)
    assert licence is not None
    assert [*wrong_in(menu_of(licence), theme, bar)] == []
    menu = menu_of(value)
    assert stylesheets.for_menu(theme) in value.styleSheet() and menu.parentWidget() is value


@pytest.mark.parametrize("kind", [LineInput, MultilineInput])
def test_annulla_in_the_menu_of_a_text_undoes_as_its_key_does(start: Start, kind: type[QWidget]) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    go_to_whole(program, "commessa")
    text = next(each for each in program.view.findChildren(kind) if each.isVisible())
    before = program.draft.answers
    text.setFocus()
    settle()
    assert not entry(menu_of(text), "&Annulla").isEnabled()
    close()
    program.type("x")
    assert program.draft.answers != before
    entry(menu_of(text), "&Annulla").trigger()
    close()
    assert program.draft.answers == before
    entry(menu_of(text), "&Ripeti").trigger()
    close()
    assert program.draft.answers != before


def test_a_search_has_nothing_to_undo(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    assert not entry(menu_of(program.page().head.search), "&Annulla").isEnabled()


def close() -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    settle()


def entry(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if each.text().partition("\t")[0] == words)


def test_ctrl_c_copies_what_is_marked_in_a_text_that_is_only_shown(start: Start) -> None:
    program = start()
    value = _selectable(program.window.theme, QLabel("Comune di Jesi"))
    value.setParent(program.page())
    value.show()
    value.setFocus()
    value.setSelection(0, 6)
    program.keys("Ctrl+C")
    assert QApplication.clipboard().text() == "Comune"

"""Every page in every look: nothing cut, nothing over anything, Italian, and a name and a role for each control."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.features.summary.answers import AnswerGroup
from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.settings import FACTORS, SCHEMES
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from tests.gui.support import layout
from tests.gui.support.program import FORM, Key, Program, Start, field_of, focus, settle
from tests.gui.support.reader import confused, controls, nameless

SOON_FORM = "lombardia/art14_2021"  # of those that ask for an amount it opens soonest
ROUNDS = 10  # of the event loop, until what wraps has its height
LARGE = pytest.param(1920, 1080, 1.0, marks=pytest.mark.long)  # where there is room for all
SIZES = ((1366, 690, 1.0), (900, 700, 1.0), (1366, 690, 2.0), LARGE)
# Words that no Italian sentence of ours has; File, OK, PDF, PEC and the like are Italian offices' own.
ENGLISH = re.compile(
    r"\b("
    r"the|and|not|of|for|from|with|without|is|are|was|yes|save|open|close|error|warning|cancel|undo|redo|cut|copy"
    r"|paste|delete|remove|add|new|edit|view|help|about|search|find|next|back|previous|forward|settings|options|print"
    r"|export|import|page|pages|step|steps|loading|please|try|again|failed|fault|missing|required|unknown|invalid"
    r"|today|amount|number|name|value|empty|true|false|done|ready|draft|list|row|rows|column|line|lines"
    r"|text|size|theme|dark|light|high|contrast|system|fit|width|height|show|hide|more|less|any|select|clear"
    r"|apply|reset|restore|retry|quit|exit|tools|folder|document|documents|preview|button|window|menu"
    r")\b",
    re.IGNORECASE,
)


def pages(program: Program) -> Iterator[str]:
    """Brings up one page after the other, and names it."""
    yield "prima volta"
    program.app.editor.begin(FORM)
    for step in program.view.ids:
        program.view.go_to(step)
        yield f"vuota, {step}"
    program.view.check_all()
    yield "vuota, controllata"
    program.app.editor.begin_example(FORM)
    for step in program.view.ids:
        program.view.go_to(step)
        yield f"esempio, {step}"
        for part in program.view.parts().values():
            if isinstance(part, LinesSection) and part.list.ids:
                part.open_line(part.list.ids[0])
                yield f"esempio, {step}, riga di {part.group.id}"
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)
    yield "anteprima"
    program.preview().closed.emit()
    program.app.run("deadlines")
    yield "scadenze"
    program.context.store.tell("prova", "ok", "Esportate 4 scadenze.", text="In una cartella.")
    yield "scadenze con un avviso"
    program.window.tell("prova", None)
    program.app.run("about")
    yield "informazioni"
    program.app.run("options")
    yield "opzioni"
    yield from book_pages(program)
    program.drafts.daily_backup(dt.date(2026, 11, 24))
    program.app.run("backup")
    yield "copie"
    program.app.show_dossiers()
    yield "elenco"
    program.page().show_bin_view(True)
    yield "cestino"
    program.page().show_bin_view(False)
    program.app.show_new()
    yield "nuova pratica"
    program.context.store.tell(
        "prova", "error", "Un fatto lungo quanto basta.", (("retry", "Riprova"),), text="E che cosa fare."
    )
    yield "nuova pratica con un avviso"


def book_pages(program: Program) -> Iterator[str]:
    """The address books, and one record."""
    program.app.run("address_books")
    book = program.page()
    program.wait(lambda: book.findChildren(FilterButton))
    yield "anagrafiche vuote"
    book.open("")
    program.type("Ditta di prova dal nome molto lungo, società cooperativa\t")
    yield "una scheda"
    book.record.back.click()
    yield "anagrafiche"
    book.delete(book.list.current_id())
    yield "anagrafiche, una scheda eliminata"
    book.closed.emit()


def resized(start: Start, width: int, height: int, factor: float) -> Program:
    program = start()
    program.window.resize(width, height)
    program.app.appearance.resize_text(factor)
    settle()
    assert (program.window.width(), program.window.height()) == (width, height)
    return program


def wrong_in(root: QWidget) -> list[str]:
    """As `faults`; what holds a part that scrolls may be lower than all of it."""
    widgets = [root, *layout.visible(root)]
    around = {parent for area in root.findChildren(QAbstractScrollArea) for parent in parents(area)}
    found = [fault for each in widgets if each not in around for fault in layout.cut(each)]
    found += [fault for each in widgets[1:] for fault in layout.outside(each)]
    return found + [fault for each in widgets for fault in layout.overlaps(each)]


def parents(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def askew(root: QWidget) -> Iterator[str]:
    """Indietro and Avanti stand exactly under the form or the answers, which a scroll bar may have moved."""
    kinds = (StepPage, AnswerGroup, StepBar)
    shown = [each for kind in kinds for each in root.findChildren(kind) if each.isVisible()]
    sides = {(each.mapTo(root, each.rect().topLeft()).x(), each.width()) for each in shown}
    if len(shown) > 1 and len(sides) > 1:
        yield f"the bar is not under the form or the answers: {sides}"


@pytest.mark.parametrize(("width", "height", "factor"), SIZES)
def test_nothing_is_cut_or_overlaps(start: Start, width: int, height: int, factor: float) -> None:
    program = resized(start, width, height, factor)
    found: dict[str, list[str]] = {}
    for name in pages(program):
        for _ in range(ROUNDS):
            settle()
            if not (wrong := [*wrong_in(program.window), *askew(program.window)]):
                break
        else:
            found[name] = wrong
        if (program.window.width(), program.window.height()) != (width, height):
            found.setdefault(name, []).append(f"the window grew to {program.window.size().toTuple()}")
            program.window.resize(width, height)
    assert not found, "\n".join(f"{name}: {each}" for name, wrong in found.items() for each in wrong)


def spoken(root: QWidget) -> Iterator[tuple[QObject, str]]:
    """All that is seen or read aloud."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QPlainTextEdit):
            continue
        for words in (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()):
            yield widget, words
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
    for action in root.findChildren(QAction):
        yield action, action.text()


@cache  # most words are on every page
def english(words: str) -> list[str]:
    return ENGLISH.findall(re.sub(r"<[^>]*>|(?<!\w)/\S+|\S+@\S+|\S+\.\w{2,4}\b", " ", words.replace("&", "")))


def test_qts_own_buttons_are_italian(start: Start) -> None:
    start()
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
    words = {button.text().replace("&", "") for button in box.buttons()}
    assert words == {"Annulla", "Salva"}
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Discard)
    assert not any(english(button.text()) for button in buttons.buttons())
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    assert not [action.text() for action in menu.actions() if english(action.text())]


class Watch(QObject):
    """Tells which widgets were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} «{watched.accessibleName()}»")
        return False


def waits(control: QWidget) -> bool:
    """Of some radios Tab visits the one that is on; the arrows go to the others."""
    return isinstance(control, QRadioButton) and control.autoExclusive() and not control.isChecked()


def missed_by_tab(program: Program) -> Iterator[str]:
    """The controls of the page that Tab does not reach on its way round."""
    expected = {each for each in controls(program.window) if not waits(each)}
    if focus() not in expected:  # a step that asks nothing has the focus itself
        program.key(Key.Key_Tab)
    first, visited = focus(), {focus()}
    for _ in range(400):
        program.key(Key.Key_Tab)
        if focus() is first:
            break
        if focus() in visited:
            yield "Tab goes round without its start"
            break
        visited.add(focus())
    for each in expected - visited:
        yield f"Tab does not reach {type(each).__name__} «{each.accessibleName()}»"


def test_every_page_is_italian_named_in_one_window_and_walked_by_tab(start: Start, qapp: QApplication) -> None:
    program = resized(start, 1366, 690, 1.0)
    watch, found, seen = Watch(), list[str](), 0
    qapp.installEventFilter(watch)
    for name in pages(program):
        settle()
        assert program.window.isActiveWindow(), f"{name}: {watch.shown}"
        seen += len(list(controls(program.window)))
        found += [f"{name}: {each}" for each in (*nameless(program.window), *confused(program.window))]
        found += [f"{name}: {each}" for each in layout.undressed(program.window, program.window.theme)]
        found += [f"{name}: «{words}»" for _, words in spoken(program.window) if english(words)]
        if "avviso" not in name:
            found += [f"{name}: {each}" for each in missed_by_tab(program)]
        found += [f"{name}: {each} flashed as a window" for each in watch.shown]
        watch.shown.clear()
    for scheme in SCHEMES:
        program.app.appearance.choose_scheme(scheme)
    qapp.removeEventFilter(watch)
    assert sorted({*found, *watch.shown}) == []
    assert seen > 200


# --- another look in the middle of a step --------------------------------------------------------------------


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

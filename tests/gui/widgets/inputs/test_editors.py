"""What all editors have in common: what they show, their name, Esc, the wheel, colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import SCHEME_COLORS, Scheme, Theme, apply_scheme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.line_edits import ReadOnlyLook
from desktop_app.gui.widgets.inputs.number_editor import NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, TextEditor
from tests.gui.support.editors import MAKERS, Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key


def wheel_over(widget: QWidget) -> QWheelEvent:
    spot = QPointF(5, 5)
    event = QWheelEvent(spot, widget.mapToGlobal(spot), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize("name", list(MAKERS))
def test_what_the_draft_holds_is_shown_without_a_signal(shown: Shown, theme: Theme, name: str) -> None:
    make, value = MAKERS[name]
    editor = make(theme)
    page = Page(shown, editor)
    for held in (value, None, value):
        editor.show_value(held)
    assert (page.edits, page.commits, editor.is_typing()) == ([], 0, False)


@pytest.mark.parametrize("name", list(MAKERS))
def test_name_and_description_reach_the_screen_reader(qtbot: QtBot, theme: Theme, name: str) -> None:
    editor = MAKERS[name][0](theme)
    qtbot.addWidget(editor)
    editor.set_accessible("Valore della commessa", "Al netto di IVA.")
    control = editor.focus_widget()
    said = control.accessibleName() + " " + control.accessibleDescription()
    assert "Valore della commessa" in said and "Al netto di IVA." in said


@pytest.mark.parametrize("name", list(MAKERS))
def test_esc_discards_nothing(shown: Shown, theme: Theme, name: str) -> None:
    make, value = MAKERS[name]
    editor = make(theme)
    page = Page(shown, editor)
    editor.show_value(value)
    QTest.keyClick(start(editor), Key.Key_Escape)
    assert page.edits == [] and page.window.isVisible()
    if isinstance(control := editor.focus_widget(), QLineEdit):
        assert control.text() == value


@pytest.mark.parametrize("name", ["number", "date", "list", "radios", "text"])
def test_the_wheel_changes_nothing_and_scrolls_the_page(shown: Shown, theme: Theme, name: str) -> None:
    make, value = MAKERS[name]
    editor = make(theme)
    page = Page(shown, editor)
    editor.show_value(value)
    event = wheel_over(start(editor))
    assert page.edits == [] and not event.isAccepted()


def test_enter_commits_once_and_moves_past_the_links(shown: Shown, theme: Theme) -> None:
    first, link, second = NumberEditor(theme), Link(theme, "Sostituisci questo valore"), DateEditor(theme)
    page = Page(shown, first, link, second)
    QTest.keyClicks(start(first), "5")
    QTest.keyClick(first.focus_widget(), Key.Key_Return)
    assert page.commits == 1 and second.focus_widget().hasFocus() and not first.is_typing()


def test_tab_commits_and_reaches_the_link(shown: Shown, theme: Theme) -> None:
    first, link, second = TextEditor(theme), Link(theme, "Modifica"), LongTextEditor(theme)
    page = Page(shown, first, link, second)
    QTest.keyClick(start(first), Key.Key_Tab)
    assert page.commits == 1 and link.hasFocus()
    QTest.keyClick(link, Key.Key_Tab)
    QTest.keyClick(second.focus_widget(), Key.Key_Tab)
    assert page.commits == 2 and first.focus_widget().hasFocus(), "Tab leaves a long text, too"


def test_arriving_by_key_selects_all(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    Page(shown, TextEditor(theme), editor)
    editor.show_value("1.234,00 €")
    field = start(editor)
    assert isinstance(field, QLineEdit) and field.selectedText() == "1.234,00 €"


def test_undo_is_left_to_the_window(shown: Shown, theme: Theme) -> None:
    for editor in (TextEditor(theme), LongTextEditor(theme)):
        Page(shown, editor)
        field = start(editor)
        QTest.keyClicks(field, "ab")
        QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "ab"


def colors(widget: QWidget) -> tuple[str, str]:
    """The colours of the border and of the background beside it, in the middle of the left side."""
    picture, middle = widget.grab().toImage(), widget.height() // 2
    return picture.pixelColor(0, middle).name(), picture.pixelColor(6, middle).name()


@pytest.mark.parametrize("scheme", SCHEME_COLORS)
@pytest.mark.parametrize("name", ["text", "long", "number", "date", "list"])
def test_a_border_tells_the_problem_and_the_ground_what_nobody_types_in(
    shown: Shown, qapp: QApplication, scheme: Scheme, name: str
) -> None:
    theme = apply_scheme(qapp, scheme, 1.0)
    editor = MAKERS[name][0](theme)
    shown(editor)
    box, look = editor.focus_widget(), theme.colors
    assert colors(box) == (look.border, look.surface)
    editor.set_state("error")
    assert colors(box) == (look.error, look.surface)
    editor.set_state("warning")
    assert colors(box) == (look.warn, look.surface)
    editor.set_state("")
    assert colors(box) == (look.border, look.surface)
    editor.set_read_only("fixed")
    assert colors(box)[1] == look.sunken


@pytest.mark.parametrize("scheme", SCHEME_COLORS)
def test_a_fixed_value_is_written_quietly(shown: Shown, qapp: QApplication, scheme: Scheme) -> None:
    theme = apply_scheme(qapp, scheme, 1.0)
    editor = TextEditor(theme)
    shown(editor)
    text, muted = theme.colors.text, theme.colors.muted
    inks: dict[ReadOnlyLook, str] = {"": text, "computed": text, "fixed": muted}
    for look, color in inks.items():
        editor.set_read_only(look)
        assert editor.focus_widget().palette().color(QPalette.ColorRole.Text).name() == color

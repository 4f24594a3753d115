"""The editors, used by keyboard and mouse: typing, the keypad, the wheel, Tab, Enter, Esc."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import SCHEME_COLORS, Scheme, Theme, apply_scheme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.line_edits import ReadOnlyLook
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, ReadOnlyEditor, TextEditor
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from tests.gui.support.parts import Shown

Key = Qt.Key
MANY = {str(number): f"Scelta {number}" for number in range(6)}
MAKERS: dict[str, tuple[Callable[[Theme], FieldEditor], object]] = {
    "text": (TextEditor, "Jesi"),
    "long": (LongTextEditor, "Una riga\ndue righe"),
    "number": (NumberEditor, "1.234,00 €"),
    "date": (DateEditor, "01/02/2026"),
    "yes_no": (YesNoEditor, False),
    "radios": (lambda theme: choice_editor(theme, {"anno": "un anno", "tutta": "tutta"}), "tutta"),
    "list": (lambda theme: choice_editor(theme, MANY), "3"),
}


class Page:
    """Editors one below the other in the active window, and the signals they emitted."""

    def __init__(self, shown: Shown, *parts: QWidget) -> None:
        self.edits: list[object] = []
        self.commits = 0
        for editor in parts:
            if isinstance(editor, FieldEditor):
                editor.edited.connect(self.edits.append)
                editor.committed.connect(self._commit)
        self.window = shown(*parts)

    def _commit(self) -> None:
        self.commits += 1


def start(editor: FieldEditor) -> QWidget:
    editor.focus_widget().setFocus(Qt.FocusReason.TabFocusReason)
    return editor.focus_widget()


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


def test_every_keystroke_is_told_as_typed(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    QTest.keyClicks(start(editor), "12.34.5")
    assert page.edits[-1] == "12.34.5" and len(page.edits) == 7 and editor.is_typing()


def test_the_dot_of_the_keypad_is_a_comma(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    field = start(editor)
    QTest.keyClicks(field, "12")
    QApplication.sendEvent(
        field, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Period, Qt.KeyboardModifier.KeypadModifier, ".")
    )
    QTest.keyClicks(field, "5")
    assert page.edits == ["1", "12", "12,", "12,5"]
    QTest.keyClicks(field, ".")
    assert page.edits[-1] == "12,5.", "the dot of the main keys stays one"


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


def test_a_paste_on_several_lines_becomes_one(shown: Shown, theme: Theme) -> None:
    editor = TextEditor(theme)
    page = Page(shown, editor)
    QApplication.clipboard().setText("Via Roma 1\n60035 Jesi")
    QTest.keyClick(start(editor), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits[-1] == "Via Roma 1 60035 Jesi"


@pytest.mark.parametrize("kind", [TextEditor, LongTextEditor])
def test_a_megabyte_pasted_is_refused_and_nothing_is_cut(
    shown: Shown, theme: Theme, kind: type[TextEditor | LongTextEditor]
) -> None:
    editor = kind(theme)
    page, refused = Page(shown, editor), list[int]()
    editor.paste_refused.connect(refused.append)
    QTest.keyClicks(start(editor), "ab")
    QApplication.clipboard().setText("x y " * 250_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab"
    QApplication.clipboard().setText("c" * 1_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab" + "c" * 1_000
    editor.set_read_only("computed")
    QApplication.clipboard().setText("x y " * 250_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab" + "c" * 1_000


def test_what_is_beyond_the_limit_of_a_long_text_is_pasted_whole(shown: Shown, theme: Theme) -> None:
    """A field's own limit is told with a sentence: what is too long there can be shortened by hand."""
    editor = LongTextEditor(theme)
    page = Page(shown, editor)
    QApplication.clipboard().setText("parola\r\n" * 3_000)
    QTest.keyClick(start(editor), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits[-1] == "parola\n" * 3_000


def test_the_menu_of_a_line_refuses_as_the_keys_do(shown: Shown, theme: Theme, qtbot: QtBot) -> None:
    editor = TextEditor(theme)
    Page(shown, editor)
    field = start(editor)
    QApplication.clipboard().setText("x" * 1_000_000)
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(1, 1)))
    (menu,) = field.findChildren(QMenu)
    with qtbot.waitSignal(editor.paste_refused):
        next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.close()
    assert isinstance(field, QLineEdit) and field.text() == ""


def test_a_long_text_grows_instead_of_scrolling(shown: Shown, theme: Theme) -> None:
    editor = LongTextEditor(theme)
    Page(shown, editor)
    before = editor.sizeHint().height()
    editor.show_value("riga\n" * 12)
    assert editor.focus_widget().height() > before + 5 * theme.px(20)


def test_a_long_number_is_wholly_in_sight(qtbot: QtBot, theme: Theme) -> None:
    editor = NumberEditor(theme, COUNT_WIDTH)
    qtbot.addWidget(editor)
    usual = editor.focus_widget().maximumWidth()
    editor.show_value("9.999.999")
    assert usual == theme.px(90) < editor.focus_widget().maximumWidth()


def test_radios_are_one_stop_and_the_arrows_choose(shown: Shown, theme: Theme) -> None:
    editor, after = choice_editor(theme, {"a": "uno", "b": "due", "c": "tre"}), TextEditor(theme)
    page = Page(shown, editor, after)
    editor.show_value("a")
    QTest.keyClick(start(editor), Key.Key_Down)
    assert page.edits == ["b"] and page.commits == 1
    QTest.keyClick(editor.focus_widget(), Key.Key_Tab)
    assert after.focus_widget().hasFocus()


def test_delete_takes_a_choice_back(shown: Shown, theme: Theme) -> None:
    for name in ("yes_no", "radios", "list"):
        make, value = MAKERS[name]
        editor = make(theme)
        page = Page(shown, editor)
        editor.show_value(value)
        QTest.keyClick(start(editor), Key.Key_Delete)
        assert page.edits == [None]


def test_a_click_on_yes_is_true(shown: Shown, theme: Theme) -> None:
    editor = YesNoEditor(theme)
    page = Page(shown, editor)
    yes, no = editor.findChildren(RadioButton)
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert page.edits == [False, True]


def test_many_options_make_a_list_that_cannot_be_typed_in(shown: Shown, theme: Theme) -> None:
    editor = choice_editor(theme, MANY)
    page = Page(shown, editor)
    box = start(editor)
    assert isinstance(box, QComboBox) and not box.isEditable()
    QTest.keyClick(box, Key.Key_Down)
    assert page.edits == ["0"]


def test_a_day_picked_is_written_in_italian(shown: Shown, theme: Theme) -> None:
    editor = DateEditor(theme)
    page = Page(shown, editor)
    editor.show_value("31/12/2026")
    QTest.keyClick(start(editor), Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    days = QApplication.focusWidget()
    assert days is not None
    QTest.keyClick(days, Key.Key_Right)
    QTest.keyClick(days, Key.Key_Return)
    assert page.edits == ["01/01/2027"] and page.commits == 1 and not popup.isVisible()


def test_suggestions_only_suggest(shown: Shown, theme: Theme) -> None:
    editor = TextEditor(theme, ["Rossi Meccanica S.r.l.", "Conserve Murgia S.p.A."])
    page = Page(shown, editor)
    taken: list[str] = []
    editor.suggestion_chosen.connect(taken.append)
    field = start(editor)
    QTest.keyClicks(field, "mecc")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert taken == ["Rossi Meccanica S.r.l."] and page.edits[-1] == taken[0]


def test_what_is_only_read_is_as_wide_as_its_value(shown: Shown, theme: Theme) -> None:
    editor = ReadOnlyEditor(theme)
    shown(editor)
    field = editor.focus_widget()
    editor.show_value("No")
    short = field.sizeHint().width()
    assert short <= theme.px(90)
    editor.show_value("Società cooperativa sociale dal nome piuttosto lungo, a responsabilità limitata")
    assert field.sizeHint().width() > field.fontMetrics().horizontalAdvance(editor.text()) > short
    assert editor.sizeHint().width() >= field.sizeHint().width()


def test_a_computed_value_can_be_read_and_not_written(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    editor.show_value("21.500,00 €")
    editor.set_read_only("computed")
    QTest.keyClicks(start(editor), "9")
    assert page.edits == [] and editor.focus_widget().hasFocus()


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

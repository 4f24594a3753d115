"""Qt's text inputs with our keys (Enter, the keypad's decimal key) and without an undo of their own."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QPlainTextEdit

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls import text_menu
from desktop_app.gui.widgets.controls.dropping import local_files
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.layout.later import later

ReadOnlyLook = Literal["", "computed", "fixed"]

MAX_PASTED_CHARACTERS = 25_000  # beyond what any field holds; a longer paste is refused, never cut
TEMPORARY_FOCUS_REASONS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)  # window switch, popup, menu bar: the focus comes back, so the field was not left

STATE_BORDERS: Final = {"error": ("error", 2.0), "warning": ("warn", 2.0)}  # field state: colour, width in px


def is_undo(event: QEvent) -> bool:
    """Whether it is the key for undo or redo."""
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in keys)


def is_duplicate(event: QEvent) -> bool:
    """Whether it is the key that duplicates a dossier: where somebody types it does nothing (on Linux Qt deletes)."""
    control = Qt.KeyboardModifier.ControlModifier
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_D and event.modifiers() == control


class LineInput(QLineEdit):
    """One line of text. `typed` comes only from the user; `paste_refused` brings the length of a text too long.

    Pasted lines become one, with `joint` between them.
    """

    typed = Signal(str)
    paste_refused = Signal(int)
    enter_pressed = Signal()
    focus_gained = Signal()
    focus_lost = Signal()

    def __init__(
        self, theme: Theme, keypad_comma: bool = False, select_on_click: bool = False, joint: str = " "
    ) -> None:
        super().__init__()
        self._theme, self._keypad_comma, self._select_on_click, self._joint = (
            theme, keypad_comma, select_on_click, joint,
        )  # fmt: skip
        self.setFont(theme.font())
        self.setFixedHeight(theme.px(39))
        self.setFrame(False)
        self.reserve_margins()
        self.show_read_only_look("")
        self.textEdited.connect(self._join_lines)

    def reserve_margins(self, left: int = 0, right: int = 0) -> None:
        """Reserves px at both ends for icons or buttons inside the line."""
        edge = self._theme.gap(12) + 1
        self.setTextMargins(edge + left, 0, edge + right, 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files go to the window: their paths are no answer."""
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def show_read_only_look(self, look: ReadOnlyLook) -> None:
        """Computed and fixed values have another background."""
        colors = QPalette()
        colors.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)  # paintEvent draws it
        colors.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, self._theme.color("muted"))
        if look == "fixed":
            colors.setColor(QPalette.ColorRole.Text, self._theme.color("muted"))
        self.setPalette(colors)
        stylesheets.set_style_property(self, "look", look)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, state, look = self._theme, self.property("state"), self.property("look")
        off = look == "fixed" or not self.isEnabled()
        line, width = ("line", 1.0) if off else STATE_BORDERS.get(state, ("border", 1.0))
        style = Qt.PenStyle.DotLine if look == "computed" else Qt.PenStyle.SolidLine
        if off and theme.is_contrast:  # there a dashed border says disabled
            style = Qt.PenStyle.DashLine
        background = theme.color("sunken" if off or look == "computed" else "surface")
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), theme.px(6), background, theme.color(line), width, style)
        super().paintEvent(event)

    def _join_lines(self, words: str) -> None:
        """Joins pasted lines into one, then emits `typed`."""
        one_line = self._joint.join(words.splitlines())
        if one_line != words and words.splitlines()[1:]:
            self.setText(one_line)
        self.typed.emit(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_duplicate(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not self._suggestions_open():
            self.enter_pressed.emit()
        elif self._keypad_comma and _is_keypad_dot(event):
            comma = QKeyEvent(event.type(), Qt.Key.Key_Comma, Qt.KeyboardModifier.NoModifier, ",")
            super().keyPressEvent(comma)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif is_undo(event) or is_duplicate(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Pastes the clipboard's text, unless it is too long."""
        if self.isReadOnly():
            return
        length = len(QApplication.clipboard().text())
        if length > MAX_PASTED_CHARACTERS:
            self.paste_refused.emit(length)
        else:
            super().paste()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        text_menu.undone_by_window(menu, self)
        paste = menu.findChild(QAction, "edit-paste")
        if isinstance(paste, QAction):
            paste.triggered.disconnect()
            paste.triggered.connect(self.paste)
        text_menu.open_at(self._theme, menu, event.globalPos())

    def _suggestions_open(self) -> bool:
        """Whether the list of suggestions is open: it handles Enter then."""
        completer: QCompleter | None = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_REASONS:
            self.focus_gained.emit()
        if self._select_on_click and event.reason() == Qt.FocusReason.MouseFocusReason:
            later(self, self.selectAll)  # later: the mouse press that follows would place the cursor

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_REASONS:
            self.focus_lost.emit()


def _is_keypad_dot(event: QKeyEvent) -> bool:
    keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    return keypad and event.key() in (Qt.Key.Key_Period, Qt.Key.Key_Comma)


class MultilineInput(QPlainTextEdit):
    """Several lines: Enter starts a new line, Tab and Ctrl+Enter go to the next field. Grows with its text."""

    typed = Signal(str)
    paste_refused = Signal(int)  # the length of a text too long to be pasted or dropped
    enter_pressed = Signal()
    focus_gained = Signal()
    focus_lost = Signal()

    MAX_LINES = 30  # longer texts scroll inside

    def __init__(self, theme: Theme, lines: int) -> None:
        super().__init__()
        self.setStyleSheet(stylesheets.for_input(theme))
        self._min_lines, self._showing = lines, False
        self.setFont(theme.font())
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._extra, self._theme = 2 * theme.gap(5) + 4, theme
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files go to the window: their paths are no answer."""
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def show_read_only_look(self, look: ReadOnlyLook) -> None:
        """Computed and fixed values have another background."""
        stylesheets.set_style_property(self, "look", look)

    def show_text(self, words: str) -> None:
        """Shows a text without emitting `typed`."""
        self._showing = True
        self.setPlainText(words)
        self._showing = False

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(self.toPlainText())

    def _grow(self) -> None:
        lines = max(self._min_lines, round(self.document().size().height()))
        policy = Qt.ScrollBarPolicy
        fits = lines <= self.MAX_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)
        self.setFixedHeight(min(lines, self.MAX_LINES) * self.fontMetrics().lineSpacing() + self._extra)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        text_menu.undone_by_window(menu, self)
        text_menu.open_at(self._theme, menu, event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        words = source.text()
        if len(words) > MAX_PASTED_CHARACTERS:
            self.paste_refused.emit(len(words))
        else:
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_duplicate(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enter_pressed.emit()
        elif is_undo(event) or is_duplicate(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_REASONS:
            self.focus_gained.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_REASONS:
            self.focus_lost.emit()

"""Editors of text: one line, with suggestions if there are some; several lines; read-only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.line_edits import LineInput, MultilineInput, ReadOnlyLook

MIN_READ_ONLY_WIDTH = 90  # px at 100 %, as an integer field


class InputEditor(FieldEditor):
    """Wraps one of our inputs: turns its typing, Enter and focus changes into the signals of FieldEditor."""

    def __init__(self, theme: Theme, field: LineInput | MultilineInput) -> None:
        super().__init__(theme)
        self._field = field
        self.row.addWidget(field)
        field.typed.connect(self._emit_edited)
        field.paste_refused.connect(self.paste_refused)
        field.enter_pressed.connect(self._commit_and_move_on)
        field.focus_gained.connect(self._focus_arrived)
        field.focus_lost.connect(self._commit)

    def focus_widget(self) -> QWidget:
        return self._field

    def set_read_only(self, look: ReadOnlyLook) -> None:
        self._field.setReadOnly(bool(look))
        computed = look == "computed"
        self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus if computed else Qt.FocusPolicy.StrongFocus)
        self._field.show_read_only_look(look)


class LineEditor(InputEditor):
    """One line of text."""

    _field: LineInput

    def show_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        self._typing = False
        if words != self._field.text():  # setText would move the cursor
            self._field.setText(words)
            if not self._field.hasFocus():
                self._field.setCursorPosition(0)

    def text(self) -> str:
        return self._field.text()


class TextEditor(LineEditor):
    """One line as wide as its column, or `width` px (at 100 %). Any text may be typed, suggested or not.

    `suggestion_chosen` brings a suggestion that was picked; `edited` comes as well.
    """

    suggestion_chosen = Signal(str)

    def __init__(
        self, theme: Theme, suggestions: Sequence[str] = (), width: int | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(theme, LineInput(theme))
        self.compact = width is not None
        self._suggestions: QStringListModel | None = None
        self._field.setPlaceholderText(placeholder)
        if width is not None:
            self._field.setFixedWidth(theme.px(width))
        if suggestions:
            self.set_suggestions(suggestions)

    def set_suggestions(self, suggestions: Sequence[str]) -> None:
        """While the user types, offers the suggestions that contain the text; arrows and Enter pick one."""
        if self._suggestions is None:
            self._suggestions = QStringListModel(self)
            self._field.setCompleter(self._make_completer(self._suggestions))
        self._suggestions.setStringList(list(suggestions))

    def _make_completer(self, model: QStringListModel) -> QCompleter:
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        view = QListView()
        view.setStyleSheet(stylesheets.for_popup(self._theme))
        view.setFont(self._theme.font())
        completer.setPopup(view)
        completer.highlighted[str].connect(self._emit_edited)  # type: ignore[index]  # the arrow keys write it into the line
        completer.activated[str].connect(self._take_suggestion)  # type: ignore[index]  # overload by type
        return completer

    def _take_suggestion(self, words: str) -> None:
        self._emit_edited(words)
        self.suggestion_chosen.emit(words)


class ReadOnlyInput(LineInput):
    """As wide as its text: a short value is not shown in a long empty box."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(self.minimumWidth(), words + 2 * self._theme.gap(12) + self._theme.px(8)), self.height())


class ReadOnlyEditor(LineEditor):
    """One line for a value that is only shown; its width follows the value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ReadOnlyInput(theme))
        self._field.setMinimumWidth(theme.px(MIN_READ_ONLY_WIDTH))
        self._field.textChanged.connect(self._field.updateGeometry)


class LongTextEditor(InputEditor):
    """Several lines; the height follows the text."""

    _field: MultilineInput
    compact = False

    def __init__(self, theme: Theme, lines: int = 3) -> None:
        super().__init__(theme, MultilineInput(theme, lines))

    def show_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        self._typing = False
        if words != self._field.toPlainText():
            self._field.show_text(words)

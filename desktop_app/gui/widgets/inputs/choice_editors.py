"""Editors of choices: yes or no, one of a few as radio buttons, one of many in a drop-down list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QComboBox, QVBoxLayout, QWidget

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.inputs.editor import FieldEditor, FieldState
from desktop_app.gui.widgets.inputs.line_edits import TEMPORARY_FOCUS_REASONS, ReadOnlyLook
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from desktop_app.gui.widgets.layout.flow import FlowLayout

MAX_RADIOS = 4  # more options are a drop-down list
Options = Mapping[str, str] | Mapping[bool, str]  # the stored value of each option, and its words


class RadioEditor(FieldEditor):
    """Radio buttons. One tab stop; the arrow keys move inside."""

    def __init__(
        self,
        theme: Theme,
        options: Options,
        mnemonics: Mnemonics | None = None,
        in_row: bool = False,
    ) -> None:
        super().__init__(theme)
        self._group = QButtonGroup(self)
        self._value: object = None
        self._radios: dict[object, RadioButton] = {}
        self._holder = _Options()
        self._holder.setLayout(FlowLayout(theme.gap(24), theme.gap(4)) if in_row else QVBoxLayout())
        layout = self._holder.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.gap(4))
        for id, words in options.items():
            radio = RadioButton(theme, mnemonics.assign(words) if mnemonics else escape_mnemonic(words), in_row)
            self._radios[id] = radio
            self._group.addButton(radio)
            layout.addWidget(radio)
            radio.clicked.connect(lambda _=False, id=id: self._choose(id))
            radio.clear_requested.connect(lambda: self._choose(None))
            radio.enter_pressed.connect(self._commit_and_move_on)
            radio.focus_gained.connect(self._focus_arrived)
            radio.focus_lost.connect(self._commit_if_left)
        self.row.addWidget(self._holder)
        self._set_tab_stop()

    def show_value(self, value: object) -> None:
        self._value = value if value in self._radios else None
        self._group.setExclusive(False)  # else the last choice could not be taken back
        for id, radio in self._radios.items():
            radio.setChecked(id == self._value and self._value is not None)
        self._group.setExclusive(True)
        self._set_tab_stop()

    def focus_widget(self) -> QWidget:
        return self._radios.get(self._value) or next(iter(self._radios.values()))

    def buddy(self) -> QWidget:
        """The group, which gives the focus to the option that is selected at the time."""
        return self._holder

    def set_state(self, state: FieldState) -> None:
        for radio in self._radios.values():
            radio.setProperty("state", state)
            radio.update()

    def set_read_only(self, look: ReadOnlyLook) -> None:
        for radio in self._radios.values():
            radio.setEnabled(not look)

    def set_accessible(self, name: str, description: str = "") -> None:
        """Each option has the question as its description: screen readers say both."""
        self._holder.setAccessibleName(name)
        for radio in self._radios.values():
            radio.setAccessibleDescription(f"{name}. {description}".strip())

    def _choose(self, id: object) -> None:
        if id == self._value:
            return
        self.show_value(id)
        self._emit_edited(id)
        self._commit()
        self._focus_arrived()

    def _commit_if_left(self) -> None:
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._commit()

    def _set_tab_stop(self) -> None:
        stop = self.focus_widget()
        self._holder.stop = stop
        for radio in self._radios.values():
            radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if radio is stop else Qt.FocusPolicy.ClickFocus)


class _Options(QWidget):
    """Holds the options and hands the focus on to `stop`. No focus proxy: Tab stops at a widget that has one."""

    def __init__(self) -> None:
        super().__init__()
        self.stop: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a buddy that takes no focus is skipped by its mnemonic

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.stop is not None:
            self.stop.setFocus(event.reason())


class YesNoEditor(RadioEditor):
    """Sì or No; the value is a bool, None while nothing is chosen."""

    def __init__(self, theme: Theme, mnemonics: Mnemonics | None = None) -> None:
        super().__init__(theme, {True: "Sì", False: "No"}, mnemonics, in_row=True)


class ListBox(QComboBox):
    """A combo box that ignores the wheel, so that scrolling the page changes nothing. Delete clears the choice."""

    clear_requested = Signal()
    enter_pressed = Signal()
    focus_gained = Signal()
    focus_lost = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setStyleSheet(stylesheets.for_input(theme))
        self.setFont(theme.font())
        self.view().setFont(theme.font())
        self.setFixedHeight(theme.px(39))
        self.setPlaceholderText("Scegli")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # so that the page scrolls; the popup's view handles its own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.enter_pressed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_requested.emit()
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(18)
        place = QRectF(self.width() - size - self._theme.gap(10), (self.height() - size) / 2, size, size)
        with painting(self) as painter:
            icons.draw(painter, "chevron-down", self._theme.color("text" if self.isEnabled() else "muted"), place)


class ListEditor(FieldEditor):
    """A drop-down list; typing letters jumps to an option."""

    def __init__(self, theme: Theme, options: Options) -> None:
        super().__init__(theme)
        self._ids = list(options)
        self._box = ListBox(theme)
        self._box.addItems(list(options.values()))
        self._box.setCurrentIndex(-1)
        self._box.activated.connect(self._choose)
        self._box.clear_requested.connect(lambda: self._choose(-1))
        self._box.enter_pressed.connect(self._commit_and_move_on)
        self._box.focus_gained.connect(self._focus_arrived)
        self._box.focus_lost.connect(self._commit)
        self._value: object = None
        self.row.addWidget(self._box)

    def show_value(self, value: object) -> None:
        self._value = value if value in self._ids else None
        self._box.setCurrentIndex(-1 if self._value is None else self._ids.index(value))

    def focus_widget(self) -> QWidget:
        return self._box

    def _choose(self, index: int) -> None:
        id = None if index < 0 else self._ids[index]
        if id == self._value:
            return
        self.show_value(id)
        self._emit_edited(id)
        self._commit()
        self._focus_arrived()


def choice_editor(theme: Theme, options: Options, mnemonics: Mnemonics | None = None) -> FieldEditor:
    """The editor for these options: radio buttons up to MAX_RADIOS, else a drop-down list."""
    if len(options) <= MAX_RADIOS:
        return RadioEditor(theme, options, mnemonics)
    return ListEditor(theme, options)

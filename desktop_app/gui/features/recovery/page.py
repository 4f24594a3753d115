"""The page: what is wrong, the ways on as buttons with what each does, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.inventory import Inventory
from desktop_app.drafts.models import Backup
from desktop_app.gui.features.recovery import words
from desktop_app.gui.features.recovery.trouble import Trouble, Way
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import in_the_middle
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.feedback.notice_slot import NoticeSlot
from desktop_app.gui.widgets.layout.flow import FoldLayout
from desktop_app.gui.widgets.layout.parts_column import PartsColumn
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops


class RecoveryPage(Page):
    """`way_chosen` brings a Way, `backup_chosen` the path of a copy, `answered` the key of a link in the notice."""

    way_chosen = Signal(str)
    backup_chosen = Signal(object)
    answered = Signal(str)

    def __init__(self, theme: Theme, trouble: Trouble, folder: Path, does: Mapping[Way, str]) -> None:
        super().__init__()
        self._theme, self._letters, self.trouble, self._does = theme, Mnemonics(), trouble, does
        self.buttons: dict[Way, Button] = {}
        self.copies: list[Button] = []
        self._pressed: Button | None = None  # what was chosen last, while it goes on
        self.looked = False  # the copies were read
        self.notice = NoticeSlot(theme)
        self.notice.link_activated.connect(self.answered)
        self._waiting, self._copies, self._facts = PartsColumn(theme), PartsColumn(theme), PartsColumn(theme)
        area = FadeScrollArea(theme)
        area.set_content(in_the_middle(theme, self._content(folder)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setAccessibleName(words.TITLE)
        self._set_tab_order()

    def _content(self, folder: Path) -> QWidget:
        theme, trouble = self._theme, self.trouble
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(theme.gap(10))
        column.addWidget(heading(theme, words.TITLE, "h1"))
        column.addWidget(Callout(theme, Notice("error", trouble.fact, trouble.advice)))
        column.addWidget(self._waiting)
        column.addSpacing(theme.gap(8))
        column.addWidget(heading(theme, words.WAYS_TITLE))
        column.addWidget(self.notice)
        for way in trouble.ways:
            column.addWidget(self._copies if way == "backup" else self._way(way))
        column.addSpacing(theme.gap(8))
        column.addWidget(Separator(theme))
        column.addSpacing(theme.gap(8))
        column.addWidget(heading(theme, words.HERE_TITLE))
        column.addWidget(_fact(theme, words.FOLDER, words.printable(folder)))
        if trouble.holder:
            column.addWidget(_fact(theme, words.HOLDER, trouble.holder))
        column.addWidget(self._facts)
        column.addStretch(1)
        self._facts.show_parts([text_label(theme, words.LOOKING, "small", "muted")])
        return middle

    def _way(self, way: Way) -> QWidget:
        first = way == self.trouble.ways[0]
        button = Button(self._theme, self._letters.assign(words.WAYS[way]), "primary" if first else "secondary")
        button.clicked.connect(lambda: self.way_chosen.emit(way))
        self.buttons[way] = button
        return _choice(self._theme, button, self._does[way])

    # --- data in -----------------------------------------------------------------------------------------

    def show_inventory(self, found: Inventory) -> None:
        """What there is, with the copies that can be opened; the newest of them is the first way on."""
        theme, openable = self._theme, "backup" in self.trouble.ways
        self.looked = True
        self.copies.clear()
        facts = [_fact(theme, words.FILE, words.file_facts(found.file))]
        for number, copy in enumerate(found.copies):
            button = self._open(copy, number == 0, found) if openable else None
            facts.append(
                _fact(theme, "" if number else words.COPIES, words.copy_facts(copy), button if number else None)
            )
        if more := words.other_copies(found):
            facts.append(_fact(theme, "" if found.copies else words.COPIES, more))
        self._facts.show_parts(facts)
        self._set_tab_order()

    def _open(self, copy: Backup, newest: bool, found: Inventory) -> Button:
        """The button that opens a copy; that of the newest stands among the ways on."""
        name = words.open_copy(copy)
        if newest:
            first = self.trouble.ways[0] == "backup"
            button = Button(self._theme, self._letters.assign(name), "primary" if first else "secondary")
            self._copies.show_parts([_choice(self._theme, button, words.does_open(found.file is not None))])
        else:
            button = Button(self._theme, words.OPEN_COPY, small=True)
            button.setAccessibleName(name)
        button.clicked.connect(lambda: self.backup_chosen.emit(copy.path))
        self.copies.append(button)
        return button

    def show_waiting(self) -> None:
        """A file that somebody opened waits for the dossiers."""
        self._waiting.show_parts([text_label(self._theme, words.WAITING, "small", weight=600)])

    def show_notice(self, notice: Notice | None) -> None:
        """A question, or how what was chosen ended; the focus goes to its last link."""
        self.notice.show_notice(notice)
        self._set_tab_order()
        if links := tab_stops(self.notice):  # the last one: a second Enter must not answer what nobody has read
            links[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """While something goes on nothing else can be chosen; afterwards the focus is where it was."""
        focused = self.window().focusWidget()
        if busy and isinstance(focused, Button):
            self._pressed = focused
        for button in (*self.buttons.values(), *self.copies):
            button.setEnabled(not busy)
        if not busy and self._pressed is not None:
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
            self._pressed = None

    def focus_on(self, way: Way) -> None:
        """The focus goes to a way on, where there is such a one."""
        if way in self.buttons:
            self.buttons[way].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keyboard ----------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The first way on."""
        return [*self.copies[:1], *self.buttons.values()][0]

    def _set_tab_order(self) -> None:
        ways = [
            each for way in self.trouble.ways for each in ([self.buttons[way]] if way != "backup" else self.copies[:1])
        ]
        set_tab_order([*tab_stops(self.notice), *ways, *self.copies[1:]])


def _choice(theme: Theme, button: Button, does: str) -> QWidget:
    """A button, and beside it what it does."""
    holder, row = QWidget(), QWidget()
    left = QHBoxLayout(holder)
    left.setContentsMargins(0, 0, 0, 0)
    left.addWidget(button)
    left.addStretch(1)
    label = text_label(theme, does, "small", "muted")
    label.setContentsMargins(0, theme.gap(7), 0, theme.gap(7))  # its first line beside the words of the button
    fold = FoldLayout(theme, fold_below=420)
    fold.set_pair(holder, label)
    row.setLayout(fold)
    button.setAccessibleDescription(does)
    return row


def _fact(theme: Theme, name: str, value: str, button: Button | None = None) -> QWidget:
    """A fact with its name; what can be done with it at the right."""
    row, right = QWidget(), QWidget()
    line = QHBoxLayout(right)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.gap(14))
    line.addWidget(text_label(theme, value, "small"), 1)
    if button is not None:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    fold = FoldLayout(theme, fold_below=420)
    fold.set_pair(text_label(theme, name, "small", "muted"), right)
    row.setLayout(fold)
    return row

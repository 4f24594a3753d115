"""Something that is read once: folded away under its title until it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.layout.scroll import ScrollContent


class Fold(ScrollContent):
    """A button that shows and hides what `make` makes when it is first shown. `about`: of what, for screen readers."""

    def __init__(self, theme: Theme, words: str, make: Callable[[], QWidget], about: str = "") -> None:
        super().__init__()
        self._words, self._make = words, make
        self.content: QWidget | None = None
        self.button = Button(theme, escape_mnemonic(words), "quiet", trailing="chevron-down", small=True)
        self.button.setAccessibleName(f"{words}: {about}" if about else words)
        self.button.clicked.connect(lambda: self.set_open(not self.is_open))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(4))
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._describe()

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.content is not None and not self.content.isHidden()

    def set_open(self, open: bool) -> None:
        """Shows or hides the content."""
        if open and self.content is None:
            self.content = self._make()
            self._column.addWidget(self.content)
        if self.content is not None:
            self.content.setVisible(open)
        self._describe()

    def _describe(self) -> None:
        self.button.set_trailing("chevron-up" if self.is_open else "chevron-down")
        self.button.setAccessibleDescription("aperto" if self.is_open else "chiuso")

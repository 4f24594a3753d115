"""Links that belong together: one stop of Tab, with the arrow keys from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class GroupedLink(Link):
    """One of the links of the same parent; the first is the tab stop until the focus goes to another."""

    def __init__(self, theme: Theme, words: str, first: bool) -> None:
        super().__init__(theme, words)
        self._become_stop(first)

    def _become_stop(self, stop: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def _group(self) -> list[GroupedLink]:
        around = self.parentWidget()
        found = around.children() if around is not None else []
        return [each for each in found if isinstance(each, GroupedLink)]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for each in self._group():
            each._become_stop(each is self)  # noqa: SLF001 - its own kind

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = ARROWS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            group = self._group()
            group[(group.index(self) + by) % len(group)].setFocus(Qt.FocusReason.TabFocusReason)

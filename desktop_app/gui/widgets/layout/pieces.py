"""A long work done in turns of the event loop, of which whoever needs its result does at once what is left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.widgets.layout.later import in_turns

_END = object()
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.InputMethod)


class Pieces(QObject):
    """Does the next piece of `work` in each later turn, until it ends.

    A key that comes meanwhile is meant for what the work brings: the rest is done first, and the key goes to whatever
    has the focus by then. So nothing that is typed is lost, and nothing goes to what is still shown: `leaving`, which
    hears no press of the mouse either.
    """

    def __init__(self, parent: QObject, work: Iterator[None], leaving: QWidget) -> None:
        super().__init__(parent)
        self._leaving = leaving
        leaving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._work, self._is_at_work = work, False
        self.is_over = False
        self._focused = QApplication.focusWidget()
        if self._focused is not None:
            self._focused.installEventFilter(self)
        in_turns(self, self._do_next)

    def finish(self) -> None:
        """Does now what is left; nothing where a piece is being done just now."""
        while self._do_next():
            pass

    def _do_next(self) -> bool:
        if self.is_over or self._is_at_work:
            return False
        self._is_at_work, ended = True, True
        try:
            ended = next(self._work, _END) is _END
        finally:
            self._is_at_work = False
            if ended:
                self.is_over = True
                if isValid(self._leaving):
                    self._leaving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
                self.deleteLater()
        return not ended

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_over or event.type() not in KEYS:
            return False
        self.finish()
        focused = QApplication.focusWidget()
        if event.type() == QEvent.Type.ShortcutOverride or focused is None:
            event.ignore()  # the shortcuts of what came are looked for
        else:
            QApplication.sendEvent(focused, event)
        return True

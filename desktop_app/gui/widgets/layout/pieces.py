"""A long work done in turns of the event loop, of which whoever needs its result does at once what is left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from desktop_app.gui.widgets.layout.held_keys import MODIFIERS, can_wait, send_to_focus
from desktop_app.gui.widgets.layout.later import in_turns

_END = object()
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Pieces(QObject):
    """Does the next piece of `work` in each later turn, until it ends.

    What comes meanwhile is meant for what the work brings, and is done after it, in its order: keys go to whatever has
    the focus by then, entries of the menus are given to `then`; for other shortcuts the rest is done first. So nothing
    that is typed is lost, and nothing goes to what is still shown: `leaving`, which hears no press of the mouse either.
    """

    over = Signal()

    def __init__(self, parent: QObject, work: Iterator[None], leaving: QWidget) -> None:
        super().__init__(parent)
        self._leaving, self._window = leaving, leaving.window()
        leaving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._work, self._is_at_work = work, False
        self._after, self._next = deque[Callable[[], object]](), list[Callable[[], object]]()
        self.has_arrived = self.is_over = False  # the work is done; and all that came meanwhile, too
        self._listen()
        in_turns(self, self._do_next)

    def then(self, do: Callable[[], object]) -> None:
        """Does something once the work has ended, after what was asked for before; what is asked for by something of
        that comes right after it.
        """  # fmt: skip
        if self._is_at_work and self.has_arrived:
            self._next.append(do)
        else:
            self._after.append(do)

    def hand_on(self, to: Pieces) -> None:
        """What was asked for meanwhile and is not done yet comes after another work."""
        to._after.extend((*self._next, *self._after))
        self._next.clear()
        self._after.clear()

    def finish(self) -> None:
        """Does now what is left; nothing where a piece is being done just now."""
        while self._do_next():
            pass

    def stop(self) -> None:
        """Does nothing more of it, and nothing after it."""
        self._after.clear()
        self._arrive()
        self._be_over()

    def _do_next(self) -> bool:
        if self.is_over or self._is_at_work:
            return False
        self._is_at_work = True
        try:
            if self.has_arrived:
                self._after.popleft()()
            else:
                self._work_on()
        except Exception:
            in_turns(self, self._do_next)  # what came meanwhile is done all the same
            raise
        finally:
            self._is_at_work = False
            self._after.extendleft(reversed(self._next))
            self._next.clear()
            self._listen()
            if self.has_arrived and not self._after:
                self._be_over()
        return not self.is_over

    def _work_on(self) -> None:
        ended = True
        try:
            ended = next(self._work, _END) is _END
        finally:
            if ended:
                self._arrive()

    def _arrive(self) -> None:
        self.has_arrived = True
        if isValid(self._leaving):
            self._leaving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def _be_over(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.over.emit()
            self.deleteLater()

    def _listen(self) -> None:
        """Hears the keys of whatever has the focus now, in the same window: another one has its own."""
        focused = QApplication.focusWidget()
        if focused is not None and isValid(self._leaving) and focused.window() is self._window:
            focused.installEventFilter(self)  # once: Qt takes an earlier one of the same widget away

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_over or self._is_at_work or not (event.type() in KEYS or event.type() == QEvent.Type.InputMethod):
            return False
        override, entry = event.type() == QEvent.Type.ShortcutOverride, _entry(watched, event)
        if entry is not None and override and entry.isEnabled():
            event.ignore()  # what it does waits by itself
        elif isinstance(event, QKeyEvent) and (entry is not None or can_wait(event)):
            event.accept()  # also as no shortcut
            if event.type() == QEvent.Type.KeyPress and entry is not None:  # one of those that come with what comes
                self.then(entry.trigger)
            elif not override and entry is None:
                self.then(partial(send_to_focus, event.clone(), self._window))
        elif event.type() == QEvent.Type.KeyRelease or (isinstance(event, QKeyEvent) and event.key() in MODIFIERS):
            return False
        else:
            self.finish()
            if override:
                event.ignore()  # the shortcuts of what came are looked for
            else:
                send_to_focus(event, self._window)
        return True


def _entry(focused: QObject, event: QEvent) -> QAction | None:
    """The entry of the menu bar that has this key."""
    window = focused.window() if isinstance(focused, QWidget) else None
    if not isinstance(event, QKeyEvent) or not isinstance(window, QMainWindow):
        return None
    keys, entries = QKeySequence(event.keyCombination()), window.menuBar().findChildren(QAction)
    return next((each for each in entries if keys in each.shortcuts()), None)

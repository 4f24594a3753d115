"""The window is closed in the middle of an export: that stops, what it wrote is recorded, then the window closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop_app.gui.services.notices import Notices
from desktop_app.gui.services.worker import Task
from desktop_app.gui.widgets.feedback.notice import Notice

KEY: Final = "exporting"
CLOSING: Final = "Finisco il documento che sto scrivendo."
CLOSE_NOW: Final = "Appena è segnato nella pratica la finestra si chiude. Se la chiudi ancora, non aspetto."


class LeftExports:
    """The exports that are not recorded yet, and whether the window waits for them."""

    def __init__(self, notices: Notices) -> None:
        self._notices, self._running = notices, list[Task]()
        self._close: Callable[[], object] | None = None

    def begin(self, task: Task) -> None:
        """An export begins."""
        self._running.append(task)

    def over(self, task: Task, seen: bool) -> None:
        """All that it wrote is recorded. The window stays where the user has something to see first."""
        self._running.remove(task)
        close, self._close = (self._close, None) if seen or not self._running else (None, self._close)
        if close is not None:
            self._notices.tell(KEY, None)
            if not seen:
                close()

    def may_close(self, close: Callable[[], object]) -> bool:
        """Before the window closes: whether no export is under way. Else it stops, and `close` is called once what it
        wrote is recorded; who asks another time does not wait.
        """  # fmt: skip
        if self._close is not None or not self._running:
            return True
        self._close = close
        for each in self._running:
            each.stop()
        self._notices.tell(KEY, Notice("note", CLOSING, CLOSE_NOW))
        return False

"""One long job at a time, with a strip that says how far it is and stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.gui.services.worker import Task
from desktop_app.gui.shell.window import Window

if TYPE_CHECKING:
    from desktop_app.gui.widgets.feedback.progress import ProgressStrip


class JobStrip:
    """The job of one room, if there is one."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._task: Task | None = None
        self._strip: ProgressStrip | None = None
        window.rebuilt.connect(self._show)

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._task is not None

    def begin(self, task: Task, done: Callable[[Any], object], failed: Callable[[str], object]) -> None:
        """Shows the strip until the job ends, and does more then; only where none is running."""
        self._task = task
        self._show()
        task.finished.connect(lambda result: self._end(lambda: done(result)))
        task.failed.connect(lambda sentence: self._end(lambda: failed(sentence)))

    def _show(self) -> None:
        """Shows how far the job is, where there is one; again after the window was built anew."""
        if self._task is not None:
            from desktop_app.gui.widgets.feedback.progress import ProgressStrip

            self._strip = ProgressStrip(self._window.theme)
            self._window.put_below(self._strip)
            self._task.progressed.connect(self._strip.show_progress)
            self._strip.stop_requested.connect(self._task.stop)

    def _end(self, then: Callable[[], object]) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
        self._task, self._strip = None, None
        then()

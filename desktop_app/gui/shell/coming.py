"""A dossier on its way into the window; whatever is asked for meanwhile is about that one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.layout.pieces import Pieces


class Coming(QObject):
    """At most one comes at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Pieces | None = None

    @property
    def is_on_its_way(self) -> bool:
        """Whether it has not come yet."""
        return self._pieces is not None and not self._pieces.has_arrived

    @property
    def is_over(self) -> bool:
        """Whether nothing is on its way, and all that was asked for meanwhile is done."""
        return self._pieces is None

    def begin(self, work: Iterator[None], leaving: QWidget, then: Callable[[], object] | None = None) -> None:
        """Brings one in by `work`, in turns, and does more; one that was on its way comes first, at once."""
        self.finish()
        before, self._pieces = self._pieces, Pieces(self, work, leaving)
        self._pieces.over.connect(self._forget)
        if then is not None:
            self._pieces.then(then)
        if before is not None:  # this one was asked for by what came after that one, and the rest is about this one
            before.over.disconnect(self._forget)
            before.hand_on(self._pieces)

    def finish(self) -> None:
        """Does at once what is left, also of another one that is asked for by it."""
        finished = None
        while self._pieces is not finished:
            finished = self._pieces
            if finished is not None:
                finished.finish()

    def then(self, do: Callable[[], object]) -> None:
        """Does something at once, or after what is on its way has come, and what was asked for before."""
        if self._pieces is None:
            do()
        else:
            self._pieces.then(do)

    def end(self) -> None:
        """The program ends: nothing comes any more, and nothing is done after it."""
        if self._pieces is not None:
            self._pieces.stop()

    def _forget(self) -> None:
        self._pieces = None

"""What is done in a later turn of the event loop, once there is a layout, or the widget that asks has done its work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(context: QObject, do: Callable[[], object], ms: int = 0) -> None:
    """Does something after `ms` milliseconds, unless `context` is gone by then.

    `QTimer.singleShot` with a context would keep what it was given for ever where the context goes first, and with it
    the whole page: of 500 dossiers that were opened and left at once 500 MB.
    """
    timer = QTimer(context, singleShot=True, interval=ms)
    timer.timeout.connect(do)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def in_turns(context: QObject, do_some: Callable[[], bool], ms: int = 0) -> None:
    """Does a long work piece by piece, one in each later turn, so that keys and painting come between them.

    `do_some` does the next piece, and gives False where none is left. It ends where `context` is gone. Between two
    pieces the thread rests for `ms` milliseconds.
    """

    def turn() -> None:
        if do_some():
            later(context, turn, ms)

    later(context, turn)

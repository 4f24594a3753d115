"""What the application asks of every room of gui/features: a new one is one folder and one line of wiring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject

from desktop_app.gui.shell.actions import Entry
from desktop_app.gui.shell.context import AppContext


class Room(QObject):
    """The controller of one thing that the user does. It knows no other room: what it wants of one is a signal."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    def actions(self) -> Sequence[Entry]:
        """Its entries in the menus."""
        return ()

    def on_day_changed(self, today: dt.date) -> None:
        """Another day has begun: what it shows of days is worked out anew."""

    def let_go(self) -> Iterator[None]:
        """Deletes what nobody sees, a piece in each turn, before another look: all at once that takes too long."""
        return iter(())

    def release_pages(self) -> Callable[[], None]:
        """Forgets its pages, as the window is built anew in another look; the result shows again what was shown."""
        return do_nothing


def do_nothing() -> None:
    """The room showed nothing."""

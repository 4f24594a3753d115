"""Who reads the database and who puts another file in its place: never both at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.drafts import faults

READER_SECONDS = 0.04  # that a reader waits for another file: it may be the window that reads
ALONE_SECONDS = 5.0  # that the exchange of the file waits for those who read


class Gate:
    """Any number of readers, or one thread that is alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers, self._closed = 0, False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A read. Raises StoreFault while the file is being exchanged."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._closed, READER_SECONDS):
                raise faults.exchanging()
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for the reads to end."""
        return self._closed

    @contextmanager
    def alone(self, in_no_hurry: bool = False) -> Iterator[None]:
        """Nobody reads meanwhile. Raises StoreFault, and nothing has happened, where a read does not end.

        `in_no_hurry`: who wants to read while the others end theirs may do so.
        """
        with self._changed:
            if in_no_hurry and not self._changed.wait_for(lambda: not self._readers, ALONE_SECONDS):
                raise faults.locked()
            self._closed = True
            if not self._changed.wait_for(lambda: not self._readers, ALONE_SECONDS):
                self._open()
                raise faults.locked()
        try:
            yield
        finally:
            with self._changed:
                self._open()

    def _open(self) -> None:
        self._closed = False
        self._changed.notify_all()

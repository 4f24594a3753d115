"""What the window asks of every page that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page of the window."""

    def first_focus(self) -> QWidget:
        """Where typing begins. Not a focus proxy: Qt leaves out of Tab all that stands before one."""
        return self

    def tab_order(self, _read: Sequence[QWidget]) -> Sequence[QWidget]:
        """The way of Tab, where the page wants another than the one that it set: `_read` is what the window shows, in
        reading order. Empty: as it was set."""
        return ()

    def before_leaving(self) -> None:
        """Called when the window is about to close: what is half typed is taken over now."""

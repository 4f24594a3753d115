"""Files that are dropped on a widget, or copied in a file manager."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


def local_files(mime: QMimeData | None) -> list[Path]:
    """The files and folders of this computer that were dragged or copied; none where it is text."""
    if mime is None or not mime.hasUrls():
        return []
    return [Path(each.toLocalFile()) for each in mime.urls() if each.isLocalFile() and each.toLocalFile()]


class DropTarget(QWidget):
    """Takes dropped files: `files_dropped` brings their paths, `hovered_changed` whether some are held above it."""

    files_dropped = Signal(list)
    hovered_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self.hovered_changed.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hovered_changed.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered_changed.emit(False)
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

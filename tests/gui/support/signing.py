"""Firma e invio of a dossier in a program: exported, with files for it that were signed by invented people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.wording.step_words import SIGNING
from tests.gui.support.program import FORM, Program, settle

AGREEMENT = "convenzione_locale"


def opened(program: Program, exported: bool = True, form: str = FORM) -> SigningPage:
    """The example of a form at its last step, its documents exported."""
    program.app.editor.begin_example(form)
    program.wait(lambda: program.app.editor.view is not None)
    program.context.settings.export_base = str(program.folder / "esportati")
    program.app.signing.show()
    if exported:
        export(program)
    return page(program)


def export(program: Program) -> None:
    """All documents, and waits until they are recorded."""
    before = len(program.view.dossier.exports)
    program.app.documents.export()
    program.wait(lambda: not program.app.documents.busy and len(program.view.dossier.exports) > before)


def page(program: Program) -> SigningPage:
    found = program.view.closing_page(SIGNING)
    assert isinstance(found, SigningPage)
    assert program.view.step == SIGNING
    program.wait(lambda: found.is_whole)
    return found


def exported_file(program: Program, document: str = AGREEMENT) -> bytes:
    entry = next(each for each in program.view.dossier.exports if each.document == document)
    return entry.path.read_bytes()


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def hold(target: QWidget, *paths: Path) -> QMimeData:
    """Drags files above a widget, and does not let them go; gives what is dragged."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, mime, button, none)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    return mime


def drop(target: QWidget, *paths: Path) -> None:
    """Drops files on a widget as a file manager does."""
    mime = hold(target, *paths)
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, mime, button, none))
    settle()


def hand_in(program: Program, *paths: Path) -> None:
    """Drops files on the window, and waits for the answer to each."""
    heard: list[object] = []
    program.app.signing.intake.taken.connect(heard.append)
    drop(program.window, *paths)
    program.wait(lambda: heard)
    settle()


def said(part: QWidget) -> str:
    """All that a part says."""
    settle()
    return words_of(part)


def words_of(part: QWidget) -> str:
    """The same without letting anything happen."""
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible()).replace("\u00a0", " ")


def recorded(program: Program, do: Callable[[], object]) -> None:
    """Does something, and waits until the store has what came of it."""
    heard: list[bool] = []
    program.app.signing.recorded.connect(lambda: heard.append(True))
    do()
    program.wait(lambda: heard)
    settle()

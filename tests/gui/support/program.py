"""The whole program in its real window, on real files; keys go the way a keyboard's go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.drafts.models import Stored
from desktop_app.engine.answers.draft import Draft, parse
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.app import main
from desktop_app.gui.app.controller import AppController
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.features.recovery.page import RecoveryPage
from desktop_app.gui.services import code_loader
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

Key = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
FORM = "marche/art14_2023"  # with most of everything
BRIEF_FORM = "puglia/art11_2022"  # opens in half the time: where it matters what happens to a dossier, not what it asks
for _module in (*code_loader.MODULES, *code_loader.GUIDE):  # so that these open at once in each test, also the first
    import_module(_module)
LIMIT = 20_000  # milliseconds; nothing takes as long, unless it is broken


class Program:
    """One start of the program in this process. `leave` closes it as a user does, `crash` as a power cut does."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, forms: tuple[Path, ...] = ()) -> None:
        main.speak_italian(qapp)
        folder.mkdir(parents=True, exist_ok=True)
        self.qtbot, self.qapp, self.folder = qtbot, qapp, folder
        self.entrance = main.make_entrance(qapp, folder, forms)
        self.context, self.window = self.entrance.context, self.entrance.window
        self.drafts = self.context.drafts
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=LIMIT)
        self.over = False

    @property
    def app(self) -> AppController:
        """All rooms, as they are made after the first paint."""
        return self.entrance.app

    def start(self) -> Program:
        """Until the first page is there; where the store does not open, until the window says why."""
        self.entrance.start()
        self.wait(lambda: self.context.store.is_open or self.entrance.recovery.is_shown)
        read: list[bool] = []  # with an association, the first page comes when its file was read
        self.context.association.load(lambda: read.append(True))
        self.wait(lambda: read)
        return self

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LIMIT)

    def wait_whole(self) -> None:
        """Until all of the step that is shown has been made: a long one comes in turns."""
        closing = self.view.shown_closing
        if closing is None:
            self.view.parts()  # makes what is left
        else:
            self.wait(lambda: getattr(closing.widget, "is_whole", True))
        settle()

    def wait_saved(self) -> None:
        """Until nothing waits for a pause, and the store has acknowledged everything."""
        saver = self.app.editor.saver
        assert saver is not None
        now = (saver.dossier.draft, saver.dossier.revision)
        self.wait(lambda: saver._stored == now and not self.drafts.pending)  # noqa: SLF001 - what the disk has is said nowhere else
        settle()

    def import_draft(self, file: str | Path) -> None:
        """Until the file was read, which happens beside the window."""
        self.app.transfer.import_draft(str(file))
        self.wait(lambda: not self.app.transfer.being_read)
        settle()

    def leave(self) -> bool:
        """Closes the window; says whether it closed."""
        closed = self.window.close()
        self.over = self.over or closed
        return closed

    def crash(self) -> None:
        """Nothing is told to the store any more: it stands as a kill would leave it."""
        self.over = True
        self.app.editor.coming.finish()
        self.context.store.is_open = False
        self.silence()
        writer = self.drafts._writer  # noqa: SLF001 - a crash asks nobody
        if writer is not None:
            writer._end = writer._handle.close  # type: ignore[method-assign] # noqa: SLF001 - not marked as closed
            self.drafts.close(5)
        self.context.worker.close()
        self.window.hide()

    def silence(self) -> None:
        """What was typed in the last moment goes nowhere."""
        if self.app.editor.saver is not None:
            self.app.editor.saver._pause.stop()  # noqa: SLF001 - what was typed last goes nowhere

    def clean(self) -> None:
        """Once: nothing of it is left."""
        if not isValid(self.window):
            return
        self.silence()
        if not self.over:
            self.app.end()
        settle()  # what the writer still tells
        self.window.hide()
        self.window.deleteLater()
        self.app.deleteLater()
        self.entrance.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- what there is -----------------------------------------------------------------------------------

    @property
    def view(self) -> DossierView:
        """The dossier that is open; the first one comes once its form was read."""
        if self.app.editor.view is None:
            self.wait(lambda: self.app.editor.view)
        assert self.app.editor.view is not None
        return self.app.editor.view

    @property
    def draft(self) -> Draft:
        return self.view.dossier.draft

    @property
    def stored(self) -> Stored:
        assert self.app.editor.saver is not None
        return self.drafts.read(self.app.editor.saver.id)

    @property
    def stored_draft(self) -> Draft:
        return parse(self.stored.content.encode())

    def page(self) -> Any:
        """The page that is shown, once a dossier that is on its way in is there."""
        self.app.editor.coming.finish()
        page = self.window.pages.currentWidget()
        assert page is not None
        return page

    def recovery(self) -> RecoveryPage:
        """Where the store does not open."""
        page = self.page()
        assert isinstance(page, RecoveryPage)
        return page

    def preview(self) -> PreviewPage:
        page = self.page()
        assert isinstance(page, PreviewPage)
        return page

    def notices(self) -> list[str]:
        """What stands above the page."""
        return [each.notice.spoken for each in self.callouts()]

    def callouts(self) -> list[Callout]:
        settle()
        return [each for each in self.window.callouts if each.isVisible()]

    def notice(self, words: str) -> Callout:
        """Waits for the notice with these words; another may already stand in its place when this returns."""
        found: list[Callout] = []

        def is_there() -> bool:
            found[:] = [each for each in self.callouts() if words in each.notice.spoken]
            return bool(found)

        self.wait(is_there)
        return found[0]

    def link(self, words: str, link: str) -> Link:
        """A link of a notice, which is waited for."""
        found = [each for each in self.notice(words).findChildren(Link) if each.text() == link]
        assert found, link
        return found[0]

    def follow(self, words: str, link: str) -> None:
        self.link(words, link).click()

    def status(self) -> str:
        """The status line."""
        return self.window.saved_words

    # --- keys --------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        """One key to whatever has the focus, or to the popup that is open."""
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def keys(self, sequence: str) -> None:
        QTest.keySequence(self.window.windowHandle(), sequence)

    def type(self, words: str) -> None:
        """Each character as a key; with Ctrl+Enter or Enter between lines, as the control wants."""
        for sign in words:
            if sign == "\n":
                self.key(Key.Key_Return)
            elif sign.isascii():
                QTest.keyClick(self.window.windowHandle(), sign)  # type: ignore[call-overload]  # a character is a key
            else:  # QTest knows no key for accents; an input method would commit them so
                press_sign(sign)

    def go(self, field: str, column: str | None = None, line: str | None = None) -> None:
        """Where a link to a problem leads, once it is there."""
        self.view.go_to(FieldRef(field, column, line))
        self.wait(lambda: not self.view.is_waiting)

    def write(self, field: str, words: str) -> None:
        """Goes to a field of text and types over what is there."""
        self.go(field)
        focused = focus()
        if isinstance(focused, QLineEdit):
            focused.selectAll()
        self.type(words)


def press_sign(sign: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus(), QKeyEvent(kind, Key.Key_unknown, NO_KEYS, sign))


def settle() -> None:
    """Lets everything happen that is due, of which some waits for a turn that is short."""
    for _ in range(40):
        QApplication.processEvents()


def focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def field_of(widget: QWidget | None) -> FieldItem | None:
    """The field around a control."""
    while widget is not None and not isinstance(widget, FieldItem):
        widget = widget.parentWidget()
    return widget


def labels(root: QWidget) -> list[str]:
    """The words of all labels that are seen."""
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible() and each.text()]


def shown(widget: QWidget) -> str:
    """What a line holds."""
    assert isinstance(widget, QLineEdit)
    return widget.text()


def example(form: str = FORM) -> Draft:
    return Library([forms_folder()]).example(form)


@contextmanager
def programs(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Callable[..., Program]]:
    """Makes programs on one data folder, one after the other; those still running are ended.

    Of an earlier one no widget is left when the next starts, as with a new process.
    """
    made: list[Program] = []

    def make(forms: tuple[Path, ...] = (), where: Path | None = None, start: bool = True) -> Program:
        for each in made:
            assert each.over, "one program at a time"
            each.clean()
        made.append(Program(qtbot, qapp, where or folder, forms))
        return made[-1].start() if start else made[-1]

    yield make
    for each in made:
        each.clean()


Start = Callable[..., Program]


def texts(program: Program) -> list[str]:
    """The text fields of the step that is shown, in order; of the next one that has any, if it has none."""
    steps = program.view.ids
    for step in steps[steps.index(program.view.step) :]:
        if step != program.view.step:
            program.view.go_to(step)
        fields = [part for part in program.view.parts().values() if isinstance(part, FieldItem) and part.isVisible()]
        specs = {part.field.id: part.field.spec for part in fields if not part.field.formula}
        if found := [id for id, spec in specs.items() if spec.type == "text" and not spec.suggestions]:
            return found
    return []


def line(program: Program, id: str) -> str:
    part = program.view.part(id)
    assert isinstance(part, FieldItem)
    return shown(part.editor.focus_widget())


def find(root: QWidget, words: str) -> Link:
    settle()
    return next(each for each in root.findChildren(Link) if each.text() == words and each.isVisible())

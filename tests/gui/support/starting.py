"""Starts of the program with folder, lock and window, as `run` makes them, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import main
from desktop_app.gui.app.instance import LOCK_NAME
from desktop_app.gui.app.start import Start
from desktop_app.gui.features.recovery.page import RecoveryPage
from desktop_app.gui.features.recovery.trouble import Way
from desktop_app.gui.shell.page import Page
from tests.gui.support.program import LIMIT, settle

ELSEWHERE = f"4321\ncommessa\nvecchio-pc\n{'0' * 32}\n{'1' * 36}\n"  # what the lock of another computer says


class Begun:
    """One start; `over` once it handed its file to a first program."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, file: str) -> None:
        self.qtbot = qtbot
        self.start = Start(lambda *given: main.make_entrance(qapp, given[0], (), *given[1:]))
        self.over = not self.start.begin(folder, file)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LIMIT)

    @property
    def folder(self) -> Path:
        """The folder whose window is shown now."""
        return self.start.entrance.context.drafts.path.parent

    def page(self) -> Page | None:
        settle()
        return self.start.entrance.window.current_page()

    def recovery(self) -> RecoveryPage:
        """The page of a trouble, once it is there and has looked at the copies."""
        self.wait(lambda: isinstance(self.page(), RecoveryPage))
        page = self.page()
        assert isinstance(page, RecoveryPage)
        return page

    @property
    def fact(self) -> str:
        return self.recovery().trouble.fact

    def press(self, way: Way) -> None:
        self.recovery().buttons[way].click()

    def told(self) -> str:
        """What the page answers to what was chosen."""
        callout = self.recovery().notice.callout
        return callout.notice.spoken if callout is not None else ""

    def answer(self, link: str) -> None:
        callout = self.recovery().notice.callout
        assert callout is not None and link in dict(callout.notice.links)
        callout.link_activated.emit(link)

    def wait_open(self) -> None:
        self.wait(lambda: self.start.entrance.context.store.is_open)
        settle()

    def notices(self) -> list[str]:
        return [each.notice.spoken for each in self.start.entrance.window.callouts]

    def end(self) -> None:
        if not self.over:
            self.start.entrance.app.end()
            self.start.entrance.window.deleteLater()
            self.start.entrance.app.deleteLater()
            self.start.entrance.deleteLater()
            self.start.instance.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.over = True


Begin = Callable[..., Begun]


@contextmanager
def starts(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Begin]:
    """Makes starts in a folder; those that are not over are ended."""
    made: list[Begun] = []

    def begin(where: Path | None = None, file: str = "") -> Begun:
        made.append(Begun(qtbot, qapp, where or folder, file))
        return made[-1]

    yield begin
    for each in made:
        each.end()


def lock(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / LOCK_NAME
    path.write_text(text, encoding="utf-8")
    return path

"""How long the window's thread is away while somebody works on a large file of dossiers: a row of the bench.

`python -m tests.bench_freezes FOLDER [DOSSIERS]` fills an empty folder and tells each absence; the folder is kept. Its
own computing counts: what else the machine does is no property of the program. By the clock it is told beside it, for
the disks that are slow.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import Row
from tests.gui.walk.watch import Watch
from tests.large_store import FORMS, fill, is_filled

if TYPE_CHECKING:  # nothing of the window before it starts
    from desktop_app.gui.features.dossiers.page import DossiersPage

DOSSIERS = 6_700  # 600 MB
LIMIT_MS = 100
WAITED = 120.0  # seconds, for what takes its time
REST = 0.6  # seconds after each thing done: what follows it belongs to it
MANY = 200  # dossiers that are deleted at once
Do = Callable[[], object]


def rows() -> Iterator[Row]:
    """In a process of its own, as a user starts it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench_freezes", folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    figure, _, what = done.stdout.splitlines()[0].split(maxsplit=2)
    yield Row("assenza più lunga, 600 MB", f"{figure} ms ({what})", f"≤ {LIMIT_MS} ms", int(figure) <= LIMIT_MS)


class WorkingDay:
    """A working day in the real window, watched. Each part names what it did before, so that a freeze has a name."""

    def __init__(self, folder: Path) -> None:
        from desktop_app.gui.app import main

        self.folder, self.watch = folder, Watch()
        application = main.make_application([])
        self._make = partial(main.make_entrance, application, folder)

    def live(self) -> None:
        """From the start to the end."""
        with self.watch.on():
            self._start()
            self._look()
            for place in (3, 8):
                self._work_on(self.app.context.drafts.rows()[place].id)
            self._delete()
            self._copy()
            self._did("close", self.app.window.close)

    def report(self) -> list[str]:
        """What went wrong, and each absence: milliseconds of its own, by the clock, and what was done."""
        absences = self.watch.longest()
        lines = [f"{each.own * 1000:5.0f} {each.wall * 1000:5.0f} {each.action}" for each in absences]
        return [*lines, *self.watch.faults]

    def _did(self, what: str, do: Do, until: Callable[[], object] = lambda: True) -> None:
        """Does something, waits for what it brings, and for what comes after it."""
        self.watch.leave_out()
        self.watch.action = what
        do()
        pass_time(0)
        end = time.monotonic() + WAITED
        while not until():
            if time.monotonic() > end:
                raise RuntimeError(f"{what}: {[each.notice.spoken for each in self._entrance.window.callouts]}")
            self.watch.leave_out()  # that it was looked at
            pass_time(0.02)
        pass_time(REST)

    # --- its parts ---------------------------------------------------------------------------------------

    def _start(self) -> None:
        def begin() -> None:
            entrance = self._entrance = self._make()
            entrance.window.resize(1366, 768)
            entrance.window.show()
            entrance.start()

        def is_there() -> bool:
            return self._entrance.context.store.is_open and not self._entrance.dossiers.is_empty()

        self._did("start", begin, is_there)
        self.app = self._entrance.app
        looked = "the whole file looked at, copy of the day"
        self._did(looked, lambda: None, lambda: self.app.damage.found and self.app.context.drafts.backups())

    def _look(self) -> None:
        from PySide6.QtTest import QTest

        head, table = self._page.head, self._page.table
        head.search.setFocus()
        self._did("search one letter", lambda: QTest.keyClicks(head.search, "d"))
        self._did("search more", lambda: QTest.keyClicks(head.search, "itta 77"))
        self._did("search no more", head.search.clear)
        for name in ("open", "all"):
            self._did(f"filter {name}", head.filters.buttons[name].click)
        for form in (FORMS[0], ""):
            self._did(f"form {form}", partial(head.filters.menus["Modello"].chosen.emit, form))
        for column, downwards in (("state", False), ("modified", True)):
            self._did(f"sort by {column}", partial(table.sort_requested.emit, column, downwards))

    def _work_on(self, id: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        app, editor = self.app, self.app.editor
        self._did("choose", lambda: self._page.choose(id))
        self._did("open", lambda: editor.open(id), lambda: editor.open_id == id and editor.view is not None)
        assert editor.view is not None
        for step in editor.view.ids[1:4]:
            self._did(f"step {step}", partial(editor.view.go_to, step))
        self._did("type", lambda: QTest.keyClicks(QApplication.focusWidget() or self._page, "5"))
        self._did("leave a field", lambda: QTest.keyClick(QApplication.focusWidget() or self._page, Qt.Key.Key_Tab))
        self._did("versions", lambda: app.run("versions"))
        self._did("back", app.show_dossiers, lambda: editor.view is None)

    def _delete(self) -> None:
        app, drafts = self.app, self.app.context.drafts
        first = drafts.rows()[5].id
        self._did("duplicate", lambda: app.editor.duplicate(first), lambda: app.editor.view is not None)
        copy = app.editor.open_id
        self._did("back", app.show_dossiers, lambda: app.editor.view is None)
        self._did("delete", lambda: self._page.chosen.delete_requested.emit([copy]))
        self._did("bin", lambda: self._page.show_bin_view(True))
        self._did("restore", lambda: self._page.chosen.restore_requested.emit([copy]))
        self._did("list", lambda: self._page.show_bin_view(False))
        many = [each.id for each in drafts.rows()[10 : 10 + MANY]]
        self._did(f"delete {MANY}", lambda: self._page.chosen.delete_requested.emit(many))
        self._did("empty the bin", lambda: self._page.empty_bin_requested.emit(True), self._is_emptied)

    def _copy(self) -> None:
        app, copy = self.app, self.folder / "mia.copia"
        self._did("deadlines", lambda: app.run("deadlines"))
        self._did("backups", lambda: app.run("backup"))
        with answered(copy):
            self._did("copy", app.backups.copy, lambda: self._is_told("Copia fatta"))
        self._did("copy looked at", lambda: app.backups.consider(copy), lambda: self._is_told("La copia arriva"))
        self._did("copy back", lambda: app.backups.restore(copy), lambda: self._is_told("Le pratiche sono quelle"))
        copy.unlink()

    # --- what there is -----------------------------------------------------------------------------------

    @property
    def _page(self) -> DossiersPage:
        page = self.app.dossiers.page
        assert page is not None
        return page

    def _is_emptied(self) -> bool:
        context = self.app.context
        return not context.store.is_waiting and not context.drafts.rows(binned=True)

    def _is_told(self, words: str) -> bool:
        return any(words in each.notice.spoken for each in self.app.window.callouts)


@contextmanager
def answered(path: Path) -> Iterator[None]:
    """Within it whoever is asked where to save says that."""
    from desktop_app.gui.services import save_dialog

    asks = save_dialog.ask_where_to_save
    save_dialog.ask_where_to_save = lambda *_: path
    try:
        yield
    finally:
        save_dialog.ask_where_to_save = asks


def pass_time(seconds: float) -> None:
    """As the window passes it."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main(folder: Path, dossiers: int) -> None:
    """Prints the report, the longest absence first."""
    if not is_filled(folder):
        fill(folder, dossiers)
    day = WorkingDay(folder)
    day.live()
    print("\n".join(day.report()), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else DOSSIERS)
    os._exit(0)

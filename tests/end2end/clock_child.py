"""The program in its window with a clock of its own, over midnight, over the change of the hour, over another midnight.

Run with a data folder, a folder for documents, and three local moments: a few seconds before midnight, before the
change of the hour, before the next midnight. One line of JSON for each thing seen. Nothing is done to the window: what
changes, changes by itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.gui.app.controller import AppController
from desktop_app.gui.app.main import make_application, make_entrance
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.pdf.pages import PdfPages
from desktop_app.system.clock import asking, local_now
from tests.clock import MovableClock

FORM = "puglia/art11_2022"
GLANCE_MS = 20


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Watcher:
    """Goes on to the next moment when what it waits for is there."""

    def __init__(self, app: AppController, clock: MovableClock, folder: Path, moments: list[str]) -> None:
        self.app, self.clock, self.folder, self.moments = app, clock, folder, moments
        self.exports = 0
        app.documents.exported.connect(self.count)

    def count(self) -> None:
        self.exports += 1

    def when(self, condition: Callable[[], object], then: Callable[[], None]) -> None:
        if condition():
            then()
        else:
            QTimer.singleShot(GLANCE_MS, lambda: self.when(condition, then))

    def begin(self) -> None:
        self.when(lambda: self.app.context.store.is_open, self.open)

    def open(self) -> None:
        self.app.editor.begin_example(FORM)
        self.when(lambda: self.app.editor.view is not None, self.go_to_summary)

    def go_to_summary(self) -> None:
        self.app.run("summary")
        self.when(self.is_whole, self.begin_evening)

    def is_whole(self) -> bool:
        view = self.app.editor.view
        return view is not None and bool(getattr(view.closing_page(SUMMARY).widget, "is_whole", True))

    def begin_evening(self) -> None:
        self.clock.set_to(self.moments[0])
        self.look("evening")
        day = local_now().date()
        self.when(lambda: self.shown_day() != day.isoformat(), lambda: self.export("midnight", self.change_hour))

    def shown_day(self) -> str:
        assert self.app.editor.view is not None
        return self.app.editor.view.dossier.state.today.isoformat()

    def look(self, when: str) -> None:
        view = self.app.editor.view
        assert view is not None
        words = [each.text() for each in view.closing_page(SUMMARY).widget.findChildren(QLabel)]
        far = [each for each in words if ", fra\u00a0" in each or ", scaduta da" in each]
        say(when=when, now=local_now().isoformat(timespec="minutes"), day=self.shown_day(), deadline=far[:1])

    def export(self, when: str, then: Callable[[], None]) -> None:
        before = self.exports
        self.app.documents.export()
        self.when(lambda: self.exports > before and not self.app.documents.busy, lambda: self.read(when, then))

    def read(self, when: str, then: Callable[[], None]) -> None:
        self.look(when)
        newest = max(self.folder.rglob("Relazione*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        with PdfPages(newest.read_bytes()) as pages:
            text = "\n".join(pages.text(page) for page in range(len(pages)))
        say(exported=newest.parent.name, printed=f"{local_now():%d/%m/%Y}" in text)
        then()

    def change_hour(self) -> None:
        self.clock.set_to(self.moments[1])
        self.app.context.day.today()
        before = local_now()
        self.clock.forward(seconds=10)
        self.app.context.day.today()
        say(hours=[before.strftime("%H:%M %z"), local_now().strftime("%H:%M %z")], day=self.shown_day())
        self.clock.set_to(self.moments[2])
        self.app.context.day.today()
        day = self.shown_day()
        self.when(lambda: self.shown_day() != day, lambda: self.export("next midnight", self.end))

    def end(self) -> None:
        self.app.window.close()
        say(closed=not self.app.window.isVisible())
        QApplication.exit(0)


def main(data: Path, folder: Path, moments: list[str]) -> int:
    application, clock = make_application([]), MovableClock()
    clock.set_to(moments[0])
    clock.forward(hours=-1)  # until the dossier is shown, however long that takes
    with asking(clock):
        data.mkdir(parents=True)
        entrance = make_entrance(application, data)
        app = entrance.app
        app.context.settings.export_base = str(folder)
        watcher = Watcher(app, clock, folder, moments)
        app.window.show()
        entrance.start()
        QTimer.singleShot(0, watcher.begin)
        return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))

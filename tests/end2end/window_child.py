"""The window that gets killed: run with a data folder and a seed, it edits without end and tells each acknowledgement.

One line of JSON for each thing: `opened` (what the window shows after its start), `edit` (before it is typed),
`saved` (what the store has acknowledged), `closed`. With "look" instead of a seed it only opens and closes.
"""

from __future__ import annotations

import json
import random
import sys
from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.drafts.models import Opened, Saved
from desktop_app.gui.app.controller import AppController
from desktop_app.gui.app.instance import Instance
from desktop_app.gui.app.main import make_application, make_entrance
from desktop_app.gui.services.autosave import Saver
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.system.folder_state import prepare

FORM = "italia/quota_riserva"  # any will do: of this one the steps are there soonest, and more of each life is editing


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Editor:
    """Types into random fields of random steps, as fast as the window takes it."""

    def __init__(self, app: AppController, chance: random.Random | None) -> None:
        self.app, self.drafts, self.chance = app, app.context.drafts, chance
        self.count = 0
        self.handed: deque[dict[str, Any]] = deque()
        self.listening: Saver | None = None
        self.reopens = False
        app.context.store.opened.connect(self.remember)
        self._save = self.drafts.save
        self.drafts.save = self._watched  # type: ignore[method-assign]  # each save is watched on its way
        self.timer = QTimer(interval=0)
        self.timer.timeout.connect(self.act)

    def _watched(self, *arguments: Any, **options: Any) -> None:
        assert self.app.editor.saver is not None
        answers = self.app.editor.saver.dossier.draft.answers
        self.handed.append(
            {"answers": dict(answers), "revision": options["revision"], "step": self.app.editor.saver.step}
        )
        self._save(*arguments, **options)

    def remember(self, opened: Opened) -> None:
        self.reopens = opened.recovered and opened.draft is not None

    def start(self) -> None:
        """Once the store is open: the dossier that is there, else a new one."""
        store = self.app.context.store
        if not store.is_open or store.is_waiting or (self.reopens and self.app.editor.view is None):
            QTimer.singleShot(1, self.start)
            return
        self.tell_opened()
        if self.chance is None:
            self.app.window.close()
            say(closed=not self.app.window.isVisible())
            QApplication.exit(0)
            return
        if self.app.editor.view is None:
            rows = self.drafts.rows()
            if rows:
                self.app.editor.open(rows[0].id)
            else:
                self.app.editor.begin_example(FORM)
        self.begin()

    def begin(self) -> None:
        """Once a dossier is shown: what is asked of the store is done beside the window."""
        if self.app.editor.view is None:
            QTimer.singleShot(1, self.begin)
            return
        self.tell_step()
        self.timer.start()

    def tell_step(self) -> None:
        assert self.app.editor.view is not None
        say(step=self.app.editor.view.step)

    def tell_opened(self) -> None:
        notices = [each.notice.spoken for each in self.app.window.callouts]
        view = self.app.editor.view
        say(opened={
            "notices": notices,
            "step": view.step if view else None,
            "answers": dict(view.dossier.draft.answers) if view else None,
            "rows": len(self.drafts.rows()),
        })  # fmt: skip

    def act(self) -> None:
        """One edit: a step, a field, a word; then Tab, or the next field without leaving this one."""
        assert self.chance is not None and self.app.editor.view is not None
        if self.app.editor.saver is not self.listening and self.app.editor.saver is not None:
            self.listening = self.app.editor.saver
            self.listening.saved.connect(self.acknowledged)
        view = self.app.editor.view
        if self.chance.random() < 0.2:
            self.go_to(self.chance.choice(view.ids[:-1]))
        items = [
            part for part in view.parts().values()
            if isinstance(part, FieldItem) and part.isVisible() and part.field.formula is None
            and part.field.spec.type == "text" and isinstance(part.editor.focus_widget(), QLineEdit)
        ]  # fmt: skip
        if not items:
            self.go_to(view.ids[0])
            return
        item = self.chance.choice(items)
        self.count += 1
        value = f"k{self.chance.randrange(10**9)}n{self.count}"
        say(edit={"field": item.field.id, "value": value})
        item.focus()
        QTest.keyClicks(item.editor.focus_widget(), value)
        if self.chance.random() < 0.7:
            QTest.keyClick(item.editor.focus_widget(), Qt.Key.Key_Tab)

    def go_to(self, step: str) -> None:
        """Told before: the place may reach the disk and the kill come before the next edit there."""
        assert self.app.editor.view is not None
        say(step=step)
        self.app.editor.view.go_to(step)

    def acknowledged(self, saved: Saved) -> None:
        handed = self.handed.popleft()
        assert handed["revision"] == saved.revision
        say(saved=handed)


def main(folder: Path, chance: random.Random | None) -> int:
    say(started=True)
    application = make_application([])
    assert prepare(folder) is None
    instance = Instance(folder)
    assert instance.is_first(), "the lock of a killed program is free"
    entrance = make_entrance(application, folder)
    entrance.window.show()
    entrance.start()
    editor = Editor(entrance.app, chance)
    QTimer.singleShot(0, instance.listen)
    QTimer.singleShot(0, editor.start)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), None if sys.argv[2] == "look" else random.Random(int(sys.argv[2]))))

"""The real window, whose program is moved away while a dossier is open, or replaced by the one in the folder `dopo`;
then all that the menus offer is tried."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.gui.app.main import make_application, make_entrance
from desktop_app.gui.app.start import Start
from desktop_app.gui.widgets.feedback.callout import Callout

FORM = "italia/quota_riserva"
ENDS = ("quit",)


def wait(until: Callable[[], object], milliseconds: int = 20_000) -> None:
    loop, ticker = QEventLoop(), QTimer(interval=5)
    ticker.timeout.connect(lambda: loop.quit() if until() else None)
    ticker.start()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(program: Path, folder: Path) -> int:
    application = make_application([])
    start = Start(lambda folder, gate, settings: make_entrance(application, folder, (), gate, settings))
    start.begin(folder, "")
    start.watch()
    app = start.entrance.app
    for name in ("getOpenFileName", "getSaveFileName"):
        setattr(QFileDialog, name, lambda *_: ("", ""))
    setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))  # noqa: B010 - mypy takes no other function for a method
    setattr(QFileDialog, "getExistingDirectory", lambda *_: "")  # noqa: B010 - mypy takes no other function for a method
    setattr(QDesktopServices, "openUrl", lambda _: True)  # noqa: B010 - mypy takes no other function for a method
    wait(lambda: app.context.store.is_open)
    app.editor.begin_example(FORM)
    wait(lambda: app.editor.view is not None)
    view = app.editor.view
    assert view is not None
    program.rename(program.with_name("altrove"))
    if (newer := program.with_name("dopo")).is_dir():
        newer.rename(program)
    field = next(each for each in view.findChildren(QLineEdit) if each.isVisible() and not each.isReadOnly())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Scritto dopo")
    wait(lambda: app.context.window.saved_words.startswith("Salvato alle"))
    actions = [id for id, each in app._actions_by_id.items() if id not in ENDS]  # noqa: SLF001 - what every entry of the menus does
    for id in actions:
        try:
            app.run(id)
        except Exception as error:  # in the program Qt hands it over
            sys.excepthook(type(error), error, error.__traceback__)
        wait(lambda: False, 30)
    frame = app.window.centralWidget()
    notices = [each.notice.spoken for each in frame.findChildren(Callout)] if frame else []
    rows = app.context.drafts.rows()
    closed = app.window.close()
    saved = any("Scritto dopo" in (row.title or "") for row in rows)
    sys.stdout.write(json.dumps({"notices": notices, "tried": len(actions), "closed": closed, "saved": saved}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

"""One program that the tests of a module look at: in a known state before each of them, unchanged after it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.dossiers.selection import USUAL_VIEW
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.shell.overlays import OverlayPage
from desktop_app.gui.steps.open_line import OpenLine
from desktop_app.gui.steps.why import WhyBox
from desktop_app.session.dossier import Dossier
from tests.gui.support.program import LIMIT, Program, settle
from tests.home import data_folder_in, live_in

STORED = (
    "SELECT id, binned FROM drafts",
    "SELECT draft, content FROM contents",
    "SELECT number FROM exports",
    "SELECT id, binned, answers FROM records",
)
CHANGED = "this test writes: let it use the fixture `start`, which gives it a program of its own"


class SharedProgram:
    """A running program for tests that only read; each begins with the page or the dossier that it asks for.

    Known then: the first step, the size of the window, theme and size of text, the settings; no notice, no page over
    another one, no guide. Its data lie in `program.folder`, not in the test's own `data_folder`.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._size: QSize = program.window.size()
        self._dossiers: dict[tuple[str, bool], str] = {}
        self._before = self._stored()

    # --- what a test asks for ----------------------------------------------------------------------------

    def example(self, form: str) -> Program:
        """With the example of a form open."""
        return self._with_dossier(form, True, self.program.app.editor.begin_example)

    def blank(self, form: str) -> Program:
        """With a dossier open that nobody has answered yet."""
        return self._with_dossier(form, False, self.program.app.editor.begin)

    def dossiers(self) -> Program:
        """With the list of dossiers."""
        self.program.app.show_dossiers()
        return self.program

    def new_dossier(self) -> Program:
        """With the page Nuova pratica, as at the first start."""
        self.program.app.show_new()
        return self.program

    def _with_dossier(self, form: str, answered: bool, create: Callable[[str], None]) -> Program:
        program, editor = self.program, self.program.app.editor
        id = self._dossiers.get((form, answered))
        if id is None:
            assert not self.is_changed(), CHANGED
            create(form)
            self._dossiers[form, answered] = editor.open_id
            self._before = self._stored()
        elif editor.view is None or editor.open_id != id or not is_untouched(editor.view):
            editor.open(id, program.context.catalog.library.load(form).pages[0].id)
        program.window.show_page(program.view)
        program.view.go_to(program.view.ids[0])
        settle()
        return program

    # --- before and after each test ----------------------------------------------------------------------

    def bring_back(self, qtbot: QtBot) -> None:
        """To the known state."""
        program, app, context = self.program, self.program.app, self.program.context
        program.qtbot = qtbot
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        app.guide.close()
        while isinstance(page := program.page(), OverlayPage | PreviewPage):  # one may cover the other
            page.closed.emit()
        for key in list(program.window._notices):  # noqa: SLF001 - whatever was told goes
            program.window.tell(key, None)
        program.window.show_saved("Pronto")
        app.appearance.resize_text(1.0)
        if context.settings.scheme != "system":
            app.appearance.choose_scheme("system")
        context.settings.export_base = ""
        context.settings.guide_geometry = QByteArray()
        if app.dossiers.page is not None:
            show_as_new(app.dossiers.page)
        program.window.setWindowState(Qt.WindowState.WindowNoState)
        program.window.resize(self._size)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow, timeout=LIMIT)

    def is_changed(self) -> bool:
        """Whether something was written or typed since the test began."""
        program = self.program
        view = program.app.editor.view
        program.silence()
        program.drafts.flush(LIMIT / 1000)
        return self._stored() != self._before or (view is not None and has_history(view.dossier))

    def _stored(self) -> list[list[tuple[object, ...]]]:
        """What the file of dossiers holds, but for where the user is."""
        with closing(sqlite3.connect(self.program.drafts.path)) as connection:
            return [sorted(connection.execute(query)) for query in STORED]


def show_as_new(page: DossiersPage) -> None:
    """The list without search, filter or choice."""
    page.head.search.keep_search("")
    page._selection.view = USUAL_VIEW  # noqa: SLF001 - what only a new page sets at once
    page._show()  # noqa: SLF001 - as above


def has_history(dossier: Dossier) -> bool:
    """Whether something was done in it, even if it was undone again."""
    return dossier.can_undo() or dossier.can_redo()


def is_untouched(view: DossierView) -> bool:
    """Whether nobody has left a field, opened a line or asked why in it: else it is opened anew."""
    pages = [page.id for page in view.dossier.form.pages]
    return not any(view.session.visible_problems(page) for page in pages) and not any(
        each.isVisibleTo(view) for kind in (OpenLine, WhyBox) for each in view.findChildren(kind)
    )


class Sharing:
    """The program that the tests of a module share, if there is one now: at most one runs at a time."""

    def __init__(self, make_home: Callable[[], Path]) -> None:
        self._make_home = make_home
        self._home: Path | None = None
        self._shared: SharedProgram | None = None

    def program(self, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> SharedProgram:
        """The one that runs, else a new one in a home of its own, in which the test lives, too."""
        if self._home is None:
            self._home = self._make_home()
        live_in(self._home, monkeypatch)
        if self._shared is None:
            self._shared = SharedProgram(Program(qtbot, qapp, data_folder_in(self._home)).start())
        self._shared.bring_back(qtbot)
        return self._shared

    def end(self) -> None:
        """Ends the program; nothing of it is left."""
        if self._shared is not None:
            self._shared.program.clean()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
        self._shared = self._home = None

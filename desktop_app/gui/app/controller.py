"""What the menus ask for, the theme and the size of text; it joins the window and the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.gui.features.about import controller as about_desk
from desktop_app.gui.features.address_book import controller as address_desk
from desktop_app.gui.features.backups.controller import BackupController
from desktop_app.gui.features.deadlines import controller as deadlines_desk
from desktop_app.gui.features.editor.controller import Desk
from desktop_app.gui.features.forms import controller as forms_desk
from desktop_app.gui.features.guide.controller import GuideController
from desktop_app.gui.look.theme import Scheme, Theme, apply_theme, resolve_scheme
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.shell.menus import MenuItem
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.moments import clock

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.view import DossierView

RECENT = 10
PLACE_MS = 2_000  # after the window was seen, when nobody waits for the disk
WARM_MS = 600  # likewise, when nobody has pressed anything yet
WIDEST = 60  # signs of a title in a menu


class AppController(QObject):
    """Joins window and desk: each menu entry is one method here."""

    def __init__(self, application: QApplication, window: Window, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.application, self.window, self.desk, self.settings = application, window, desk, settings
        self.guide = GuideController(window, desk, settings)
        self.backups = BackupController(desk)
        window.leaving = self._leave
        desk.ended.connect(self._end)
        window.action_requested.connect(self.do)
        window.scheme_chosen.connect(self.choose_scheme)
        window.menus.show_scheme(settings.scheme)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        if not window.restoreGeometry(settings.geometry):
            window.resize(1366, 768)
        self._doing = self._deeds(desk)
        window.menus.fill("recent", self._recent)
        window.menus.fill("steps", self._steps)
        window.when_painted(lambda: QTimer.singleShot(PLACE_MS, self, self._look_at_place))
        window.when_painted(lambda: QTimer.singleShot(WARM_MS, self, self._warm_up))

    def _deeds(self, desk: Desk) -> dict[str, Callable[[], object]]:
        """What each menu entry does, by its id."""
        return {
            "new": desk.show_new,
            "home": desk.show_home,
            "duplicate": desk.duplicate,
            "import": desk.import_draft,
            "export_draft": desk.export_draft,
            "save": self._save,
            "export": lambda: desk.output.export(desk.saver, []),
            "export_to": lambda: desk.output.export_elsewhere(desk.saver),
            "preview": lambda: desk.output.preview(desk.saver, ""),
            "print": lambda: desk.output.print(desk.saver, ""),
            "quit": self.window.close,
            "undo": self._in_view(lambda view: view.undo()),
            "redo": self._in_view(lambda view: view.redo()),
            "cut": lambda: self._edit("cut"),
            "copy": lambda: self._edit("copy"),
            "paste": lambda: self._edit("paste"),
            "select_all": lambda: self._edit("selectAll"),
            "find": self._find,
            "larger": lambda: self.resize_text(self.settings.step_factor(1)),
            "smaller": lambda: self.resize_text(self.settings.step_factor(-1)),
            "normal": lambda: self.resize_text(1.0),
            "back": self._in_view(lambda view: view.back()),
            "next": self._in_view(lambda view: view.forward()),
            "check": self._in_view(lambda view: view.check_all()),
            "summary": self._in_view(lambda view: view.go_to_summary()),
            "exports_folder": self._show_exports,
            "weight": self._weigh,
            "backup": self.backups.show_page,
            "options": self._options,
            "address_books": lambda: address_desk.show_all(desk),
            "deadlines": lambda: deadlines_desk.show_all(desk),
            "forms": lambda: forms_desk.show_all(desk),
            "export_deadlines": lambda: deadlines_desk.export_open(desk),
            "documents_folder": lambda: show_folder(desk.output.base()),
            "data_folder": lambda: show_folder(desk.drafts.path.parent),
            "guide": self.guide.open_here,
            "norms": self.guide.open_norms,
            "about": lambda: about_desk.show(desk),
        }

    def do(self, id: str) -> None:
        """Does what a menu entry says."""
        self._doing[id]()

    def come_forward(self, file: str) -> None:
        """A second start: the window is raised, its file imported."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if file:
            self.desk.import_draft(file)

    def _look_at_place(self) -> None:
        from desktop_app.gui.features.data_place import controller as data_place

        data_place.check_data_place(self.desk, self.do)

    def _warm_up(self) -> None:
        from desktop_app.gui.app.preload import preload

        preload(self.desk)

    # --- look --------------------------------------------------------------------------------------------

    def choose_scheme(self, scheme: Scheme) -> None:
        """Another theme, kept for the next time."""
        self.settings.scheme = scheme
        self._apply()

    def resize_text(self, factor: float) -> None:
        """Another size of text, kept for the next time."""
        if factor != self.settings.factor:
            self.settings.factor = factor
            self._apply()

    def _system_changed(self) -> None:
        if self.settings.scheme == "system":
            QTimer.singleShot(0, self._apply)

    def _apply(self) -> None:
        theme = Theme(resolve_scheme(self.application, self.settings.scheme), self.settings.factor)
        self.window.menus.show_scheme(self.settings.scheme)
        if theme != self.window.theme:
            self.desk.rebuild(theme, partial(apply_theme, self.application, theme))
            self.guide.apply_theme(theme)

    # --- menu entries ------------------------------------------------------------------------------------

    def _save(self) -> None:
        saver = self.desk.saver
        if saver is not None:
            saver.save()
        if self.desk.drafts.failing:
            self.desk.drafts.retry()
        elif self.desk.store_open and not self.desk.drafts.pending:
            saved = self.desk.last_saved
            self.window.show_saved(f"Tutto già salvato alle {clock(saved)}" if saved else "Tutto già salvato")

    def _in_view(self, do: Callable[[DossierView], object]) -> Callable[[], None]:
        def done() -> None:
            if self.desk.view is not None and self.desk.view.isVisible():  # not behind a preview
                do(self.desk.view)

        return done

    def _edit(self, what: str) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            getattr(focused, what)()

    def _find(self) -> None:
        self.desk.show_home()
        if self.desk.home is not None:
            self.desk.home.focus_search()

    def _recent(self) -> list[MenuItem]:
        from desktop_app.gui.wording.dossier_words import full_title

        rows: list[DossierEntry] = []
        with self.desk.faults_told():
            rows = self.desk.drafts.rows()[:RECENT]
        return [
            (f"&{number % 10} {_in_menu(full_title(row))}", partial(self.desk.open, row.id))
            for number, row in enumerate(rows, 1)
        ]

    def _steps(self) -> list[MenuItem]:
        from desktop_app.gui.features.editor.rail_words import steps_of

        view = self.desk.view
        if view is None:
            return []
        items: list[MenuItem] = []
        for number, (id, step) in enumerate(zip(view.ids, steps_of(view.session), strict=True), 1):
            key = f"\tCtrl+{number}" if number < 10 else ""
            items.append((escape_mnemonic(step.title) + key, self._to_step(id)))
        return items

    def _to_step(self, id: str) -> Callable[[], None]:
        return self._in_view(lambda view: view.go_to(id))

    def _exports(self) -> list[ExportEntry]:
        exports: list[ExportEntry] = []
        with self.desk.faults_told():
            if self.desk.saver is not None:
                exports = self.desk.drafts.exports(self.desk.saver.id)
        return exports

    def _show_exports(self) -> None:
        from desktop_app.gui.features.documents import message_size as sending

        folder = sending.folder_of(self._exports())
        if folder is not None:
            show_folder(folder)
        else:
            self._tell_sending(sending.weight([]))

    def _weigh(self) -> None:
        from desktop_app.gui.features.documents import message_size as sending

        self._tell_sending(sending.weight(self._exports()))

    def _tell_sending(self, notice: Notice) -> None:
        self.window.say("sending", notice.kind, notice.fact, notice.text, notice.links, self.do)

    def _options(self) -> None:
        from desktop_app.gui.features.options.page import Choices, OptionsPage
        from desktop_app.gui.services.export_folder import folder_words

        output, settings = self.desk.output, self.settings
        choices = Choices(
            choose_scheme=lambda scheme: QTimer.singleShot(
                0, self, lambda: self.choose_scheme(scheme)
            ),  # the page goes meanwhile
            resize=lambda factor: QTimer.singleShot(0, self, lambda: self.resize_text(factor)),
            choose_folder=output.choose_base,
            forget_folder=lambda: setattr(settings, "export_base", ""),
            open_data=lambda: self.do("data_folder"),
            documents=lambda: folder_words(output.base()),
            data=str(self.desk.drafts.path.parent),
        )
        self.desk.show_aside(lambda theme, _: OptionsPage(theme, settings, choices))

    def _leave(self) -> bool:
        leave = getattr(self.window.pages.currentWidget(), "leave", None)
        if leave is not None:
            leave()
        if not self.desk.leave():
            return False
        self.settings.geometry = self.window.saveGeometry()
        self.guide.close()
        self.desk.end()
        return True

    def _end(self) -> None:
        """Chiudi lo stesso: what could not be stored is lost, as the user knows."""
        self.guide.close()
        self.desk.end()
        self.application.quit()


def _in_menu(title: str) -> str:
    return escape_mnemonic(title if len(title) <= WIDEST else f"{title[: WIDEST - 1]}…")

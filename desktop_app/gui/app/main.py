"""Opens the window: one program for each data folder, Italian throughout, faults told and never thrown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.drafts.store import Drafts
from desktop_app.gui.app.entrance import Entrance
from desktop_app.gui.app.gate import Gate
from desktop_app.gui.app.qt_words import MissingWords
from desktop_app.gui.app.screen import platform_arguments, told_where_no_window_opens
from desktop_app.gui.app.start import Start
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.drawing import spoken_roles
from desktop_app.system import last_words, log, working_folder
from desktop_app.system.paths import data_folder, form_sources, resources_folder

NO_WINDOW = "La finestra non si può aprire. Le pratiche sono dove erano: reinstalla Commessa, poi riprova."


class OpenedFiles(QObject):
    """`opened` with the path of a double-clicked file: macOS tells the application by an event."""

    opened = Signal(str)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.opened.emit(event.file())
            return True
        return super().eventFilter(watched, event)


def speak_italian(application: QApplication) -> None:
    """Qt's own words and numbers too, whatever the system's language."""
    QLocale.setDefault(QLocale(QLocale.Language.Italian, QLocale.Country.Italy))
    application.installTranslator(MissingWords(application))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_it", folder):
        application.installTranslator(translator)


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, no theme applied yet."""
    with told_where_no_window_opens():
        # The same shapes and underlined letters on every system.
        application = QApplication([sys.argv[0], "-style", "Fusion", *platform_arguments(), *arguments])
    application.setApplicationName("Commessa")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("commessa")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "commessa.svg")))
    speak_italian(application)
    return application


def make_entrance(
    application: QApplication,
    folder: Path,
    forms: Sequence[Path] = (),
    gate: Gate | None = None,
    settings: Settings | None = None,
) -> Entrance:
    """The window, ready to be shown; settings are those of the folder, if no others are given."""
    spoken_roles.install()
    settings = settings or Settings(folder)
    window = Window(apply_scheme(application, settings.scheme, settings.factor))
    context = AppContext(window, settings, Drafts(folder), form_sources(own=True, others=forms))
    return Entrance(application, context, gate)


def run(file: str, forms: Sequence[Path] = ()) -> int:
    """Opens the window and, if one is given, imports a file; gives the exit code."""
    application = make_application([])
    named = [working_folder.whole(each) for each in forms]
    start = Start(lambda folder, gate, settings: make_entrance(application, folder, named, gate, settings))
    try:
        if not start.begin(data_folder(), file):
            return 0
    except Exception as error:
        log.log_exception(type(error), error.__traceback__)
        last_words.tell(NO_WINDOW)
        return 1
    start.watch()
    working_folder.leave()
    if sys.platform == "darwin":  # elsewhere it would only look at every event
        files = OpenedFiles(application)
        files.opened.connect(lambda path: start.entrance.come_forward(path))
        application.installEventFilter(files)
    code = application.exec()
    start.instance.close()
    return int(code)

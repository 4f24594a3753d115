"""Opens the window: one program for each data folder, Italian throughout, faults told and never thrown."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.drafts.store import Drafts
from desktop_app.gui.app.controller import AppController
from desktop_app.gui.app.instance import Instance
from desktop_app.gui.app.screen import platform_arguments, told_where_no_window_opens
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.window import Window
from desktop_app.system import log
from desktop_app.system.paths import data_folder, form_sources, resources_folder

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
UNEXPECTED_FACT = "C'è stato un inconveniente nel programma."
UNEXPECTED_ADVICE = "La pratica è al sicuro. Se qualcosa non risponde, chiudi Commessa e riaprila."


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


def make_app(application: QApplication, folder: Path, forms: Sequence[Path] = ()) -> AppController:
    """The window with all its rooms, ready to be shown."""
    settings = Settings(folder)
    window = Window(apply_scheme(application, settings.scheme, settings.factor))
    context = AppContext(window, settings, Drafts(folder), form_sources(own=True, others=forms))
    return AppController(application, context)


def run(file: str, forms: Sequence[Path] = ()) -> int:
    """Opens the window and, if one is given, imports a file; gives the exit code."""
    folder = data_folder()
    application = make_application([])
    instance = Instance(folder)
    if not instance.is_first():
        return 0 if instance.hand_over(str(Path(file).resolve()) if file else "") else 1
    app = make_app(application, folder, forms)
    sys.excepthook = _told(app)
    threading.excepthook = lambda fault: log.log_exception(fault.exc_type, fault.exc_traceback)
    qInstallMessageHandler(lambda kind, context, message: None)
    instance.asked.connect(app.come_forward)
    if sys.platform == "darwin":  # elsewhere it would only look at every event
        files = OpenedFiles(application)
        files.opened.connect(app.come_forward)
        application.installEventFilter(files)
    app.window.show()
    app.start()
    QTimer.singleShot(0, instance.listen)
    QTimer.singleShot(0, lambda: log.start_logging(folder))
    if file:
        QTimer.singleShot(0, lambda: app.transfer.import_draft(file))
    code = application.exec()
    instance.close()
    return int(code)


def _told(app: AppController) -> Hook:
    def hook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        log.log_exception(kind, trace)
        if not issubclass(kind, KeyboardInterrupt):
            app.context.store.tell("wrong", "error", UNEXPECTED_FACT, text=UNEXPECTED_ADVICE)

    return hook

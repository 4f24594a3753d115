"""The window for `--selfcheck`: opened on data of its own, walked through, closed. No lock, no second start, no log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop_app.gui.app.main import make_application, make_entrance
from desktop_app.gui.app.screen import platform_arguments
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.look.theme import FAMILY
from desktop_app.gui.shell.window import Window

POLL_MS = 10


class TrialFault(Exception):
    """The window is not as it has to be; the text is a sentence."""


class WindowTrial:
    """The program in this process, its data in `folder`; nothing may take longer than `seconds`."""

    def __init__(self, folder: Path, forms: Sequence[Path], seconds: float) -> None:
        self._limit = round(seconds * 1000)
        qInstallMessageHandler(lambda kind, context, message: None)
        self._application = make_application(platform_arguments("offscreen"))
        folder.mkdir()
        self._entrance = make_entrance(self._application, folder, forms)
        self._app = self._entrance.app
        self._app.context.settings.export_base = str(folder)

    @property
    def _window(self) -> Window:
        return self._app.window

    @property
    def _view(self) -> DossierView:
        assert self._app.editor.view is not None
        return self._app.editor.view

    def check_fonts(self) -> str:
        """The window's own type in its weights, and the drawing of the icon."""
        found = {QFontDatabase.weight(FAMILY, style) for style in QFontDatabase.styles(FAMILY)}
        if not found >= {400, 600, 700}:
            raise TrialFault(f"Mancano dei caratteri {FAMILY}: reinstalla Commessa.")
        if self._application.windowIcon().pixmap(QSize(32, 32)).isNull():
            raise TrialFault("L'icona non si disegna: reinstalla Commessa.")
        return f"caratteri e icone: {FAMILY}"

    def check_words_of_qt(self) -> str:
        """Qt's own words have to be Italian."""
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
        if words != "Annulla":
            raise TrialFault(f"Mancano le parole italiane di Qt: un pulsante dice «{words}».")
        return f"parole di Qt: «{words}»"

    def open(self, form: str) -> str:
        """The example of a form on its first step, saved, left and opened again; gives the title of the step."""
        self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._window.show()
        self._entrance.start()
        self._wait(lambda: self._app.context.store.is_open, "L'archivio della finestra non si apre.")
        editor = self._app.editor
        editor.begin_example(form)
        self._wait(lambda: editor.view is not None, "La pratica di esempio non si apre nella finestra.")
        draft, id = self._view.dossier.draft, editor.open_id
        self._app.show_dossiers()
        self._wait(lambda: editor.view is None, "La pratica di esempio non si chiude.")
        editor.open(id)
        self._wait(lambda: editor.view is not None, "La pratica di esempio non si riapre.")
        view = self._view
        if view.dossier.draft != draft:
            raise TrialFault("La pratica riaperta nella finestra non è quella salvata.")
        if view.step != view.ids[0] or not view.parts():
            raise TrialFault("La finestra non mostra il primo passo.")
        self._wait(view.isVisible, "La finestra non si vede.")
        return view.dossier.form.pages[0].title

    def preview(self) -> str:
        """The first document, made and drawn."""
        if self._app.editor.saver is None:
            raise TrialFault("L'anteprima non si può provare: la finestra non si è aperta.")
        self._app.preview.show()
        page = self._window.pages.currentWidget()
        assert isinstance(page, PreviewPage)
        loaded: list[bool] = []
        page.loaded.connect(lambda: loaded.append(True))
        self._wait(lambda: bool(loaded), "Il documento dell'anteprima non arriva.")
        if page.pdf is None:
            raise TrialFault("Il documento dell'anteprima non si prepara.")
        self._wait(lambda: page.view.images.image(0) is not None, "La pagina dell'anteprima non si disegna.")
        return f"anteprima: pagine {page.view.page_count}"

    def close(self) -> None:
        """Puts everything away, the preview's document first."""
        self._app.editor.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app.end()

    def _wait(self, until: Callable[[], bool], sentence: str) -> None:
        """Lets the window live until something holds; the sentence where it takes too long."""
        loop, look, end = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if until() else None)
        end.timeout.connect(loop.quit)
        look.start(POLL_MS)
        end.start(self._limit)
        if not until():
            loop.exec()
        QApplication.processEvents()
        if not until():
            raise TrialFault(sentence)

"""What a start waits for, said in a small window after a moment, with the ways out: no disk keeps the screen empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeVar, cast

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.inventory import place_in
from desktop_app.gui.app.gate import Elsewhere
from desktop_app.gui.features.recovery import words
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay
from desktop_app.system.paths import given_data_folder

POLL_MS = 50
BEFORE_TOLD_MS = 1_000  # that somebody who has a window waits without a word

T = TypeVar("T")


class Reason(NamedTuple):
    """What is waited for, what to do meanwhile, and the words of the button that gives it up."""

    fact: str
    advice: str
    give_up: str = "Esci da Commessa"


HOLDER: Final = Reason(
    "Commessa è già aperta?",
    "Un’altra Commessa ha aperto queste pratiche, e non risponde: aspetto qualche secondo che risponda o si chiuda.",
)


def of_folder(folder: Path, *, is_start: bool) -> Reason:
    """The data folder does not answer."""
    return Reason(
        "Aspetto la cartella dei dati",
        f"La cartella {words.shown(folder)} non risponde. Se sta su un altro computer o su un altro disco, guarda che "
        "sia acceso e collegato: appena risponde apro le pratiche.",
        *(() if is_start else ("Lascia stare",)),
    )


class WaitingWindow(QWidget):
    """`left` brings the folder that was chosen in place of the one that is waited for, or None."""

    left = Signal(object)

    def __init__(self, theme: Theme, reason: Reason, *, offers_folder: bool) -> None:
        super().__init__()
        self.reason, self.is_asking = reason, False
        self.setWindowTitle("Commessa")
        self.setAccessibleName(reason.fact)
        letters, row = Mnemonics(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.gap(24)] * 4)
        column.setSpacing(theme.gap(12))
        column.addWidget(heading(theme, reason.fact, "h1"))
        column.addWidget(text_label(theme, reason.advice))
        column.addSpacing(theme.gap(8))
        column.addLayout(row)
        self.buttons: list[Button] = []
        if offers_folder:
            self._add(Button(theme, letters.assign(words.WAYS["other_folder"]), "primary"), self._choose)
            does = words.does(is_kept=given_data_folder() is None)["other_folder"]
            self.buttons[0].setAccessibleDescription(does)
            column.addWidget(text_label(theme, does, "small", "muted"))
        self._add(Button(theme, letters.assign(reason.give_up)), self.close)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addStretch(1)
        self._overlay, self._asking = FocusOverlay(theme, self), QWidget(self)
        self._asking.setStyleSheet(stylesheets.for_qts_windows(theme))
        self._asking.hide()
        self.resize(QSize(theme.px(560), theme.px(260)).boundedTo(self.screen().availableSize()))
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, button: Button, do: Callable[[], object]) -> None:
        button.clicked.connect(lambda: (do(), None)[1])
        self.buttons.append(button)

    def _choose(self) -> None:
        self.is_asking = True
        chosen = QFileDialog.getExistingDirectory(self._asking, "Quale cartella?")
        self.is_asking = False
        if chosen:
            self.left.emit(place_in(Path(chosen)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit(None)
        super().closeEvent(event)


def wait_for(answer: Callable[[], T | None], reason: Reason, before: Window | None = None) -> T | Elsewhere:
    """Asks until there is an answer. The window comes at once; `before` one that is there already, after a moment."""
    found: list[T | Elsewhere] = []
    loop, poll = QEventLoop(), QTimer(interval=POLL_MS)
    window: WaitingWindow | None = None

    def end(result: T | Elsewhere) -> None:
        found.append(result)
        loop.quit()

    def ask() -> None:
        if not found and not (window and window.is_asking) and (result := answer()) is not None:
            end(result)

    poll.timeout.connect(ask)
    poll.start()
    if before is not None:
        patience = QTimer(singleShot=True, interval=BEFORE_TOLD_MS)
        patience.timeout.connect(loop.quit)
        patience.start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not found:
        theme = apply_scheme(cast(QApplication, QApplication.instance())) if before is None else before.theme
        window = WaitingWindow(theme, reason, offers_folder=before is None)
        window.left.connect(lambda folder: end(Elsewhere(folder)))
        if before is not None:
            window.setWindowModality(Qt.WindowModality.ApplicationModal)
        window.show()
        loop.exec()
        window.hide()
        window.deleteLater()
    poll.stop()
    return found[0]

"""Notices that the program was updated while it is open, and says calmly what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.services.notices import Notices
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system.installation import Installation

KEY: Final = "program"
LOOK_MS = 60_000  # an update that comes by itself finds the window as it is, and nobody may come back to it
UPDATED: Final = Notice(
    "warning",
    "Commessa è stata aggiornata: chiudila e riaprila.",
    "Chiudendo si salva tutto, come sempre. Fino ad allora non si esporta e non si stampa.",
    (("close", "Chiudi Commessa"),),
)


class ProgramWatch(QObject):
    """`is_replaced` is asked each minute, when the user comes back to the window, before an export, and after an
    unexpected fault.

    `close_requested`: the user wants to end the program.
    """

    close_requested = Signal()

    def __init__(self, notices: Notices, installation: Installation) -> None:
        super().__init__()
        self._notices, self._installation = notices, installation
        self._told = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.is_replaced)
        self._timer.start()

    def end(self) -> None:
        """The program ends: there is no window any more that could say it."""
        self._timer.stop()

    def is_replaced(self) -> bool:
        """Whether the program on the disk is another one by now; then a notice says so until the end."""
        replaced = self._installation.is_replaced()
        if replaced != self._told:  # files may be away for a moment and come back as they were
            self._told = replaced
            self._notices.tell(KEY, UPDATED if replaced else None, lambda _: self.close_requested.emit())
        return replaced

    def explained(self, sentence: str) -> str:
        """What is said of a fault that nobody expected: after an update no other try mends it."""
        return UPDATED.fact if self.is_replaced() else sentence

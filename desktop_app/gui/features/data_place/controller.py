"""Warns, once the window is there, where the dossiers lie in no safe place: on a network, or copied away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal

from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.worker import BACKGROUND, in_one_step
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system import location
from desktop_app.system.location import UnsafeLocation

DELAY_MS = 2_000  # after the window was seen, when nobody waits for the disk
LINKS: Final = (("backup", "Apri Backup e ripristino"), ("data_folder", "Apri la cartella dei dati"))
ASK: Final = "Fai una copia adesso, poi chiedi a chi segue i tuoi computer di spostare la cartella su questo disco."
NETWORK: Final = "Se la rete cade mentre salvi, o due computer le aprono insieme, si possono rovinare."
COPIED: Final = "Se due copie si incrociano si possono rovinare, e i dati escono da questo computer."


class DataPlaceController(Room):
    """`backup_requested`: the user wants to make a copy first."""

    backup_requested = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        context.window.when_painted(lambda: QTimer.singleShot(DELAY_MS, self, self.check))

    def actions(self) -> Sequence[Entry]:
        return (Action("data_folder", "Apri la cartella dei &dati", self.show_folder),)

    def show_folder(self) -> None:
        """In the system's own program for files."""
        show_folder(self._context.drafts.path.parent)

    def check(self) -> None:
        """Looks at the place in the worker."""
        folder = self._context.drafts.path.parent
        self._context.worker.submit(
            in_one_step(lambda: location.check_folder(folder)), self._tell, lambda _: None, rank=BACKGROUND
        )

    def _tell(self, danger: UnsafeLocation | None) -> None:
        if danger is None:
            return
        notice, shared = warning(danger), danger.reason == "network"
        window = self._context.window
        window.say("place", notice.kind, notice.fact, notice.text, notice.links, self._follow)
        window.show_place("I dati sono in una cartella " + ("di rete" if shared else "sincronizzata"), well=False)

    def _follow(self, link: str) -> None:
        if link == "backup":
            self.backup_requested.emit()
        else:
            self.show_folder()


def warning(danger: UnsafeLocation) -> Notice:
    """What is wrong with the place, and what to do."""
    if danger.reason == "network":
        return Notice("warning", "Le pratiche sono in una cartella di rete.", f"{NETWORK} {ASK}", LINKS)
    out = "Fai una copia adesso, poi togli la cartella da quelle sincronizzate, o chiedi di spostarla."
    return Notice("warning", f"Le pratiche sono in una cartella copiata da {danger.program}.", f"{COPIED} {out}", LINKS)

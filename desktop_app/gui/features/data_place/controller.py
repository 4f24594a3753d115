"""Says, once the window is there, that the dossiers lie where they are not safe: on a network, or copied away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop_app.gui.features.editor.controller import Desk
from desktop_app.gui.services.worker import SMALL, in_one_step
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system import location
from desktop_app.system.location import UnsafeLocation

LINKS: Final = (("backup", "Apri Backup e ripristino"), ("data_folder", "Apri la cartella dei dati"))
ASK: Final = "Fai una copia adesso, poi chiedi a chi segue i tuoi computer di spostare la cartella su questo disco."
NETWORK: Final = "Se la rete cade mentre salvi, o due computer le aprono insieme, si possono rovinare."
COPIED: Final = "Se due copie si incrociano si possono rovinare, e i dati escono da questo computer."


def warning(danger: UnsafeLocation) -> Notice:
    """What is wrong with the place, and what to do."""
    if danger.reason == "network":
        return Notice("warning", "Le pratiche sono in una cartella di rete.", f"{NETWORK} {ASK}", LINKS)
    out = "Fai una copia adesso, poi togli la cartella da quelle sincronizzate, o chiedi di spostarla."
    return Notice("warning", f"Le pratiche sono in una cartella copiata da {danger.program}.", f"{COPIED} {out}", LINKS)


def check_data_place(desk: Desk, follow: Callable[[str], object]) -> None:
    """Looks beside the window's thread; `follow` gets the menu entry that a link stands for."""
    folder = desk.drafts.path.parent

    def told(danger: UnsafeLocation | None) -> None:
        if danger is not None:
            notice, shared = warning(danger), danger.reason == "network"
            desk.window.say("place", notice.kind, notice.fact, notice.text, notice.links, follow)
            desk.window.show_place(
                "I dati sono in una cartella " + ("di rete" if shared else "sincronizzata"), well=False
            )

    desk.output.worker.submit(in_one_step(lambda: location.check_folder(folder)), told, lambda _: None, rank=SMALL)

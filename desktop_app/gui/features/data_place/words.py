"""What is said of places where the user's data are not on this computer alone."""

from __future__ import annotations

from typing import Final

from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system.location import UnsafeLocation

SAFE: Final = "I dati restano su questo computer"
LINKS: Final = (("backup", "Apri Backup e ripristino"), ("data_folder", "Apri la cartella dei dati"))
CHOOSE: Final = (("documents", "Scegli un'altra cartella"),)
ASK: Final = "Fai una copia adesso, poi chiedi a chi segue i tuoi computer di spostare la cartella su questo disco."
NETWORK: Final = "Se la rete cade mentre salvi, o due computer le aprono insieme, si possono rovinare."
COPIED: Final = "Se due copie si incrociano si possono rovinare, e i dati escono da questo computer."
DOCUMENTS_GO: Final = "I PDF con i dati delle persone escono da questo computer."
CHOOSE_OR_NOT: Final = "Se non deve essere così, scegli una cartella di questo disco: vale dalla prossima esportazione."


def place_words(data: UnsafeLocation | None, documents: UnsafeLocation | None) -> str:
    """What the status line says of where dossiers and documents lie."""
    danger = data or documents
    if danger is None:
        return SAFE
    what = "I dati" if data else "I documenti"
    return f"{what} sono in una cartella " + ("di rete" if danger.reason == "network" else "sincronizzata")


def dossiers_notice(danger: UnsafeLocation) -> Notice:
    """What is wrong with the place of the dossiers, and what to do."""
    if danger.reason == "network":
        return Notice("warning", "Le pratiche sono in una cartella di rete.", f"{NETWORK} {ASK}", LINKS)
    out = "Fai una copia adesso, poi togli la cartella da quelle sincronizzate, o chiedi di spostarla."
    return Notice("warning", f"Le pratiche sono in una cartella copiata da {danger.program}.", f"{COPIED} {out}", LINKS)


def documents_notice(danger: UnsafeLocation) -> Notice:
    """The same of the folder that documents are exported to: nothing breaks, but others may read them."""
    where = "di rete" if danger.reason == "network" else f"copiata da {danger.program}"
    return Notice(
        "info", f"I documenti si esportano in una cartella {where}.", f"{DOCUMENTS_GO} {CHOOSE_OR_NOT}", CHOOSE
    )

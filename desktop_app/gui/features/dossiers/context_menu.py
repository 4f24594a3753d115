"""What can be done with the chosen dossiers, in the list, in the archive or in the bin, as entries of a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QMenu

from desktop_app.drafts.models import DossierEntry


def entries(rows: Sequence[DossierEntry], in_bin: bool) -> dict[str, str]:
    """What `act` gets, and the words."""
    if in_bin:
        return {"restore": "&Ripristina"}
    found: dict[str, str] = {}
    if len(rows) == 1:
        found = {"open": "&Apri\tInvio", "copy": "&Duplica\tCtrl+D", "rename": "Ri&nomina\tF2"}
        if rows[0].own_title:
            found["automatic"] = "Torna al titolo a&utomatico"
    found["pdf"] = "Esporta i &PDF\tCtrl+E"
    found["file"] = "E&sporta la bozza…" if len(rows) == 1 else "E&sporta le bozze…"
    marked = all(row.marked for row in rows)
    found |= {"unmark": "Togli dall'e&videnza"} if marked else {"mark": "Metti in e&videnza"}
    archived = all(row.archived is not None for row in rows)
    found |= {"unarchive": "&Togli dall'archivio"} if archived else {"archive": "Arc&hivia"}
    return found | {"bin": "&Elimina\tCanc"}


FIRST_OF_GROUP: Final = ("pdf", "mark", "unmark", "bin")  # after a line, unless nothing stands before it


def fill_context_menu(
    menu: QMenu, rows: Sequence[DossierEntry], in_bin: bool, act: Callable[[str], None], leave_out: Sequence[str] = ()
) -> None:
    """Puts the entries into a menu, but for those that are buttons beside it."""
    menu.clear()
    for what, words in entries(rows, in_bin).items():
        if what not in leave_out:
            if what in FIRST_OF_GROUP and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(words).triggered.connect(lambda _=False, what=what: act(what))

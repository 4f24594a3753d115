"""What is said above the list when dossiers go into archive and bin and come back, with the ways to undo it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.notice import Notice, NoticeKind
from desktop_app.gui.widgets.feedback.notice_slot import NoticeSlot
from desktop_app.gui.wording.dossier_words import dossier_title, summary_of_row

IN_ONE_SET_ASIDE = (
    "Un file che ho messo da parte può avere ancora quello che cancelli: "
    "se lo tieni, lo trovi in Strumenti, Backup e ripristino."
)
IN_SOME_SET_ASIDE = (
    "I file che ho messo da parte possono avere ancora quello che cancelli: "
    "se li tieni, li trovi in Strumenti, Backup e ripristino."
)
ONE_ARCHIVED = "Le sue scadenze non avvisano più nell'elenco: le trovi in Scadenze."
SOME_ARCHIVED = "Le loro scadenze non avvisano più nell'elenco: le trovi in Scadenze."
# What was done: kind and icon of the notice, what is said of one and of several, and what undoes it.
_SAID: Final[dict[str, tuple[NoticeKind, str, str, str, str]]] = {
    "bin": ("info", "trash-2", "«{}» è nel cestino.", "{} pratiche sono nel cestino.", "restore"),
    "restore": ("ok", "", "«{}» è di nuovo tra le pratiche.", "{} pratiche sono di nuovo nell'elenco.", ""),
    "archive": ("info", "archive", "«{}» è nell'archivio.", "{} pratiche sono nell'archivio.", "unarchive"),
    "unarchive": ("ok", "", "«{}» è di nuovo tra le pratiche.", "{} pratiche sono di nuovo nell'elenco.", "archive"),
    "rename": ("ok", "", "Ora si chiama «{}».", "", "rename"),
    "automatic": ("ok", "", "«{}» ha di nuovo il titolo automatico.", "", "rename"),
}


class BinNotes(NoticeSlot):
    """One sentence at a time. `undo_requested` brings what undoes it, and the dossiers as they were before.

    `empty_requested` brings whether the files put aside go as well, `keep_requested` is the other answer.
    """

    undo_requested = Signal(str, object)
    empty_requested = Signal(bool)
    keep_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._undo: tuple[str, Sequence[DossierEntry]] = ("", ())
        self.set_aside = 0  # files that may hold what is deleted, too
        self.link_activated.connect(self._follow)

    def tell(self, what: str, rows: Sequence[DossierEntry], title: str = "") -> None:
        """What was done with dossiers, as they were before; `title` is the new one of a renamed dossier."""
        kind, icon, one, some, back = _SAID[what]
        self._undo = (back, rows)
        fact = one.format(title or _name(rows[0])) if len(rows) == 1 else some.format(len(rows))
        text = (ONE_ARCHIVED if len(rows) == 1 else SOME_ARCHIVED) if what == "archive" else ""
        self.show_notice(Notice(kind, fact, text, (("undo", "Annulla"),) if back else (), icon))

    def ask_empty(self, number: int) -> None:
        """What emptying the bin would delete: so many dossiers."""
        count = counted(number, "una pratica", "{} pratiche")
        links = [("empty", "Cancella per sempre"), ("keep", "Non cancellare")]
        text = ""
        if self.set_aside:
            one = self.set_aside == 1
            text = IN_ONE_SET_ASIDE if one else IN_SOME_SET_ASIDE
            links.insert(1, ("all", f"Elimina anche {'il file messo' if one else 'i file messi'} da parte"))
        self.show_notice(Notice("warning", f"Svuotare il cestino cancella per sempre {count}.", text, tuple(links)))

    def _follow(self, key: str) -> None:
        self.show_notice(None)
        if key == "undo" and self._undo[0]:
            (what, rows), self._undo = self._undo, ("", ())
            self.undo_requested.emit(what, rows)
        elif key in ("empty", "all"):
            self.empty_requested.emit(key == "all")
        elif key == "keep":
            self.keep_requested.emit()


def _name(row: DossierEntry) -> str:
    return dossier_title(row, summary_of_row(row))[0]

"""What is said above the list when dossiers go into the bin and come back, with the ways to undo it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.notice import Notice
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


class BinNotes(NoticeSlot):
    """One sentence at a time. `undo_requested` brings the id of the dossier that comes back.

    `empty_requested` brings whether the files put aside go as well, `keep_requested` is the other answer.
    """

    undo_requested = Signal(str)
    empty_requested = Signal(bool)
    keep_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._binned = ""
        self.set_aside = 0  # files that may hold what is deleted, too
        self.link_activated.connect(self._follow)

    def tell_binned(self, row: DossierEntry) -> None:
        """It is in the bin, and can be taken out at once."""
        self._binned = row.id
        links = (("undo", "Annulla"),)
        self.show_notice(Notice("info", f"«{_name(row)}» è nel cestino.", "", links, "trash-2"))

    def tell_restored(self, row: DossierEntry) -> None:
        """It is out of the bin."""
        self.show_notice(Notice("ok", f"«{_name(row)}» è di nuovo tra le pratiche."))

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
        if key == "undo" and self._binned:
            binned, self._binned = self._binned, ""
            self.undo_requested.emit(binned)
        elif key in ("empty", "all"):
            self.empty_requested.emit(key == "all")
        elif key == "keep":
            self.keep_requested.emit()


def _name(row: DossierEntry) -> str:
    return dossier_title(row, summary_of_row(row))[0]

"""What is said above the list when dossiers go into the bin and come back, with the ways to undo it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.feedback.notice_slot import NoticeSlot
from desktop_app.gui.wording.dossier_words import dossier_title, summary_of_row


class BinNotes(NoticeSlot):
    """One sentence at a time. `undone` brings the id of the dossier that comes back; `emptied`, `kept`: the answers."""

    undo_requested = Signal(str)
    empty_requested = Signal()
    keep_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._binned = ""
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
        links = (("empty", "Cancella per sempre"), ("keep", "Non cancellare"))
        self.show_notice(Notice("warning", f"Svuotare il cestino cancella per sempre {count}.", "", links))

    def _follow(self, key: str) -> None:
        self.show_notice(None)
        if key == "undo" and self._binned:
            binned, self._binned = self._binned, ""
            self.undo_requested.emit(binned)
        elif key == "empty":
            self.empty_requested.emit()
        elif key == "keep":
            self.keep_requested.emit()


def _name(row: DossierEntry) -> str:
    return dossier_title(row, summary_of_row(row))[0]

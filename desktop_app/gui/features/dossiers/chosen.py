"""What is done with the dossiers chosen in the list, and undone again; none of it asks a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.wording.dossier_words import full_title

REVERSIBLE: Final = ("bin", "restore", "archive", "unarchive")  # the dossiers leave the list that is shown


class ChosenDossiers(QObject):
    """Asks for what is done, by the ids of the dossiers: to the bin (`delete_requested`), out of it, archived and
    marked (with whether it is done or undone), called otherwise (an empty title is the automatic one), as documents
    (`pdf_requested`), as files (`file_requested`).

    `tell` says what was done: see BinNotes.tell.
    """

    open_requested = Signal(str)
    duplicate_requested = Signal(str)
    delete_requested = Signal(object)
    restore_requested = Signal(object)
    archive_requested = Signal(object, bool)
    mark_requested = Signal(object, bool)
    rename_requested = Signal(str, str)
    file_requested = Signal(object)
    pdf_requested = Signal(object)

    def __init__(self, parent: QObject, tell: Callable[[str, Sequence[DossierEntry], str], object]) -> None:
        super().__init__(parent)
        self._tell = tell

    def do(self, what: str, rows: Sequence[DossierEntry]) -> None:
        """Does what a key of `context_menu.entries` says, with some dossiers; of those that concern one, the first."""
        if what in REVERSIBLE:
            self._tell(what, rows, "")
        self._ask(what, [row.id for row in rows])

    def _ask(self, what: str, ids: list[str]) -> None:
        one = {"open": self.open_requested, "copy": self.duplicate_requested}
        files = {"pdf": self.pdf_requested, "file": self.file_requested}
        all_of_them = {**files, "bin": self.delete_requested, "restore": self.restore_requested}
        if what in one:
            one[what].emit(ids[0])
        elif what in all_of_them:
            all_of_them[what].emit(ids)
        else:
            asked = self.archive_requested if what in ("archive", "unarchive") else self.mark_requested
            asked.emit(ids, not what.startswith("un"))

    def rename(self, row: DossierEntry, title: str) -> None:
        """Gives a dossier another title; an empty one is the automatic one."""
        if title:
            self._tell("rename", [row], title)
        elif row.own_title:
            self._tell("automatic", [row], full_title(row._replace(own_title=False)))
        else:
            return
        self.rename_requested.emit(row.id, title)

    def undo(self, what: str, rows: Sequence[DossierEntry]) -> None:
        """Does what undoes something (see BinNotes); `rows` are the dossiers as they were before."""
        if what == "rename":
            self.rename_requested.emit(rows[0].id, rows[0].title if rows[0].own_title else "")
        else:
            self._ask(what, [row.id for row in rows])

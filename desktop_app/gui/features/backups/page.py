"""Backup e ripristino: makes a backup, and restores one from a file or from the daily ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.drafts.models import BackupFile, SetAsideFile
from desktop_app.gui.features.backups.rows import CopyRow, RowList, SetAsideRow
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label

BACKUP_TEXT = (
    "Tutte le pratiche e le anagrafiche, con il cestino e la storia, in un file solo. "
    "Tienilo su un altro disco o su una chiavetta: se il computer si rompe, da lì riparti."
)
NOT_INCLUDED_TEXT = (
    "Restano fuori le opzioni, i PDF esportati e i moduli aggiunti da te. Se hai moduli tuoi, conserva anche la "
    "cartella «moduli» (Strumenti, Moduli): su un altro computer le loro pratiche si aprono solo se li rimetti lì."
)
PRIVACY_TEXT = "Contiene dati personali: conservalo dove nessun altro lo può leggere."
RESTORE_TEXT = (
    "Pratiche e anagrafiche tornano com'erano quando la copia fu fatta. Quelle di adesso non si perdono: "
    "prima ne faccio un'altra copia."
)
DAILY_TEXT = (
    "Ogni giorno in cui apri Commessa ne faccio una da solo e tengo le ultime sette, più quelle che sono rimaste "
    "le sole ad avere una pratica che adesso manca. "
    "Quello che cancelli per sempre lo tolgo anche da lì; le copie che hai messo altrove restano come sono."
)
SET_ASIDE_TEXT = (
    "Li tengo come sono finché non li elimini tu: possono contenere pratiche che non ho potuto recuperare, e anche "
    "quelle che intanto hai cancellato. Finché ce n'è uno danneggiato, tengo anche tutte le copie fatte prima."
)
LOOKING = "Guardo che copie ci sono…"
NONE = "Non ce n'è ancora nessuna."


class BackupPage(TitledOverlay):
    """`restore_requested` brings the path of a listed backup; `restore_file_requested` asks for one in a file.

    `remove_requested` brings the path of a file put aside, `remove_copy_requested` that of a copy. The rows come with
    `show_files`.
    """

    backup_requested = Signal()
    restore_file_requested = Signal()
    restore_requested = Signal(object)
    remove_requested = Signal(object)
    remove_copy_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        make = Button(theme, "Fai una copia…", "primary", icon="save")
        make.clicked.connect(lambda: self.backup_requested.emit())
        other = Button(theme, "Scegli una copia…", icon="folder-open")
        other.clicked.connect(lambda: self.restore_file_requested.emit())
        copies, aside = RowList(theme), RowList(theme)
        super().__init__(
            theme,
            "Backup e ripristino",
            [
                heading(theme, "Fai una copia"),
                text_label(theme, BACKUP_TEXT),
                text_label(theme, NOT_INCLUDED_TEXT, "small", "muted"),
                text_label(theme, PRIVACY_TEXT, "small", "muted"),
                _left(make),
                Separator(theme),
                heading(theme, "Ripristina"),
                text_label(theme, RESTORE_TEXT),
                _left(other),
                Separator(theme),
                heading(theme, "Copie fatte da Commessa"),
                text_label(theme, DAILY_TEXT, "small", "muted"),
                copies,
                aside,
            ],
        )
        self._copies, self._aside = copies, aside
        copies.show_rows([text_label(theme, LOOKING)])

    def show_files(self, copies: Sequence[BackupFile], aside: Sequence[SetAsideFile]) -> None:
        """Shows the copies that there are, and the files put aside."""
        theme = self._theme
        rows = [CopyRow(theme, copy) for copy in copies]
        for row in rows:
            row.restore_requested.connect(self.restore_requested)
            row.remove_requested.connect(self.remove_copy_requested)
        self._copies.show_rows(rows or [text_label(theme, NONE)])
        files = [SetAsideRow(theme, each) for each in aside]
        for file in files:
            file.remove_requested.connect(self.remove_requested)
        head = [
            Separator(theme),
            heading(theme, "File messi da parte"),
            text_label(theme, SET_ASIDE_TEXT, "small", "muted"),
        ]
        self._aside.show_rows([*head, *files] if files else [])


def _left(button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder

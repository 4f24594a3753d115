"""Backup e ripristino: makes a backup, and restores one from a file or from the daily ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import BackupFile
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.wording.moments import moment_words

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
    "Ogni giorno in cui apri Commessa ne faccio una da solo e tengo le ultime sette, per 30 giorni al massimo. "
    "Quando svuoti il cestino le rifaccio, così quello che hai cancellato non resta nemmeno lì."
)


class BackupPage(TitledOverlay):
    """`restore_requested` brings the path of a listed backup; `restore_file_requested` asks for one in a file."""

    backup_requested = Signal()
    restore_file_requested = Signal()
    restore_requested = Signal(object)

    def __init__(self, theme: Theme, copies: Sequence[BackupFile]) -> None:
        make = Button(theme, "Fai una copia…", "primary", icon="save")
        make.clicked.connect(lambda: self.backup_requested.emit())
        other = Button(theme, "Scegli una copia…", icon="folder-open")
        other.clicked.connect(lambda: self.restore_file_requested.emit())
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
                *(self._row(theme, each) for each in copies),
                *([] if copies else [text_label(theme, "Non ce n'è ancora nessuna.")]),
            ],
        )

    def _row(self, theme: Theme, copy: BackupFile) -> QWidget:
        when = moment_words(copy.at)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.gap(14))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(theme, when, weight=600))
        words.addWidget(
            text_label(theme, "Copia del giorno" if copy.daily else "Prima di un ripristino", "tiny", "muted")
        )
        line.addLayout(words, 1)
        choose = Button(theme, "Ripristina…", small=True)
        choose.setAccessibleName(f"Ripristina la copia di {when}")
        choose.clicked.connect(lambda: self.restore_requested.emit(copy.path))
        line.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _left(button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder

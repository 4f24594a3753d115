"""Backup e ripristino: one press makes a copy; a copy comes back after it was looked at."""

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

COPY = (
    "Tutte le pratiche e le anagrafiche, con il cestino e la storia, in un file solo. "
    "Tienilo su un altro disco o su una chiavetta: se il computer si rompe, da lì riparti."
)
WITHOUT = (
    "Restano fuori le opzioni, i PDF esportati e i moduli aggiunti da te. Se hai moduli tuoi, conserva anche la "
    "cartella «moduli» (Strumenti, Moduli): su un altro computer le loro pratiche si aprono solo se li rimetti lì."
)
CARE = "Contiene dati personali: conservalo dove nessun altro lo può leggere."
BACK = (
    "Pratiche e anagrafiche tornano com'erano quando la copia fu fatta. Quelle di adesso non si perdono: "
    "prima ne faccio un'altra copia."
)
DAILY = (
    "Ogni giorno in cui apri Commessa ne faccio una da solo e tengo le ultime sette, per 30 giorni al massimo. "
    "Quando svuoti il cestino le rifaccio, così quello che hai cancellato non resta nemmeno lì."
)


class BackupPage(TitledOverlay):
    """`chosen` brings the path of one of the copies shown, `file_requested` asks for another one."""

    copy_requested = Signal()
    file_requested = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme, copies: Sequence[BackupFile]) -> None:
        make = Button(theme, "Fai una copia…", "primary", icon="save")
        make.clicked.connect(lambda: self.copy_requested.emit())
        other = Button(theme, "Scegli una copia…", icon="folder-open")
        other.clicked.connect(lambda: self.file_requested.emit())
        super().__init__(
            theme,
            "Backup e ripristino",
            [
                heading(theme, "Fai una copia"),
                text_label(theme, COPY),
                text_label(theme, WITHOUT, "small", "muted"),
                text_label(theme, CARE, "small", "muted"),
                _left(make),
                Separator(theme),
                heading(theme, "Ripristina"),
                text_label(theme, BACK),
                _left(other),
                Separator(theme),
                heading(theme, "Copie fatte da Commessa"),
                text_label(theme, DAILY, "small", "muted"),
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
        choose.clicked.connect(lambda: self.chosen.emit(copy.path))
        line.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _left(button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder

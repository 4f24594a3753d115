"""The rows of Backup e ripristino: a copy and what it holds, a file put aside and the way to let it go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import BackupFile, SetAsideFile, now
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.wording.moments import moment_words

ROTTEN = "Copia rovinata"
OF_WRONG_CLOCK = "una data che deve ancora venire: l'orologio del computer era sbagliato"
SURE = "Eliminarlo per sempre?"


def holds_words(copy: BackupFile) -> str:
    """What a copy is, and what it holds: `Copia del giorno · 3 pratiche, 2 nel cestino`."""
    kind = "Copia del giorno" if copy.daily else "Prima di un ripristino"
    if not copy.sound:
        return f"{kind} · non si può ripristinare"
    held = counted(copy.dossiers, "una pratica", "{} pratiche") if copy.dossiers else "nessuna pratica"
    binned = f", {counted(copy.binned, 'una', '{}')} nel cestino" if copy.binned else ""
    late = f" · {OF_WRONG_CLOCK}" if copy.at > now() else ""
    return f"{kind} · {held}{binned}{late}"


class CopyRow(QWidget):
    """A copy, by the moment that it reaches to. `restore_requested` brings its path."""

    restore_requested = Signal(object)

    def __init__(self, theme: Theme, copy: BackupFile) -> None:
        super().__init__()
        when = f"Fino a {moment_words(copy.at)}" if copy.sound else ROTTEN
        line = _row(self, theme, when, holds_words(copy))
        if copy.sound:
            choose = Button(theme, "Ripristina…", small=True)
            choose.setAccessibleName(f"Ripristina la copia che arriva fino a {moment_words(copy.at)}")
            choose.clicked.connect(lambda: self.restore_requested.emit(copy.path))
            line.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)


class SetAsideRow(QWidget):
    """A file put aside. It is asked once more in its place; `remove_requested` brings its path."""

    remove_requested = Signal(object)

    def __init__(self, theme: Theme, aside: SetAsideFile, size: str) -> None:
        super().__init__()
        kind = "File danneggiato" if aside.damaged else "File trovato al posto delle pratiche"
        line = _row(self, theme, kind, f"{aside.path.name} · {size}")
        self.remove = Button(theme, "Elimina…", small=True)
        self.remove.setAccessibleName(f"Elimina {aside.path.name}")
        self.remove.clicked.connect(lambda: self._ask(asks=True))
        self._question = text_label(theme, SURE, "small")
        self.sure = Button(theme, "Elimina per sempre", small=True)
        self.sure.clicked.connect(lambda: self.remove_requested.emit(aside.path))
        self.keep = Button(theme, "Tienilo", small=True)
        self.keep.clicked.connect(lambda: self._ask(asks=False))
        for widget in (self.remove, self._question, self.sure, self.keep):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._show(asks=False)

    def _ask(self, asks: bool) -> None:
        self._show(asks)
        (self.keep if asks else self.remove).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, asks: bool) -> None:
        self.remove.setVisible(not asks)
        for widget in (self._question, self.sure, self.keep):
            widget.setVisible(asks)


class RowList(QWidget):
    """Rows below each other, which others take the place of."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(10))

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Shows these instead of those there were."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._column.addWidget(row)


def _row(row: QWidget, theme: Theme, words: str, small: str) -> QHBoxLayout:
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.gap(14))
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(text_label(theme, words, weight=600))
    column.addWidget(text_label(theme, small, "tiny", "muted"))
    line.addLayout(column, 1)
    return line

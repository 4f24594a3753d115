"""The rows of Backup e ripristino: a copy and what it holds, a file put aside and the way to let it go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import BackupFile, SetAsideFile, now
from desktop_app.engine.italian.phrases import counted
from desktop_app.engine.italian.sizes import megabytes
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.wording.moments import moment_words
from desktop_app.system.clock import today

ROTTEN = "Copia rovinata"
OF_WRONG_CLOCK = "una data che deve ancora venire: l'orologio del computer era sbagliato"
SURE = "Elimino questo file per sempre?"


def holds_words(copy: BackupFile) -> str:
    """What a copy is, and what it holds: `Copia del giorno 24/11/2026 · 3 pratiche, 2 nel cestino`."""
    day = _day(copy.day)
    kind = f"Copia del giorno{f' {day:%d/%m/%Y}' if day else ''}" if copy.daily else "Prima di un ripristino"
    if not copy.sound:
        return f"{kind} · non si può ripristinare"
    held = counted(copy.dossiers, "una pratica", "{} pratiche") if copy.dossiers else "nessuna pratica"
    binned = f", {counted(copy.binned, 'una', '{}')} nel cestino" if copy.binned else ""
    missing = f" · {counted(copy.missing, 'una adesso manca', '{} adesso mancano')}" if copy.missing else ""
    late = f" · {OF_WRONG_CLOCK}" if copy.at > now() or (day is not None and day > today()) else ""
    return f"{kind} · {held}{binned}{missing}{late}"


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


class RemovableRow(QWidget):
    """Two lines of words, buttons beside them, and Elimina…, which is asked once more in a line below.

    `remove_requested` brings the path of the file; `name` completes the words of the buttons when they are spoken.
    """

    remove_requested = Signal(object)

    def __init__(self, theme: Theme, path: Path, words: tuple[str, str], name: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.gap(14))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text_label(theme, words[0], weight=600))
        column.addWidget(text_label(theme, words[1], "tiny", "muted"))
        self.line.addLayout(column, 1)
        self.remove = small_button(theme, "Elimina…", f"Elimina {name}")
        self.remove.clicked.connect(lambda: self._ask(asks=True))
        self.line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self.line)
        outer.addWidget(self._question(theme, path, name))

    def _question(self, theme: Theme, path: Path, name: str) -> QWidget:
        self.question = QWidget()
        line = QHBoxLayout(self.question)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.gap(14))
        sure = small_button(theme, "Elimina per sempre", f"Elimina per sempre {name}")
        sure.clicked.connect(lambda: self.remove_requested.emit(path))
        self.keep = small_button(theme, "Non eliminare", f"Non eliminare {name}")
        self.keep.clicked.connect(lambda: self._ask(asks=False))
        line.addWidget(text_label(theme, SURE, "small"), 1)
        line.addWidget(sure)
        line.addWidget(self.keep)
        self.question.hide()
        return self.question

    def _ask(self, asks: bool) -> None:
        self.question.setVisible(asks)
        self.remove.setEnabled(not asks)
        (self.keep if asks else self.remove).setFocus(Qt.FocusReason.OtherFocusReason)


class CopyRow(RemovableRow):
    """A copy, by the moment that it reaches to. `restore_requested` brings its path."""

    restore_requested = Signal(object)

    def __init__(self, theme: Theme, copy: BackupFile) -> None:
        when = f"Fino a {moment_words(copy.at)}" if copy.sound else ROTTEN
        name = f"la copia che arriva fino a {moment_words(copy.at)}" if copy.sound else f"la copia {copy.path.name}"
        super().__init__(theme, copy.path, (when, holds_words(copy)), name)
        if copy.sound:
            choose = small_button(theme, "Ripristina…", f"Ripristina {name}")
            choose.clicked.connect(lambda: self.restore_requested.emit(copy.path))
            self.line.insertWidget(1, choose, 0, Qt.AlignmentFlag.AlignTop)


class SetAsideRow(RemovableRow):
    """A file put aside."""

    def __init__(self, theme: Theme, aside: SetAsideFile) -> None:
        kind = "File danneggiato" if aside.damaged else "File trovato al posto delle pratiche"
        name = aside.path.name
        super().__init__(theme, aside.path, (kind, f"{name} · {megabytes(aside.size)}"), name)


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


def small_button(theme: Theme, words: str, name: str) -> Button:
    """A button of a row; `name` is what it is called when spoken."""
    button = Button(theme, words, small=True)
    button.setAccessibleName(name)
    return button

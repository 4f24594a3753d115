"""A day that the user tells, folded away until it is asked for: "Fatta il…", "L'ho inviato il…"."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.engine.italian import parse
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.given_line import GivenLine

NO_DAY: Final = "Scrivi il giorno così: 12/03/2027."
TOMORROW: Final = "Quel giorno non è ancora venuto."


class DoneOn(Fold):
    """`given` brings the day as an ISO date: today or earlier. `about` is what screen readers say it is of."""

    given = Signal(str)

    def __init__(self, theme: Theme, words: str, about: str, today: dt.date) -> None:
        super().__init__(theme, words, self._line, about)
        self._theme, self._about, self._today = theme, about, today
        self._label = words.rstrip("…")

    def _line(self) -> QWidget:
        line = GivenLine(
            self._theme, self._label, "Segna", missing=NO_DAY, about=self._about, editor=DateEditor(self._theme),
            value=self._today.strftime("%d/%m/%Y"),
        )  # fmt: skip
        line.given.connect(lambda typed: self._give(line, typed))
        return line

    def _give(self, line: GivenLine, typed: str) -> None:
        iso = parse.date(typed, self._today)
        if iso is None:
            line.tell(NO_DAY)
        elif dt.date.fromisoformat(iso) > self._today:
            line.tell(TOMORROW)
        else:
            self.given.emit(iso)

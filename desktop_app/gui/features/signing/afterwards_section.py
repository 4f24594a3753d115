"""What can still be done with a dossier that was signed or sent: put it right with another one, or take it back."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.italian import parse
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.done_on import NO_DAY, TOMORROW
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.layout.scroll import ScrollContent

RECTIFY, WITHDRAW = "Rettifica…", "Ritira…"
ABOUT_RECTIFY: Final = "Nasce una copia con tutte le risposte, legata a questa: correggila, esportala e mandala."
ABOUT_WITHDRAW: Final = "La pratica resta con tutto quello che ha; le sue scadenze non contano più."
NO_REASON: Final = Notice("error", "Manca il motivo.", "Scrivilo in poche parole: resta nella cronologia.")


class AfterwardsSection(ScrollContent):
    """`rectify_requested` brings the reason, `action_requested` brings `withdraw` with `ISO day:reason`."""

    action_requested = Signal(str, str)
    rectify_requested = Signal(str)

    def __init__(self, theme: Theme, today: dt.date) -> None:
        super().__init__()
        self._theme, self.today = theme, today
        self.rectify = Fold(theme, RECTIFY, self._rectify)
        self.withdraw = Fold(theme, WITHDRAW, self._withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addWidget(self.rectify)
        column.addWidget(self.withdraw)

    def _rectify(self) -> QWidget:
        form = ReasonForm(self._theme, ABOUT_RECTIFY, "Perché la rettifichi", "Prepara la rettifica")
        form.given.connect(lambda reason, _: self.rectify_requested.emit(reason))
        return form

    def _withdraw(self) -> QWidget:
        form = ReasonForm(self._theme, ABOUT_WITHDRAW, "Perché la ritiri", "Ritira la pratica", self.today)
        form.given.connect(lambda reason, day: self.action_requested.emit("withdraw", f"{day}:{reason}"))
        return form


class ReasonForm(QWidget):
    """`given` brings a reason and, where a day is asked, that as an ISO date: `today` is proposed."""

    given = Signal(str, str)

    def __init__(self, theme: Theme, about: str, label: str, words: str, today: dt.date | None = None) -> None:
        super().__init__()
        self._today, self._reason = today, ""
        self._day = f"{today:%d/%m/%Y}" if today else ""
        self.reason, self.day = TextEditor(theme), DateEditor(theme)
        self.reason.edited.connect(lambda typed: self._keep("_reason", typed))
        self.day.edited.connect(lambda typed: self._keep("_day", typed))
        self.day.show_value(self._day)
        self._reason_row, self._day_row = FieldRow(theme, label, self.reason), FieldRow(theme, "Da quando", self.day)
        if today is None:
            self._day_row.hide()  # to show it before it has a place would open a window
        self.button = Button(theme, words, small=True)
        self.button.clicked.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap(12), 0, 0, theme.gap(8))
        column.setSpacing(theme.gap(10))
        column.addWidget(text_label(theme, about, "small", "muted"))
        for row in (self._reason_row, self._day_row):
            column.addWidget(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _keep(self, name: str, typed: object) -> None:
        setattr(self, name, str(typed or ""))
        for row in (self._reason_row, self._day_row):
            row.show_notices(())

    def _give(self) -> None:
        reason, iso = self._reason.strip(), ""
        if self._today is not None:
            iso = parse.date(self._day, self._today) or ""
            late = bool(iso) and dt.date.fromisoformat(iso) > self._today
            wrong = Notice("error", TOMORROW if late else NO_DAY) if late or not iso else None
            self._day_row.show_notices((wrong,) if wrong else ())
            iso = "" if wrong else iso
        self._reason_row.show_notices(() if reason else (NO_REASON,))
        if reason and (iso or self._today is None):
            self.given.emit(reason, iso)

"""Above a step: back to the list, the name of the dossier, its first deadline, preview and check."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.deadlines import NONE_MET, DeadlineOccurrence, MetDays, open_deadlines
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.edition_words import edition_of
from desktop_app.engine.italian.phrases import counted, due_day
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import set_text_color, set_tooltip, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.drawing.states import STEP_LOOKS
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.session.summary import title_of

BRIEF = 34  # characters of a deadline's title that the header has room for


class TitleLabel(QLabel):
    """The dossier's name; where it does not fit it ends in "…", and the tooltip has all of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font("h2"))
        speak_as(self, "heading")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        if name != self.accessibleName():
            self.setAccessibleName(name)
            set_tooltip(self, name)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.accessibleName()) + 2, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        cut = QFontMetrics(self.font()).elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, self.width())
        with painting(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), cut)


class EditorHeader(QWidget):
    """Pratiche, the dossier's name, its first deadline, Anteprima, Controlla; where there is no rail also the steps."""

    home_requested = Signal()
    preview_requested = Signal()
    check_requested = Signal()
    step_requested = Signal(int)  # by its number, from 0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._has_deadline, self._roomy = False, True
        self._entries: tuple[list[RailStep], int] = ([], 0)
        self._back = Button(theme, "Pratiche", "quiet", icon="chevron-left", small=True)
        self._back_short = Button(theme, "Pratiche", "quiet", icon="chevron-left", small=True, icon_only=True)
        self._name = TitleLabel(theme)
        self._form = text_label(theme, "", "tiny", "muted", wrap=False)
        self._deadline, self._days = (
            text_label(theme, "", "small", weight=600, wrap=False),
            text_label(theme, "", "tiny", "muted"),
        )
        self._days.setWordWrap(False)
        self._deadline_icon = IconView(theme, "calendar-clock", "muted", 20)
        self._steps = Button(theme, "", trailing="chevron-down", small=True)
        self._preview = Button(theme, "An&teprima", icon="eye", small=True)
        self._check = Button(theme, "&Controlla", icon="list-checks", key="F8", small=True)
        self._check_short = Button(theme, "&Controlla", small=True)
        self._menu = styled_menu(theme, self)
        for back in (self._back, self._back_short):
            back.clicked.connect(self.home_requested)
        self._preview.clicked.connect(self.preview_requested)
        for check in (self._check, self._check_short):
            check.clicked.connect(self.check_requested)
        self._steps.clicked.connect(self._open_steps)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        self._title = QVBoxLayout()
        self._title.setSpacing(0)
        self._title.addWidget(self._name)
        self._title.addWidget(self._form)
        self._due = QWidget()
        due = QHBoxLayout(self._due)
        due.setContentsMargins(0, 0, 0, 0)
        due.setSpacing(theme.gap(8))
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._deadline)
        beside.addWidget(self._days)
        due.addWidget(self._deadline_icon)
        due.addLayout(beside)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(20), theme.gap(8))
        row.setSpacing(theme.gap(14))
        row.addWidget(self._back)
        row.addWidget(self._back_short)
        row.addLayout(self._title, 1)
        row.addWidget(self._due)
        for button in (self._steps, self._preview, self._check, self._check_short):
            row.addWidget(button)

    def show_state(self, state: FormState, met: MetDays = NONE_MET, own_title: str = "") -> None:
        """The name of the dossier in this state, where it has no title of its own, and its first deadline, the overdue
        ones first; `met`: by acts."""
        name, detail = title_of(state)
        automatic = " – ".join(part for part in (name or "Pratica senza nome", detail) if part)
        self._name.show_name(own_title or automatic)
        spec = state.form.spec
        self._form.setText(f"{spec.title} · {edition_of(spec)}")
        self._show_deadline(state, met)

    def _show_deadline(self, state: FormState, met: MetDays) -> None:
        found = open_deadlines(state, met)
        self._has_deadline = bool(found)
        if found:
            first, overdue = found[0], sum(each.date < state.today for each in found)
            self._deadline.setText(_deadline_words(first, bool(overdue)))
            more = counted(overdue - 1, "un'altra è scaduta", "altre {} sono scadute") if overdue > 1 else first.source
            self._days.setText(f"{due_day(first.date, state.today)} · {more}")
            self._deadline_icon.show_icon(*("clock-alert", "error") if overdue else ("calendar-clock", "muted"))
            for label, ink in ((self._deadline, "text"), (self._days, "muted")):
                set_text_color(self._theme, label, "error" if overdue else ink)
            set_tooltip(self._due, first.title)
        self._due.setVisible(self._has_deadline and self._roomy)

    def set_layout(self, narrow: bool, low: bool, roomy: bool) -> None:
        """`narrow`: with the steps, for there is no rail; `low`: in one line; `roomy`: with the deadline."""
        for short, long in ((self._back_short, self._back), (self._check_short, self._check)):
            short.setVisible(narrow)
            long.setVisible(not narrow)
        self._steps.setVisible(narrow)
        self._preview.setVisible(not narrow)
        self._form.setVisible(not low and not narrow)
        self._days.setVisible(not low)
        self._roomy = roomy
        self._due.setVisible(self._has_deadline and roomy)

    def show_steps(self, steps: list[RailStep], current: int) -> None:
        """Which step of how many is shown; the button opens the list of them."""
        if (steps, current) != self._entries:
            self._entries = (steps, current)
            self._steps.show_words(f"Passo\u00a0{current + 1}\u00a0di\u00a0{len(steps)}")

    def _open_steps(self) -> None:
        steps, current = self._entries
        self._menu.clear()
        for index, step in enumerate(steps):
            words = step.words or STEP_LOOKS[step.state].words
            action = QAction(escape_mnemonic(f"{index + 1}. {step.title} – {words}"), self._menu)
            action.setCheckable(True)
            action.setChecked(index == current)
            action.triggered.connect(lambda _=False, index=index: self.step_requested.emit(index))
            self._menu.addAction(action)
        self._menu.popup(self._steps.mapToGlobal(self._steps.rect().bottomLeft()))


def _deadline_words(first: DeadlineOccurrence, overdue: bool) -> str:
    """What is due and its day; that it has passed is said in words, not by the colour alone."""
    day = dates.date(first.date)
    return f"{_brief(first.title)}: {'scaduta il' if overdue else 'entro il'} {day}"


def _brief(title: str) -> str:
    """A deadline's title without what explains it, cut between words where that is still too long."""
    said = re.split(r" \(|: ", title, maxsplit=1)[0]
    return said if len(said) <= BRIEF else f"{said[:BRIEF].rsplit(' ', 1)[0]}\u00a0…"

"""What stands around a step: the dossier's header, Indietro and Avanti, the result when its panel is out of sight."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import relative_day
from desktop_app.gui.features.editor.result_words import Result
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.indicators import IconView, StateMark
from desktop_app.gui.widgets.drawing.labels import set_tooltip, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.drawing.states import SEVERITY_LOOKS, STEP_LOOKS
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.session.summary import title_of

BRIEF = 34  # characters of a term's title that the header has room for


class TitleLabel(QLabel):
    """The dossier's name; what does not fit ends in "…", and is whole in the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font("h2"))
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
    """Back to the list, the dossier's name, its next term, the steps where the rail is folded, Controlla."""

    home = Signal()
    preview = Signal()
    checked = Signal()
    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back = Button(theme, "Pratiche", "quiet", icon="chevron-left", small=True)
        self._back_short = Button(theme, "Pratiche", "quiet", icon="chevron-left", small=True, icon_only=True)
        self._name = TitleLabel(theme)
        self._form = text_label(theme, "", "tiny", "muted", wrap=False)
        self._term, self._days = (
            text_label(theme, "", "small", weight=600, wrap=False),
            text_label(theme, "", "tiny", "muted"),
        )
        self._days.setWordWrap(False)
        self._term_icon = IconView(theme, "calendar-clock", "muted", 20)
        self._steps = Button(theme, "", trailing="chevron-down", small=True)
        self._preview = Button(theme, "An&teprima", icon="eye", small=True)
        self._check = Button(theme, "&Controlla", icon="list-checks", key="F8", small=True)
        self._check_short = Button(theme, "&Controlla", small=True)
        self._menu = styled_menu(theme, self, "body")
        for back in (self._back, self._back_short):
            back.clicked.connect(self.home)
        self._preview.clicked.connect(self.preview)
        for check in (self._check, self._check_short):
            check.clicked.connect(self.checked)
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
        beside.addWidget(self._term)
        beside.addWidget(self._days)
        due.addWidget(self._term_icon)
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

    def show_state(self, state: FormState) -> None:
        name, detail = title_of(state)
        self._name.show_name(" – ".join(part for part in (name or "Pratica senza nome", detail) if part))
        spec = state.form.spec
        self._form.setText(f"{spec.title} · edizione {spec.edition.year}")
        self._show_term(state)

    def _show_term(self, state: FormState) -> None:
        coming = next((term for term in occurrences(state) if term.date >= state.today), None)
        self._has_term = coming is not None
        if coming is not None:
            day = formatting.date(coming.date)
            self._term.setText(f"{coming.title}: {day}" if len(coming.title) < BRIEF else f"Entro il {day}")
            self._days.setText(f"{relative_day(coming.date, state.today)} · {coming.source}")
            set_tooltip(self._due, coming.title)
        self._due.setVisible(self._has_term and self._roomy)

    _has_term = False
    _roomy = True

    def set_look(self, folded: bool, low: bool, roomy: bool) -> None:
        """`folded`: the steps are a button here; `low`: one line; `roomy`: the next term has its place."""
        for short, long in ((self._back_short, self._back), (self._check_short, self._check)):
            short.setVisible(folded)
            long.setVisible(not folded)
        self._steps.setVisible(folded)
        self._preview.setVisible(not folded)
        self._form.setVisible(not low and not folded)
        self._days.setVisible(not low)
        self._roomy = roomy
        self._due.setVisible(self._has_term and roomy)

    def show_steps(self, steps: list[RailStep], current: int) -> None:
        """The button's words and the list that it opens."""
        if (steps, current) != self._entries:
            self._entries = (steps, current)
            self._steps.show_words(f"Passo\u00a0{current + 1}\u00a0di\u00a0{len(steps)}")

    _entries: tuple[list[RailStep], int] = ([], 0)

    def _open_steps(self) -> None:
        steps, current = self._entries
        self._menu.clear()
        for index, step in enumerate(steps):
            words = step.words or STEP_LOOKS[step.state].words
            action = QAction(escape_mnemonic(f"{index + 1}. {step.title} – {words}"), self._menu)
            action.setCheckable(True)
            action.setChecked(index == current)
            action.triggered.connect(lambda _=False, index=index: self.chosen.emit(index))
            self._menu.addAction(action)
        self._menu.popup(self._steps.mapToGlobal(self._steps.rect().bottomLeft()))


class StepBar(QWidget):
    """Indietro and Avanti, which says where it goes; on the last step, to what the dossier was filled in for."""

    back = Signal()
    forward = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back = Button(theme, "In&dietro", icon="arrow-left")
        self._note = text_label(theme, "", "tiny", "muted")
        self._hint = text_label(theme, "Alt + →", "tiny", "muted", wrap=False)
        self._next = Button(theme, "", "primary", trailing="arrow-right")
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.forward)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, theme.gap(8), 0, theme.gap(8))
        self._row.setSpacing(theme.gap(10))
        self._row.addWidget(self._back)
        self._row.addWidget(self._note, 1)
        self._row.addWidget(self._hint)
        self._row.addWidget(self._next)

    _titles: tuple[str | None, str | None, str] | None = None

    def show_steps(self, before: str | None, after: str | None, last: str) -> None:
        """The titles of the steps before and after, None where there is none; `last` is what is done after the last."""
        if (before, after, last) == self._titles:
            return
        self._titles = (before, after, last)
        onward = f"&Avanti: {escape_mnemonic(after)}" if after is not None else last
        self._back.setVisible(before is not None)
        self._next.setVisible(bool(onward))
        self._hint.setVisible(after is not None and self._theme.factor < 1.5)
        if onward:
            self._next.show_words(onward)

    def show_note(self, note: str) -> None:
        """Where the question that has the focus comes from."""
        self._note.setText(note)


class BarSlot(QWidget):
    """Keeps Indietro and Avanti in sight, under the column that they belong to."""

    def __init__(self, theme: Theme, bar: StepBar) -> None:
        super().__init__()
        self._side = theme.gap(32)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(bar, 1000)
        self._row.addStretch(1)
        self.align()

    def take(self, bar: StepBar) -> None:
        """Takes the bar back from the end of a form."""
        self._row.insertWidget(1, bar, 1000)
        self.show()

    def align(self, left: int | None = None, right: int = 0) -> None:
        """What the column leaves free beside it, in px; without `left` one in the middle, `right` its scroll bar."""
        side = self._side if left is None else 0
        for end in (0, self._row.count() - 1):
            self._row.setStretch(end, int(left is None))  # else each would take a pixel
        self._row.setContentsMargins(side or left or 0, 0, side + right, 0)


class ResultStrip(QWidget):
    """The panel's result in one line, where the panel itself is under the form."""

    followed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark = StateMark(theme, SEVERITY_LOOKS["note"])
        link = Link(theme, "Vai al calcolo")
        link.clicked.connect(self.followed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap(20), theme.gap(6), theme.gap(20), theme.gap(6))
        row.setSpacing(theme.gap(14))
        row.addWidget(self._mark, 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._ground(theme)

    def _ground(self, theme: Theme) -> None:
        look = self.palette()
        look.setColor(self.backgroundRole(), theme.color("canvas"))
        self.setPalette(look)
        self.setAutoFillBackground(True)

    def show_result(self, result: Result | None) -> None:
        if result is None:
            self._mark.show_state(SEVERITY_LOOKS["note"], "Il calcolo aspetta qualche risposta")
        else:
            self._mark.show_state(
                SEVERITY_LOOKS[result.severity or "note"], result.spoken, tinted=result.severity == "error"
            )

"""Under a step: Indietro and Avanti, and the result of a panel that is out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.features.editor.result_words import Result
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.states import SEVERITY_LOOKS


class StepBar(QWidget):
    """Indietro, and Avanti with the title of the next step, where there is one."""

    back_requested = Signal()
    forward_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._titles: tuple[str | None, str | None] | None = None
        self._back = Button(theme, "In&dietro", icon="arrow-left")
        self._note = text_label(theme, "", "tiny", "muted")
        self._hint = text_label(theme, "Alt + →", "tiny", "muted", wrap=False)
        self._next = Button(theme, "", "primary", trailing="arrow-right")
        self._back.clicked.connect(self.back_requested)
        self._next.clicked.connect(self.forward_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, theme.gap(8), 0, theme.gap(8))
        self._row.setSpacing(theme.gap(10))
        self._row.addWidget(self._back)
        self._row.addWidget(self._note, 1)
        self._row.addWidget(self._hint)
        self._row.addWidget(self._next)

    def show_steps(self, before: str | None, after: str | None) -> None:
        """The titles of the steps before and after, None where there is none."""
        if (before, after) == self._titles:
            return
        self._titles = (before, after)
        self._back.setVisible(before is not None)
        self._next.setVisible(after is not None)
        self._hint.setVisible(after is not None and self._theme.factor < 1.5)
        if after is not None:
            self._next.show_words(f"&Avanti: {escape_mnemonic(after)}")

    def in_tab_order(self, read: Sequence[QWidget]) -> Sequence[QWidget]:
        """What is shown in reading order, but Avanti right after the last field, also where a panel stands between."""
        stops = [each for each in (self._next, self._back) if each in read]
        others = [each for each in read if each not in stops]
        step = next((each for each in others if isinstance(each, StepPage)), None)
        inside = [at for at, each in enumerate(others) if step is not None and step.isAncestorOf(each)]
        at = max(inside, default=others.index(self) if self in others else -1) + 1
        return [*others[:at], *stops, *others[at:]]

    def show_field(self, item: FieldItem | None) -> None:
        """Where nothing moves: who fills in the field with the focus, and its article."""
        self._note.setText(item.note if item else "")


class BarSlot(QWidget):
    """Where the bar stands in a wide window: below the scrolling part, as wide as the text above it."""

    def __init__(self, theme: Theme, bar: StepBar) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(bar, 1000)
        self._row.addStretch(1)
        self.align()

    def take(self, bar: StepBar) -> None:
        """Takes the bar back from the end of a form."""
        self._row.insertWidget(1, bar, 1000)
        self.show()

    def align(self, sides: tuple[int, int] = (0, 0), fills: bool = False) -> None:
        """Stands under the text above, which leaves so many px free at the left and right.

        Unless the text `fills` what is between, it stands in the middle of that.
        """
        for end in (0, self._row.count() - 1):
            self._row.setStretch(end, int(not fills))  # a stretch would take a pixel
        self._row.setContentsMargins(sides[0], 0, sides[1], 0)


class ResultStrip(QWidget):
    """The panel's result in one line, where the panel itself is under the form."""

    panel_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark = StateMark(theme, SEVERITY_LOOKS["note"])
        link = Link(theme, "Vai al calcolo")
        link.clicked.connect(self.panel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap(20), theme.gap(6), theme.gap(20), theme.gap(6))
        row.setSpacing(theme.gap(14))
        row.addWidget(self._mark, 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._paint_ground(theme)

    def _paint_ground(self, theme: Theme) -> None:
        look = self.palette()
        look.setColor(self.backgroundRole(), theme.color("canvas"))
        self.setPalette(look)
        self.setAutoFillBackground(True)

    def show_result(self, result: Result | None) -> None:
        """The result, None where an answer is missing for it."""
        if result is None:
            self._mark.show_state(SEVERITY_LOOKS["note"], "Il calcolo aspetta qualche risposta")
        else:
            self._mark.show_state(
                SEVERITY_LOOKS[result.severity or "note"], result.spoken, tinted=result.severity == "error"
            )

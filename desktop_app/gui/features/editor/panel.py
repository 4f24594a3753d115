"""The calculation panel: answer, formula with the user's numbers, bar, limits, what if, readings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.panel import PanelView, for_page
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.definition import InterpretationDef
from desktop_app.gui.features.editor.missing import Missing
from desktop_app.gui.features.editor.questions import Questions
from desktop_app.gui.features.editor.result_words import Result, amount_of, first_question, lacking, parts_of, result_of
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.why import ReadingWords, unconfirmed_words
from desktop_app.gui.widgets.calculation.figure_list import FigureList
from desktop_app.gui.widgets.calculation.formula import FormulaView
from desktop_app.gui.widgets.calculation.limit_meter import LimitEntry, LimitMeter
from desktop_app.gui.widgets.calculation.result import ResultLabel
from desktop_app.gui.widgets.calculation.value_bar import ValueBar
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView, StateMark
from desktop_app.gui.widgets.drawing.labels import LiveText, Separator, set_tooltip, text_label
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.wording.sentences import article, figures, tidy

TITLE = "Il calcolo, con i tuoi numeri"  # of a panel that has none
MOST_NAMES = 2  # of what is to be confirmed; the rest is told field by field
NUMBERS = {2: "Due", 3: "Tre", 4: "Quattro", 5: "Cinque"}


class CalculationPanel(QWidget):
    """Shows one panel of the form; `wanted` brings the FieldRef of an answer the user asks for."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.result: Result | None = None
        self._answer, self._missing = ResultLabel(theme), Missing(theme)
        self._doubt = StateMark(theme, ORIGIN_LOOKS["unconfirmed"])
        self._formula, self._bar, self._meter = FormulaView(theme), ValueBar(theme), LimitMeter(theme)
        self._questions, self._rest = Questions(theme), FigureList(theme)
        self._readings = Readings(theme)
        self._source = text_label(theme, "", "tiny", "muted", wrap=False)
        self._bar_title, self._meter_title = LiveText(theme, weight=600), LiveText(theme, weight=600)
        self._missing.wanted.connect(self.wanted)
        self._meter.link_activated.connect(lambda key: self.wanted.emit(FieldRef(key)))
        column = QVBoxLayout(self)
        side = theme.gap(20)
        column.setContentsMargins(side, theme.gap(14), side, theme.gap(20))
        column.setSpacing(theme.gap(10))
        column.addWidget(self._answer)
        column.addWidget(self._missing)
        column.addWidget(self._doubt)
        self._sections = [
            self._section(column, self._formula_head(), self._formula),
            self._section(column, self._bar_title, self._bar, self._rest),
            self._section(column, self._meter_title, self._meter),
            self._section(column, self._title("E se…"), self._questions),
            self._section(column, self._readings),
        ]
        column.addStretch(1)
        self.setAccessibleName("Il calcolo")

    def _title(self, words: str) -> QLabel:
        return text_label(self._theme, words, "small", weight=600)

    def _formula_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title("La formula"), 1)
        row.addWidget(self._source)
        return head

    def _section(self, column: QVBoxLayout, *parts: QWidget) -> tuple[QWidget, ...]:
        """Parts under a line, without a box of their own: each box would measure all that is in it again."""
        section = (Separator(self._theme), *parts)
        for part in section:
            column.addWidget(part)
        return section

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, state: FormState, page: str, *, spread: bool = False) -> bool:
        """The panel of a page, False where it has none; `spread` writes the readings out."""
        view = for_page(state, page)
        if view is None:
            return False
        self.result = result_of(view, state)
        lacks = lacking(view, state) if self.result is None else []
        _show((self._answer,), self.result is not None)
        _show((self._missing,), self.result is None)
        if self.result is not None:
            shown = self.result
            self._answer.show_answer(view.panel.spec.title or TITLE, shown.number, shown.words,
                                     shown.severity, shown.sentence)  # fmt: skip
        else:
            self._missing.show_lacks(lacks)
        _show((self._doubt,), bool(view.unconfirmed))
        self._doubt.show_state(ORIGIN_LOOKS["unconfirmed"], unconfirmed_words(view.unconfirmed, MOST_NAMES))
        self._show_formula(view)
        self._show_bar(view, state)
        self._show_limits(view)
        self._questions.show_questions(view, state, first_question(view, state))
        _show(self._sections[3], self._questions.has_answers)
        self._readings.show_readings(view.readings, spread)
        _show(self._sections[4], bool(view.readings))
        return True

    def _show_formula(self, view: PanelView) -> None:
        first = view.traces[0]
        self._formula.show_formula(first.formula, *figures(first.numbers, first.exact or first.result))
        self._source.setText(article(first.source))
        set_tooltip(self._source, first.source or "")

    def _show_bar(self, view: PanelView, state: FormState) -> None:
        total = state.form.fields[view.panel.spec.total].spec if view.panel.spec.total else None
        parts = parts_of(view, total) if total else ()
        _show(self._sections[1], bool(parts))
        if parts and total and view.total is not None:
            self._bar_title.show_words(tidy(f"{total.label}: {amount_of(total, view.total)}"))
            self._bar.show_parts(parts)
        shown = {view.traces[0].id, *view.panel.spec.limit_ids, self.result.id if self.result else ""}
        rest = [trace for trace in view.traces if trace.id not in shown and trace.result]
        self._rest.show_figures([(tidy(trace.label), trace.result) for trace in rest])

    def _show_limits(self, view: PanelView) -> None:
        _show(self._sections[2], bool(view.limits))
        count = NUMBERS.get(len(view.limits), str(len(view.limits)))
        alike = all(each.bites for each in view.limits)
        several = f"{count} limiti, tutti uguali" if alike else f"{count} limiti: vale il più basso"
        self._meter_title.show_words(several if len(view.limits) > 1 else "Il limite")
        self._meter.show_limits([
            LimitEntry(each.id, _limit_name(each.label, each.unconfirmed), article(each.source),
                  None if each.value is None else int(each.value), each.bites and not alike)
            for each in view.limits
        ])  # fmt: skip


def _limit_name(label: str, unconfirmed: bool) -> str:
    return f"{label} (da confermare)" if unconfirmed else label


def _show(parts: Sequence[QWidget], shown: bool) -> None:
    """Qt measures everything again even where nothing changes."""
    for part in parts:
        if part.isHidden() == shown:
            part.setVisible(shown)


class Readings(QWidget):
    """How many doubtful points there are, and on request which and why, in place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ids: tuple[str, ...] = ()
        self._open = False
        self._words = text_label(theme, "", "small", wrap=False)
        self._link = Link(theme, "Quali e perché")
        self._link.clicked.connect(self._toggle)
        self._list = QWidget()
        self._items = QVBoxLayout(self._list)
        self._items.setContentsMargins(0, 0, 0, 0)
        self._items.setSpacing(theme.gap(10))
        row = QHBoxLayout()
        row.setSpacing(theme.gap(8))
        row.addWidget(IconView(theme, "scale", "muted"))
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addLayout(row)
        column.addWidget(self._list)
        self._list.hide()

    def show_readings(self, readings: Sequence[InterpretationDef], spread: bool) -> None:
        """Those that touch the dossier; written again only where they are others."""
        self._link.setVisible(not spread)
        self._list.setVisible(spread or self._open)
        ids = tuple(each.id for each in readings)
        if ids == self._ids:
            return
        self._ids = ids
        count = len(ids)
        self._words.setText("1 lettura adottata" if count == 1 else f"{count} letture adottate")
        clear_layout(self._items)
        for each in readings:
            holder = QWidget()
            holder.setLayout(ReadingWords(self._theme, each))
            self._items.addWidget(holder)

    def _toggle(self) -> None:
        self._open = not self._open
        self._list.setVisible(self._open)
        self._link.show_words("Chiudi le letture" if self._open else "Quali e perché")

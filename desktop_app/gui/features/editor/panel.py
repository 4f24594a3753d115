"""The calculation panel: result, formula with the user's numbers, bar, limits, questions, notices, interpretations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.panel import PanelView, for_page
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import Trace
from desktop_app.engine.forms.definition import InterpretationDef
from desktop_app.gui.features.editor.law_notices import LawNotices
from desktop_app.gui.features.editor.missing_answers import MissingAnswers
from desktop_app.gui.features.editor.questions import Questions
from desktop_app.gui.features.editor.result_words import (
    Result,
    amount_of,
    bar_parts,
    first_question,
    missing_answers,
    result_of,
)
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.why import InterpretationWords, unconfirmed_words
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
    """Shows one panel of the form. `result` is the number that answers its question, None while it is not known.

    `tried` holds the numbers that the user tries in its questions, by their text.
    """

    navigate_requested = Signal(object)  # the FieldRef of an answer the user asks for
    notice_read = Signal(str)  # the id of a notice of the law

    def __init__(self, theme: Theme, tried: dict[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self.result: Result | None = None
        self._shown: tuple[FormState, bool] | None = None
        self._result, self._missing = ResultLabel(theme), MissingAnswers(theme)
        self._unconfirmed = StateMark(theme, ORIGIN_LOOKS["unconfirmed"])
        self._replaced = StateMark(theme, ORIGIN_LOOKS["overridden"])
        self._formula, self._bar, self._meter = FormulaView(theme), ValueBar(theme), LimitMeter(theme)
        self._questions, self._other_figures = Questions(theme, tried), FigureList(theme)
        self._unread, self._read = LawNotices(theme), LawNotices(theme)
        self._interpretations = Interpretations(theme)
        self._source = text_label(theme, "", "tiny", "muted", wrap=False)
        self._bar_title, self._meter_title = LiveText(theme, weight=600), LiveText(theme, weight=600)
        self._unread.read.connect(self.notice_read)
        self._missing.navigate_requested.connect(self.navigate_requested)
        self._meter.link_activated.connect(lambda key: self.navigate_requested.emit(FieldRef(key)))
        column = QVBoxLayout(self)
        side = theme.gap(20)
        column.setContentsMargins(side, theme.gap(14), side, theme.gap(20))
        column.setSpacing(theme.gap(10))
        column.addWidget(self._result)
        column.addWidget(self._missing)
        column.addWidget(self._unconfirmed)
        column.addWidget(self._replaced)
        self._unread_section = self._section(column, self._unread)
        self._sections = [
            self._section(column, self._formula_head(), self._formula),
            self._section(column, self._bar_title, self._bar, self._other_figures),
            self._section(column, self._meter_title, self._meter),
            self._section(column, self._title("E se…"), self._questions),
            self._section(column, self._read),
            self._section(column, self._interpretations),
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
        """Parts under a line, without a widget around them: Qt would measure all that is in it once more."""
        section = (Separator(self._theme), *parts)
        for part in section:
            column.addWidget(part)
        return section

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, state: FormState, page: str, *, open_interpretations: bool = False) -> bool:
        """The panel of a page, False where it has none; `open_interpretations` shows them without a click."""
        if self._shown is not None and self._shown[0] is state and self._shown[1] == open_interpretations:
            return True
        view = for_page(state, page)
        if view is None:
            return False
        self._shown = (state, open_interpretations)
        self.result = result_of(view, state)
        missing = missing_answers(view, state) if self.result is None else []
        _show((self._result,), self.result is not None)
        _show((self._missing,), self.result is None)
        if self.result is not None:
            shown = self.result
            self._result.show_answer(view.panel.spec.title or TITLE, shown.number, shown.words,
                                     shown.severity, shown.sentence)  # fmt: skip
        else:
            self._missing.show_missing(missing)
        _show((self._unconfirmed,), bool(view.unconfirmed))
        self._unconfirmed.show_state(ORIGIN_LOOKS["unconfirmed"], unconfirmed_words(view.unconfirmed, MOST_NAMES))
        _show((self._replaced,), bool(view.replaced))
        self._replaced.show_state(ORIGIN_LOOKS["overridden"], tidy(" ".join(view.replaced)))
        self._show_formula(view)
        self._show_bar(view, state)
        self._show_limits(view)
        self._questions.show_questions(view, state, first_question(view, state))
        _show(self._sections[3], self._questions.has_answers)
        self._show_notices(state)
        self._interpretations.show_interpretations(view.readings, open_interpretations)
        _show(self._sections[5], bool(view.readings))
        return True

    def _show_notices(self, state: FormState) -> None:
        """What was not read yet stands under the result, the rest near the end."""
        days = state.draft.notices_read
        unread = [notice for notice in state.notices if notice.id not in days]
        read = [notice for notice in state.notices if notice.id in days]
        _show(self._unread_section, bool(unread))
        _show(self._sections[4], bool(read))
        self._unread.show_notices(unread, days)
        self._read.show_notices(read, days)

    def _show_formula(self, view: PanelView) -> None:
        first = view.traces[0]
        self._formula.show_formula(first.formula, *figures(first.numbers, first.exact or first.result))
        self._source.setText(article(first.source))
        set_tooltip(self._source, first.source or "")

    def _show_bar(self, view: PanelView, state: FormState) -> None:
        total = state.form.fields[view.panel.spec.total].spec if view.panel.spec.total else None
        parts = bar_parts(view, total) if total else ()
        _show(self._sections[1], bool(parts))
        if parts and total and view.total is not None:
            self._bar_title.show_words(tidy(f"{total.label}: {amount_of(total, view.total)}"))
            self._bar.show_parts(parts)
        shown = {view.traces[0].id, *view.panel.spec.limit_ids, self.result.id if self.result else ""}
        rest = [trace for trace in view.traces if trace.id not in shown and trace.result]
        self._other_figures.show_figures([_figure(trace) for trace in rest])

    def _show_limits(self, view: PanelView) -> None:
        _show(self._sections[2], bool(view.limits))
        count = NUMBERS.get(len(view.limits), str(len(view.limits)))
        alike = all(each.binding for each in view.limits)
        several = f"{count} limiti, tutti uguali" if alike else f"{count} limiti: vale il più basso"
        self._meter_title.show_words(several if len(view.limits) > 1 else "Il limite")
        self._meter.show_limits([
            LimitEntry(each.id, _limit_name(each.label, each.unconfirmed), article(each.source),
                  None if each.value is None else int(each.value), each.binding and not alike)
            for each in view.limits
        ])  # fmt: skip


def _figure(trace: Trace) -> tuple[str, str]:
    """A result by name and number; of one that rests on a value of the parties' own, that is said."""
    return tidy(f"{trace.label}: {trace.remark}" if trace.remark else trace.label), trace.result


def _limit_name(label: str, unconfirmed: bool) -> str:
    return f"{label} (da confermare)" if unconfirmed else label


def _show(parts: Sequence[QWidget], shown: bool) -> None:
    """Only where that changes something: Qt would measure everything again."""
    for part in parts:
        if part.isHidden() == shown:
            part.setVisible(shown)


class Interpretations(QWidget):
    """How many interpretations of doubtful points were adopted, and on request which and why."""

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

    def show_interpretations(self, interpretations: Sequence[InterpretationDef], open_interpretations: bool) -> None:
        """Those that concern the dossier; drawn again only where there are others now."""
        self._link.setVisible(not open_interpretations)
        self._list.setVisible(open_interpretations or self._open)
        ids = tuple(each.id for each in interpretations)
        if ids == self._ids:
            return
        self._ids = ids
        count = len(ids)
        self._words.setText("1 lettura adottata" if count == 1 else f"{count} letture adottate")
        clear_layout(self._items)
        for each in interpretations:
            holder = QWidget()
            holder.setLayout(InterpretationWords(self._theme, each))
            self._items.addWidget(holder)

    def _toggle(self) -> None:
        self._open = not self._open
        self._list.setVisible(self._open)
        self._link.show_words("Chiudi le letture" if self._open else "Quali e perché")

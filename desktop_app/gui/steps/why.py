"""Why a computed value is what it is: its formula with the user's numbers, its article, the interpretations adopted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import Trace, trace
from desktop_app.engine.forms.definition import InterpretationDef
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.calculation.formula import FormulaView
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.wording.sentences import figures, tidy


class InterpretationWords(QVBoxLayout):
    """A doubtful point of the law: the interpretation adopted, the doubt, where it comes from."""

    def __init__(self, theme: Theme, spec: InterpretationDef) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.gap(2))
        self.addWidget(text_label(theme, tidy(spec.reading), "small", weight=600))
        self.addWidget(text_label(theme, tidy(f"Il dubbio: {spec.doubt}"), "small", "muted"))
        if spec.source:
            self.addWidget(text_label(theme, tidy(spec.source), "tiny", "muted"))


def unconfirmed_words(labels: Sequence[str], most: int | None = None) -> str:
    """Which values, not confirmed yet, a result depends on; after the first `most` only how many more."""
    named = "; ".join(labels[:most])
    more = 0 if most is None else len(labels) - most
    rest = "" if more <= 0 else " e un altro valore" if more == 1 else f" e altri {more} valori"
    return tidy(f"Da confermare con l’ufficio: {named}{rest}.")


class WhyBox(CardFrame):
    """Stands under a computed field, on request."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, fill="canvas", line="line")
        self._theme = theme
        self._shown: Trace | None = None
        self._formula = FormulaView(theme)
        self._source = text_label(theme, "", "tiny", "muted")
        self._unconfirmed = StateMark(theme, ORIGIN_LOOKS["unconfirmed"])
        self._replaced = StateMark(theme, ORIGIN_LOOKS["overridden"])
        self._column = QVBoxLayout(self)
        margin = theme.gap(14)
        self._column.setContentsMargins(margin, theme.gap(10), margin, theme.gap(10))
        self._column.setSpacing(theme.gap(6))
        self._column.addWidget(self._formula)
        self._column.addWidget(self._source)
        self._column.addWidget(self._unconfirmed)
        self._column.addWidget(self._replaced)
        self._interpretations = QVBoxLayout()
        self._interpretations.setSpacing(theme.gap(6))
        self._column.addLayout(self._interpretations)

    def show_trace(self, state: FormState, field: Field) -> None:
        """The trace of a field in the present state."""
        now = trace(state, field.id)
        if now == self._shown:
            return
        if self._shown is None or now.readings != self._shown.readings:
            clear_layout(self._interpretations)
            for each in now.readings:
                holder = QWidget()
                holder.setLayout(InterpretationWords(self._theme, each))
                self._interpretations.addWidget(holder)
        self._shown = now
        self._formula.show_formula(now.formula, *figures(now.numbers, now.exact or now.result))
        self._source.setText(tidy(now.source or ""))
        self._source.setVisible(bool(now.source))
        self._unconfirmed.show_state(ORIGIN_LOOKS["unconfirmed"], unconfirmed_words(now.unconfirmed))
        self._unconfirmed.setVisible(bool(now.unconfirmed))
        self._replaced.show_state(ORIGIN_LOOKS["overridden"], tidy(capitalized(now.remark)))
        self._replaced.setVisible(bool(now.remark))

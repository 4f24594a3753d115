"""Inverse questions: a sentence with a small number in it that the user may change, and its answer."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.evaluation.panel import PanelView, answer_question
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Question
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian import parse as italian
from desktop_app.gui.features.editor.result_words import result_of_question
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import LiveText, text_label
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, DECIMAL_WIDTH, NumberEditor
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.wording.sentences import tidy

LARGEST = 10**12  # as for amounts


class QuestionRow(QWidget):
    """The number is the panel's own: it is not part of the dossier. Until it is typed it follows the calculation."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self.question = question
        self._state: FormState | None = None
        self._typed: str | None = None
        before, _, after = question.spec.text.partition("{" + question.spec.input + "}")
        self._before = before
        amount = question.spec.decimals == 0
        self.editor = NumberEditor(theme, DECIMAL_WIDTH if amount else COUNT_WIDTH)
        self._unit, self._after = LiveText(theme, one_line=True), LiveText(theme, one_line=True)
        flow = FlowLayout(theme.gap(8), theme.gap(4))
        self.setLayout(flow)
        flow.addWidget(text_label(theme, tidy(before.strip()), "small", wrap=False))
        flow.addWidget(self.editor)
        flow.addWidget(self._unit)
        flow.addWidget(self._after)
        self.editor.set_accessible(f"{before.strip()} … {after.split('{')[0].strip()}", "Cambia il numero per provare.")
        self.editor.edited.connect(self._edited)
        self.editor.committed.connect(self._show_number)
        self._given: int | None = None

    def show_answer(self, state: FormState, start: int) -> bool:
        """The answer in the present state; `start` is the number while nobody typed one."""
        self._state = state
        if self._typed is None and self._given != start:
            self._given = start
            self._show_number()
        return self._answer()

    def _edited(self, value: object) -> None:
        self._typed = str(value or "")
        read = italian.number(self._typed.strip()) if self._typed.strip() else None
        number = Decimal(read) if read else None
        fits = number is not None and number == number.to_integral_value() and 0 <= number < LARGEST
        self._given = int(number) if fits and number is not None else None
        if not self._typed.strip():
            self._typed = None  # an emptied number follows the calculation again
        self._answer()

    def _show_number(self) -> None:
        if self._given is not None:
            self.editor.show_value(formatting.plain_number(Decimal(self._given)))

    def _answer(self) -> bool:
        if self._given is None or self._state is None:
            self._unit.show_words("")
            self._after.show_words("Scrivi un numero intero. Esempio: 3")
            return True
        said = answer_question(self.question, self._given, self._state)
        if said is None:
            return False
        # The first word stays beside the number; the rest may go on below.
        after = said[len(self._before) + len(str(self._given)) :].strip()
        unit, _, rest = after.partition(" ") if after[:1].isalnum() else ("", "", after.lstrip(".,:; "))
        self._unit.show_words(unit)
        self._after.show_words(tidy(rest))
        return True

    @property
    def given(self) -> int | None:
        return self._given


class Questions(QWidget):
    """The questions of a panel, one below the other. Each starts from the answer of the one before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[QuestionRow] = []
        self.has_answers = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(6))

    def show_questions(self, view: PanelView, state: FormState, start: int) -> None:
        if not self._rows:
            for question in view.panel.questions:
                row = QuestionRow(self._theme, question)
                self._rows.append(row)
                self._column.addWidget(row)
        known, first = False, start
        for row in self._rows:
            answered = row.show_answer(state, start)
            if row.isHidden() == answered:  # Qt measures everything again even where nothing changes
                row.setVisible(answered)
            known |= answered
            start = result_of_question(row.question, first, state) or start
        self.has_answers = known

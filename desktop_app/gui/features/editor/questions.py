"""Inverse questions: a sentence with a number in it that the user may change, and its answer."""

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
    """The number is not part of the dossier. It follows the calculation until the user types another one, which is
    kept in `tried`.
    """

    def __init__(self, theme: Theme, question: Question, tried: dict[str, str]) -> None:
        super().__init__()
        self.question, self._tried = question, tried
        self._state: FormState | None = None
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
        typed = tried.get(question.spec.text)
        self._given = _whole_number(typed or "")
        if typed is not None:  # before the window was made anew
            self.editor.show_value(typed)

    def show_answer(self, state: FormState, start: int) -> bool:
        """The answer in this state, False where there is none; `start` is the number while the user typed none."""
        self._state = state
        if self.question.spec.text not in self._tried and self._given != start:
            self._given = start
            self._show_number()
        return self._answer()

    def _edited(self, value: object) -> None:
        typed = str(value or "")
        self._given = _whole_number(typed)
        if typed.strip():
            self._tried[self.question.spec.text] = typed
        else:  # an emptied number follows the calculation again
            self._tried.pop(self.question.spec.text, None)
        self._answer()

    def _show_number(self) -> None:
        if self._given is not None:
            self.editor.show_value(formatting.plain_number(Decimal(self._given)))

    def _answer(self) -> bool:
        if self._given is None or self._state is None:
            self._unit.show_words("")
            self._after.show_words("Scrivi un numero intero. Esempio: 3")
            return True
        sentence = answer_question(self.question, self._given, self._state)
        if sentence is None:
            return False
        # The first word, mostly a unit, stays beside the number; the rest may wrap below.
        after = sentence[len(self._before) + len(str(self._given)) :].strip()
        unit, _, rest = after.partition(" ") if after[:1].isalnum() else ("", "", after.lstrip(".,:; "))
        self._unit.show_words(unit)
        self._after.show_words(tidy(rest))
        return True


def _whole_number(typed: str) -> int | None:
    """The number, where it is one that can be tried."""
    read = italian.number(typed.strip()) if typed.strip() else None
    number = Decimal(read) if read else None
    fits = number is not None and number == number.to_integral_value() and 0 <= number < LARGEST
    return int(number) if fits and number is not None else None


class Questions(QWidget):
    """The questions of a panel, one below the other; each starts from the result of the one before."""

    def __init__(self, theme: Theme, tried: dict[str, str]) -> None:
        super().__init__()
        self._theme, self._tried = theme, tried
        self._rows: list[QuestionRow] = []
        self.has_answers = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(6))

    def show_questions(self, view: PanelView, state: FormState, start: int) -> None:
        """The questions that have an answer in this state; `start` is the number of the first one."""
        if not self._rows:
            for question in view.panel.questions:
                row = QuestionRow(self._theme, question, self._tried)
                self._rows.append(row)
                self._column.addWidget(row)
        known, first = False, start
        for row in self._rows:
            answered = row.show_answer(state, start)
            if row.isHidden() == answered:  # else Qt would measure everything again
                row.setVisible(answered)
            known |= answered
            start = result_of_question(row.question, first, state) or start
        self.has_answers = known

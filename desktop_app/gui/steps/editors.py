"""Which editor a field gets, and what it shows of an answer."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtGui import QFontMetrics

from desktop_app.dossier_summary import capital
from desktop_app.engine.answers import typed
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.definition import NUMERIC, FieldDef, is_numeric
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.number_editor import NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, ReadOnlyEditor, TextEditor

# The width tells the format; texts that may be longer than SHORT take the column.
CODES: Final = {"codice_fiscale": 210, "partita_iva": 150}
SHORT: Final = 40
HALF: Final = 300  # what half a row leaves to a label on one line
BRIEF: Final = 110  # characters of help that half a row still holds well
LETTER: Final = 9  # pixels for each character that is expected


def make_editor(theme: Theme, field: Field, mnemonics: Mnemonics | None = None) -> FieldEditor:
    """The editor of a field; a computed one that cannot be replaced is just read."""
    spec = field.spec
    if is_numeric(spec.type):
        return NumberEditor(theme, spec.type)
    if is_read(field):
        return ReadOnlyEditor(theme)
    if spec.type == "date":
        return DateEditor(theme)
    if spec.type == "yes_no":
        return YesNoEditor(theme)
    if spec.type == "choice":
        return choice_editor(theme, dict(spec.options or {}), mnemonics)
    if spec.type == "long_text":
        return LongTextEditor(theme)
    return TextEditor(theme, spec.suggestions or (), _width(spec))


def is_read(field: Field) -> bool:
    """Whether nobody ever types in the field."""
    return field.formula is not None and not field.spec.override


def _width(spec: FieldDef) -> int | None:
    if spec.type in CODES:
        return CODES[spec.type]
    if spec.max_length is not None and spec.max_length <= SHORT:
        return max(90, spec.max_length * LETTER)
    return None


def is_short(theme: Theme, field: Field) -> bool:
    """Whether a field may share its row: its label fits half of it, its help is brief, its editor is narrow.

    One with several checks keeps the row for itself: its problems stand beside it.
    """
    spec = field.spec
    label = QFontMetrics(theme.font("body", 600)).horizontalAdvance(spec.label)
    if label > theme.px(HALF) or len(spec.help or "") > BRIEF or len(field.checks) > 1:
        return False
    if spec.type in (*NUMERIC, "date", "yes_no", *CODES):
        return True
    if spec.type == "choice":
        words = list((spec.options or {}).values())
        return field.formula is not None or max((len(each) for each in words), default=0) <= 34
    return spec.type == "text" and (field.formula is not None or (spec.max_length or SHORT * 9) <= SHORT * 4)


def on_its_way(typed: str) -> str:
    """A number whose decimals are still to come is the number so far: results must not blink at the comma."""
    bare = typed.rstrip()
    return bare[:-1] if bare[-1:] in (",", ".") and bare[-2:-1].isdigit() else typed


def editor_value(field: Field, cell: Cell) -> Any:
    """What the editor shows: what was typed as the Italian way has it, else the proposed or computed value."""
    spec = field.spec
    if cell.origin in ("typed", "book", "overridden"):
        value = typed.editable(spec, cell.raw)
        return f"{value}\u00a0€" if spec.type == "money" and cell.value is not None else value
    if cell.value is None:
        return None
    if spec.type in ("yes_no", "choice") and not is_read(field):
        return cell.value
    words = formatting.value(spec, cell.value)
    return capital(words) if spec.type == "yes_no" else words  # as its two answers are written

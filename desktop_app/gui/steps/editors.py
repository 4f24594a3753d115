"""Which editor a field gets by its type, and what it shows of an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QFontMetrics

from desktop_app.engine.answers import typed
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.field_types import TypeName
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.number_editor import AMOUNT_WIDTH, COUNT_WIDTH, DECIMAL_WIDTH, NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, ReadOnlyEditor, TextEditor
from desktop_app.gui.widgets.inputs.tick_editor import TickEditor

SHORT: Final = 40  # characters: a longer text takes the column
HALF: Final = 300  # px at 100 % that half a row leaves to a label on one line
BRIEF: Final = 110  # characters of help that fit half a row
BRIEF_OPTION: Final = 34  # characters of an option that fit half a row
CHARACTER: Final = 9  # px at 100 % for each character of the longest answer
LEAST_WIDTH: Final = 90  # px at 100 %

Make = Callable[[Theme, FieldDef, Mnemonics | None], FieldEditor]


@dataclass(frozen=True, slots=True)
class EditorType:
    """How the window edits a field type: the factory of its editor, and whether a field fits half a row."""

    make: Make
    fits_half_a_row: Callable[[Field], bool] = lambda _: True


def _number(width: int) -> EditorType:
    return EditorType(lambda theme, _spec, _mnemonics: NumberEditor(theme, width))


def _text(width: int | None = None, fits_half_a_row: Callable[[Field], bool] | None = None) -> EditorType:
    """One line of text, `width` px wide at 100 %; without a width as the longest answer needs, or as the column."""
    return EditorType(
        lambda theme, spec, _mnemonics: TextEditor(theme, spec.suggestions or (), width or _width(spec)),
        fits_half_a_row or (lambda _: width is not None),
    )


def _width(spec: FieldDef) -> int | None:
    if spec.max_length is None or spec.max_length > SHORT:
        return None
    return max(LEAST_WIDTH, spec.max_length * CHARACTER)


def _is_short_text(field: Field) -> bool:
    return field.formula is not None or (field.spec.max_length or field.spec.traits.max_length) <= SHORT * 4


def _is_short_choice(field: Field) -> bool:
    options = (field.spec.options or {}).values()
    return field.formula is not None or max(map(len, options), default=0) <= BRIEF_OPTION


EDITORS: Final[dict[TypeName, EditorType]] = {
    "text": _text(fits_half_a_row=_is_short_text),
    "long_text": EditorType(lambda theme, _spec, _mnemonics: LongTextEditor(theme), lambda _: False),
    "integer": _number(COUNT_WIDTH),
    "decimal": _number(DECIMAL_WIDTH),
    "money": _number(AMOUNT_WIDTH),
    "date": EditorType(lambda theme, _spec, _mnemonics: DateEditor(theme)),
    "yes_no": EditorType(
        lambda theme, spec, mnemonics: TickEditor(theme, spec.label, mnemonics) if spec.tick else YesNoEditor(theme)
    ),
    "choice": EditorType(
        lambda theme, spec, mnemonics: choice_editor(theme, dict(spec.options or {}), mnemonics), _is_short_choice
    ),
    "codice_fiscale": _text(210),
    "partita_iva": _text(150),
    "email": _text(),
    "pec": _text(),
}


def make_editor(theme: Theme, field: Field, mnemonics: Mnemonics | None = None) -> FieldEditor:
    """The editor of a field; a computed one that cannot be replaced is just read."""
    if is_read(field) and not field.spec.traits.numeric:
        return ReadOnlyEditor(theme)
    return EDITORS[field.spec.type].make(theme, field.spec, mnemonics)


def is_read(field: Field) -> bool:
    """Whether the field is never typed in: it is computed and cannot be replaced."""
    return field.formula is not None and not field.spec.override


def is_short(theme: Theme, field: Field) -> bool:
    """Whether a field may share its row: its label fits half of it, its help is brief, its editor is narrow.

    One with several checks of its form keeps the row for itself: its problems need the room.
    """
    spec = field.spec
    label = QFontMetrics(theme.font("body", 600)).horizontalAdvance(spec.label)
    if label > theme.px(HALF) or len(spec.help or "") > BRIEF or len(spec.check) > 1:
        return False
    return EDITORS[spec.type].fits_half_a_row(field)


def on_its_way(typed: str) -> str:
    """A number that ends in a comma is read without it: results must not vanish until the decimals are typed."""
    bare = typed.rstrip()
    return bare[:-1] if bare[-1:] in (",", ".") and bare[-2:-1].isdigit() else typed


def editor_value(field: Field, cell: Cell) -> Any:
    """What the editor shows: the answer written the Italian way, else the default or computed value."""
    spec = field.spec
    if cell.origin in ("typed", "book", "overridden"):
        value = typed.editable(spec, cell.raw)
        return f"{value}\u00a0€" if spec.traits.euro and cell.value is not None else value
    if cell.value is None:
        return None
    if spec.traits.picked and not is_read(field):
        return cell.value
    words = formatting.value(spec, cell.value)
    return capitalized(words) if isinstance(cell.value, bool) else words  # as its two answers are written

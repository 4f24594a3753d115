"""Documents to be filled in by pen: room for a hand, a box for each sign of a code, rows to write in."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.documents.blocks import PrintedDocument
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.documents.values import (
    BOX_WIDTH,
    FILTERS,
    HAND_ROWS,
    HAND_WIDTH,
    Blank,
    Placeholders,
    TemplateValue,
)
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.field_types import TypeName
from tests.unit.engine.documents.support import form_with
from tests.unit.engine.support import ask, filled, group

ROWS = "| N. | Nome |\n|---|---|\n{% for p in persone %}\n| {{ p.riga }} | {{ p.nome }} |\n{% endfor %}\n"


def blank(type: TypeName, width: int | None = None, *, by_pen: bool = True) -> Blank:
    placeholders = Placeholders(by_pen)
    value = TemplateValue(None, FieldDef(type=type, label="X"), placeholders)
    if width is None:
        str(value)
    else:
        FILTERS["blank"](value, width)
    [found] = placeholders.all
    assert isinstance(found, Blank)
    return found


def made(text: str, *fields: dict[str, Any], **answers: Any) -> PrintedDocument:
    form = form_with(text, *fields)
    return render(form.documents[0], filled(form, answers), by_pen=True)


def test_a_hand_has_half_as_much_room_again_up_to_a_line_and_never_less_than_the_form_gives() -> None:
    assert blank("date", by_pen=False) == Blank(13) and blank("date") == Blank(19, pen=True)
    assert blank("text").width == 37 and blank("text", 30).width == 30
    assert HAND_WIDTH == 40 and blank("long_text") == Blank(60, 3, pen=True)


@pytest.mark.parametrize(("type", "boxes"), [("codice_fiscale", 16), ("partita_iva", 11), ("text", 0)])
def test_a_code_has_a_box_for_each_of_its_signs(type: TypeName, boxes: int) -> None:
    found = blank(type)
    assert found.boxes == boxes and found.width >= boxes * BOX_WIDTH
    assert blank(type, by_pen=False).boxes == 0


def test_a_table_of_lines_has_empty_rows_for_the_pen_and_what_is_no_table_has_none() -> None:
    persons = group("persone", ask("nome"))
    text = plain_text(made(ROWS, persons).blocks)
    assert str(HAND_ROWS) in text and str(HAND_ROWS + 1) not in text
    listed = "{% for p in persone %}\n- {{ p.nome }}\n{% endfor %}\n"
    assert plain_text(made(listed, persons).blocks).count("_ _") <= 1


def test_what_is_for_the_pen_is_no_draft() -> None:
    assert made("{{ nome }}", ask("nome")).draft == ""

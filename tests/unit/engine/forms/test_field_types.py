"""What the fields of each type have in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.engine.forms.field_types import FIELD_TYPES, FieldType, TypeName
from tests.unit.engine.support import ask, form_of


def having(trait: Callable[[FieldType], object]) -> set[TypeName]:
    return {name for name, type in FIELD_TYPES.items() if trait(type)}


CODES = {"codice_fiscale", "partita_iva", "email", "pec"}


@pytest.mark.parametrize(
    ("trait", "names"),
    [
        (lambda type: type.numeric, {"integer", "decimal", "money"}),
        (lambda type: type.whole, {"integer"}),
        (lambda type: type.euro, {"money"}),
        (lambda type: type.textual, {"text", "long_text", *CODES}),
        (lambda type: type.accepts, CODES),
        (lambda type: "{typed}" in type.refusal, CODES),
        (lambda type: type.compact, {"codice_fiscale", "partita_iva"}),
        (lambda type: type.several_lines, {"long_text"}),
        (lambda type: type.picked, {"yes_no", "choice"}),
        (lambda type: not type.valued, {"lines", "block", "heading"}),
    ],
)
def test_a_trait_belongs_to_some_types(trait: Callable[[FieldType], object], names: set[TypeName]) -> None:
    assert having(trait) == names


def test_the_line_for_the_pen_is_as_long_as_what_will_be_written() -> None:
    lines = {name: (type.blank_width, type.blank_lines) for name, type in FIELD_TYPES.items() if type.valued}
    assert lines == {
        "text": (25, 1), "long_text": (60, 3), "integer": (5, 1), "decimal": (7, 1), "money": (14, 1), "date": (13, 1),
        "yes_no": (6, 1), "choice": (20, 1), "codice_fiscale": (20, 1), "partita_iva": (16, 1), "email": (28, 1),
        "pec": (28, 1),
    }  # fmt: skip


def test_a_number_that_cannot_be_read_is_shown_how_it_is_written() -> None:
    assert having(lambda type: type.advice) == having(lambda type: type.numeric)


def test_a_field_has_the_traits_of_its_type() -> None:
    assert form_of(ask("prezzo", "money")).fields["prezzo"].spec.traits is FIELD_TYPES["money"]

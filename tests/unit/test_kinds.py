"""A field type that was added by half is named, with the table that lacks it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from desktop_app.engine.forms.field_types import FIELD_TYPES, FieldType
from tests import kinds

TEXT, LINES = FIELD_TYPES["text"], FIELD_TYPES["lines"]
NEW = replace(TEXT, family="date")


def test_nothing_is_added_by_half(capsys: pytest.CaptureFixture[str]) -> None:
    assert kinds.main() == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("types", "rows", "readers", "editors", "fault"),
    [
        (("text", "iban"), {"text": TEXT}, ("text",), ("text",), 'field type "iban": no row in FIELD_TYPES'),
        (("text",), {"text": TEXT, "iban": TEXT}, ("text",), ("text", "iban"), 'field type "iban": not in TypeName'),
        (("text", "iban"), {"text": TEXT, "iban": TEXT}, ("text",), ("text",), 'field type "iban": no editor'),
        (("text", "iban"), {"text": TEXT, "iban": NEW}, ("text",), ("text", "iban"),
         'field type "iban": no reader of the family "date"'),
        (("lines",), {"lines": LINES}, (), ("lines",), 'field type "lines": an editor, but no answer to edit'),
        (("text",), {"text": TEXT}, ("text", "colour"), ("text",), 'field family "colour": not in Family'),
    ],
)  # fmt: skip
def test_a_field_type_that_is_added_by_half_is_named(
    types: Collection[str], rows: Mapping[str, FieldType], readers: Collection[str], editors: Collection[str],
    fault: str,
) -> None:  # fmt: skip
    [found] = kinds.field_type_faults(types, rows, readers, editors)
    assert found.startswith(f"{fault} (desktop_app/")


def test_an_editor_alone_lacks_all_the_rest() -> None:
    found = list(kinds.field_type_faults(("text",), {"text": TEXT}, ("text",), ("text", "iban")))
    assert [each.partition(" (")[0] for each in found] == [
        'field type "iban": not in TypeName',
        'field type "iban": no row in FIELD_TYPES',
    ]


def test_a_fault_fails_the_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(kinds, "EDITORS", {})
    assert kinds.main() == 1
    assert 'field type "money": no editor (desktop_app/gui/steps/editors.py)' in capsys.readouterr().out.splitlines()

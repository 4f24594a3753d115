"""Kinds of things that were added by half: a field type that one of the tables does not have, or has alone.

Run by `python3 dev.py check`; prints one line per fault: `field type "iban": no editor (desktop_app/gui/…)`.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from desktop_app.engine.answers.reader import READERS
from desktop_app.engine.forms.field_types import FIELD_TYPES, Family, FieldType, TypeName
from desktop_app.gui.steps.editors import EDITORS

TYPES = "desktop_app/engine/forms/field_types.py"
READING = "desktop_app/engine/answers/reader.py"
EDITING = "desktop_app/gui/steps/editors.py"


def field_type_faults(
    types: Collection[str], rows: Mapping[str, FieldType], readers: Collection[str], editors: Collection[str]
) -> Iterator[str]:
    """What lacks for each field type: its name, its row, the reader of its family, its editor."""
    for type in sorted({*types, *rows, *editors}):
        row = rows.get(type)
        if type not in types:
            yield f'field type "{type}": not in TypeName ({TYPES})'
        if row is None:
            yield f'field type "{type}": no row in FIELD_TYPES ({TYPES})'
        elif row.valued and row.family not in readers:
            yield f'field type "{type}": no reader of the family "{row.family}" ({READING})'
        elif row.valued and type not in editors:
            yield f'field type "{type}": no editor ({EDITING})'
        elif not row.valued and type in editors:
            yield f'field type "{type}": an editor, but no answer to edit ({EDITING})'
    for family in sorted(set(readers) - set(get_args(Family))):
        yield f'field family "{family}": not in Family ({TYPES})'


def faults() -> Iterator[str]:
    """All that was added by half."""
    rows = {str(name): row for name, row in FIELD_TYPES.items()}
    yield from field_type_faults(get_args(TypeName), rows, READERS, EDITORS)


def main() -> int:
    """Prints the faults; 1 where there is one."""
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

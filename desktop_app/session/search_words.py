"""What a dossier is found by in the list: title, form, office, year, every name, place, code, address it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop_app.drafts.content import folded
from desktop_app.engine.evaluation.state import Cell, FormState
from desktop_app.engine.forms.definition import FieldDef

MOST: Final = 3_000  # characters of a dossier: a list of thousands is searched at each key
LONGEST: Final = 120  # characters of a text that is a name or a place; longer ones tell a story
_UNSAID: Final = str.maketrans({'"': " ", "\\": " "})  # they would end the text where it is stored


def search_words(state: FormState, *others: str) -> str:
    """The texts of a dossier as it is now, folded, each once: title and `others`, the form's fields, then the lines."""
    words = list[str]()
    room = MOST
    texts = (state.title, *others, *_texts(state))
    for text in dict.fromkeys(folded(" ".join(each.translate(_UNSAID).split())) for each in texts):
        room -= len(text) + 1
        if room < 0:
            break
        words.append(text)
    return " ".join(words)


def _texts(state: FormState) -> Iterator[str]:
    fields = state.form.fields
    for id, cell in state.cells.items():
        yield from _text(fields[id].spec, cell)
    for id, lines in state.lines.items():
        for line in lines:
            for column, cell in line.cells.items():
                yield from _text(fields[id].columns[column].spec, cell)


def _text(spec: FieldDef, cell: Cell) -> Iterator[str]:
    """The text of a cell, where it is one by which somebody looks: what could not be read as well, as it was typed."""
    found = cell.raw if cell.wrong else cell.value
    if spec.traits.textual and cell.visible and isinstance(found, str) and len(found) <= LONGEST:
        yield found

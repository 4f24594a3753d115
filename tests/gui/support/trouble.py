"""Trouble for the window: what must be true meanwhile."""

from __future__ import annotations

from desktop_app.gui.steps.field_item import FieldItem
from tests.gui.support.program import Program

HERE = "Quello che hai scritto è ancora qui."
NOT_SAVED = "Non salvato: quello che hai scritto è ancora qui"


def field(program: Program, number: int = 0, kind: str = "text") -> str:
    parts = program.view.parts().values()
    found = [
        part.field.id for part in parts
        if isinstance(part, FieldItem) and part.field.spec.type == kind and not part.field.formula
        and part.isVisible() and not part.field.spec.suggestions
    ]  # fmt: skip
    return found[number]


def held(program: Program, id: str) -> object:
    """What the file on the disk holds."""
    return program.stored_draft.answers.get(id)


def assert_told(program: Program, sentence: str, field: str, words: str) -> None:
    """The sentence, and everything still there and editable."""
    program.notice(sentence)
    assert len(program.notices()) == 1
    assert program.status() == NOT_SAVED
    assert program.view.isVisible() and program.draft.answers[field] == words

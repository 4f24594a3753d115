"""What the tests of keys that wait for their field look at."""

from __future__ import annotations

from desktop_app.engine.answers.draft import parse_stored
from tests.gui.support.program import Program

Waiting = tuple[Program, str, str]


def latest_to_be_made(program: Program, other_than: str = "") -> str:
    """Of the fields of all steps but one that take a number or a text, the one with the most parts before it."""
    cells, fields = program.view.dossier.state.cells, [*program.view.dossier.form.fields.values()]
    typed = [each for each in fields if each.spec.type in ("integer", "text") and not each.formula]
    asked = [each for each in typed if cells[each.id].visible and each.page != other_than]
    steps = {page: [each for each in fields if each.page == page] for page in {each.page for each in asked}}
    return max(asked, key=lambda each: steps[each.page].index(each)).id


def stored_answer(program: Program, id: str, field: str) -> object:
    return parse_stored(program.drafts.read(id).content).answers[field]

"""No limit of a draft or of a form is in the way of what a form allows."""

from __future__ import annotations

from desktop_app.engine.answers.draft import MAX_BYTES, MAX_ITEMS, Draft, parse
from desktop_app.engine.forms.cost import most_lines
from tests.forms.library import LIBRARY

WORDS = "parola, " * 5


def test_a_draft_with_as_many_lines_as_allowed_can_be_read_back(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    answers: dict[str, object] = {}
    for id, field in form.fields.items():
        columns = [column.id for column in field.columns.values() if column.formula is None]
        lines = [{"id": f"riga{number}", **dict.fromkeys(columns, WORDS)} for number in range(most_lines(form, id))]
        answers[id] = lines if field.columns else WORDS
    written = Draft(form_id, answers).to_json().encode()
    assert parse(written).answers == answers
    assert len(written) < MAX_BYTES / 2 and written.count(b'":') < MAX_ITEMS / 2

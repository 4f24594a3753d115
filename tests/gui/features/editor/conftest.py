"""A key that waits for its field."""

from __future__ import annotations

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.steps import page as step_page
from tests.gui.support.program import BRIEF_FORM, Start, press_sign, settle
from tests.gui.support.typed_before import Waiting, latest_to_be_made


@pytest.fixture
def waiting(start: Start, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    """The program where 7 was typed for a number that is still to be made, its dossier and the number's field."""
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    assert program.view.step
    program.app.editor.begin_example("italia/quota_riserva")
    view, id = program.view, program.stored.id
    field = latest_to_be_made(program)
    settle()
    monkeypatch.setattr(step_page, "FIRST_PARTS", 1)
    monkeypatch.setattr(step_page, "PARTS_PER_TURN", 1)
    view.go_to(FieldRef(field))
    press_sign("7")  # no turn of the event loop comes with it
    assert view.is_waiting and program.draft.answers[field] != "7"
    return program, id, field

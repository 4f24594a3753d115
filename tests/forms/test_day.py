"""A dossier that is open while days pass says what it says when it is opened on that day, and nothing else changes."""

from __future__ import annotations

import datetime as dt

from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from tests.forms.edits import DAY, editors
from tests.forms.library import LIBRARY


def test_days_that_pass_give_what_a_start_on_that_day_gives(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for editor in editors(12):
        dossier = editor.begun(form)
        for _ in range(6):
            editor.edit(dossier, 3)
            day = dossier.today + dt.timedelta(days=editor.choice([-40, 1, 1, 2, 30, 31, 365]))
            before = dossier.draft, dossier.history
            assert dossier.move_to(day) and (dossier.draft, dossier.history) == before
            fresh = Dossier(form, dossier.draft, day)
            assert dossier.state == fresh.state
            assert dossier.documents == fresh.documents
        assert not dossier.move_to(dossier.today)


def test_a_day_that_does_not_matter_is_not_told_as_a_change(form_id: str) -> None:
    told: list[Dossier] = []
    dossier = Dossier(LIBRARY.load(form_id), LIBRARY.example(form_id), DAY, told.append)
    dossier.move_to(DAY)
    assert told == [] and not dossier.can_undo()
    dossier.move_to(DAY + dt.timedelta(days=1))
    assert told == [dossier] and not dossier.can_undo() and dossier.revision == 1


def test_a_summary_that_is_of_every_day_is_the_same_on_every_day(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for editor in editors(12):
        dossier = editor.begun(form)
        for _ in range(5):
            editor.edit(dossier, 2)
            made = summary_of(dossier.state)
            assert made.made in (None, DAY)
            for days in (-800, -1, 1, 31, 400) if made.made is None else ():
                assert summary_of(Dossier(form, dossier.draft, DAY + dt.timedelta(days=days)).state) == made

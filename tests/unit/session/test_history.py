"""Undo and redo: what is one step, the history of earlier sessions, how far back it goes."""

from __future__ import annotations

import pytest

from desktop_app.engine.answers.draft import Draft, PartyLink
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.history import MOST_ENTRIES
from tests.unit.session.support import FORM, TODAY


def test_typing_in_one_field_is_one_step_of_undo(dossier: Dossier) -> None:
    for text in ("1", "12", "123"):
        dossier.answer("vuc", text)
    dossier.answer("cp", "5")
    assert dossier.undo() == FieldRef("cp") and dossier.draft.answers == {"vuc": "123"}
    assert dossier.undo() == FieldRef("vuc") and dossier.draft.answers == {}
    assert dossier.undo() is None and not dossier.can_undo()
    assert dossier.redo() == FieldRef("vuc") and dossier.redo() == FieldRef("cp")
    assert dossier.redo() is None and dossier.draft.answers == {"vuc": "123", "cp": "5"}


def test_leaving_a_field_closes_the_step(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.close_step()
    dossier.answer("vuc", "12")
    dossier.undo()
    assert dossier.draft.answers == {"vuc": "1"}


def test_a_change_after_an_undo_drops_what_was_undone(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.answer("cp", "2")
    dossier.undo()
    dossier.answer("ct", "3")
    assert not dossier.can_redo() and dossier.draft.answers == {"vuc": "1", "ct": "3"}


def test_after_undo_and_redo_typing_in_the_same_field_is_a_new_step(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.undo()
    dossier.redo()
    dossier.answer("vuc", "12")
    dossier.undo()
    assert dossier.draft.answers == {"vuc": "1"}


def test_the_same_answer_again_is_no_step_and_tells_nobody(form: Form) -> None:
    told: list[int] = []
    dossier = Dossier(form, Draft(FORM), TODAY, lambda each: told.append(each.revision))
    dossier.answer("vuc", "1")
    dossier.answer("cp", "2")
    dossier.undo()
    dossier.close_step()
    dossier.answer("vuc", "1")
    assert told == [2, 3, 2] and dossier.can_redo()
    dossier.undo()
    assert dossier.draft.answers == {}


def test_history_of_earlier_sessions_can_be_undone(form: Form) -> None:
    past = [(7, Draft(FORM)), (8, Draft(FORM, {"vuc": "1"})), (9, Draft(FORM, {"vuc": "1", "cp": "2"}))]
    dossier = Dossier(form, past[1][1], TODAY)
    dossier.restore_history(past, 8)
    assert dossier.revision == 8 and dossier.can_redo()
    assert dossier.undo() == FieldRef("vuc") and dossier.draft.answers == {}
    assert dossier.redo() == FieldRef("vuc") and dossier.redo() == FieldRef("cp")
    dossier.restore_history(past, 30)  # a history that does not fit is left alone
    assert dossier.revision == 9


def test_history_with_missing_numbers_stands_where_it_stood(form: Form) -> None:
    past = [(1, Draft(FORM)), (4, Draft(FORM, {"vuc": "1"})), (6, Draft(FORM, {"vuc": "1", "cp": "2"}))]
    for number, draft in past:
        dossier = Dossier(form, draft, TODAY)
        dossier.restore_history(past, number)
        assert (dossier.draft, dossier.revision) == (draft, number)
    assert dossier.undo() == FieldRef("cp") and dossier.revision == 4
    dossier.answer("cp", "3")
    assert dossier.revision == 7 and not dossier.can_redo()


def test_history_is_bounded_and_keeps_its_numbers(dossier: Dossier) -> None:
    for number in range(MOST_ENTRIES + 50):
        dossier.answer("vuc" if number % 2 else "cp", str(number + 1))
    assert len(dossier.history.entries) == MOST_ENTRIES and dossier.revision == MOST_ENTRIES + 51


def test_undo_of_a_line_leads_to_the_column(dossier: Dossier) -> None:
    group = "nuovi_inserimenti"
    line = dossier.add_line(group)
    dossier.answer_line(group, line, "qualifica", "addetta")
    assert dossier.undo() == FieldRef(group, "qualifica", line)
    assert dossier.redo() == FieldRef(group, "qualifica", line)


def test_typing_on_in_a_field_keeps_its_number(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.answer("vuc", "12")
    assert dossier.revision == 2


def test_to_add_and_to_take_away_a_line_are_steps_by_themselves(dossier: Dossier) -> None:
    """Also between two changes that have the same place: reasons for warnings of the line, of the group."""
    group = "nuovi_inserimenti"
    line = dossier.add_line(group)
    dossier.set_aside("a", "perché", FieldRef(group, None, line))
    dossier.set_aside("b", "perché", FieldRef(group))
    dossier.remove_line(group, line)
    dossier.set_aside("c", "perché", FieldRef(group))
    assert len(dossier.history.entries) == 6


def test_history_of_earlier_sessions_fits_the_form_of_today(form: Form) -> None:
    old = Draft(FORM, {"vuc": "1"}, parties={"mai_vista": PartyLink("r1")})
    dossier = Dossier(form, Draft(FORM), TODAY)
    dossier.restore_history([(1, old), (2, Draft(FORM))], 2)
    dossier.undo()
    assert dossier.draft == Draft(FORM, {"vuc": "1"})


def test_the_number_of_what_was_undone_is_given_to_no_other(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.answer("cp", "2")
    dossier.undo()
    dossier.answer("ct", "3")
    made = [(dossier.revision, dossier.history.made_of)]
    dossier.undo()
    dossier.undo()
    dossier.answer("ct", "4")
    assert [*made, (dossier.revision, dossier.history.made_of)] == [(4, 2), (5, 1)]


def test_numbers_that_no_step_has_any_more_are_given_to_no_other(form: Form) -> None:
    dossier = Dossier(form, Draft(FORM), TODAY)
    dossier.restore_history([(1, Draft(FORM)), (4, Draft(FORM, {"vuc": "1"}))], 4, 9)
    made = [dossier.history.made_of]
    dossier.undo()
    assert [*made, dossier.history.made_of] == [1, None]
    dossier.answer("cp", "3")
    assert dossier.revision == 10


def test_a_version_taken_up_is_one_step_that_can_be_undone(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    dossier.answer("cp", "2")
    dossier.take_version(Draft(FORM, {"ct": "3"}), ("taken", "2026-11-22"))
    taken, notes = dossier.draft, [dossier.history.current.note]
    dossier.answer("cp", "7")
    assert taken.answers == {"ct": "3"} and [*notes, dossier.history.current.note] == [("taken", "2026-11-22"), None]
    dossier.undo()
    assert dossier.undo() is not None and dossier.draft.answers == {"vuc": "1", "cp": "2"}
    dossier.take_version(dossier.draft, ("taken", "2026-11-22"))
    assert dossier.can_redo()  # the same answers are no step


def test_a_version_that_does_not_fit_its_form_changes_nothing(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    with pytest.raises(DraftFault):
        dossier.take_version(Draft(FORM, {"mai_vista": "3"}), ("taken", ""))
    assert dossier.draft.answers == {"vuc": "1"}

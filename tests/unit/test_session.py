"""An open dossier: typing, lines, undo across steps, history of earlier sessions, the state of each step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.engine import cases
from desktop_app.engine.draft import Draft
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.form import Form
from desktop_app.engine.place import Place
from desktop_app.session import HISTORY, Dossier, Library
from desktop_app.system.paths import forms_folder

FORM = "marche/art14_2023"
TODAY = dt.date(2026, 11, 22)
LIBRARY = Library([forms_folder()])


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.load(FORM)


@pytest.fixture
def dossier(form: Form) -> Dossier:
    return Dossier(form, Draft(FORM), TODAY)


def test_typing_is_read_the_italian_way_and_tells_each_change(form: Form) -> None:
    told: list[str] = []
    dossier = Dossier(form, Draft(FORM), TODAY, lambda each: told.append(str(each.draft.answers.get("vuc"))))
    for text in ("6", "60", "60.000", "60.000,00"):
        dossier.answer("vuc", text)
    assert dossier.draft.answers["vuc"] == "60000.00"
    assert told == ["6", "60", "60000", "60000.00"]
    assert dossier.state.scope["vuc"] == 60000


def test_typing_in_one_field_is_one_step_of_undo(dossier: Dossier) -> None:
    for text in ("1", "12", "123"):
        dossier.answer("vuc", text)
    dossier.answer("cp", "5")
    assert dossier.undo() == Place("cp") and dossier.draft.answers == {"vuc": "123"}
    assert dossier.undo() == Place("vuc") and dossier.draft.answers == {}
    assert dossier.undo() is None and not dossier.can_undo()
    assert dossier.redo() == Place("vuc") and dossier.redo() == Place("cp")
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


def test_emptying_a_field_is_no_answer_and_the_same_text_no_change(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    before = dossier.revision
    dossier.answer("vuc", "1")
    assert dossier.revision == before
    dossier.answer("vuc", " ")
    assert dossier.draft.answers == {}


def test_lines_are_added_filled_in_copied_and_taken_away(dossier: Dossier) -> None:
    group = "nuovi_inserimenti"
    first = dossier.add_line(group)
    dossier.answer_line(group, first, "costo_annuo", "21.500,00")
    dossier.answer_line(group, first, "qualifica", "addetta")
    second = dossier.add_line(group, copy_of=first)
    assert first != second
    assert [line["costo_annuo"] for line in dossier.lines(group)] == ["21500.00", "21500.00"]
    dossier.answer_line(group, second, "qualifica", "")
    assert "qualifica" not in dossier.lines(group)[1]
    dossier.remove_line(group, first)
    assert [line["id"] for line in dossier.lines(group)] == [second]
    dossier.undo()
    assert [line["id"] for line in dossier.lines(group)] == [first, second]
    dossier.remove_line(group, first)
    dossier.remove_line(group, second)
    assert dossier.draft.answers == {}


def test_lines_without_an_id_get_one_and_what_is_no_line_stays_out(form: Form) -> None:
    dossier = Dossier(form, Draft(FORM, {"nuovi_inserimenti": [{"qualifica": "a"}, 5]}), TODAY)
    dossier.answer_line("nuovi_inserimenti", "1", "qualifica", "b")
    assert dossier.lines("nuovi_inserimenti") == [{"id": "1", "qualifica": "b"}]


def test_a_warning_is_put_aside_with_a_reason_and_taken_up_again(dossier: Dossier) -> None:
    dossier.answer("commessa_inizio", "1/1/2027")
    dossier.answer("commessa_fine", "31/12/2027")
    dossier.answer("durata_mesi", "11")
    warning = next(p for p in dossier.problems() if p.severity == "warning")
    assert warning.check is not None
    place = Place(warning.field)
    dossier.set_aside(warning.check, "accordo tra le parti", place)
    assert next(p for p in dossier.problems() if p.check == warning.check).severity == "note"
    dossier.set_aside(warning.check, None, place)
    assert next(p for p in dossier.problems() if p.check == warning.check).severity == "warning"


def test_a_computed_value_is_replaced_with_a_reason_and_taken_back(dossier: Dossier) -> None:
    dossier.answer("base_computo", "51")
    dossier.override("quota_art3", "3", "arrotondamento concordato")
    assert dossier.state.scope["quota_art3"] == 3
    dossier.override("quota_art3", "", "")
    assert dossier.state.scope["quota_art3"] == 4


def test_history_of_earlier_sessions_can_be_undone(form: Form) -> None:
    past = [(7, Draft(FORM)), (8, Draft(FORM, {"vuc": "1"})), (9, Draft(FORM, {"vuc": "1", "cp": "2"}))]
    dossier = Dossier(form, past[1][1], TODAY)
    dossier.remember(past, 8)
    assert dossier.revision == 8 and dossier.can_redo()
    assert dossier.undo() == Place("vuc") and dossier.draft.answers == {}
    assert dossier.redo() == Place("vuc") and dossier.redo() == Place("cp")
    dossier.remember(past, 30)  # a history that does not fit is left alone
    assert dossier.revision == 9


def test_history_is_bounded_and_keeps_its_numbers(dossier: Dossier) -> None:
    for number in range(HISTORY + 50):
        dossier.answer("vuc" if number % 2 else "cp", str(number + 1))
    assert len(dossier.moments) == HISTORY and dossier.revision == HISTORY + 51


def test_a_snapshot_does_not_follow_later_changes(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    frozen = dossier.snapshot()
    dossier.answer("cp", "2")
    dossier.undo()
    dossier.undo()
    assert frozen.draft.answers == {"vuc": "1"} and frozen.state.scope["vuc"] == 1


def test_the_state_of_each_step(dossier: Dossier) -> None:
    assert dossier.step_state("commessa") == "not_started"
    dossier.answer("vuc", "60000")
    assert dossier.step_state("commessa") == "in_progress"
    dossier.answer("vuc", "12.34.5")
    assert dossier.step_state("commessa") == "problem"
    dossier.answer("destinatari", "disabili")
    assert dossier.step_state("svantaggiati") == "not_needed"


def test_every_step_of_the_example_is_complete_or_not_needed(form: Form) -> None:
    _, draft = cases.read_draft(LIBRARY.folder(FORM), cases.EXAMPLE, FORM)
    dossier = Dossier(form, draft, TODAY)
    assert {dossier.step_state(page.id) for page in form.pages} <= {"complete", "not_needed"}
    assert dossier.problems() == [] and dossier.state.title.startswith("Cartotecnica")


def test_unknown_forms_and_documents_are_named(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(DraftFault, match="marche/art14_2023"):
        LIBRARY.load("marche/art14_2032")
    with pytest.raises(DraftFault, match="Forse volevi dire"):
        dossier.choose(["convenzione_local"])
    assert Library([tmp_path]).ids() == []


def test_lines_that_share_an_id_are_told_apart(form: Form) -> None:
    lines = [{"id": "2", "qualifica": "a"}, {"qualifica": "b"}, {"id": "2", "qualifica": "c"}, {"id": 7}]
    dossier = Dossier(form, Draft(FORM, {"nuovi_inserimenti": lines}), TODAY)
    ids = [line.id for line in dossier.state.lines["nuovi_inserimenti"]]
    assert len(set(ids)) == 4 and ids == [line["id"] for line in dossier.lines("nuovi_inserimenti")]
    dossier.answer_line("nuovi_inserimenti", ids[2], "qualifica", "d")
    assert [line.get("qualifica") for line in dossier.lines("nuovi_inserimenti")] == ["a", "b", "d", None]

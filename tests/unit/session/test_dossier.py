"""An open dossier: typing, lines, undo across steps, history of earlier sessions, the state of each step."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import HISTORY, Dossier, Library
from desktop_app.system.paths import forms_folder
from tests.unit.engine.conftest import differing

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
    assert warning.check is not None and warning.check.id is not None
    place = FieldRef(warning.field)
    dossier.set_aside(warning.check.id, "accordo tra le parti", place)
    assert next(p for p in dossier.problems() if p.check == warning.check).severity == "note"
    dossier.set_aside(warning.check.id, None, place)
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
    assert dossier.undo() == FieldRef("vuc") and dossier.draft.answers == {}
    assert dossier.redo() == FieldRef("vuc") and dossier.redo() == FieldRef("cp")
    dossier.remember(past, 30)  # a history that does not fit is left alone
    assert dossier.revision == 9


def test_history_with_missing_numbers_stands_where_it_stood(form: Form) -> None:
    past = [(1, Draft(FORM)), (4, Draft(FORM, {"vuc": "1"})), (6, Draft(FORM, {"vuc": "1", "cp": "2"}))]
    for number, draft in past:
        dossier = Dossier(form, draft, TODAY)
        dossier.remember(past, number)
        assert (dossier.draft, dossier.revision) == (draft, number)
    assert dossier.undo() == FieldRef("cp") and dossier.revision == 4
    dossier.answer("cp", "3")
    assert dossier.revision == 5 and not dossier.can_redo()


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
        LIBRARY.folder("marche/art14_2032")
    with pytest.raises(DraftFault, match="«marche/art14_2032» qui non c'è: aggiorna Commessa"):
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


# --- parties and the address books ---------------------------------------------------------------------------

ROSSI = {"nome": "Rossi Srl", "sede_comune": "Jesi", "codice_fiscale": "01234567897", "telefono": "0731 1"}


def with_books(form: Form, draft: Draft | None = None) -> tuple[Dossier, dict[str, dict[str, str]]]:
    """A dossier, and the records that it finds."""
    records = {"r1": dict(ROSSI), "r2": {"nome": "Bianchi Spa", "sede_comune": "Fano"}}
    return Dossier(form, draft or Draft(FORM), TODAY, records=records.get), records


def origin(dossier: Dossier) -> str:
    return dossier.state.cells["azienda_nome"].origin


def test_a_party_is_filled_in_with_one_step_of_undo(form: Form) -> None:
    dossier, _ = with_books(form)
    dossier.answer("azienda_nome", "Verdi")
    before = dossier.draft
    dossier.take_record("azienda", "r1")
    assert dossier.draft.answers == {f"azienda_{name}": value for name, value in ROSSI.items()}
    assert origin(dossier) == "book"
    dossier.answer("azienda_nome", "Rossi Spa")
    assert dossier.undo() == FieldRef("azienda_nome") and dossier.undo() == FieldRef("azienda_nome")
    assert dossier.draft == before and origin(dossier) == "typed"
    assert dossier.redo() == FieldRef("azienda_nome") and dossier.draft.parties["azienda"].record == "r1"


def test_a_record_that_is_gone_fills_in_nothing(form: Form) -> None:
    dossier, records = with_books(form)
    dossier.take_record("azienda", "mai")
    assert dossier.draft == Draft(FORM)
    dossier.take_record("azienda", "r1")
    del records["r1"]
    dossier.refresh_records()
    assert dossier.state.book == {} and origin(dossier) == "typed"
    assert dossier.draft.parties["azienda"].record == "r1"


def test_two_dossiers_of_one_company_ask_it_once(form: Form) -> None:
    """The second one is filled in as the first was, without typing."""
    first, records = with_books(form, LIBRARY.example(FORM))
    records["r9"] = parties.answers_of(first.draft, form.parties["azienda"])
    second, more = with_books(form)
    more.update(records)
    second.take_record("azienda", "r9")
    asked = {field.id for field in form.parties["azienda"].fields.values()}
    assert second.draft.answers == {id: value for id, value in first.draft.answers.items() if id in asked}
    assert len(second.draft.answers) >= 10


def test_a_difference_from_the_record_is_kept_or_taken_back(form: Form) -> None:
    dossier, records = with_books(form)
    party = form.parties["azienda"]
    dossier.take_record("azienda", "r1")
    dossier.answer("azienda_telefono", "0731 2")
    assert differing(dossier.state, party) == {"telefono": "0731 1"}
    dossier.keep_here("azienda_telefono")
    assert differing(dossier.state, party) == {}
    dossier.undo()
    assert differing(dossier.state, party) == {"telefono": "0731 1"}
    dossier.take_answer("azienda_telefono")
    assert dossier.draft.answers["azienda_telefono"] == "0731 1"
    records["r1"]["telefono"] = "0731 3"  # changed elsewhere: this dossier stays as it is, and says so
    dossier.refresh_records()
    assert dossier.draft.answers["azienda_telefono"] == "0731 1"
    assert differing(dossier.state, party) == {"telefono": "0731 3"}


def test_only_a_linked_party_can_keep_a_difference(form: Form) -> None:
    dossier, _ = with_books(form)
    for id in ("vuc", "azienda_nome"):
        dossier.keep_here(id)
    assert dossier.draft == Draft(FORM)


def test_a_party_is_linked_and_let_go_without_touching_its_answers(form: Form) -> None:
    dossier, _ = with_books(form)
    dossier.answer("azienda_nome", "Rossi")
    dossier.link("azienda", "r1")
    assert dossier.draft.answers == {"azienda_nome": "Rossi"} and dossier.draft.parties["azienda"].record == "r1"
    dossier.link("azienda", None)
    assert dossier.draft == Draft(FORM, {"azienda_nome": "Rossi"})
    history = [(n, moment.draft) for n, moment in enumerate(dossier.moments, 1)]
    again, _ = with_books(form, dossier.draft)
    again.remember(history, len(history))
    assert again.undo() == FieldRef("azienda_nome") and again.draft.parties["azienda"].record == "r1"


@given(st.dictionaries(st.sampled_from([*ROSSI, "pec", "altrove"]), st.text(max_size=4)), st.booleans())
def test_any_record_taken_and_undone_leaves_all_as_it_was(record: dict[str, str], filled: bool) -> None:
    form = _loaded()
    dossier = Dossier(form, LIBRARY.example(FORM) if filled else Draft(FORM), TODAY, records=lambda _: record)
    before = dossier.draft
    dossier.take_record("cooperativa", "r")
    dossier.undo()
    assert dossier.draft == before
    dossier.redo()
    assert differing(dossier.state, form.parties["cooperativa"]) == {}


@lru_cache
def _loaded() -> Form:
    return LIBRARY.load(FORM)

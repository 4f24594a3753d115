"""The parties of a dossier and their records in the address books."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import step_state
from tests.unit.engine.support import differing
from tests.unit.session.support import FORM, LIBRARY, TODAY, loaded

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


def test_to_answer_as_the_record_does_is_a_step_of_its_own(form: Form) -> None:
    dossier, _ = with_books(form)
    dossier.take_record("azienda", "r1")
    for typed in ("0731 2", "0731 3"):
        dossier.answer("azienda_telefono", typed)
    dossier.take_answer("azienda_telefono")
    dossier.answer("azienda_telefono", "0731 4")
    phones = []
    while dossier.undo():
        phones.append(dossier.draft.answers.get("azienda_telefono"))
    assert phones == ["0731 1", "0731 3", "0731 1", None]


def test_a_step_answered_by_the_address_book_alone_has_begun(form: Form) -> None:
    dossier, _ = with_books(form)
    page = form.fields["azienda_nome"].page
    assert step_state(dossier.state, page) == "not_started"
    dossier.take_record("azienda", "r2")
    assert "typed" not in {cell.origin for cell in dossier.state.cells.values()}
    assert step_state(dossier.state, page) == "in_progress"


def test_a_state_that_is_kept_has_the_records_of_its_time(form: Form) -> None:
    dossier, records = with_books(form)
    dossier.take_record("azienda", "r1")
    kept = dossier.state
    records["r1"] = {**ROSSI, "nome": "Rossi Spa"}
    dossier.refresh_records()
    assert (kept.book["azienda_nome"], dossier.state.book["azienda_nome"]) == ("Rossi Srl", "Rossi Spa")
    del records["r1"]
    dossier.refresh_records()
    assert kept.book["azienda_nome"] == "Rossi Srl" and dossier.state.book == {}


def test_a_record_that_changed_meanwhile_is_taken_as_it_is_now(form: Form) -> None:
    dossier, records = with_books(form)
    dossier.take_record("azienda", "r1")
    records["r1"] = {**ROSSI, "nome": "Rossi Spa"}
    dossier.take_record("azienda", "r1")
    assert dossier.draft.answers["azienda_nome"] == dossier.state.book["azienda_nome"] == "Rossi Spa"


def test_to_keep_a_difference_is_a_step_of_its_own(form: Form) -> None:
    dossier, _ = with_books(form)
    dossier.take_record("azienda", "r1")
    dossier.answer("azienda_telefono", "0731 2")
    dossier.keep_here("azienda_telefono")
    dossier.answer("azienda_telefono", "0731 3")
    dossier.undo()
    assert dossier.draft.answers["azienda_telefono"] == "0731 2" and dossier.draft.parties["azienda"].kept
    dossier.undo()
    assert dossier.draft.answers["azienda_telefono"] == "0731 2" and not dossier.draft.parties["azienda"].kept


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
    history = [(n, entry.draft) for n, entry in enumerate(dossier.history.entries, 1)]
    again, _ = with_books(form, dossier.draft)
    again.restore_history(history, len(history))
    assert again.undo() == FieldRef("azienda_nome") and again.draft.parties["azienda"].record == "r1"


@given(st.dictionaries(st.sampled_from([*ROSSI, "pec", "altrove"]), st.text(max_size=4)), st.booleans())
def test_any_record_taken_and_undone_leaves_all_as_it_was(record: dict[str, str], filled: bool) -> None:
    form = loaded()
    dossier = Dossier(form, LIBRARY.example(FORM) if filled else Draft(FORM), TODAY, records=lambda _: record)
    before = dossier.draft
    dossier.take_record("cooperativa", "r")
    dossier.undo()
    assert dossier.draft == before
    dossier.redo()
    assert differing(dossier.state, form.parties["cooperativa"]) == {}

"""An open dossier: what is typed, lines, warnings put aside, values replaced."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from tests.unit.engine.support import ask, make_form, one_page
from tests.unit.session.support import FORM, TODAY


def test_typing_is_read_the_italian_way_and_tells_each_change(form: Form) -> None:
    told: list[str] = []
    dossier = Dossier(form, Draft(FORM), TODAY, lambda each: told.append(str(each.draft.answers.get("vuc"))))
    for text in ("6", "60", "60.000", "60.000,00"):
        dossier.answer("vuc", text)
    assert dossier.draft.answers["vuc"] == "60000.00"
    assert told == ["6", "60", "60000", "60000.00"]
    assert dossier.state.scope["vuc"] == 60000


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
    warning = next(p for p in dossier.state.problems if p.severity == "warning")
    assert warning.check is not None and warning.check.id is not None
    place = FieldRef(warning.field)
    dossier.set_aside(warning.check.id, "accordo tra le parti", place)
    assert next(p for p in dossier.state.problems if p.check == warning.check).severity == "note"
    dossier.set_aside(warning.check.id, None, place)
    assert next(p for p in dossier.state.problems if p.check == warning.check).severity == "warning"


def test_a_computed_value_is_replaced_with_a_reason_and_taken_back(dossier: Dossier) -> None:
    dossier.answer("base_computo", "51")
    dossier.override("quota_art3", "3", "arrotondamento concordato")
    assert dossier.state.scope["quota_art3"] == 3
    dossier.override("quota_art3", "", "")
    assert dossier.state.scope["quota_art3"] == 4


def test_a_state_that_is_kept_does_not_follow_later_changes(dossier: Dossier) -> None:
    dossier.answer("vuc", "1")
    state, documents = dossier.state, dossier.documents
    dossier.answer("cp", "2")
    dossier.undo()
    dossier.undo()
    for kept in (state, documents.state):
        assert kept.draft.answers == {"vuc": "1"} and kept.scope["vuc"] == 1


def test_lines_that_share_an_id_are_told_apart(form: Form) -> None:
    lines = [{"id": "2", "qualifica": "a"}, {"qualifica": "b"}, {"id": "2", "qualifica": "c"}, {"id": 7}]
    dossier = Dossier(form, Draft(FORM, {"nuovi_inserimenti": lines}), TODAY)
    ids = [line.id for line in dossier.state.lines["nuovi_inserimenti"]]
    assert len(set(ids)) == 4 and ids == [line["id"] for line in dossier.lines("nuovi_inserimenti")]
    dossier.answer_line("nuovi_inserimenti", ids[2], "qualifica", "d")
    assert [line.get("qualifica") for line in dossier.lines("nuovi_inserimenti")] == ["a", "b", "d", None]


def test_a_notice_is_read_on_a_day_and_that_can_be_undone() -> None:
    news = {"id": "legge", "from": dt.date(2026, 1, 1), "text": "Nuova.", "source": "L. 1", "about": ["a"]}
    form = make_form(one_page(ask("a"), ask("b")), {"notice": [news, {**news, "id": "altra"}]})
    dossier = Dossier(form, Draft(form.id), TODAY)
    dossier.answer("b", "x")
    dossier.read_notice("legge", FieldRef("b"))
    dossier.read_notice("altra", FieldRef("b"))
    dossier.answer("b", "xy")
    assert dossier.draft.notices_read == {"legge": TODAY, "altra": TODAY}
    dossier.undo()
    assert dossier.undo() == FieldRef("b") and dossier.draft.notices_read == {"legge": TODAY}
    assert dossier.undo() == FieldRef("b")
    assert dossier.draft == Draft(form.id, {"b": "x"})
    dossier.redo()
    saved = [(each.revision, each.draft) for each in dossier.history.entries]
    again = Dossier(form, dossier.draft, TODAY)
    again.restore_history(saved, dossier.revision)
    assert again.draft.notices_read == {"legge": TODAY}
    again.undo()
    assert again.draft.notices_read == {}


def test_a_birth_typed_with_two_digits_is_never_in_the_future() -> None:
    form = make_form(one_page(ask("nascita", "date", past=True), ask("scadenza", "date")))
    dossier = Dossier(form, Draft(form.id), dt.date(2027, 1, 15))
    for id in form.fields:
        dossier.answer(id, "5/6/40")
    assert dossier.draft.answers == {"nascita": "1940-06-05", "scadenza": "2040-06-05"}
    dossier.answer("nascita", "16/1/27")
    assert dossier.draft.answers["nascita"] == "1927-01-16"
    dossier.move_to(dt.date(2027, 1, 16))
    dossier.answer("nascita", "16/1/2027")
    dossier.answer("nascita", "16/1/27")
    assert dossier.draft.answers["nascita"] == "2027-01-16"


def test_a_pasted_reason_loses_what_nobody_sees() -> None:
    check = {"that": "n < 5", "message": "Tanti.", "severity": "warning", "id": "tanti"}
    total = {**ask("m", "integer"), "formula": "n", "source": "Legge", "override": True}
    form = make_form(one_page(ask("n", "integer", check=[check]), total))
    dossier = Dossier(form, Draft(form.id, {"n": "7"}), TODAY)
    dossier.set_aside("tanti", "lo dice l\u2019u\ufb03cio\u200b", FieldRef("n"))
    dossier.override("m", "8", "veri\ufb01cato")
    assert dossier.draft.set_aside == {"tanti": "lo dice l'ufficio"}
    assert dossier.draft.overrides["m"].reason == "verificato"
    assert dossier.state.complete

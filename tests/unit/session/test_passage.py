"""A dossier that passes to a newer edition: what goes along, what stays behind in sight, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft, Override, PartyLink, fit
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.passage import Change, Part, Passage, passage
from tests.unit.engine.support import TODAY, ask, computed, group, make_form, one_page, rule

OLD_ID, NEW_ID = "valdoria/prova_2024", "valdoria/prova_2026"
KINDS = {"a": "Prima", "b": "Seconda", "c": "Terza"}


def edition(id: str, *fields: dict[str, Any], rules: list[dict[str, Any]] | None = None, **top: Any) -> Form:
    return replace(make_form(one_page(*fields, **top), {"rule": rules or []}), id=id)


OLD = edition(
    OLD_ID,
    ask("nome"), ask("via"), ask("tipo", "choice", options=KINDS), ask("giorno", "date"), ask("ore", "integer"),
    group("spese", ask("oggetto"), ask("nota", required=False), item="spesa"),
    ask("tolta", "money", label="Importo tolto"),
    computed("somma", "integer", "ore * volte", unit="posti", override=True),
    rules=[rule("volte", 2, label="Volte", unit="mesi")],
)  # fmt: skip
NEW = edition(
    NEW_ID,
    ask("nome", label="Nome e cognome"), ask("indirizzo", label="Via"),
    ask("tipo", "choice", options={"a": "Prima", "c": "La terza", "d": "Quarta"}),
    ask("giorno", "long_text"), ask("ore", "decimal", unit="ore"), ask("nuova", help="Perché è nuova."),
    group("spese", ask("oggetto"), ask("importo", "money"), item="spesa"),
    computed("somma", "integer", "ore * volte", unit="posti", override=True),
    rules=[rule("volte", 3, label="Volte", unit="mesi")], renamed={"via": "indirizzo"},
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "nome": "Mara", "via": "dei Tigli", "tipo": "b", "giorno": "2026-01-31", "ore": "4", "tolta": "1250.00",
    "spese": [{"id": "x", "oggetto": "Sedia", "nota": "rossa"}],
}  # fmt: skip


def passed(**answers: Any) -> Passage:
    return passage(evaluate(OLD, Draft(OLD_ID, {**ANSWERS, **answers}), TODAY), NEW)


def told(found: Passage, part: Part) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in found.of(part)]


def test_answers_go_along_by_their_ids_and_by_those_they_had() -> None:
    found = passed()
    assert found.draft.form == NEW_ID
    assert found.draft.answers == {
        "nome": "Mara", "indirizzo": "dei Tigli", "giorno": "2026-01-31", "ore": "4",
        "spese": [{"id": "x", "oggetto": "Sedia"}],
    }  # fmt: skip


def test_what_stays_behind_is_in_sight_with_its_question_and_why() -> None:
    found = passed()
    assert found.of("dropped") == [
        Change("dropped", "Tipo", "Seconda", note="non è più tra le risposte possibili"),
        Change("dropped", "Importo tolto", "1.250,00\u00a0€", note="qui non si chiede più"),
        Change("dropped", "Spesa 1: nota", "rossa", note="qui non si chiede più"),
    ]
    assert not passed(tipo="a", tolta="", spese=[]).of("dropped")


def test_what_is_new_is_asked_or_counted_otherwise_is_told_in_the_words_of_the_questions() -> None:
    found = passed()
    assert [(each.label, each.note) for each in found.of("asked")] == [
        ("Nuova", "Perché è nuova."), ("Spese: Importo", ""),
    ]  # fmt: skip
    assert told(found, "changed") == [
        ("Nome", "Nome", "Nome e cognome"),
        ("Tipo", "Seconda", "Quarta"),
        ("Tipo", "Terza", "La terza"),
        ("Ore", "", "ore"),
    ]
    assert told(found, "rules") == [("Volte", "2\u00a0mesi", "3\u00a0mesi")]
    assert told(found, "results") == [("Somma", "8\u00a0posti", "12\u00a0posti")]


def test_the_same_form_again_changes_nothing() -> None:
    state = evaluate(OLD, Draft(OLD_ID, ANSWERS), TODAY)
    same = passage(state, replace(OLD, id=NEW_ID))
    assert same.changes == () and same.draft == replace(state.draft, form=NEW_ID)


def test_replaced_values_and_warnings_set_aside_go_along_where_they_still_mean_the_same() -> None:
    check = {"that": "ore > 5", "message": "Poche.", "severity": "warning"}
    poche, ancora = ({**check, "id": id} for id in ("poche", "ancora"))
    old = edition(
        OLD_ID, ask("ore", "integer", check=[poche, ancora]), computed("somma", "integer", "ore", override=True),
        computed("altra", "integer", "ore", override=True),
    )  # fmt: skip
    new = edition(
        NEW_ID, ask("ore", "integer", check=[poche]), computed("somma", "integer", "ore", override=True),
        computed("altra", "integer", "ore"),
    )  # fmt: skip
    replaced = {"somma": Override("7", "Perché sì."), "altra": Override("8", "Anche.")}
    draft = Draft(OLD_ID, {"ore": "3"}, replaced, {"poche": "Bastano.", "ancora": "Davvero."})
    found = passage(evaluate(old, draft, TODAY), new)
    assert found.draft.overrides == {"somma": replaced["somma"]} and found.draft.set_aside == {"poche": "Bastano."}
    assert [(each.label, each.before) for each in found.of("dropped")] == [("Altra", "8"), ("Ore", "")]
    assert "Anche." in found.of("dropped")[0].note and "Davvero." in found.of("dropped")[1].note


@pytest.mark.parametrize(
    ("before", "after", "raw", "goes"),
    [(ask("x"), ask("x", "long_text"), "Testo", True), (ask("x", "integer"), ask("x", "decimal"), "3", True),
     (ask("x"), ask("x", "integer"), "tre", False), (ask("x"), ask("x", "integer"), "3", True),
     (ask("x", "yes_no"), ask("x"), True, False), (ask("x", "choice", options=KINDS), ask("x"), "a", False),
     (ask("x"), ask("x", "choice", options=KINDS), "a", False), (ask("x"), group("x", ask("y")), "a", False),
     (group("x", ask("y")), ask("x"), [{"id": "1", "y": "a"}], False),
     (ask("x", "integer"), ask("x", "integer"), "3,", True),  # half typed goes along as it is
     (ask("x", "integer"), computed("x", "integer", "2 + 1"), "3", False)],
)  # fmt: skip
def test_an_answer_goes_along_only_where_it_means_the_same(
    before: dict[str, Any], after: dict[str, Any], raw: Any, goes: bool
) -> None:
    found = passage(evaluate(edition(OLD_ID, before), Draft(OLD_ID, {"x": raw}), TODAY), edition(NEW_ID, after))
    assert (found.draft.answers == {"x": raw}, len(found.of("dropped"))) == (goes, not goes)


def test_a_term_that_falls_on_another_day_is_told() -> None:
    def with_term(id: str, days: int) -> Form:
        term = {"id": "mandare", "title": "Mandare", "date": f"add_days(giorno, {days})", "source": "Legge, art. 9"}
        return edition(id, ask("giorno", "date"), deadline=[term])

    state = evaluate(with_term(OLD_ID, 30), Draft(OLD_ID, {"giorno": "2026-01-01"}), TODAY)
    found = passage(state, with_term(NEW_ID, 60))
    assert found.of("results") == [Change("results", "Mandare", "31/01/2026", "02/03/2026", "Legge, art. 9")]


def test_links_to_address_books_go_along_with_their_party() -> None:
    field = {"type": "block", "use": "prova", "as": "noi", "book": "aziende"}
    block = {"prova/block.toml": '[[field]]\nid = "nome"\ntype = "text"\nlabel = "Nome"\n'}
    old = replace(make_form(one_page(field), blocks=block), id=OLD_ID)
    other = replace(make_form(one_page({**field, "book": "uffici"}), blocks=block), id=NEW_ID)
    draft = Draft(OLD_ID, parties={"noi": PartyLink("1")})
    assert passage(evaluate(old, draft, TODAY), replace(old, id=NEW_ID)).draft.parties == draft.parties
    assert passage(evaluate(old, draft, TODAY), other).draft.parties == {}


JUNK = st.none() | st.booleans() | st.text(max_size=4) | st.sampled_from(["a", "b", "3", "2026-01-01"])
RAW = JUNK | st.lists(JUNK | st.dictionaries(st.sampled_from(["id", "oggetto", "nota"]), JUNK), max_size=3)


@given(st.dictionaries(st.sampled_from(list(ANSWERS)), RAW))
def test_whatever_was_answered_what_comes_out_is_a_draft_of_the_new_form(answers: dict[str, Any]) -> None:
    state = evaluate(OLD, fit(Draft(OLD_ID, answers), OLD), TODAY)
    found = passage(state, NEW)
    evaluate(NEW, fit(found.draft, NEW), TODAY)


# --- the dossier ---------------------------------------------------------------------------------------------


def test_a_dossier_passes_in_one_step_and_comes_back_with_all_its_answers() -> None:
    dossier = Dossier(OLD, Draft(OLD_ID, ANSWERS), TODAY)
    dossier.answer("nome", "Paola")
    before = dossier.draft
    dossier.pass_to(NEW, passage(dossier.state, NEW).draft)
    assert (dossier.form.id, dossier.draft.form, dossier.state.form.id) == (NEW_ID, NEW_ID, NEW_ID)
    dossier.answer("nuova", "Detta")
    assert dossier.undo() is not None and dossier.form is NEW
    place = dossier.undo()
    assert (dossier.form, dossier.draft) == (OLD, before) and place is not None and place.field in OLD.fields
    assert dossier.state.cells["tolta"].value is not None
    place = dossier.redo()
    assert dossier.form is NEW and place is not None and place.field in NEW.fields
    assert dossier.redo() is not None and dossier.draft.answers["nuova"] == "Detta"


def test_its_history_of_both_forms_is_taken_up_again() -> None:
    old = Draft(OLD_ID, ANSWERS)
    new = passage(evaluate(OLD, old, TODAY), NEW).draft
    dossier = Dossier(NEW, new, TODAY)
    dossier.restore_history([(1, old), (2, new)], 2, earlier=[OLD])
    dossier.undo()
    assert (dossier.form, dossier.draft) == (OLD, old)
    alone = Dossier(NEW, new, TODAY)  # the old form is not here any more
    alone.restore_history([(1, old), (2, new)], 2)
    assert not alone.can_undo() and alone.form is NEW
    broken = Dossier(NEW, new, TODAY)
    broken.restore_history([(1, Draft(OLD_ID, {"mai": "x"})), (2, new)], 2, earlier=[OLD])
    assert not broken.can_undo()

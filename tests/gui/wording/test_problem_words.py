"""The notice beside a field: the fact, what to do, the article, and links to what can be done at once."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.evaluation.state import Problem
from desktop_app.engine.forms.definition import CheckDef
from desktop_app.engine.forms.form import Check
from desktop_app.engine.formula.expression import compile_expression
from desktop_app.engine.formula.kinds import Names
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.problem_words import notice
from tests.unit.engine.support import ask, filled, form_of, group, problem

FORM = form_of(
    ask("tetto", "integer"),
    ask("posti", "integer", source="Legge di prova, art. 2", check=[
        {"that": "posti <= tetto", "message": "Sono troppi: scrivi al massimo {tetto} posti."},
    ]),
    ask("ore", "integer", required=False, check=[
        {"that": "ore < 40", "message": "Sono molte. Controlla.", "severity": "warning", "id": "molte"},
    ]),
    group("turni", ask("nome"), item="turno"),
)  # fmt: skip
ANSWERS = {"tetto": "1000", "posti": "2", "turni": [{"nome": "Ada"}]}


def shown(answers: dict[str, Any], id: str, **more: Any) -> Notice:
    state = filled(FORM, {**ANSWERS, **answers}, **more)
    return notice(problem(state, id), FORM.fields[id], state)


def test_a_failed_check_offers_the_number_that_fits_and_the_answer_to_look_at() -> None:
    assert shown({"posti": "2000"}, "posti") == Notice(
        "error", "Sono troppi.", "Scrivi al massimo 1.000 posti. (Legge di prova, art.\u00a02)",
        (("write:1.000", "Scrivi 1.000"), ("go:tetto", "Vai a «Tetto»")),
    )  # fmt: skip


def test_a_missing_answer_says_just_what_to_do() -> None:
    assert shown({"posti": ""}, "posti") == Notice("error", "Manca: scrivi il numero.", "", ())


def test_an_empty_list_says_which_one() -> None:
    assert shown({"turni": []}, "turni") == Notice("error", "«Turni» è vuoto.", "Aggiungi una riga (turno).", ())


def test_a_warning_is_left_as_it_is_with_a_reason_and_taken_up_again() -> None:
    assert shown({"ore": "50"}, "ore") == Notice(
        "warning", "Sono molte.", "Controlla.", (("aside:molte", "Lascia così e spiega"),)
    )
    assert shown({"ore": "50"}, "ore", set_aside={"molte": "È agosto"}) == Notice(
        "note", "Sono molte.", "Controlla. Lasciato così: «È agosto»", (("resume:molte", "Riprendi l’avviso"),)
    )


def test_a_warning_put_aside_in_a_line_says_that_it_is_so_for_all_lines() -> None:
    state = filled(FORM, ANSWERS)
    group = next(field for field in state.form.fields.values() if field.columns)
    column = next(iter(group.columns.values()))
    check = Check(CheckDef(that="True", message="Sono poche.", id="poche"), compile_expression("True", Names({})))
    put_aside = Problem(column.key, 1, "note", "Sono poche.", None, check, "Bastano")
    assert "per tutte le righe: «Bastano»" in notice(put_aside, column, state).text
    alone = next(field for field in state.form.fields.values() if not field.columns)
    assert "Lasciato così: «Bastano»" in notice(put_aside, alone, state).text

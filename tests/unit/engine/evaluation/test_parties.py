"""Parties and their records: what is taken from the address book, what differs from it, how a record is edited."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft, PartyLink
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ID, TODAY, ask, computed, differing, faults, group, lines_of, make_form, one_page

BLOCK = {
    "field": [
        ask("nome"),
        ask("comune", required=False),
        ask("posti", "integer", required=False),
        ask("iscritta", "yes_no", visible_when="posti > 1", default="True", owner="loro"),
        ask("forma", "choice", required=False, options={"a": "per azioni"}),
        computed("doppio", "integer", "posti * 2"),
        group("sedi", ask("via"), required=False),
    ]
}
FILES = {"ente_2024/block.toml": lines_of(BLOCK)}
RECORD = {"nome": "Alfa", "comune": "Jesi", "posti": "3", "altrove": "di un altro modulo"}


def use(prefix: str, book: str = "enti", **keys: Any) -> dict[str, Any]:
    return {"type": "block", "use": "ente_2024", "as": prefix, "book": book, **keys}


@pytest.fixture(scope="module")
def form() -> Form:
    return make_form(
        {
            **one_page(),
            "page": [
                {"id": "uno", "title": "Uno", "field": [
                    use("ditta"), ask("ditta_albo", required=False), use("ditta_madre", "gruppi"), ask("nome"),
                ]},
                {"id": "due", "title": "Due", "field": [ask("ditta_contratto")]},
            ],
        },
        None, None, FILES,
    )  # fmt: skip


def state_of(form: Form, draft: Draft, **records: dict[str, Any]) -> FormState:
    return evaluate(form, draft, TODAY, parties.book_answers(draft, form, records))


def test_a_party_is_all_that_is_asked_on_its_page_under_its_prefix(form: Form) -> None:
    assert [(each.prefix, each.book) for each in form.parties.values()] == [
        ("ditta", "enti"), ("ditta_madre", "gruppi"),
    ]  # fmt: skip
    assert list(form.parties["ditta"].fields) == ["nome", "comune", "posti", "iscritta", "forma", "albo"]
    assert list(form.parties["ditta_madre"].fields) == ["nome", "comune", "posti", "iscritta", "forma"]
    assert form.parties["ditta"].fields["albo"] is form.fields["ditta_albo"]


def test_a_block_of_computed_values_alone_is_no_party() -> None:
    files = {"ente_2024/block.toml": lines_of({"field": [computed("uno", "integer", "1")]})}
    assert make_form(one_page(use("ditta")), None, None, files).parties == {}


def test_a_book_without_a_prefix_is_refused() -> None:
    block = {"type": "block", "use": "ente_2024", "book": "enti"}
    [fault] = faults(one_page(block), None, None, FILES)
    assert "la chiave «book» vuole anche «as»" in fault


def test_a_party_is_taken_whole_and_nothing_of_another_stays(form: Form) -> None:
    draft = Draft(ID, {"ditta_nome": "Beta", "ditta_albo": "B 1", "nome": "mio", "ditta_contratto": "mio"})
    after = parties.taken(draft, form.parties["ditta"], "r1", RECORD)
    assert after.answers == {
        "nome": "mio", "ditta_contratto": "mio", "ditta_nome": "Alfa", "ditta_comune": "Jesi", "ditta_posti": "3",
    }  # fmt: skip
    assert after.parties == {"ditta": PartyLink("r1")}
    assert parties.answers_of(after, form.parties["ditta"]) == {"nome": "Alfa", "comune": "Jesi", "posti": "3"}


def test_an_empty_answer_is_none(form: Form) -> None:
    draft = Draft(ID, {"ditta_nome": "", "ditta_comune": "Jesi", "ditta_iscritta": False})
    assert parties.answers_of(draft, form.parties["ditta"]) == {"comune": "Jesi", "iscritta": False}


def test_a_record_gets_what_was_answered_or_proposed_and_nothing_that_only_the_book_knows(form: Form) -> None:
    draft = Draft(ID, {"ditta_posti": "3"}, parties={"ditta": PartyLink("r1")})
    state = state_of(form, draft, r1={**RECORD, "nome": "Alfa"})
    assert parties.record_of(state, form.parties["ditta"]) == {"posti": "3", "iscritta": True}


def test_an_answer_that_the_record_has_too_comes_from_the_book(form: Form) -> None:
    draft = parties.taken(Draft(ID, {}), form.parties["ditta"], "r1", RECORD)
    state = state_of(form, draft, r1=RECORD)
    assert {name: state.cells[f"ditta_{name}"].origin for name in ("nome", "posti", "albo", "iscritta")} == {
        "nome": "book", "posti": "book", "albo": "empty", "iscritta": "default",
    }  # fmt: skip
    assert state.cells["ditta_posti"].value == 3
    assert differing(state, form.parties["ditta"]) == {}
    gone = state_of(form, draft)
    assert gone.cells["ditta_nome"].origin == "typed" and differing(gone, form.parties["ditta"]) == {}


def test_what_differs_from_the_record_is_told_until_it_is_kept(form: Form) -> None:
    party = form.parties["ditta"]
    draft = parties.taken(Draft(ID, {}), party, "r1", RECORD)
    changed = {**draft.answers, "ditta_nome": "Alfa Srl", "ditta_albo": "A 7"}
    changed.pop("ditta_comune")
    draft = Draft(ID, changed, parties=draft.parties)
    state = state_of(form, draft, r1=RECORD)
    assert differing(state, party) == {"nome": "Alfa", "comune": "Jesi", "albo": None}
    assert state.cells["ditta_nome"].origin == "typed"
    draft = parties.ignored_difference(parties.ignored_difference(draft, party, "nome"), party, "albo")
    assert draft.parties == {"ditta": PartyLink("r1", ("albo", "nome"))}
    assert differing(state_of(form, draft, r1=RECORD), party) == {"comune": "Jesi"}
    assert differing(state_of(form, parties.linked(draft, party, None), r1=RECORD), party) == {}


def test_a_hidden_answer_differs_from_nothing(form: Form) -> None:
    draft = parties.linked(Draft(ID, {"ditta_iscritta": False}), form.parties["ditta"], PartyLink("r1"))
    assert differing(state_of(form, draft, r1={"iscritta": True}), form.parties["ditta"]) == {}
    draft = Draft(ID, {**draft.answers, "ditta_posti": "2"}, parties=draft.parties)
    record = {"iscritta": True, "posti": "2"}
    assert differing(state_of(form, draft, r1=record), form.parties["ditta"]) == {"iscritta": True}


def test_no_is_an_answer_and_an_empty_text_is_none(form: Form) -> None:
    draft = parties.linked(Draft(ID, {"ditta_posti": "2", "ditta_nome": ""}), form.parties["ditta"], PartyLink("r1"))
    record = {"iscritta": False, "posti": "2", "comune": ""}
    assert differing(state_of(form, draft, r1=record), form.parties["ditta"]) == {"iscritta": False}


def test_a_proposal_that_stands_is_kept_in_the_record_and_compared_with_it(form: Form) -> None:
    party = form.parties["ditta"]
    draft = parties.linked(Draft(ID, {"ditta_nome": "Alfa", "ditta_posti": "2"}), party, PartyLink("r1"))
    record = parties.record_of(state_of(form, draft), party)
    assert record == {"nome": "Alfa", "posti": "2", "iscritta": True}
    assert differing(state_of(form, draft, r1=record), party) == {}
    assert differing(state_of(form, draft, r1={**record, "iscritta": False}), party) == {"iscritta": False}
    few = Draft(ID, {"ditta_nome": "Alfa", "ditta_posti": "1"})  # then it is not asked
    assert parties.record_of(state_of(form, few), party) == {"nome": "Alfa", "posti": "1"}


def test_a_link_to_an_unknown_party_tells_nothing(form: Form) -> None:
    draft = Draft(ID, {}, parties={"altro": PartyLink("r1")})
    assert parties.book_answers(draft, form, {"r1": RECORD}) == {}


def test_whose_a_field_is(form: Form) -> None:
    assert parties.party_of(form, "ditta_madre_nome") == (form.parties["ditta_madre"], "nome")
    assert parties.party_of(form, "ditta_albo") == (form.parties["ditta"], "albo")
    assert parties.party_of(form, "nome") is None and parties.party_of(form, "ditta_contratto") is None


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({}, ("", "")),
        ({"nome": " Alfa ", "posti": "1200", "comune": "Jesi", "albo": "A 7"}, ("Alfa", "Jesi, A 7")),
        ({"comune": "Jesi", "forma": "a", "nome": 7}, ("", "Jesi")),
    ],
)
def test_a_record_is_called_by_its_first_line_of_text(
    form: Form, record: dict[str, Any], said: tuple[str, str]
) -> None:
    assert parties.name_of(form.parties["ditta"].fields, record) == said


def test_a_choice_before_it_is_no_name(form: Form) -> None:
    fields = form.parties["ditta"].fields
    assert parties.naming({name: fields[name] for name in ("forma", "posti", "comune")}) == "comune"
    assert parties.naming({"forma": fields["forma"]}) == "forma"


def test_a_record_is_edited_as_in_a_dossier_and_nothing_of_it_is_required(form: Form) -> None:
    books = parties.books_of([form, form])
    assert list(books) == ["enti", "gruppi"] and list(books["enti"])[-1] == "albo"
    editor = parties.record_form("enti", books["enti"])
    assert (editor.pages[0].id, editor.pages[0].title) == ("enti", "Enti")
    assert evaluate(editor, Draft("enti", {}), TODAY).problems == ()
    state = evaluate(editor, Draft("enti", {"posti": "x", "iscritta": False}), TODAY)
    assert [each.field for each in state.problems] == ["posti"] and state.cells["iscritta"].visible


ANSWERS = st.dictionaries(
    st.sampled_from(["ditta_nome", "ditta_comune", "ditta_posti", "ditta_albo", "ditta_madre_nome", "nome"]),
    st.text(max_size=5) | st.none(),
)
RECORDS = st.dictionaries(st.sampled_from(["nome", "comune", "posti", "albo", "altrove"]), st.text(max_size=5))


@given(ANSWERS, RECORDS)
def test_any_record_fits_any_party_and_touches_no_other(answers: dict[str, Any], record: dict[str, str]) -> None:
    form = _form()
    after = parties.taken(Draft(ID, answers), form.parties["ditta"], "r", record)
    others = ("ditta_madre_nome", "nome")
    assert {id: after.answers.get(id) for id in others} == {id: answers.get(id) for id in others}
    state = state_of(form, after, r=record)
    assert differing(state, form.parties["ditta"]) == {}


def _form(made: list[Form] = []) -> Form:  # noqa: B006 - loaded once for all examples
    if not made:
        made.append(make_form(one_page(use("ditta"), ask("ditta_albo"), use("ditta_madre"), ask("nome")), None, None,
                              FILES))  # fmt: skip
    return made[0]

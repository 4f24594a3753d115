"""What may be named while somebody types: nothing too early, nothing that moves the page, and all of it in the end."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.visible_problems import VisibleProblems
from tests.unit.engine.support import TODAY, ask, computed, group, make_form, one_page

ROOM = {"that": "posti <= tetto", "message": "Sono troppi."}
TOO_LONG = {"that": "ore <= 40", "message": "Sono troppe ore."}
LEFT_OVER = {"that": "avanzo >= 0", "message": "Non basta."}
FIELDS = [
    ask("nome"),
    ask("tetto", "integer"),
    ask("posti", "integer", check=[ROOM]),
    computed("avanzo", "integer", "tetto - 3", check=[LEFT_OVER]),
]
TOO_DEAR = {"that": "costo <= 2000", "message": "Costa troppo."}
PEOPLE = group(
    "persone",
    ask("chi"),
    ask("ore", "integer", check=[TOO_LONG]),
    computed("costo", "integer", "ore * 20", check=[TOO_DEAR]),
    required=False,
)
ROOMY = {"nome": "Ada", "tetto": "9", "posti": "5"}
TETTO, POSTI, AVANZO = FieldRef("tetto"), FieldRef("posti"), FieldRef("avanzo")


@pytest.fixture(scope="module")
def form() -> Form:
    pages = [
        {"id": "uno", "title": "Uno", "field": FIELDS},
        {"id": "due", "title": "Due", "field": [PEOPLE, ask("luogo")]},
    ]
    return make_form(one_page(page=pages))


class Visit:
    """A dossier that is opened, and the rules that are told what is done with it."""

    def __init__(self, form: Form, answers: dict[str, Any] | None = None) -> None:
        self.dossier = Dossier(form, Draft(form.id, answers or {}), TODAY)
        self.rules = VisibleProblems(self.dossier)

    def type(self, id: str, words: str) -> None:
        """One key, as in a window: what is visible is asked for after it."""
        self.rules.start_change(FieldRef(id))
        self.dossier.answer(id, words)
        self.named()

    def type_in_line(self, line: str, column: str, words: str) -> None:
        self.rules.start_change(FieldRef("persone", column, line))
        self.dossier.answer_line("persone", line, column, words)
        self.named("due")

    def add_line(self) -> str:
        self.rules.start_change()
        line = self.dossier.add_line("persone")
        self.named("due")  # as by whoever is told of the change first
        self.rules.add_line(line)
        return line

    def named(self, page: str = "uno") -> set[FieldRef]:
        return set(self.rules.of(page))


# --- left, missing, checked ----------------------------------------------------------------------------------


def test_a_wrong_answer_is_named_once_it_is_left_and_live_from_then_on(form: Form) -> None:
    visit = Visit(form)
    visit.type("tetto", "nove")
    assert visit.named() == set()
    assert visit.rules.leave([TETTO])
    (problem,) = visit.rules.of("uno")[TETTO]
    assert "nove" in problem.message
    visit.type("tetto", "noveX")
    (problem,) = visit.rules.of("uno")[TETTO]
    assert "noveX" in problem.message
    visit.type("tetto", "9")
    assert visit.named() == set()


def test_a_wrong_answer_that_was_not_left_is_not_named_when_another_one_is(form: Form) -> None:
    visit = Visit(form)
    visit.type("tetto", "nove")
    visit.rules.leave([FieldRef("nome")])
    assert visit.named() == set()


def test_what_was_answered_in_an_earlier_session_counts_as_left(form: Form) -> None:
    people = [{"id": "a", "ore": "50"}, {"id": "b", "chi": "Bea", "ore": "30"}]
    visit = Visit(form, {**ROOMY, "posti": "12", "persone": people})
    assert visit.named() == {POSTI}
    assert visit.named("due") == {FieldRef("persone", "ore", "a")}  # that the name is missing is not


def test_a_missing_answer_is_named_once_its_page_is_checked(form: Form) -> None:
    visit = Visit(form)
    visit.rules.leave([FieldRef("nome"), TETTO, POSTI])
    assert visit.named() == set()
    visit.rules.check(["uno"])
    assert visit.named() == {FieldRef("nome"), TETTO, POSTI}
    assert visit.named("due") == set()


def test_what_is_computed_is_named_at_once(form: Form) -> None:
    visit = Visit(form, {"nome": "Ada"})
    assert visit.named() == set()
    visit.dossier.answer("posti", "molti")
    visit.dossier.answer("tetto", "1")
    assert visit.named() == {AVANZO}  # posti was not left
    line = visit.add_line()
    visit.dossier.answer_line("persone", line, "ore", "200")
    assert visit.named("due") == {FieldRef("persone", "costo", line)}


def test_leaving_tells_whether_more_may_be_named(form: Form) -> None:
    visit = Visit(form, ROOMY)
    assert not visit.rules.leave([POSTI])
    assert visit.rules.leave([POSTI, FieldRef("luogo")])
    assert not visit.rules.leave([FieldRef("luogo")])
    visit.type("posti", "6")
    assert visit.rules.leave([POSTI])
    assert visit.rules.typing_place is None


# --- while somebody types ------------------------------------------------------------------------------------


def test_no_problem_comes_while_somebody_types(form: Form) -> None:
    visit = Visit(form, ROOMY)
    visit.type("tetto", "1")
    assert visit.rules.typing_place == TETTO
    assert visit.named() == set()  # neither beside posti, which was left, nor beside what is computed
    visit.rules.leave([TETTO])
    assert visit.named() == {POSTI, AVANZO}


def test_a_problem_that_showed_when_the_typing_began_goes_and_comes_back_with_the_keys(form: Form) -> None:
    visit = Visit(form, {**ROOMY, "posti": "12"})
    assert visit.named() == {POSTI}
    visit.type("tetto", "13")
    assert visit.named() == set()
    visit.type("tetto", "1")
    assert visit.named() == {POSTI}  # avanzo, which did not show, is still to come


def test_what_shows_is_looked_at_anew_where_another_place_is_typed_in(form: Form) -> None:
    visit = Visit(form, {**ROOMY, "posti": "12"})
    assert visit.named() == {POSTI}
    visit.type("tetto", "13")
    visit.type("nome", "Bea")
    visit.dossier.answer("posti", "14")
    assert visit.named() == set()


def test_what_came_after_the_typing_stays_when_it_is_taken_up_again(form: Form) -> None:
    visit = Visit(form, ROOMY)
    visit.type("tetto", "4")
    visit.rules.leave([TETTO])
    assert visit.named() == {POSTI}
    visit.type("tetto", "3")
    assert visit.named() == {POSTI}


def test_an_edit_that_is_no_typing_hides_nothing(form: Form) -> None:
    visit = Visit(form, ROOMY)
    visit.type("tetto", "1")
    visit.rules.start_change()  # as an undo, or a line that is removed
    assert visit.named() == {POSTI, AVANZO}


# --- lines ---------------------------------------------------------------------------------------------------


def test_what_a_new_line_lacks_is_named_once_it_is_closed(form: Form) -> None:
    visit = Visit(form)
    line = visit.add_line()
    assert visit.named("due") == set()
    visit.rules.close_line(line)
    assert visit.named("due") == {FieldRef("persone", "chi", line), FieldRef("persone", "ore", line)}


def test_a_new_line_of_a_checked_page_is_left_in_peace_until_the_page_is_checked_again(form: Form) -> None:
    visit = Visit(form, {"luogo": "Jesi"})
    visit.rules.check(["uno", "due"])
    line = visit.add_line()
    assert visit.named("due") == set()
    visit.rules.check(["uno"])
    assert visit.named("due") == set()
    visit.rules.check(["due"])
    assert visit.named("due") == {FieldRef("persone", "chi", line), FieldRef("persone", "ore", line)}
    visit.add_line()
    assert {place.line for place in visit.named("due")} == {line}


def test_what_is_wrong_in_a_new_line_is_named_where_it_was_left(form: Form) -> None:
    visit = Visit(form)
    line = visit.add_line()
    place = FieldRef("persone", "ore", line)
    visit.type_in_line(line, "ore", "50")
    visit.rules.leave([FieldRef("persone", "chi", line)])
    assert visit.named("due") == set()
    visit.rules.leave([place])
    assert visit.named("due") == {place}


def test_a_line_that_is_closed_ends_the_typing_in_it(form: Form) -> None:
    visit = Visit(form)
    line = visit.add_line()
    visit.type_in_line(line, "chi", "Ada")
    visit.rules.close_line(line)
    assert visit.named("due") == {FieldRef("persone", "ore", line)}


def test_all_problems_of_a_place_are_named_in_the_order_of_the_form(form: Form) -> None:
    checks = [{"that": "x > 1", "message": "Troppo poco."}, {"that": "x > 2", "message": "Ancora poco."}]
    dossier = Dossier(make_form(one_page(ask("x", "integer", check=checks))), Draft("valdoria/prova_2024"), TODAY)
    dossier.answer("x", "1")
    rules = VisibleProblems(dossier)
    rules.check(["pagina"])
    assert [each.message for each in rules.of("pagina")[FieldRef("x")]] == ["Troppo poco.", "Ancora poco."]


def test_what_may_be_named_is_worked_out_once_for_each_change(form: Form) -> None:
    visit = Visit(form, {**ROOMY, "posti": "12"})
    found = visit.rules.of("uno")
    assert found and visit.rules.of("uno") is found

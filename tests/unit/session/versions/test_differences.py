"""The differences between two versions: all that the user decided otherwise, in the questions' words, nothing else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft, Override, PartyLink
from desktop_app.engine.evaluation.evaluate import line_ids
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.session.versions import differences as module
from desktop_app.session.versions.differences import Difference, changed_questions, differences
from tests.unit.engine.support import ID, ask, computed, form_of, group
from tests.unit.session.support import loaded

PROVA = form_of(
    ask("nome", check=[{"that": "nome == 'x'", "message": "Strano", "severity": "warning", "id": "strano"}]),
    ask("importo", "money"),
    ask("mesi", "integer", unit="mesi"),
    ask("lato", "choice", options={"a": "la prima", "b": "la seconda"}),
    ask("sede", "yes_no"),
    ask("nascosto", visible_when="sede"),
    ask("racconto", "long_text"),
    group("righe", ask("chi"), ask("ore", "integer"), item="lavoratore"),
    computed("doppio", "decimal", "importo * 2", override=True),
)
LONG = "Il servizio comprende la pulizia degli uffici al primo piano e la portineria nei giorni feriali"

numbers = st.sampled_from(["1", "1.0", "2", "x", "", None, True, 1])
line = st.fixed_dictionaries(
    {}, optional={"id": st.sampled_from(["p", "q", "r"]), "chi": st.sampled_from(["Rosa", ""]), "ore": numbers}
)
drafts = st.builds(
    Draft,
    form=st.just(ID),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "nome": st.sampled_from(["x", "y", "", None]), "importo": numbers, "mesi": numbers,
            "lato": st.sampled_from(["a", "b", "c"]), "sede": st.sampled_from([True, False, 1, None]),
            "nascosto": st.sampled_from(["", "z"]), "racconto": st.sampled_from([LONG, LONG + " e sabato", "breve"]),
            "righe": st.lists(line | st.integers(0, 1), max_size=4) | numbers,
        },
    ),
    overrides=st.dictionaries(st.just("doppio"), st.builds(Override, numbers, st.sampled_from(["a", "b"]))),
    set_aside=st.dictionaries(st.just("strano"), st.sampled_from(["perché", "altro"])),
)  # fmt: skip


def said(draft: Draft) -> str:
    """All that a draft says, each thing in one way."""

    def plain(raw: Any) -> Any:
        if isinstance(raw, list) and raw and all(isinstance(each, dict) for each in raw):
            return [
                {**{key: value for key, value in each.items() if value not in ("", None)}, "id": id}
                for each, id in zip(raw, line_ids(raw), strict=True)
            ]
        return raw

    answers = {id: plain(raw) for id, raw in draft.answers.items() if raw not in ("", [], None)}
    replaced = {id: [each.value, each.reason] for id, each in draft.overrides.items()}
    return json.dumps([answers, replaced, dict(draft.set_aside)], sort_keys=True)


def of(*, form: Form = PROVA, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
       ) -> tuple[Difference, ...]:  # fmt: skip
    return differences(form, Draft(form.id, before or {}), Draft(form.id, after or {}))


def words(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in found]


@given(drafts, drafts)
def test_no_difference_is_the_same_as_equal_answers(before: Draft, after: Draft) -> None:
    assert (not differences(PROVA, before, after)) == (said(before) == said(after))


@given(drafts, drafts)
def test_the_way_back_has_the_same_places(before: Draft, after: Draft) -> None:
    there, back = differences(PROVA, before, after), differences(PROVA, after, before)
    assert {each.place for each in there} == {each.place for each in back}


@given(drafts, drafts)
def test_a_question_is_named_where_its_answer_or_its_value_differs(before: Draft, after: Draft) -> None:
    found = [each for each in differences(PROVA, before, after) if each.kind != "warning"]
    named = changed_questions(PROVA, before, after)
    assert {PROVA.fields[each.place.field].spec.label for each in found} <= set(named)


def test_answers_are_told_as_they_are_shown() -> None:
    before = {"importo": "60000", "mesi": "1", "lato": "a", "sede": True}
    after = {"importo": "81500.50", "mesi": "12", "lato": "b", "sede": False}
    assert words(of(before=before, after=after)) == [
        ("Importo", "60.000,00\u00a0€", "81.500,50\u00a0€"), ("Mesi", "1\u00a0mese", "12\u00a0mesi"),
        ("Lato", "La prima", "La seconda"), ("Sede", "Sì", "No"),
    ]  # fmt: skip
    assert words(of(after={"importo": "boh"})) == [("Importo", "", "boh")]
    assert words(of(before={"lato": "c", "sede": "x"})) == [("Lato", "c", ""), ("Sede", "x", "")]


def test_an_answer_written_otherwise_is_told_as_it_is_written() -> None:
    assert words(of(before={"mesi": "1"}, after={"mesi": "1.0"})) == [("Mesi", "1", "1.0")]


def test_what_is_hidden_by_another_answer_is_no_difference_unless_it_was_answered_otherwise() -> None:
    before = {"sede": True, "nascosto": "z"}
    assert [each.label for each in of(before=before, after={"sede": False, "nascosto": "z"})] == ["Sede"]
    assert [each.label for each in of(before=before, after={"sede": False})] == ["Sede", "Nascosto"]


def test_what_is_calculated_is_no_difference() -> None:
    assert [each.place.field for each in of(before={"importo": "1"}, after={"importo": "2"})] == ["importo"]


def test_of_a_long_text_it_is_told_what_changed_in_it() -> None:
    (found,) = of(before={"racconto": LONG}, after={"racconto": LONG.replace("primo", "secondo")})
    assert [each.words for each in found.pieces if each.kind != "same"] == [" primo", " secondo"]
    for before, after in (("", LONG), ("a", "b")):
        assert of(before={"racconto": before}, after={"racconto": after})[0].pieces == ()


LINES = [{"id": "p", "chi": "Rosa", "ore": "20"}, {"id": "q", "chi": "Ugo", "ore": "30"}]


def test_lines_are_added_removed_changed_and_moved() -> None:
    assert words(of(before={"righe": LINES}, after={"righe": [LINES[1], {"id": "r", "chi": "Ada"}]})) == [
        ("Lavoratore 1", "Chi: Rosa · Ore: 20", ""), ("Lavoratore 2", "", "Chi: Ada"),
    ]  # fmt: skip
    changed = of(before={"righe": LINES}, after={"righe": [LINES[0], {**LINES[1], "ore": "36"}]})
    assert words(changed) == [("Lavoratore 2: ore", "30", "36")]
    assert changed[0].place == FieldRef("righe", "ore", "q")
    moved = of(before={"righe": LINES}, after={"righe": LINES[::-1]})
    assert [(each.kind, each.label) for each in moved] == [("lines_moved", "Righe")]


def test_a_line_that_was_taken_away_leaves_the_others_unmoved() -> None:
    assert [each.kind for each in of(before={"righe": LINES}, after={"righe": LINES[1:]})] == ["line_removed"]
    assert [each.kind for each in of(before={"righe": LINES[1:]}, after={"righe": LINES})] == ["line_added"]


def test_a_list_that_cannot_be_read_is_told_as_it_is_written() -> None:
    assert words(of(before={"righe": "boh"}, after={"righe": LINES}))[0][:2] == ("Righe", "boh")


def test_replaced_values_and_warnings_put_aside_are_told_with_their_reason() -> None:
    before = Draft(ID, overrides={"doppio": Override("3", "lo dice l'ufficio")})
    after = Draft(ID, set_aside={"strano": "è giusto"})
    assert words(differences(PROVA, before, after)) == [
        ("Doppio", "3 (lo dice l'ufficio)", ""), ("Nome", "", "è giusto"),
    ]  # fmt: skip
    assert changed_questions(PROVA, before, after) == ["Doppio"]


def test_links_to_address_books_are_told_by_their_party() -> None:
    form = loaded()
    prefix = next(iter(form.parties))
    plain, one, other, kept = (
        Draft(form.id, parties=parties)
        for parties in ({}, {prefix: PartyLink("a")}, {prefix: PartyLink("b")}, {prefix: PartyLink("a", ("nome",))})
    )
    told = [differences(form, *pair)[0] for pair in ((plain, one), (one, plain), (one, other), (one, kept))]
    assert [(each.before, each.after) for each in told] == [
        ("", module.LINKED), (module.LINKED, ""), (module.LINKED, module.OTHER_RECORD), (module.LINKED, module.KEPT),
    ]  # fmt: skip
    assert {each.place.field for each in told} == {next(iter(form.parties[prefix].fields.values())).id}


def test_notices_of_the_law_are_told_by_their_text() -> None:
    form = loaded()
    notice = form.notices[0]
    found = differences(form, Draft(form.id), Draft(form.id, notices_read={notice.id: dt.date(2026, 11, 3)}))
    assert words(found) == [(notice.spec.text, "", "Letto il 03/11/2026")]
    assert found[0].place.field in form.fields and found[0].kind == "notice"

"""The summary of a dossier: of real ones, stored and read again, and read from arbitrary text."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.dossier_summary import (
    DeadlineSummary,
    DossierState,
    DossierSummary,
    SummaryHead,
    from_json,
    read_head,
    read_heads,
)
from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.field_ref import field_ref_of
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.session.acts import Met
from desktop_app.session.calendar import calendar_entries, stored_calendar_entries
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.chain import met_days
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder
from tests.unit.engine import support as small

LIBRARY = Library([forms_folder()])
TODAY = dt.date(2026, 11, 22)
CASES = [(form, name) for form in LIBRARY.ids() for name in cases.names(LIBRARY.folder(form))]


@cache
def loaded(id: str) -> Form:
    return LIBRARY.load(id)


def opened(form: str, name: str, today: dt.date = TODAY) -> Dossier:
    return Dossier(loaded(form), cases.read_draft(LIBRARY.folder(form), name, form)[1], today)


def export(document: str, *, changed: bool = False, bozza: bool = False, number: int = 1) -> ExportEntry:
    at = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    return ExportEntry(number, document, Path("a.pdf"), "0" * 64, at, bozza, 1, changed)


@pytest.mark.parametrize(("form", "name"), CASES)
def test_every_case_survives_being_stored_and_counts_as_the_session_does(form: str, name: str) -> None:
    dossier = opened(form, name)
    made = summary_of(dossier.state)
    assert from_json(made.to_json()) == made
    errors = [each for each in dossier.state.problems if each.severity == "error"]
    assert made.problems + made.missing == len(errors)
    assert (made.state == "to_export") == dossier.state.complete
    first = read_head(made.to_json())
    assert (first.state, first.problems) == (made.state, made.problems)
    for day in (TODAY, TODAY + dt.timedelta(days=400), dt.date(2020, 1, 1)):
        found = made.open_deadlines(day)
        assert [made.deadlines[at] for at, _ in first.open_days(day.isoformat())] == found
        assert first.first_day(day.isoformat()) == (found[0].day.isoformat() if found else "")
    assert all(lack.place.field in dossier.form.fields for lack in made.outstanding)


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_the_example_is_ready_and_an_empty_dossier_is_just_begun(form: str) -> None:
    ready, empty = (
        summary_of(opened(form, cases.EXAMPLE).state),
        summary_of(Dossier(loaded(form), Draft(form), TODAY).state),
    )
    assert (ready.state, ready.done, ready.outstanding) == ("to_export", ready.total, ())
    assert ready.name and "…" not in ready.name + ready.detail
    assert {paper.state for paper in ready.documents} == {"ready"}
    assert (empty.state, empty.name) == ("doing", "")
    assert "…" not in empty.detail and "{" not in empty.detail  # what a form proposes by itself may stand there
    assert {lack.kind for lack in empty.outstanding} - {"warning"} == {"missing"}  # a form may warn from the start
    assert {paper.state for paper in empty.documents} == {"todo"}


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_an_export_counts_while_the_dossier_is_the_same_and_it_was_no_bozza(form: str) -> None:
    dossier = opened(form, cases.EXAMPLE)
    id = dossier.documents.applicable()[0].spec.id
    done = summary_of(dossier.state, [export(id)])
    assert done.state == "exported" and done.documents[0].state == "exported"
    assert done.documents[0].day == dt.date(2026, 11, 20)
    assert from_json(done.to_json()) == done
    for old in (export(id, changed=True), export(id, bozza=True), export("something_else")):
        assert summary_of(dossier.state, [old]).state == "to_export"


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_places_of_line_problems_lead_to_the_line(form: str) -> None:
    """A line whose answers all are wrong is named by its own stable id."""
    _, draft = cases.read_draft(LIBRARY.folder(form), cases.EXAMPLE, form)
    shown = opened(form, cases.EXAMPLE).state
    groups = [field for field in loaded(form).fields.values() if field.columns and shown.cells[field.id].visible]
    for group in groups:
        wrong = {column.id: 7 for column in group.columns.values() if column.formula is None}  # no draft has numbers
        lines = [{"id": "uno", **wrong}, {"id": "due", **wrong}]
        dossier = Dossier(loaded(form), Draft(form, {**draft.answers, group.id: lines}), TODAY)
        refs = [field_ref_of(each, dossier.state) for each in dossier.state.problems if each.line]
        assert {ref.line for ref in refs if ref.field == group.id} == {"uno", "due"}
    assert groups


def with_many_terms(count: int) -> Form:
    """A form whose lines have a term each."""
    lines = small.group("righe", small.ask("dal", "date"), max_lines=count)
    term = {"id": "t", "title": "Fare", "date": "dal", "source": "Art. 1", "lines": "righe"}
    return small.form_of(lines, deadline=[term])


def test_a_dossier_with_many_terms_keeps_them_all_for_the_day_when_they_come() -> None:
    form = with_many_terms(300)
    lines = [{"id": f"r{n}", "dal": (TODAY + dt.timedelta(days=n)).isoformat()} for n in range(300)]
    dossier = Dossier(form, Draft(form.id, {"righe": lines}), TODAY)
    made = summary_of(dossier.state)
    assert from_json(made.to_json()) == made
    found = made.open_deadlines(TODAY + dt.timedelta(days=299))
    assert len(found) == 300
    assert found[-1] == DeadlineSummary("Fare (riga 300)", TODAY + dt.timedelta(days=299), "Art. 1", "t.r299")


def test_a_deadline_that_was_not_met_stays_and_one_that_was_met_is_gone_from_its_day_on() -> None:
    late, met, event = (
        DeadlineSummary("Fare", TODAY, "Art. 1", "a"),
        DeadlineSummary("Firmare", TODAY + dt.timedelta(days=2), "Art. 2", "b", TODAY + dt.timedelta(days=1)),
        DeadlineSummary("Finisce", TODAY + dt.timedelta(days=3), "Art. 3", "c", event=True),
    )
    known = from_json(DossierSummary(deadlines=(late, met, event)).to_json())
    assert known.deadlines == (late, met, event)
    head = read_head(known.to_json())
    for days, open_ in (
        (-9, [late, met, event]),
        (0, [late, met, event]),
        (1, [late, event]),
        (4, [late]),
        (999, [late]),
    ):
        day = TODAY + dt.timedelta(days=days)
        assert known.open_deadlines(day) == open_
        assert [known.deadlines[at] for at, _ in head.open_days(day.isoformat())] == open_
    standing = [each.standing(TODAY + dt.timedelta(days=4)) for each in known.deadlines]
    assert standing == ["overdue", "met", "past"]


def test_the_deadlines_of_an_open_and_of_a_stored_dossier_are_the_same_for_a_calendar() -> None:
    form = with_many_terms(5)
    days = [TODAY + dt.timedelta(days=n) for n in (-90, -31, -30, 0, 400)]
    lines = [{"id": f"r{n}", "dal": day.isoformat()} for n, day in enumerate(days)]
    dossier = Dossier(form, Draft(form.id, {"righe": lines}), TODAY)
    changed = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    row = DossierEntry("abc", form.id, "Anna Verdi", summary_of(dossier.state).to_json(), changed, None, None)
    opened_, stored = calendar_entries(dossier.state, "abc", 7, changed), stored_calendar_entries(row, 7, TODAY)
    assert [due.day for due in opened_] == days
    assert stored == opened_[2:]  # those long passed are left out
    assert stored_calendar_entries(row, 7, TODAY + dt.timedelta(days=31)) == opened_[4:]
    assert "Anna" not in repr(stored)


def test_what_is_met_goes_to_a_calendar_as_done_and_what_will_be_done_does_not_yet() -> None:
    form = with_many_terms(3)
    lines = [{"id": f"r{n}", "dal": (TODAY + dt.timedelta(days=n)).isoformat()} for n in range(3)]
    dossier = Dossier(form, Draft(form.id, {"righe": lines}), TODAY)
    acts = [Met(deadline=f"{each.key}", day=TODAY + dt.timedelta(days=n)) for n, each in
            enumerate(occurrences(dossier.state)[:2])]  # fmt: skip
    changed = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    row = DossierEntry("abc", form.id, "", summary_of(dossier.state, acts=acts).to_json(), changed, None, None)
    opened_ = calendar_entries(dossier.state, "abc", 7, changed, met_days(form, acts))
    assert [each.met for each in opened_] == [True, False, False] and stored_calendar_entries(row, 7, TODAY) == opened_
    assert [each.met for each in stored_calendar_entries(row, 7, TODAY + dt.timedelta(days=1))] == [True, True, False]


def test_a_term_stored_without_its_key_is_told_by_its_title() -> None:
    text = json.dumps({"terms": [["Fare", TODAY.isoformat(), "Art. 1"]]})
    row = DossierEntry("abc", "x/y", "", text, dt.datetime.now(dt.UTC), None, None)
    assert [due.key for due in stored_calendar_entries(row, 7, TODAY)] == ["Fare"]


def test_terms() -> None:
    days = [TODAY + dt.timedelta(days=each) for each in (-40, -3, 0, 5)]
    known = DossierSummary(deadlines=tuple(DeadlineSummary(str(day), day, "") for day in days))
    for day in (days[0], TODAY, TODAY + dt.timedelta(days=9)):
        assert [each.day for each in known.open_deadlines(day)] == days  # overdue or to come: none was met
    assert DossierSummary().open_deadlines(TODAY) == []


GARBAGE = [
    "", "x", "null", "[]", "3", '"a"', "{}", "[" * 5000, '{"state": "' + "9" * 5000, '{"state": 3}', "\ud800",
    '{"state": "gone", "problems": 1, "days": ""}', '{"state": "ready", "problems": -1, "terms": 3}',
    '{"state": "doing", "problems": 1, "days": "2026-12-04", "terms": [["a", "2026-99-99", "b"], 3, [], ["c"]]}',
    '{"title": [1, null, {}], "steps": ["a", true], "lacks": [[]], "papers": [[1, 2], ["a", "b", "odd", "no"]]}',
    '{"title": "abc", "steps": [9, 3], "lacks": {"a": 1}, "papers": [["a", "b"]]}', '{"problems": ' + "9" * 6000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("text", GARBAGE)
def test_arbitrary_text_gives_an_empty_summary(text: str) -> None:
    read = from_json(text)
    assert from_json(read.to_json()) == read
    assert read_head(text).state in get_args(DossierState)
    assert read.done <= read.total


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
KEYS = ("state", "problems", "days", "missing", "title", "steps", "terms", "lacks", "papers")


@given(st.fixed_dictionaries({key: JSON for key in KEYS}))
def test_any_json_is_read(content: dict[str, object]) -> None:
    text = json.dumps(content)
    read_head(text)
    assert isinstance(from_json(text), DossierSummary)


def test_of_thousands_with_the_same_head_it_is_read_once_and_others_one_by_one() -> None:
    same = [DossierSummary(state="ready", name=name).to_json() for name in ("Verdi", "Rossi")]
    begun_alike = ['{"state": "ready", "missing": 2, "problems": 7}', '{"state": "ready", "missing": 2, "problems": 8}']
    made: list[SummaryHead] = []

    def make(head: SummaryHead) -> int:
        made.append(head)
        return head.problems

    stored = [*same, *begun_alike, "garbage", same[0]]
    assert read_heads(stored, make) == [0, 0, 7, 8, 0, 0] and len(made) == 4
    assert read_heads(stored, lambda head: head) == [read_head(each) for each in stored]
    assert read_heads([], make) == []

"""What the list shows of dossiers that nobody opened is of today: worked out anew on another day, little by little."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from desktop_app.dossier_summary import read_head
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.answers.draft import Draft, parse
from desktop_app.gui.services import summary_refresh
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.clock import today
from tests.clock import MovableClock, clock_at
from tests.gui.support.program import FORM, Program, Start, settle

AGEING = "italia/quota_riserva"  # proposes today's date, which decides on the rules in force


@pytest.fixture
def clock() -> Iterator[MovableClock]:
    with clock_at("2026-11-28 12:00") as moved:
        yield moved


@pytest.fixture(autouse=True)
def at_once(_nothing_by_itself: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_refresh, "DELAY_MS", 1)
    monkeypatch.setattr(summary_refresh, "PAUSE_MS", 1)


def put(program: Program, draft: Draft) -> str:
    """A dossier as it is stored today."""
    form = program.context.catalog.library.load(draft.form)
    made = Dossier(form, draft, today())
    return program.drafts.create(
        draft.to_json(), draft.form, made.state.title, summary=summary_of(made.state).to_json()
    )


def fresh(program: Program, row: DossierEntry) -> str:
    """The summary that a save would store today."""
    draft = parse(program.drafts.read(row.id).content.encode())
    state = Dossier(program.context.catalog.library.load(draft.form), draft, today()).state
    return summary_of(state, program.drafts.exports(row.id)).to_json()


def stale(program: Program) -> list[str]:
    return [row.id for row in program.drafts.rows() if read_head(row.summary).is_stale(today().isoformat())]


def test_another_day_refreshes_what_depends_on_the_day_and_changes_no_dossier(
    start: Start, clock: MovableClock
) -> None:
    program = start()
    library = program.context.catalog.library
    for number in range(12):
        put(program, Draft(AGEING, {"azienda_nome": f"Ditta {number}", "base_computo": str(10 + number)}))
    still = put(program, Draft(FORM, library.example(FORM).answers))
    program.app.show_dossiers()
    before = {row.id: row for row in program.drafts.rows()}
    assert stale(program) == []
    heard: list[bool] = []
    program.app.dossiers.summaries_changed.connect(lambda: heard.append(True))
    clock.forward(days=40)
    assert len(stale(program)) == 12 and still not in stale(program)
    assert summary_refresh.stale(program.drafts, today().isoformat()) == stale(program)
    program.context.day.today()
    program.wait(lambda: heard)
    program.wait(lambda: not stale(program))
    for row in program.drafts.rows():
        assert row.summary == fresh(program, row)
        assert row._replace(summary="") == before[row.id]._replace(summary="")
    assert before[still].summary == program.drafts.read(still).summary


def test_a_start_on_another_day_does_it_too_and_what_cannot_be_read_stays(start: Start, clock: MovableClock) -> None:
    program = start()
    good = put(program, Draft(AGEING, {"azienda_nome": "Ditta"}))
    gone = program.drafts.create('{"form": "valdoria/gone_2024", "answers": {}}', "valdoria/gone_2024", "Senza modulo")
    torn = program.drafts.create("garbage", AGEING, "Rovinata", summary='{"state": "doing", "made": "2020-01-01"}')
    program.app.show_dossiers()
    assert program.leave()
    clock.forward(days=1)
    again = start()
    again.wait(lambda: set(stale(again)) == {gone, torn})
    rows = {row.id: row for row in again.drafts.rows()}
    assert rows[good].summary == fresh(again, rows[good]) and rows[gone].summary == ""
    settle()
    assert again.notices() == []


def test_what_another_version_of_the_program_worked_out_is_worked_out_again(start: Start, clock: MovableClock) -> None:
    """Its forms may be others, and summaries of before said nothing of offices, years and what is searched."""
    program = start()
    example = program.context.catalog.library.example(FORM)
    ids = [put(program, Draft(FORM, example.answers)) for _ in range(2)]
    now = {row.id: row.summary for row in program.drafts.rows()}
    older = [now[ids[0]].replace('"by": "', '"by": "0.0.'), re.sub(r'"by.*?(?="missing")', "", now[ids[1]])]
    contents = [program.drafts.read(id).content for id in ids]
    program.drafts.refresh_summaries([*zip(ids, contents, older, strict=True)])
    program.app.show_dossiers()
    assert program.leave()
    again = start()
    again.wait(lambda: {row.id: row.summary for row in again.drafts.rows()} == now)


def test_a_dossier_that_was_changed_meanwhile_keeps_its_own_summary(start: Start, clock: MovableClock) -> None:
    program = start()
    id = put(program, Draft(AGEING, {"azienda_nome": "Ditta"}))
    before = program.drafts.read(id)
    program.drafts.refresh_summaries([(id, "another content", "{}"), ("nobody", before.content, "{}")])
    program.drafts.save(id, before.content, before.title, revision=before.revision, summary=before.summary)
    assert program.drafts.flush(20)
    assert program.drafts.read(id).summary == before.summary

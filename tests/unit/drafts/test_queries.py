"""What is read from tables that are not as they should be, and what each change leaves in them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import changes, file, models, queries, state
from desktop_app.drafts.content import compress
from desktop_app.drafts.faults import DamagedDraft, StoreFault
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ExportedDocument, PendingSave
from desktop_app.drafts.opening import open_file
from tests.unit.drafts.support import FORM, content

WAS = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def tables(folder: Path) -> Iterator[Connection]:
    """A new file, on its writing connection."""
    made, *_ = open_file(folder / file.NAME)
    yield made
    made.close()


def save(tables: Connection, text: str, **options: Any) -> models.Saved:
    defaults = {"id": "uno", "title": "Titolo", "step": "passo", "summary": "", "revision": None, "keep_later": False}
    job = PendingSave(content=text, done=None, failed=None, reported=[], **{**defaults, **options})
    return changes.save(tables, changes.prepare(tables, job))


def value(tables: Connection, query: str, *arguments: object) -> Any:
    return tables.execute(query, arguments).fetchone()[0]


# --- reading -------------------------------------------------------------------------------------------------


def test_a_dossier_without_history_stands_where_it_is(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo", revision=7)
    tables.execute("DELETE FROM revisions")
    stored = queries.read(tables, "uno")
    assert (stored.first, stored.revision, stored.last) == (7, 7, 7)
    assert stored.binned is None and stored.number == 1


def test_damaged_revisions_are_left_out_of_the_history(tables: Connection) -> None:
    changes.insert(tables, "uno", content(n=1), FORM, "Titolo")
    for n in (2, 3, 4):
        save(tables, content(n=n))
    tables.execute("UPDATE revisions SET content = ? WHERE number = 2", (b"nothing compressed",))
    tables.execute("UPDATE revisions SET content = ? WHERE number = 3", (compress(content(n=5).encode()),))
    assert [each.number for each in queries.history(tables, "uno")] == [1, 4]


@pytest.mark.parametrize("data", [b"nothing compressed", compress(b"{}")])
def test_damaged_answers_of_an_export_are_never_shown(tables: Connection, data: bytes) -> None:
    changes.insert(tables, "uno", content(n=1), FORM, "Titolo")
    changes.record_exports(tables, "uno", content(n=1), [ExportedDocument("d", Path("d.pdf"), "00", False)])
    number = queries.exports(tables, "uno")[0].number
    assert queries.exported_content(tables, number) == content(n=1)
    tables.execute("UPDATE exports SET answers = ?", (data,))
    with pytest.raises(DamagedDraft):
        queries.exported_content(tables, number)


def test_damaged_letters_or_times_do_not_hide_the_list(tables: Connection) -> None:
    for id in ("uno", "due"):
        changes.insert(tables, id, content(), FORM, id)
    tables.execute("UPDATE drafts SET updated = 'ieri', exported = 'oggi' WHERE id = 'uno'")
    rows = {row.id: row for row in queries.rows(tables, "", binned=False)}
    assert rows["uno"].updated == models.LONG_AGO and rows["uno"].exported is None and rows["uno"].damaged
    assert rows["due"].updated > WAS and rows["due"].exported is None
    tables.execute("UPDATE drafts SET title = CAST(x'41ff42' AS TEXT) WHERE id = 'due'")
    assert {row.title for row in queries.rows(tables, "", binned=False)} == {"uno", "A\ufffdB"}
    assert queries.read(tables, "due").title == "A\ufffdB"  # the tolerant reading stays


def test_the_last_changed_comes_first_and_of_two_at_once_always_the_same(tables: Connection) -> None:
    for id in ("b", "a", "c"):
        changes.insert(tables, id, content(), FORM, id)
    tables.execute("UPDATE drafts SET updated = ?", (models.to_iso(WAS),))
    tables.execute("UPDATE drafts SET updated = ? WHERE id = 'c'", (models.to_iso(WAS + dt.timedelta(1)),))
    assert [row.id for row in queries.rows(tables, "", binned=False)] == ["c", "a", "b"]


def test_of_dossiers_that_were_exported_and_others_each_has_its_own_times(tables: Connection) -> None:
    for id in ("uno", "due"):
        changes.insert(tables, id, content(), FORM, id)
    tables.execute("UPDATE drafts SET exported = ? WHERE id = 'due'", (models.to_iso(WAS),))
    assert {row.id: (row.exported, row.damaged) for row in queries.rows(tables, "", binned=False)} == {
        "uno": (None, False), "due": (WAS, False),
    }  # fmt: skip
    changes.put_in_bin(tables, "due", WAS)
    (row,) = queries.rows(tables, "", binned=True)
    assert (row.id, row.exported, row.binned, row.damaged) == ("due", WAS, WAS, False)


def test_a_new_file_was_closed_well_and_nothing_was_open(tables: Connection) -> None:
    assert queries.session(tables) == (True, None, "", None)


def test_nothing_was_lost_since_the_last_change_of_what_was_open(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo")
    changes.remember_session(tables, "uno", "passo", closed=False)
    later = models.now() + dt.timedelta(hours=1)
    tables.execute("UPDATE drafts SET updated = ?", (models.to_iso(later),))
    assert queries.session(tables) == (False, "uno", "passo", later)
    changes.remember_session(tables, None, "altrove", closed=False)
    closed, draft, step, at = queries.session(tables)
    assert (closed, draft, step) == (False, None, "") and at is not None and WAS < at < later


# --- changing ------------------------------------------------------------------------------------------------


def test_all_of_a_change_is_made_or_nothing(tables: Connection) -> None:
    with pytest.raises(ZeroDivisionError), changes.transaction(tables):
        changes.insert(tables, "uno", content(), FORM, "Titolo")
        raise ZeroDivisionError
    assert value(tables, "SELECT count(*) FROM drafts") == 0 and not tables.in_transaction
    with changes.transaction(tables):
        changes.insert(tables, "uno", content(), FORM, "Titolo")
    assert value(tables, "SELECT count(*) FROM drafts") == 1 and not tables.in_transaction


def test_a_fault_that_ended_the_change_itself_is_the_one_that_is_told(tables: Connection) -> None:
    """A full disk rolls back by itself: there is nothing to roll back any more."""
    with pytest.raises(ZeroDivisionError), changes.transaction(tables):
        tables.execute("ROLLBACK")
        raise ZeroDivisionError


def test_a_dossier_that_is_gone_is_put_there_again_from_its_first_revision(tables: Connection) -> None:
    saved = save(tables, content(n=1), summary=lambda exports, _: f"{len(exports)} exports")
    assert (saved.version, saved.revision) == (1, 1)
    stored = queries.read(tables, "uno")
    assert (stored.form, stored.summary, stored.revision, stored.step) == (FORM, "0 exports", 1, "passo")
    save(tables, content(n=1), id="due", summary="said", revision=5)
    assert (queries.read(tables, "due").summary, queries.read(tables, "due").revision) == ("said", 5)


def test_a_revision_that_comes_back_keeps_its_time(tables: Connection) -> None:
    changes.insert(tables, "uno", content(n=1), FORM, "Titolo")
    tables.execute("UPDATE revisions SET at = ?", (models.to_iso(WAS),))
    save(tables, content(n=2))
    save(tables, content(n=1), revision=1, keep_later=True)
    first, second = queries.history(tables, "uno")
    assert first.at == WAS < second.at and second.content == content(n=2)
    save(tables, content(n=3), revision=1, keep_later=True)  # the same number, another content: a new time
    assert queries.history(tables, "uno")[0].at > WAS


def test_a_step_of_undo_without_a_change_is_remembered(tables: Connection) -> None:
    """Two revisions may have the same answers."""
    changes.insert(tables, "uno", content(n=1), FORM, "Titolo")
    saved = save(tables, content(n=1), revision=2)
    assert (saved.version, saved.revision) == (1, 2) and queries.read(tables, "uno").last == 2


def test_a_visit_of_a_step_is_where_the_dossier_opens(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo", step="primo")
    changes.insert(tables, "due", content(), FORM, "Titolo", step="primo")
    changes.remember_session(tables, "uno", "secondo", closed=False)
    changes.remember_session(tables, "uno", "", closed=False)
    changes.remember_session(tables, None, "terzo", closed=False)
    assert [queries.read(tables, id).step for id in ("uno", "due")] == ["secondo", "primo"]


def test_the_end_of_a_session_says_nothing_else(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo")
    changes.remember_session(tables, "uno", "passo", closed=False)
    changes.mark_session(tables, closed=True)
    assert queries.session(tables)[:3] == (True, "uno", "passo")


def test_only_what_has_been_in_the_bin_for_30_days_is_deleted(tables: Connection) -> None:
    for id in ("uno", "due", "tre"):
        changes.insert(tables, id, content(), FORM, id)
    for days, id in enumerate(("uno", "due")):
        changes.put_in_bin(tables, id, WAS)
        state.look_at_clock(tables, WAS + dt.timedelta(days=days))
    for later in (29, 30, 30.6):
        record = state.look_at_clock(tables, WAS + dt.timedelta(days=later))
        assert state.empty_bins(tables, record) == 0
    assert state.empty_bins(tables, state.look_at_clock(tables, WAS + dt.timedelta(days=31.2))) == 1
    assert {row.id for row in queries.rows(tables, "", binned=True)} == {"due"}
    assert changes.empty_bin(tables) == 1 and changes.empty_bin(tables) == 0
    assert [row.id for row in queries.rows(tables, "", binned=False)] == ["tre"]
    assert value(tables, "SELECT count(*) FROM contents") == 1


def test_what_was_put_into_the_bin_a_moment_ago_by_a_fast_clock_is_deleted_too(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo")
    changes.put_in_bin(tables, "uno", models.now() + dt.timedelta(hours=2))
    assert changes.empty_bin(tables) == 1


def test_a_damaged_dossier_is_not_duplicated(tables: Connection) -> None:
    changes.insert(tables, "uno", content(), FORM, "Titolo")
    tables.execute("UPDATE contents SET content = x'00'")
    with pytest.raises(DamagedDraft):
        changes.duplicate(tables, "uno")
    assert value(tables, "SELECT count(*) FROM drafts") == 1


def test_an_id_is_long_enough_never_to_come_twice() -> None:
    assert len(changes.new_id()) == 16 and changes.new_id() != changes.new_id()


@pytest.mark.parametrize(
    "change",
    [
        lambda tables: changes.put_in_bin(tables, "mai", None),
        lambda tables: changes.duplicate(tables, "mai"),
        lambda tables: changes.record_exports(tables, "mai", content(), []),
        lambda tables: queries.read(tables, "mai"),
        lambda tables: queries.exported_content(tables, 1),
    ],
)
def test_what_is_not_there_is_told(tables: Connection, change: Callable[[Connection], object]) -> None:
    with pytest.raises(StoreFault, match="questa pratica non c'è più"):
        change(tables)


def test_a_reader_cannot_write(folder: Path, tables: Connection) -> None:
    with queries.reader(folder / file.NAME) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM drafts")

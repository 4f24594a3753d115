"""What comes out of a damaged file: every row that can be read, and nothing that belongs to no dossier."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import changes, file, queries
from desktop_app.drafts.damage.salvage import salvage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ExportedDocument, PendingSave, Source
from desktop_app.drafts.opening import open_file
from tests.unit.drafts.support import FORM, content


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Two dossiers, the first with a history, an export and a record that it uses."""
    path = tmp_path / "rovinato.db"
    connection, *_ = open_file(path)
    linked = '{"form": "regione/modulo_2026", "answers": {}, "parties": {"a": {"record": "scheda"}}}'
    changes.insert(connection, "uno", linked, FORM, "Uno")
    changes.record_exports(connection, "uno", linked, [ExportedDocument("d", Path("d.pdf"), "00", False)])
    changes.insert(connection, "due", content(n=2), FORM, "Due")
    connection.close()
    return path


@pytest.fixture
def fresh(folder: Path) -> Iterator[Connection]:
    made, *_ = open_file(folder / file.NAME)
    yield made
    made.close()


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def saved(path: Path, fresh: Connection) -> int:
    """How many dossiers came out of a file alone."""
    return sum(each.origin != "lost" for each in salvage(fresh, [Source(path)]).dossiers)


def column(connection: Connection, query: str) -> list[Any]:
    return [row[0] for row in connection.execute(query)]


def test_everything_of_each_dossier_comes_along(damaged: Path, fresh: Connection) -> None:
    assert saved(damaged, fresh) == 2
    for table in ("drafts", "contents", "revisions", "exports", "uses", "numbers"):
        with closing(file.connect(damaged, "ro")) as old:
            query = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert old.execute(query).fetchall() == fresh.execute(query).fetchall() != []


def test_deleting_works_as_before(damaged: Path, fresh: Connection) -> None:
    """The checks between tables, put off meanwhile, are on again."""
    saved(damaged, fresh)
    fresh.execute("DELETE FROM drafts WHERE id = 'uno'")
    for table in ("contents", "revisions", "exports", "uses", "numbers"):
        assert "uno" not in column(fresh, f"SELECT draft FROM {table}")


def test_a_dossier_of_which_only_the_history_is_left_comes_back_from_it(damaged: Path, fresh: Connection) -> None:
    spoil(damaged, "DELETE FROM drafts WHERE id = 'due'", "DELETE FROM contents WHERE draft = 'due'",
          "UPDATE revisions SET number = 4 WHERE draft = 'due'")  # fmt: skip
    assert saved(damaged, fresh) == 2
    stored = queries.read(fresh, "due")
    assert (stored.title, stored.form, stored.content) == ("Pratica recuperata", FORM, content(n=2))
    assert (stored.revision, stored.number, stored.summary, stored.step) == (4, 2, "", "")


@pytest.mark.parametrize("data", ["x'00'", "(SELECT content FROM revisions WHERE draft = 'uno')"])
def test_a_history_without_a_good_revision_leaves_nothing_behind(damaged: Path, fresh: Connection, data: str) -> None:
    spoil(damaged, "DELETE FROM drafts WHERE id = 'due'", "DELETE FROM contents WHERE draft = 'due'",
          f"UPDATE revisions SET content = {data} WHERE draft = 'due'",
          "INSERT INTO uses VALUES ('due', 'scheda')",
          "INSERT INTO exports SELECT 9, 'due', document, path, sha256, at, bozza, revision, answers_sha256, answers"
          " FROM exports")  # fmt: skip
    assert saved(damaged, fresh) == 1
    for table in ("contents", "revisions", "exports", "uses", "numbers"):
        assert column(fresh, f"SELECT DISTINCT draft FROM {table}") == ["uno"]


def test_the_newest_good_revision_is_the_one(damaged: Path, fresh: Connection) -> None:
    with closing(file.connect(damaged, "rw")) as connection:
        for n in (3, 4):
            job = PendingSave("due", content(n=n), "Due", "", "", None, False, None, None, [])
            changes.save(connection, changes.prepare(connection, job))
    spoil(damaged, "DELETE FROM drafts WHERE id = 'due'", "DELETE FROM contents WHERE draft = 'due'",
          "UPDATE revisions SET content = x'00' WHERE number = 3")  # fmt: skip
    saved(damaged, fresh)
    assert queries.read(fresh, "due").content == content(n=3)  # the second; the third was rotten
    assert queries.read(fresh, "due").revision == 2


def test_dossiers_without_their_number_get_one(damaged: Path, fresh: Connection) -> None:
    spoil(damaged, "DELETE FROM numbers")
    saved(damaged, fresh)
    assert fresh.execute("SELECT draft, number FROM numbers ORDER BY number").fetchall() == [("uno", 1), ("due", 2)]


def test_a_column_that_this_program_does_not_know_is_left_out(damaged: Path, fresh: Connection) -> None:
    spoil(damaged, "ALTER TABLE drafts ADD COLUMN colour TEXT DEFAULT 'blu'")
    assert saved(damaged, fresh) == 2


def test_a_table_that_is_gone_does_not_keep_the_others_away(damaged: Path, fresh: Connection) -> None:
    spoil(damaged, "DROP TABLE exports", "DROP TABLE records")
    assert saved(damaged, fresh) == 2 and column(fresh, "SELECT draft FROM uses") == ["uno"]


def test_a_row_that_the_tables_do_not_take_is_left_out(damaged: Path, fresh: Connection) -> None:
    spoil(damaged, "CREATE TABLE other AS SELECT * FROM drafts", "DROP TABLE drafts",
          "ALTER TABLE other RENAME TO drafts", "UPDATE drafts SET title = NULL WHERE id = 'uno'")  # fmt: skip
    assert saved(damaged, fresh) == 2  # back from its history
    assert queries.read(fresh, "uno").title == "Pratica recuperata" and queries.read(fresh, "due").title == "Due"


def test_a_file_of_which_nothing_can_be_read_gives_nothing(tmp_path: Path, fresh: Connection) -> None:
    (tmp_path / "rumore.db").write_bytes(b"rumore" * 1_000)
    assert saved(tmp_path / "rumore.db", fresh) == 0
    assert saved(tmp_path / "manca.db", fresh) == 0
    assert not fresh.in_transaction

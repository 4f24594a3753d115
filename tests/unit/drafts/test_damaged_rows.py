"""One bad row is one bad dossier: it stands in the list, has its way back, and nothing else is touched by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.drafts import cells, changes, file, models, queries
from desktop_app.drafts import content as contents
from desktop_app.drafts.content import checksum, compress, decompress
from desktop_app.drafts.damage.damaged_rows import NAMELESS
from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import PendingSave
from desktop_app.drafts.opening import open_file
from tests.unit.drafts.support import FORM, content

ODD = {
    "blob": "x'ff00'",
    "number": "12",
    "fraction": "1.5",
    "empty": "''",
    "a year that no time zone reaches": "'9999-12-31T23:59:59.999999+00:00'",
    "the first year": "'0001-01-01T00:00:00.000000+00:00'",
    "a time without a zone": "'2026-01-01T00:00:00.000000'",
    "without end": "printf('%.*c', 200000, 'x')",
    "half a character": "CAST(x'41eda080' AS TEXT)",
    "a zero": "'a' || char(0) || 'b'",
    "the largest number": "9223372036854775807",
    "below zero": "-5",
}
COLUMNS = ("form", "title", "folded", "step", "summary", "created", "updated", "exported", "binned", "version",
           "revision", "sha256")  # fmt: skip


@pytest.fixture
def tables(folder: Path) -> Iterator[Connection]:
    """Two dossiers, the first with a history."""
    made, *_ = open_file(folder / file.NAME)
    for id in ("uno", "due"):
        changes.insert(made, id, content(id=id), FORM, f"Pratica {id}")
    store(made, "uno", content(id="uno", n=2))
    yield made
    made.close()


def store(tables: Connection, id: str, text: str) -> models.Saved:
    return put(tables, id, text, None)


def put(tables: Connection, id: str, text: str, number: int | None) -> models.Saved:
    job = PendingSave(id, text, f"Pratica {id}", "", "", number, False, None, None, [])
    return changes.save(tables, changes.prepare(tables, job))


def spoil(tables: Connection, column: str, value: str) -> None:
    """Puts a value there, whatever the column's own kind is: as a bit in the row's head does."""
    (text,) = tables.execute("SELECT sql FROM sqlite_master WHERE name = 'drafts'").fetchone()
    tables.execute("PRAGMA writable_schema=ON")
    loose = text.replace(" TEXT", "").replace(" INTEGER", "").replace(" BLOB", "").replace("NOT NULL", "")
    tables.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'drafts'", (loose,))
    tables.execute("PRAGMA schema_version = 900")
    other = sqlite3.connect(tables.execute("PRAGMA database_list").fetchone()[2])
    other.execute(f"UPDATE drafts SET {column} = {value} WHERE id = 'uno'")
    other.commit()
    other.close()
    tables.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'drafts'", (text,))
    tables.execute("PRAGMA schema_version = 901")


@pytest.mark.parametrize("column", COLUMNS)
def test_any_value_in_any_column_is_one_dossier_that_comes_back(tables: Connection, column: str) -> None:
    for at, (name, value) in enumerate(ODD.items(), 3):
        now = queries.read(tables, "uno").content
        spoil(tables, column, value)
        listed = {row.id: row for binned in (False, True) for row in queries.rows(tables, "", binned=binned)}
        assert listed.keys() == {"uno", "due"} and not listed["due"].damaged, name
        assert models.LONG_AGO <= listed["uno"].updated < models.FAR_AHEAD and 0 <= len(listed["uno"].title) <= 4_001
        assert queries.read(tables, "due").content == content(id="due"), name
        mend(tables, "uno", now)
        assert queries.read(tables, "uno").content == now, name
        store(tables, "uno", content(id="uno", n=at))  # and it can be changed again
        assert queries.read(tables, "uno").content == content(id="uno", n=at), name
        assert all(not row.damaged for row in queries.rows(tables, "", binned=False)), name


def mend(tables: Connection, id: str, text: str) -> None:
    """Stores what is offered, as the window does."""
    try:
        assert queries.read(tables, id).content == text
    except DamagedDraft as damaged:
        assert damaged.offer is not None and damaged.offer.content == text
        put(tables, id, text, damaged.offer.number)


@pytest.mark.parametrize(
    ("spoil", "offered"),
    [
        ("UPDATE contents SET content = x'7b7d' WHERE draft = 'uno'", content(id="uno", n=2)),
        ("DELETE FROM contents WHERE draft = 'uno'", content(id="uno", n=2)),
        ("UPDATE contents SET content = CAST(content AS TEXT) WHERE draft = 'uno'", content(id="uno", n=2)),
        ("UPDATE revisions SET content = x'00' WHERE draft = 'uno' AND number = 2;"
         "UPDATE contents SET content = x'00' WHERE draft = 'uno'", content(id="uno")),
        ("UPDATE revisions SET content = x'00' WHERE draft = 'uno'; DELETE FROM contents WHERE draft = 'uno'", None),
    ],
)  # fmt: skip
def test_the_newest_good_content_is_offered(tables: Connection, spoil: str, offered: str | None) -> None:
    tables.executescript(spoil)
    with pytest.raises(DamagedDraft) as caught:
        queries.read(tables, "uno")
    assert (caught.value.offer.content if caught.value.offer else None) == offered


def test_a_dossier_whose_id_is_none_is_damaged_and_the_others_are_not(tables: Connection) -> None:
    tables.execute("PRAGMA foreign_keys=OFF")
    tables.execute("UPDATE drafts SET id = x'ff00' WHERE id = 'due'")
    found = {row.title: row.damaged for row in queries.rows(tables, "", False)}
    assert found["Pratica uno"] is False and found["Pratica due"] is True


def test_a_dossier_whose_row_is_gone_is_listed_all_the_same(tables: Connection) -> None:
    """Its row lay on a page that cannot be read; the other tables still name it."""
    tables.execute("PRAGMA foreign_keys=OFF")
    tables.execute("DELETE FROM drafts WHERE id = 'uno'")
    tables.execute("UPDATE drafts SET updated = x'00'")  # so that somebody looks
    rows = queries.rows(tables, "", binned=False)
    found = {row.id: row for row in rows}
    assert found["uno"].damaged and found["uno"].title == NAMELESS and rows.numbers.of("uno") == 1
    with pytest.raises(DamagedDraft) as caught:
        queries.read(tables, "uno")
    assert caught.value.offer is not None and caught.value.offer.content == content(id="uno", n=2)


@pytest.mark.parametrize("odd", ["'a,b'", "x'ff00'", "CAST(x'ff' AS TEXT)"])
def test_an_odd_id_among_the_numbers_takes_no_other_dossier_its_number(tables: Connection, odd: str) -> None:
    tables.execute("PRAGMA foreign_keys=OFF")
    tables.execute(f"UPDATE numbers SET draft = {odd} WHERE draft = 'uno'")
    rows = queries.rows(tables, "", binned=False)
    assert {"uno", "due"} <= {*rows.ids} and (rows.numbers.of("uno"), rows.numbers.of("due")) == (0, 2)


def test_a_revision_that_unfolds_without_end_is_damaged(tables: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = compress(bytes(1_001))
    assert decompress(bomb) == bytes(1_001)
    monkeypatch.setattr(contents, "MAX_BYTES", 1_000)
    assert decompress(bomb) is None and decompress(compress(bytes(1_000))) == bytes(1_000)
    tables.execute("UPDATE revisions SET content = ? WHERE draft = 'uno' AND number = 1", (bomb,))
    assert [each.number for each in queries.history(tables, "uno")] == [2]


def test_a_history_without_end_is_read_up_to_a_limit(tables: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_REVISIONS", 10)
    data = b"{}"
    row = (models.to_iso(models.now()), checksum("uno", data), compress(data))
    tables.executemany("INSERT INTO revisions VALUES ('uno', ?, ?, ?, ?)", [(number, *row) for number in range(3, 30)])
    assert [each.number for each in queries.history(tables, "uno")] == [*range(20, 30)]


@pytest.mark.parametrize("value", [None, b"\xff", 7, 1.5, "x" * 500_000, "a\0b"])
def test_odd_values_of_an_export_do_not_hide_the_others(tables: Connection, value: object) -> None:
    row = (value if value is not None else b"", value if value is not None else "", value if value is not None else 3)
    tables.execute(
        "INSERT INTO exports (draft, document, path, sha256, at, bozza, revision, answers_sha256, answers)"
        " VALUES ('uno', ?, ?, ?, '9999-12-31', 'x', 'y', x'00', x'00')", row)  # fmt: skip
    (entry,) = queries.exports(tables, "uno")
    assert "\0" not in str(entry.path) and entry.at == models.LONG_AGO


@pytest.mark.parametrize("values", ["NULL, x'00', x'00', 'x'", "x'ff', x'0102', '9999-12-31', 7", "'mai', '', 'x', 0"])
def test_an_odd_session_opens_nothing_and_fails_nothing(tables: Connection, values: str) -> None:
    tables.execute(f"INSERT INTO session (id, draft, step, at, closed) VALUES (1, {values})")
    assert queries.session(tables)[1] is None


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (lambda each: each.text(b"a\xff"), "a\ufffd"),
        (lambda each: each.text(None, otherwise="-"), "-"),
        (lambda each: each.text("abc", 2), "ab"),
        (lambda each: each.whole("7", 3), 3),
        (lambda each: each.whole(-1), 0),
        (lambda each: each.moment("ieri"), models.LONG_AGO),
        (lambda each: each.moment_or_none("ieri"), None),
        (lambda each: each.data("è"), "è".encode()),
        (lambda each: each.data(3), b""),
    ],
)
def test_what_is_of_another_kind_is_damage(read: Callable[[cells.Cells], object], found: object) -> None:
    each = cells.Cells()
    assert each.sound and read(each) == found and not each.sound

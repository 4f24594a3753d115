"""Rows read page by page: all that SQLite reads of a sound file, and what is left of any other."""

from __future__ import annotations

import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.damage.pages import PageFile, Value

VALUES: tuple[Value, ...] = (
    None, 0, 1, -1, 127, -129, 70_000, -(2**31), 2**40, -(2**62), 1.5, -0.25, "", "è😀", "a\0b", b"", b"\xff\x00",
    "x" * 5_000, b"y" * 20_000,
)  # fmt: skip


def make(path: Path, size: int = 4096, encoding: str = "UTF-8") -> dict[int, tuple[Value, ...]]:
    rows = {number: tuple(VALUES[(number + at) % len(VALUES)] for at in range(6)) for number in range(1, 60)}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={size}")
        connection.execute(f"PRAGMA encoding='{encoding}'")
        connection.execute("CREATE TABLE t (a, b, c, d, e, f)")
        connection.executemany("INSERT INTO t (rowid, a, b, c, d, e, f) VALUES (?, ?, ?, ?, ?, ?, ?)",
                               [(number, *values) for number, values in rows.items()])  # fmt: skip
        connection.commit()
    return rows


def read(path: Path) -> tuple[dict[int, tuple[Value, ...]], int]:
    with PageFile(path) as pages:
        found = {row.number: tuple(row.values) for row in pages.rows() if len(row.values) == 6}
        again = {row.number: tuple(pages.row(row.place)) for row in pages.rows() if len(row.values) == 6}
        assert found == again
        return found, pages.lost


@pytest.mark.parametrize("size", [512, 4096, 65536])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_every_value_of_every_row_is_read(tmp_path: Path, size: int, encoding: str) -> None:
    rows = make(tmp_path / "a.db", size, encoding)
    assert read(tmp_path / "a.db") == (rows, 0)


def test_the_first_page_and_those_above_the_rows_are_not_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    rows = make(path)
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master").fetchone()
    data[:4096] = bytes(4096)
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    found, lost = read(path)
    assert found == rows and lost >= 2


def test_a_file_that_is_too_short_counts_as_filled_with_zeros(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    rows = make(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    found, lost = read(path)
    assert found and found.items() <= rows.items() and lost > 10


def test_no_damage_ends_in_anything_but_rows(tmp_path: Path) -> None:
    make(tmp_path / "a.db")
    for number in range(20):
        spoil(tmp_path / "a.db", tmp_path / "b.db", random.Random(number))
        read(tmp_path / "b.db")


def spoil(path: Path, target: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 50, 3_000])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    target.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])


def test_a_chain_of_pages_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        if data[page * 4096] not in (2, 5, 10, 13):
            data[page * 4096 : page * 4096 + 4] = struct.pack(">I", page + 1)
    path.write_bytes(data)
    found, lost = read(path)
    assert lost and found  # the short rows


@pytest.mark.parametrize("data", [b"", b"x", bytes(4096), b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 200])
def test_what_is_no_database_has_no_rows(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.db").write_bytes(data)
    assert read(tmp_path / "a.db")[0] == {}


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a regular file"):
        PageFile(tmp_path)


def test_how_often_something_stands_in_a_file_is_counted_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"ab ab ab")
    with PageFile(tmp_path / "a.db") as pages:
        assert [pages.names(b"ab", most) for most in (0, 2, 9)] == [0, 2, 3] and pages.names(b"x", 1) == 0

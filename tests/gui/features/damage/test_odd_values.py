"""The window on files whose rows hold what no program stored: it starts, lists, opens what can be opened, and ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.faults import StoreFault
from tests.gui.support.program import BRIEF_FORM, Start

FAR = "'9999-12-31T23:59:59.999999+00:00'"
_MANY = "rtrim(replace(printf('%.*c', 3000, 'x'), 'x', '[\"i\",\"<b>t</b>\",\"ready\",null],'), ',')"
_SUMMARY = "UPDATE drafts SET summary = "
_EXPORT = "INSERT INTO exports (draft, document, path, sha256, at, bozza, revision, answers_sha256, answers) SELECT id"
ODD = {
    "a year beyond all time zones": f"UPDATE drafts SET updated = {FAR}",
    "the first year": "UPDATE drafts SET updated = '0001-01-01T00:00:00.000000+00:00'",
    "a time of bytes": "UPDATE drafts SET updated = x'aa'",
    "a time of no zone": "UPDATE drafts SET updated = '2026-01-01T00:00:00'",
    "exported in a far year": f"UPDATE drafts SET exported = {FAR}",
    "in the bin at no time": "UPDATE drafts SET binned = 'zzzz'",
    "in the bin in a far year": f"UPDATE drafts SET binned = {FAR}",
    "a title of bytes": "UPDATE drafts SET title = x'ff00'",
    "a title without end": "UPDATE drafts SET title = printf('%.*c', 5000000, 'x'), summary = ''",
    "a title of signs": "UPDATE drafts SET title = 'a' || char(10, 8238, 0) || '<img src=\"x\">', summary = ''",
    "half a character": "UPDATE drafts SET title = CAST(x'41eda080' AS TEXT), summary = ''",
    "a summary of bytes": "UPDATE drafts SET summary = x'00ff'",
    "a summary of brackets": "UPDATE drafts SET summary = printf('%.*c', 200000, '[')",
    "a summary of odd values": _SUMMARY + "'{\"state\": \"ready\", \"problems\": 1e999, \"days\": \"2026-13-99\","
                               " \"title\": [1, 2], \"terms\": [[1, \"2026-99-01\", 3, 4]], \"papers\": 7}'",
    "a summary of far days": _SUMMARY + "'{\"state\": \"ready\", \"problems\": 1, \"days\": \"9999-99-99\", \"terms\":"
                             " [[\"t\", \"9999-12-31\", \"s\", \"k\"], [\"t\", \"0001-01-01\", \"s\", \"k\"]]}'",
    "a summary of many documents": _SUMMARY + "'{\"state\": \"ready\", \"problems\": 1, \"days\": \"\","
                                   f" \"title\": [\"a\", \"b\", \"c\"], \"papers\": [' || {_MANY} || ']}}'",
    "a step of bytes": "UPDATE drafts SET step = x'0102'",
    "a revision of text": "UPDATE drafts SET revision = 'abc'",
    "a revision without end": "UPDATE drafts SET revision = 9223372036854775807, version = 9223372036854775807",
    "a number without end": "UPDATE numbers SET number = 9223372036854775807 WHERE number = 1",
    "a session in a far year": f"UPDATE session SET closed = 0, at = {FAR}, draft = (SELECT id FROM drafts)",
    "an odd session": "UPDATE session SET at = x'00', closed = 'x', draft = x'ff', step = 7",
    "a session at no step": "UPDATE session SET closed = 0, step = '../../x', draft = (SELECT id FROM drafts)",
    "odd exports": f"{_EXPORT}, 'x', '//nowhere.example/x' || char(0), 'a', {FAR}, 'y', 1, x'00', x'00' FROM drafts",
    "exports of bytes": f"{_EXPORT}, x'ff', x'ff', x'00', 5, 'x', 'y', 'z', 'w' FROM drafts",
    "answers that are none": "UPDATE contents SET content = x'7b7d'",
    "an odd record": "INSERT INTO records VALUES ('r', 'aziende', x'ff', 'd', 'f', '2026', NULL, x'00', x'00')",
    "odd notes of the store": "INSERT OR REPLACE INTO state"
                              " VALUES ('clock_newest', 'x'), ('number', 'y'), ('clock_days', x'ff')",
}  # fmt: skip
SOME = ("a year beyond all time zones", "a title of bytes", "an odd session", "exports of bytes")


@pytest.mark.parametrize("what", SOME)
def test_some_odd_values(start: Start, data_folder: Path, what: str) -> None:
    lives(start, data_folder, ODD[what])


@pytest.mark.long
@pytest.mark.parametrize("what", sorted({*ODD} - {*SOME}))
def test_all_odd_values(start: Start, data_folder: Path, what: str) -> None:
    lives(start, data_folder, ODD[what])


def lives(start: Start, data_folder: Path, statement: str) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    content = program.stored.content
    program.app.show_dossiers()
    assert program.leave()
    with closing(sqlite3.connect(data_folder / file.NAME)) as connection, connection:
        connection.execute(statement)
    again = start()
    again.app.show_dossiers()
    (row,) = (*again.drafts.rows(), *again.drafts.rows(binned=True))
    again.app.dossiers.show(row.id)
    if row.binned is None:
        again.app.editor.open(row.id)
        assert again.app.editor.open_id == row.id and again.stored.content == content
    again.app.deadlines.show()
    again.app.address_book.show()
    again.app.backups.show()
    assert again.leave()
    try:
        assert again.drafts.read(row.id).content == content
    except StoreFault:
        assert row.binned is not None or row.damaged

"""A dossier stored with lone surrogates, as text pasted from elsewhere may have: it opens, is saved, passed on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.content import checksum, compress
from desktop_app.engine.answers.draft import parse
from tests.gui.support.program import BRIEF_FORM, Program, Start, settle, texts


@pytest.fixture
def broken(start: Start) -> tuple[Program, str, str]:
    """A dossier with such a name, in its history and in an address book too, in the file as it was left."""
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    field = texts(program)[0]
    program.write(field, "PROVA\t")
    program.wait_saved()
    id = program.stored.id
    assert program.leave()
    with closing(sqlite3.connect(program.drafts.path)) as connection, connection:
        [content] = connection.execute("SELECT content FROM contents WHERE draft = ?", (id,)).fetchone()
        data = content.replace(b"PROVA", "PRO\udc80VA\ud800".encode("utf-8", "surrogatepass"))
        check = checksum(id, data)
        connection.execute("UPDATE contents SET content = ? WHERE draft = ?", (data, id))
        connection.execute("UPDATE drafts SET sha256 = ? WHERE id = ?", (check, id))
        connection.execute("UPDATE revisions SET sha256 = ?, content = ? WHERE draft = ?", (check, compress(data), id))
    return start(), id, field


def test_it_opens_and_is_saved_and_passed_on(broken: tuple[Program, str, str], tmp_path: Path) -> None:
    program, id, field = broken
    program.app.editor.open(id)
    settle()
    assert program.draft.answers[field].startswith("PRO") and program.notices() == []
    program.write(field, "ADESSO\t")
    program.wait_saved()
    assert program.stored_draft.answers[field] == "ADESSO"
    program.keys("Ctrl+Z")
    program.keys("Ctrl+Z")
    program.wait_saved()
    file = tmp_path / "bozza.commessa"
    program.app.transfer.export_draft(str(file))
    assert parse(file.read_bytes()).answers[field].startswith("PRO")
    program.app.show_dossiers()
    program.app.run("duplicate")
    assert program.app.editor.open_id != id and program.draft.answers[field].startswith("PRO")

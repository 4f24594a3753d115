"""Newer and older versions of the program on the same data: nothing is lost, and a downgrade touches nothing newer."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.gui.features.dossiers.page import DossiersPage
from tests.gui.support.program import BRIEF_FORM, Start, texts

OLD = Path(__file__).parents[3] / "data" / "drafts"
EDITION = BRIEF_FORM.rpartition("_")[0] + "_2031"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", sorted(path.name for path in OLD.glob("*.db")))
def test_a_newer_program_takes_over_the_dossiers_of_an_older_one_after_a_copy(
    start: Start, data_folder: Path, name: str
) -> None:
    data_folder.mkdir()
    path = data_folder / file.NAME
    shutil.copyfile(OLD / name, path)
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        titles = {row[0] for row in connection.execute("SELECT title FROM drafts WHERE binned IS NULL")}
    program = start()
    assert program.context.store.is_open and {row.title for row in program.drafts.rows()} == titles
    copies = list(data_folder.glob(f"{file.NAME}.versione-{schema}-*"))
    assert len(copies) == int(schema < file.SCHEMA)
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == schema
            assert titles <= {row[0] for row in connection.execute("SELECT title FROM drafts")}
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], "Dopo l'aggiornamento")
    program.wait_saved()
    assert program.leave()


def newer_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
        connection.execute("CREATE TABLE futuro (x)")


def test_an_older_program_leaves_a_newer_file_alone_and_says_so(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    title = program.stored.title
    assert program.leave()
    path = data_folder / file.NAME
    newer_schema(path)
    before = digest(path)
    again = start()
    page = again.recovery()
    assert page.trouble.fact == "Le ha scritte una versione più nuova di Commessa."
    assert page.trouble.advice == "Aggiorna il programma." and "backup" not in page.trouble.ways
    page.buttons["retry"].click()
    again.wait(lambda: page.notice.callout is not None)  # that it was tried again
    assert not again.context.store.is_open and again.status() == "Le pratiche non si possono aprire"
    again.app.editor.begin(BRIEF_FORM)
    assert again.page() is page and again.app.editor.view is None
    assert [row.title for row in again.drafts.rows()] == [title]
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.app.editor.view is None and again.leave()
    assert digest(path) == before
    assert not list(data_folder.glob(f"{file.NAME}.*"))  # neither copied nor set aside


def written_by_newer(content: str) -> str:
    return json.dumps({**json.loads(content), "format": 2, "nuovo": {}})


def of_another_edition(content: str) -> str:
    return json.dumps({**json.loads(content), "form": EDITION})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (written_by_newer, "La bozza è stata scritta da una versione più nuova di Commessa: aggiorna il programma."),
        (
            of_another_edition,
            f"Il modulo «{EDITION}» qui non c'è: aggiorna Commessa, o chiedilo alla tua associazione.",
        ),
    ],
)
def test_a_newer_dossier_stays_as_it_is_and_the_window_says_why(
    start: Start, tmp_path: Path, change: Callable[[str], str], sentence: str
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    newer, well = change(program.stored.content), program.stored.id
    id = program.drafts.create(newer, EDITION, "Più nuova")
    program.app.show_dossiers()
    before = (program.drafts.read(id), program.drafts.history(id))
    program.app.editor.open(id)
    assert len(program.notices()) == 1 and sentence in program.notices()[0]
    assert program.app.editor.view is None and isinstance(program.page(), DossiersPage)
    file = tmp_path / "nuova.commessa"
    file.write_text(newer, encoding="utf-8")
    rows = len(program.drafts.rows())
    program.import_draft(file)
    assert sentence in program.notices()[0] and len(program.drafts.rows()) == rows
    assert (program.drafts.read(id), program.drafts.history(id)) == before
    program.app.editor.open(well)
    program.wait_saved()
    assert program.leave()
    again = start()
    assert (again.drafts.read(id), again.drafts.history(id)) == before

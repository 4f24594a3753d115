"""Files of older and newer versions of the program: brought up to date after a copy, or left alone."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from desktop_app.drafts import file, migrations
from desktop_app.drafts.models import Contact
from desktop_app.drafts.store import Drafts
from tests.clock import clock_at
from tests.unit.drafts.reading import OLD, digest, refusal
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, names, save

Make = Callable[[Path], Drafts]


def test_the_database_of_version_0_1_0(folder: Path, store: Make) -> None:
    drafts = opened_as_it_was(folder, store, "v0_1_0.db")
    assert drafts.addresses.rows("aziende") == []
    drafts.addresses.add(Contact("aziende", "Rossi Srl", "Jesi", {"nome": "Rossi Srl"}))
    assert drafts.close(LIMIT) and is_whole(drafts.path)
    (copy,) = folder.glob("pratiche.db.versione-1-*")
    assert is_whole(copy) and ask(copy, "SELECT count(*) FROM drafts") == [(3,)]


@pytest.mark.parametrize(
    "name",
    ["v0_1_0_schema_2.db", "v0_1_0_schema_3.db", "v0_1_0_schema_4.db", "v0_1_0_schema_4_last.db", "v0_1_0_schema_5.db"],
)
def test_the_database_of_version_0_1_0_with_address_books(folder: Path, store: Make, name: str) -> None:
    drafts = opened_as_it_was(folder, store, name)
    (record,) = drafts.addresses.rows("aziende")
    assert (record.name, record.detail) == ("D'Alò Srl", "L'Aquila")
    (first,) = (id for id, number in drafts.rows().numbers.by_id.items() if number == 1)
    before = drafts.acts.of(first)
    assert len(before) == (name == "v0_1_0_schema_5.db") and drafts.acts.exports_with(["ab" * 32])[0].dossier == first
    number = drafts.acts.record(first, "met", {"day": "2026-11-29"}, b"file")
    assert [each.number for each in drafts.acts.of(first)] == [*(each.number for each in before), number]
    assert not any(row.archived or row.marked or row.own_title for row in drafts.rows())
    drafts.traits.archive([first])
    assert [row.id for row in drafts.rows() if row.archived] == [first]
    card = drafts.addresses.read(record.id)
    assert card is not None and card.answers == {"nome": "D'Alò Srl", "comune": "L'Aquila"}
    assert drafts.close(LIMIT) and is_whole(drafts.path)


def test_the_days_in_the_bin_count_on_from_an_older_version(folder: Path, store: Make) -> None:
    with clock_at("2026-12-20 10:00") as clock:
        drafts = opened_as_it_was(folder, store, "v0_1_0_schema_3.db")
        left = []
        for days in (9, 1, 1):
            drafts.close(LIMIT)
            clock.forward(days=days)
            drafts.open()
            left.append(len(drafts.rows(binned=True)))
    assert left == [1, 1, 0]  # it was put there on 24 November, and three days of use agree


def opened_as_it_was(folder: Path, store: Make, name: str) -> Drafts:
    """A database of tests/data, opened by this program, with all that was in it."""
    folder.mkdir()
    shutil.copyfile(OLD / name, folder / file.NAME)
    drafts = store(folder)
    older = ask(drafts.path, "PRAGMA user_version") < [(file.SCHEMA,)]
    # The list is drawn before the file is brought up to date: that is no fault.
    assert len(drafts.rows()) == (0 if older else 2)
    opened = drafts.open()
    assert (opened.recovered, opened.step, opened.notice) == (False, "secondo", "")
    assert opened.draft is not None
    title = "D'Alò Società Cooperativa, L'Aquila"
    first = drafts.read(opened.draft)
    assert (first.title, first.content, first.form) == (title, content(n=2), FORM)
    assert (first.revision, first.first, first.last) == (3, 1, 4)
    assert [each.content for each in drafts.history(first.id)] == [content(n=n) for n in range(4)]
    assert first.number == 1  # as it was called until now
    relazione, convenzione = drafts.exports(first.id)
    assert (convenzione.document, convenzione.bozza, convenzione.changed) == ("convenzione", False, True)
    assert (relazione.sha256, relazione.bozza, relazione.revision) == ("cd" * 32, True, 4)
    assert drafts.exported_content(relazione.number) == content(n=3)
    strange = drafts.rows("drop table")[0]
    assert drafts.read(strange.id).content == content(testo="'\"%_\0😀") and strange.summary == "{}"
    assert save(drafts, first.id, content(n=9), title).revision == 5  # what was undone keeps its number
    return drafts


def test_every_step_has_its_number(used: Path) -> None:
    applied = ask(used, "SELECT name FROM _sqlite_migrations ORDER BY id")
    assert [name for (name,) in applied] == [
        "m001_first_tables",
        "m002_address_books",
        "m003_numbers",
        "m004_state",
        "m005_acts",
        "m006_traits",
    ]
    assert len(applied) == file.SCHEMA
    assert ask(used, "PRAGMA user_version") == [(file.SCHEMA,)]


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """The program as it may be one day."""
    later = Migrations("commessa")
    later(name="m001_first_tables")(migrations.m001_first_tables)
    later(name="m002_address_books")(migrations.m002_address_books)
    later(name="m003_numbers")(migrations.m003_numbers)
    later(name="m004_state")(migrations.m004_state)
    later(name="m005_acts")(migrations.m005_acts)
    later(name="m006_traits")(migrations.m006_traits)
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    monkeypatch.setattr(file, "SCHEMA", 7)
    return later


def test_an_older_file_is_copied_and_brought_up_to_date(used: Path, store: Make, next_step: Migrations) -> None:
    @next_step()
    def m007_colour(db: Database) -> None:
        db.execute("ALTER TABLE drafts ADD COLUMN colour TEXT NOT NULL DEFAULT 'blu'")
        db.execute("PRAGMA user_version = 7")

    drafts = store(used.parent)
    drafts.open()
    assert len(drafts.rows()) == 2
    (copy,) = used.parent.glob("pratiche.db.versione-6-*")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name == "nt"
    assert is_whole(copy) and ask(copy, "SELECT count(*) FROM drafts") == [(3,)]
    drafts.close(LIMIT)
    assert ask(used, "SELECT DISTINCT colour FROM drafts") == [("blu",)]
    assert names(used.parent) == [used.name, copy.name]


def test_a_start_that_was_interrupted_copies_an_older_file_once(folder: Path, store: Make) -> None:
    opened_as_it_was(folder, store, "v0_1_0.db").close(LIMIT)
    (copy,) = folder.glob("pratiche.db.versione-*")
    shutil.copyfile(copy, folder / "pratiche.db")
    again = store(folder)
    again.open()
    assert again.close(LIMIT) and [*folder.glob("pratiche.db.versione-*")] == [copy]
    shutil.copyfile(copy, folder / "pratiche.db")
    with closing(sqlite3.connect(folder / "pratiche.db")) as connection, connection:
        connection.execute("UPDATE session SET at = ?", ("2026-11-29T09:00:00.000000+00:00",))
    drafts = store(folder)
    drafts.open()
    drafts.close(LIMIT)
    assert len([*folder.glob("pratiche.db.versione-*")]) == 2, "it was used since"


def test_the_copy_of_an_older_version_stays_until_there_are_seven_newer_ones(folder: Path, store: Make) -> None:
    drafts = opened_as_it_was(folder, store, "v0_1_0_schema_3.db")
    (copy,) = folder.glob("pratiche.db.versione-3-*")
    os.utime(copy, (1_000_000, 1_000_000))  # its age is no reason to delete it
    for day in range(1, 8):
        assert copy.exists()
        drafts.daily_backup(dt.date(2026, 12, day))
    assert not copy.exists()


def test_a_step_that_fails_changes_nothing(
    used: Path, store: Make, next_step: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    @next_step()
    def m007_wrong(db: Database) -> None:
        db.execute("DELETE FROM drafts")
        db.execute("SELECT * FROM non_esiste")

    before = ask(used, "SELECT * FROM drafts ORDER BY id")
    assert "(SQLITE_ERROR)" in refusal(store(used.parent).open)
    assert ask(used, "SELECT * FROM drafts ORDER BY id") == before
    assert ask(used, "PRAGMA user_version") == [(6,)]
    monkeypatch.setattr(file, "SCHEMA", 6)
    store(used.parent).open()


def test_a_newer_file_is_refused_and_left_alone(used: Path, store: Make) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
    before = digest(used)
    drafts = store(used.parent)
    assert refusal(drafts.open) == (
        "Non riesco ad aprire le pratiche: le ha scritte una versione più nuova di Commessa. Aggiorna il programma."
    )
    assert digest(used) == before and not list(used.parent.glob("*.danneggiato-*"))
    assert len(drafts.rows()) == 2  # looking is allowed


def test_a_newer_file_is_refused_before_this_program_judges_what_is_in_it(used: Path, store: Make) -> None:
    """After a crash the tables are looked at, but not those of a version that may have changed them."""
    with closing(sqlite3.connect(used)) as connection:
        connection.executescript(f"DROP TABLE session; PRAGMA user_version = {file.SCHEMA + 1}")
    before = digest(used)
    assert "una versione più nuova di Commessa" in refusal(store(used.parent).open)
    assert digest(used) == before and not list(used.parent.glob("*.danneggiato-*"))

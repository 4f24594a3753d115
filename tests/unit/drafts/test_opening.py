"""What a start finds: older and newer files, damaged ones, strange ones, and places where nothing may be written."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from desktop_app.drafts import file, migrations
from desktop_app.drafts.models import Contact
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, names, not_as_root, save

Make = Callable[[Path], Drafts]
OLD = Path(__file__).parents[2] / "data" / "drafts"


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Unlike tmp_path, one that other users may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(drafts: Drafts) -> str:
    with pytest.raises(StoreFault) as caught:
        drafts.open()
    return str(caught.value)


# --- versions ------------------------------------------------------------------------------------------------


def test_the_database_of_version_0_1_0(folder: Path, store: Make) -> None:
    drafts = opened_as_it_was(folder, store, "v0_1_0.db")
    assert drafts.addresses.rows("aziende") == []
    drafts.addresses.add(Contact("aziende", "Rossi Srl", "Jesi", {"nome": "Rossi Srl"}))
    assert drafts.close(LIMIT) and is_whole(drafts.path)
    (copy,) = folder.glob("pratiche.db.versione-1-*")
    assert is_whole(copy) and ask(copy, "SELECT count(*) FROM drafts") == [(3,)]


@pytest.mark.parametrize("name", ["v0_1_0_schema_2.db", "v0_1_0_schema_3.db"])
def test_the_database_of_version_0_1_0_with_address_books(folder: Path, store: Make, name: str) -> None:
    drafts = opened_as_it_was(folder, store, name)
    (record,) = drafts.addresses.rows("aziende")
    assert (record.name, record.detail) == ("D'Alò Srl", "L'Aquila")
    card = drafts.addresses.read(record.id)
    assert card is not None and card.answers == {"nome": "D'Alò Srl", "comune": "L'Aquila"}
    assert drafts.close(LIMIT) and is_whole(drafts.path)


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
    assert save(drafts, first.id, content(n=9), title).revision == 4
    return drafts


def test_every_step_has_its_number(used: Path) -> None:
    applied = ask(used, "SELECT name FROM _sqlite_migrations ORDER BY id")
    assert [name for (name,) in applied] == ["m001_first_tables", "m002_address_books", "m003_numbers"]
    assert len(applied) == file.SCHEMA
    assert ask(used, "PRAGMA user_version") == [(file.SCHEMA,)]


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """The program as it may be one day."""
    later = Migrations("commessa")
    later(name="m001_first_tables")(migrations.m001_first_tables)
    later(name="m002_address_books")(migrations.m002_address_books)
    later(name="m003_numbers")(migrations.m003_numbers)
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    monkeypatch.setattr(file, "SCHEMA", 4)
    return later


def test_an_older_file_is_copied_and_brought_up_to_date(used: Path, store: Make, next_step: Migrations) -> None:
    @next_step()
    def m004_colour(db: Database) -> None:
        db.execute("ALTER TABLE drafts ADD COLUMN colour TEXT NOT NULL DEFAULT 'blu'")
        db.execute("PRAGMA user_version = 4")

    drafts = store(used.parent)
    drafts.open()
    assert len(drafts.rows()) == 2
    (copy,) = used.parent.glob("pratiche.db.versione-3-*")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name == "nt"
    assert is_whole(copy) and ask(copy, "SELECT count(*) FROM drafts") == [(3,)]
    drafts.close(LIMIT)
    assert ask(used, "SELECT DISTINCT colour FROM drafts") == [("blu",)]
    assert names(used.parent) == [used.name, copy.name]
    for age, kept in ((30 * 86_400 - 600, True), (30 * 86_400 + 600, False)):  # seconds: as long as the bin
        os.utime(copy, (time.time() - age, time.time() - age))
        drafts.open()
        drafts.close(LIMIT)
        assert copy.exists() is kept


def test_a_step_that_fails_changes_nothing(
    used: Path, store: Make, next_step: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    @next_step()
    def m004_wrong(db: Database) -> None:
        db.execute("DELETE FROM drafts")
        db.execute("SELECT * FROM non_esiste")

    before = ask(used, "SELECT * FROM drafts ORDER BY id")
    assert "(SQLITE_ERROR)" in refused(store(used.parent))
    assert ask(used, "SELECT * FROM drafts ORDER BY id") == before
    assert ask(used, "PRAGMA user_version") == [(3,)]
    monkeypatch.setattr(file, "SCHEMA", 3)
    store(used.parent).open()


def test_a_newer_file_is_refused_and_left_alone(used: Path, store: Make) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
    before = digest(used)
    drafts = store(used.parent)
    assert refused(drafts) == (
        "Non riesco ad aprire le pratiche: le ha scritte una versione più nuova di Commessa. Aggiorna il programma."
    )
    assert digest(used) == before and not list(used.parent.glob("*.danneggiato-*"))
    assert len(drafts.rows()) == 2  # looking is allowed


def test_a_newer_file_is_refused_before_this_program_judges_what_is_in_it(used: Path, store: Make) -> None:
    """After a crash the tables are looked at, but not those of a version that may have changed them."""
    with closing(sqlite3.connect(used)) as connection:
        connection.executescript(f"DROP TABLE session; PRAGMA user_version = {file.SCHEMA + 1}")
    before = digest(used)
    assert "una versione più nuova di Commessa" in refused(store(used.parent))
    assert digest(used) == before and not list(used.parent.glob("*.danneggiato-*"))


# --- places --------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made(tmp_path: Path, store: Make) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(store(tmp_path / "file" / "dati")).startswith("Non riesco ad aprire le pratiche: la cartella «")
    assert "non c'è" in refused(store(tmp_path / "file"))


@pytest.mark.parametrize("name", ["a b", "a?b#c", "100%41", "à'è", "a&mode=memory"])
def test_any_name_of_a_folder(tmp_path: Path, store: Make, name: str) -> None:
    drafts = store(tmp_path / name)
    drafts.open()
    assert save(drafts, drafts.create(content(), FORM, "Uno"), content(a=1)).revision == 2
    assert (tmp_path / name / file.NAME).stat().st_size > 512


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_a_folder_whose_name_is_not_text(tmp_path: Path, store: Make) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n"))
    drafts = store(folder)
    drafts.open()
    save(drafts, drafts.create(content(), FORM, "Uno"), content(a=1))
    assert drafts.close(LIMIT) and names(folder) == [file.NAME]


@pytest.mark.skipif(os.name == "nt", reason="the rights of a folder work otherwise on Windows")
def test_a_folder_where_nothing_may_be_written(shared_folder: Path, store: Make) -> None:
    drafts = store(shared_folder)
    drafts.open()
    id = drafts.create(content(a=1), FORM, "Uno")
    drafts.close(LIMIT)
    drafts.path.chmod(0o444)
    shared_folder.chmod(0o555)
    before = digest(drafts.path)
    with not_as_root():
        assert refused(drafts) == (
            f"Non riesco ad aprire le pratiche: nella cartella «{shared_folder}» non si può scrivere. "
            "Controlla i permessi, poi riprova."
        )
        assert drafts.read(id).content == content(a=1)  # looking is possible
    assert digest(drafts.path) == before and names(shared_folder) == [file.NAME]


@pytest.mark.skipif(os.name == "nt", reason="the rights of a file work otherwise on Windows")
@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_file_that_may_not_be_written_or_read(shared_folder: Path, store: Make, mode: int) -> None:
    drafts = store(shared_folder)
    drafts.open()
    drafts.close(LIMIT)
    drafts.path.chmod(mode)
    shared_folder.chmod(0o777)
    before = digest(drafts.path)
    with not_as_root():
        refused(drafts)
    assert digest(drafts.path) == before
    assert not [name for name in names(shared_folder) if "danneggiato" in name or "nuovo" in name]


@pytest.mark.skipif(os.name == "nt", reason="the rights of a folder work otherwise on Windows")
def test_where_nothing_may_be_written_no_older_state_is_shown_as_today_s(drafts: Drafts, shared_folder: Path,
                                                                         store: Make) -> None:  # fmt: skip
    """The last changes are in the journal, which cannot be read without writing beside it."""
    drafts.create(content(), FORM, "Nel giornale")
    for path in (drafts.path, *file.sidecars(drafts.path)[:1]):
        shutil.copyfile(path, shared_folder / path.name)
    shared_folder.chmod(0o555)
    with not_as_root(), pytest.raises(StoreFault, match="Non riesco a leggere le pratiche"):
        store(shared_folder).rows()


def test_a_folder_in_place_of_the_file(folder: Path, store: Make) -> None:
    (folder / file.NAME).mkdir(parents=True)
    (folder / file.NAME / "dentro").write_bytes(b"x")
    refused(store(folder))
    assert (folder / file.NAME / "dentro").read_bytes() == b"x"


def test_killed_while_the_journal_changed_its_kind(used: Path, store: Make, tmp_path: Path) -> None:
    """What SQLite leaves when it is killed on the way from or to WAL; a reader may not take it back."""
    was = used.read_bytes()
    with closing(sqlite3.connect(used, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA cache_size=1; BEGIN;"
                                 "UPDATE drafts SET title = 'a metà'")  # fmt: skip
        connection.execute("CREATE TABLE filler AS SELECT randomblob(100000)")
        half = {each: each.read_bytes() for each in (used, *file.sidecars(used)) if each.exists()}
        connection.execute("ROLLBACK")
    assert len(half) == 2 and half[used] != was
    for each, data in half.items():
        each.write_bytes(data)
    drafts = store(used.parent)
    titles = {row.title for row in drafts.rows()}
    assert titles and "a metà" not in titles
    for each, data in half.items():
        each.write_bytes(data)
    assert drafts.open().notice == "" and {row.title for row in drafts.rows()} == titles


# --- what a start leaves -------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="the rights of a file work otherwise on Windows")
def test_a_file_that_others_could_read_is_its_owner_s_again(used: Path, store: Make) -> None:
    used.chmod(0o644)
    store(used.parent).open()
    assert stat.S_IMODE(used.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="the rights of a folder work otherwise on Windows")
def test_an_empty_folder_becomes_private_and_one_in_use_stays_as_it_is(tmp_path: Path, store: Make) -> None:
    for name in ("vuota", "piena"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    (tmp_path / "piena" / "altro.txt").write_text("x")
    for name, mode in (("vuota", 0o700), ("piena", 0o755), ("nuova/anche sopra", 0o700)):
        store(tmp_path / name).open()
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == mode


def test_what_a_crash_left_half_made_goes_away(used: Path, store: Make) -> None:
    left = [used.with_name(f"{used.name}.{end}") for end in ("nuovo", "part", "nuovo-wal", "part-journal")]
    for path in left:
        path.write_bytes(b"half")
    drafts = store(used.parent)
    drafts.open()
    assert not any(path.exists() for path in left) and len(drafts.rows()) == 2


def test_killed_before_its_first_session_a_file_opens_like_a_new_one(folder: Path, store: Make) -> None:
    open_file(folder / file.NAME)[0].close()
    assert ask(folder / file.NAME, "SELECT count(*) FROM session") == [(0,)]
    opened = store(folder).open()
    assert opened.set_aside is None and not opened.recovered


def test_a_start_that_fails_half_way_leaves_nothing_open(
    used: Path, store: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_by: list[sqlite3.Connection] = []

    def prepare(connection: sqlite3.Connection) -> None:
        used_by.append(connection)
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(file, "prepare", prepare)
    refused(store(used.parent))
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        used_by[0].execute("SELECT 1")


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        (0, "Non ho potuto recuperare nessuna pratica."),
        (1, "Ho recuperato una pratica."),
        (2, "Ho recuperato 2 pratiche."),
    ],
)
def test_what_could_be_saved_of_a_damaged_file_is_said(folder: Path, store: Make, saved: int, words: str) -> None:
    drafts = store(folder)
    drafts.open()
    for n in range(saved):
        drafts.create(content(n=n), FORM, "Una")
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute("PRAGMA application_id = 7")
    notice = drafts.open().notice
    assert notice.startswith(f"Il file delle pratiche è danneggiato. {words} Il file danneggiato è conservato in «")
    assert len(drafts.rows()) == saved

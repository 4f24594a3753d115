"""What a start finds: older and newer files, damaged ones, strange ones, and places where nothing may be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import Drafts, StoreFault
from tests.home import not_as_root
from tests.unit.drafts.reading import digest, refusal
from tests.unit.drafts.support import FORM, LIMIT, ask, content, names, save

Make = Callable[[Path], Drafts]


# --- places --------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made(tmp_path: Path, store: Make) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refusal(store(tmp_path / "file" / "dati").open).startswith("Non riesco ad aprire le pratiche: la cartella «")
    assert "non c'è" in refusal(store(tmp_path / "file").open)


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
        assert refusal(drafts.open) == (
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
        refusal(drafts.open)
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
    refusal(store(folder).open)
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
    refusal(store(used.parent).open)
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

"""While the program runs: full disks, locks, files and folders that go away. Nothing is acknowledged falsely."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.drafts import file, writer
from desktop_app.drafts.models import Saved
from desktop_app.drafts.store import Drafts, StoreFault
from tests.support.trouble import Locker, fill_up, lockers
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, names, put, save

Make = Callable[[Path], Drafts]
HERE = "Quello che hai scritto è ancora qui."
unix = pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved or deleted")
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Locker]]:
    monkeypatch.setattr(file, "BUSY_TIMEOUT", 0.05)
    with lockers() as make:
        yield make


def test_a_file_locked_by_another_program(folder: Path, store: Make, lock: Callable[[Path], Locker]) -> None:
    drafts = store(folder)
    drafts.open()
    id = drafts.create(content(), FORM, "Uno")
    locker = lock(drafts.path)
    answer = put(drafts, id, content(a=1))
    second = put(drafts, id, content(a=2))
    sentence = answer.refused()
    assert sentence == (
        f"Non riesco a salvare: un altro programma sta usando il file delle pratiche. {HERE} Chiudilo, poi riprova."
    )
    assert second.refused() == sentence
    assert (drafts.pending, drafts.failing, drafts.flush(0.01)) == (2, sentence, False)
    assert drafts.read(id).content == content()  # reading goes on
    with pytest.raises(StoreFault, match="Non riesco a farlo: un altro programma sta usando"):
        drafts.create(content(), FORM, "Due")
    locker.end()
    assert (answer.acknowledged().revision, second.acknowledged().revision) == (2, 3)
    assert answer.sentences == [sentence]  # told once
    assert (drafts.pending, drafts.failing) == (0, "")


def test_a_locked_file_cannot_be_opened_but_is_left_alone(
    folder: Path, store: Make, lock: Callable[[Path], Locker]
) -> None:
    drafts = store(folder)
    drafts.open()
    id = drafts.create(content(), FORM, "Uno")
    drafts.close(LIMIT)
    locker = lock(drafts.path)
    with pytest.raises(StoreFault, match="un altro programma sta usando il file"):
        drafts.open()
    locker.end()
    opened = drafts.open()
    assert opened.set_aside is None and drafts.read(id).content == content()


def test_an_end_with_changes_that_cannot_be_saved(folder: Path, store: Make, lock: Callable[[Path], Locker]) -> None:
    drafts = store(folder)
    drafts.open()
    id = drafts.create(content(), FORM, "Uno")
    locker = lock(drafts.path)
    put(drafts, id, content(a=1)).refused()
    assert not drafts.close(0.05)
    locker.end()
    assert drafts.open().recovered  # what was lost is said


# --- a full disk ---------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(make_disk: Callable[[str], Path]) -> Path:
    return make_disk("1m")


FULL = f"Non riesco a salvare: il disco è pieno. {HERE} Libera spazio, poi riprova."


def test_a_full_disk(small_disk: Path, store: Make) -> None:
    drafts = store(small_disk / "dati")
    drafts.open()
    id = drafts.create(content(), FORM, "Uno")
    filler = fill_up(small_disk)
    answer = put(drafts, id, content(t="x" * 60_000))
    assert answer.refused() == FULL
    assert drafts.read(id).content == content()
    later = put(drafts, id, content(t="y" * 60_000))
    assert later.refused() == FULL
    filler.unlink()
    assert answer.acknowledged().revision == 2 and later.acknowledged().revision == 3
    assert drafts.read(id).content == content(t="y" * 60_000)
    assert drafts.close(LIMIT) and is_whole(drafts.path)


def test_a_first_start_on_a_full_disk(small_disk: Path, store: Make) -> None:
    drafts = store(small_disk / "dati")
    drafts.path.parent.mkdir()
    filler = fill_up(small_disk)
    with pytest.raises(StoreFault, match="il disco è pieno"):
        drafts.open()
    assert not drafts.path.exists()
    filler.unlink()
    assert drafts.open().set_aside is None


def test_a_file_that_may_not_grow(folder: Path, store: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same fault where no disk can be made."""
    monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, "max_page_count=20"))
    drafts = store(folder)
    drafts.open()
    id = drafts.create(content(), FORM, "Uno")
    answer = put(drafts, id, content(t="x" * 200_000))
    assert answer.refused() == FULL
    assert drafts.pending == 1 and drafts.read(id).content == content()
    assert not drafts.close(0.05)
    assert is_whole(drafts.path)


# --- files and folders that go away --------------------------------------------------------------------------


@unix
@pytest.mark.parametrize("which", [["pratiche.db"], ["pratiche.db", "pratiche.db-wal", "pratiche.db-shm"]])
def test_a_file_deleted_while_it_is_open_is_written_again(drafts: Drafts, which: list[str]) -> None:
    id = drafts.create(content(), FORM, "Uno")
    other = drafts.create(content(n=7), FORM, "Due")
    for name in which:
        (drafts.path.parent / name).unlink()
    saved = save(drafts, id, content(a=1))
    assert saved.notice == "Il file delle pratiche era sparito mentre Commessa era aperta: l'ho riscritto."
    assert drafts.read(id).content == content(a=1) and drafts.read(other).content == content(n=7)
    assert save(drafts, id, content(a=2)).notice == ""
    assert [each.content for each in drafts.history(id)] == [content(), content(a=1), content(a=2)]
    assert drafts.close(LIMIT)
    assert names(drafts.path.parent) == ["pratiche.db"] and is_whole(drafts.path)
    assert drafts.path.stat().st_mode & 0o777 == 0o600


@unix
def test_only_the_journal_deleted(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    journal = drafts.path.with_name("pratiche.db-wal")
    journal.unlink()
    save(drafts, id, content(a=1))
    assert journal.exists()
    copy = drafts.path.parent.parent / "copia"
    shutil.copytree(drafts.path.parent, copy)  # what a crash would leave now
    assert ask(copy / file.NAME, "SELECT count(*) FROM revisions") == [(2,)]
    assert is_whole(copy / file.NAME)


@unix
def test_another_file_in_its_place_is_kept_aside(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    other = drafts.path.with_name("altro")
    other.write_bytes(b"un altro file")
    other.replace(drafts.path)
    saved = save(drafts, id, content(a=1))
    (aside,) = drafts.path.parent.glob("pratiche.db.trovato-*")
    assert str(aside) in saved.notice and aside.read_bytes() == b"un altro file"
    assert drafts.read(id).content == content(a=1)
    assert drafts.close(LIMIT) and is_whole(drafts.path)


@unix
def test_a_folder_that_disappears_and_comes_back(drafts: Drafts) -> None:
    folder = drafts.path.parent
    id = drafts.create(content(), FORM, "Uno")
    folder.rename(folder.with_name("altrove"))
    answer = put(drafts, id, content(a=1))
    assert answer.refused() == (
        f"Non riesco a salvare: la cartella «{folder}» non c'è. {HERE} Rimettila al suo posto, poi riprova."
    )
    with pytest.raises(StoreFault, match="Non riesco a leggere le pratiche"):
        drafts.rows()
    folder.with_name("altrove").rename(folder)
    assert answer.acknowledged().notice == ""
    assert drafts.read(id).content == content(a=1)


@unix
def test_a_folder_that_is_made_again_empty(drafts: Drafts) -> None:
    folder = drafts.path.parent
    id = drafts.create(content(), FORM, "Uno")
    shutil.rmtree(folder)
    answer = put(drafts, id, content(a=1))
    answer.refused()
    folder.mkdir()
    assert "l'ho riscritto" in answer.acknowledged().notice
    assert drafts.read(id).content == content(a=1)


def test_a_disk_that_does_not_answer(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CALL_SECONDS", 0.05)
    id = drafts.create(content(), FORM, "Uno")
    stuck, free = threading.Event(), threading.Event()

    def wait(_: Saved) -> None:
        stuck.set()
        free.wait(LIMIT)

    drafts.save(id, content(a=1), "Uno", "", wait)
    assert stuck.wait(LIMIT)
    with pytest.raises(StoreFault, match="Non riesco a farlo: il disco non risponde"):
        drafts.create(content(), FORM, "Due")
    answer = put(drafts, id, content(a=2))
    free.set()
    assert answer.acknowledged().revision == 3
    assert [row.id for row in drafts.rows()] == [id]  # what was given up is not done later

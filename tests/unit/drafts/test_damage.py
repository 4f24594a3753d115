"""Damaged files: set aside untouched, said, and what can be read of them saved."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.damage.check import Findings
from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, names, put, save

Make = Callable[[Path], Drafts]


def leave_unfinished(path: Path) -> None:
    """As after a crash."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE session SET closed = 0")


def halved(path: Path) -> bytes:
    return path.read_bytes()[: path.stat().st_size // 2]


def with_pages_lost(path: Path) -> bytes:
    leave_unfinished(path)
    data = path.read_bytes()
    return data[:4096] + bytes(len(data) - 4096)


WRECKS: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _: b"",
    "one byte": lambda _: b"S",
    "text": lambda _: b"Cara cooperativa, " * 1000,
    "zeros": lambda _: bytes(40_960),
    "noise": lambda _: hashlib.shake_128(b"x").digest(40_960),
    "bad magic": lambda path: b"X" + path.read_bytes()[1:],
    "cut": halved,
    "lost pages": with_pages_lost,
}


@pytest.mark.parametrize("wreck", WRECKS.values(), ids=WRECKS)
def test_a_damaged_file_is_set_aside_untouched_and_said(
    used: Path, store: Make, wreck: Callable[[Path], bytes]
) -> None:
    data = wreck(used)
    used.write_bytes(data)
    drafts = store(used.parent)
    opened = drafts.open()
    assert opened.set_aside is not None and opened.set_aside.read_bytes() == data
    assert opened.set_aside.name.startswith("pratiche.db.danneggiato-")
    assert opened.notice.startswith("Il file delle pratiche è danneggiato. ")
    assert opened.notice.endswith(f" Il file danneggiato è conservato in «{opened.set_aside}»; non è stato modificato.")
    assert not opened.recovered
    id = drafts.create(content(), FORM, "Si ricomincia")
    drafts.close(LIMIT)
    assert is_whole(used)
    again = drafts.open()
    assert again.set_aside is None and drafts.read(id).content == content()


def test_a_second_wreck_does_not_replace_the_first(used: Path, store: Make) -> None:
    for n in range(3):
        used.write_bytes(b"rovina %d" % n)
        drafts = store(used.parent)
        drafts.open()
        drafts.close(LIMIT)
    found = sorted(path.read_bytes() for path in used.parent.glob("*.danneggiato-*"))
    assert found == [b"rovina 0", b"rovina 1", b"rovina 2"]


def test_the_database_of_another_program(folder: Path, store: Make) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / file.NAME)) as connection:
        connection.execute("CREATE TABLE drafts (id)")
    opened = store(folder).open()
    assert opened.set_aside is not None and ask(opened.set_aside, "SELECT * FROM drafts") == []


def test_a_journal_without_its_file_is_not_taken_for_the_new_one_s(folder: Path, store: Make) -> None:
    drafts = store(folder)
    drafts.open()
    drafts.create(content(), FORM, "Uno")
    other = folder.parent / "altra"
    other.mkdir()
    shutil.copyfile(folder / "pratiche.db-wal", other / "pratiche.db-wal")
    opened = store(other).open()
    assert opened.set_aside is not None
    assert f"{opened.set_aside.name}-wal" in names(other)


def test_what_can_be_read_of_a_damaged_file_is_saved(folder: Path, store: Make) -> None:
    drafts = store(folder)
    drafts.open()
    ids = [drafts.create(content(n=n, t=f"{n}-" * 2_000), FORM, f"Pratica {n}") for n in range(90)]
    numbers = {id: drafts.read(id).number for id in ids}
    drafts.close(LIMIT)
    leave_unfinished(drafts.path)
    data = bytearray(drafts.path.read_bytes())
    at = data.index(b"Pratica 40") // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    drafts.path.write_bytes(data)
    assert drafts.open().set_aside is None  # nobody waits until every page was looked at
    noticed = list[str]()
    drafts.damage.noticed = lambda: noticed.append("met")
    found = drafts.damage.check()
    assert found is not None and found.file and noticed
    repaired = drafts.damage.repair()
    assert repaired.notice.startswith("Il file delle pratiche è danneggiato. Ho recuperato 90 pratiche. ")
    assert repaired.set_aside is not None and repaired.set_aside.read_bytes()[at : at + 4096] == bytes(4096)
    noticed.clear()
    assert drafts.damage.check() == Findings() and not noticed
    for n, id in enumerate(ids):
        assert drafts.read(id).content == content(n=n, t=f"{n}-" * 2_000)
    assert {id: drafts.rows().numbers.of(id) for id in drafts.rows().ids} == numbers
    titles = {row.title for row in drafts.rows()}  # those before the damage and after it, and those from their history
    assert {"Pratica 0", "Pratica 89", "Pratica recuperata"} <= titles and "Pratica 40" not in titles
    drafts.close(LIMIT)
    assert is_whole(drafts.path)


def flip(path: Path, words: bytes) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(words)
    assert data.count(words) == 1
    data[place] ^= 0x04
    path.write_bytes(data)


def test_one_changed_bit_is_noticed_and_the_last_good_revision_offered(folder: Path, store: Make) -> None:
    drafts = store(folder)
    drafts.open()
    id = drafts.create(content(n=1), FORM, "Uno")
    save(drafts, id, content(testo="INVALIDITA-74"), "Uno")
    drafts.close(LIMIT)
    flip(drafts.path, b"INVALIDITA-74")
    drafts.open()
    with pytest.raises(DamagedDraft) as caught:
        drafts.read(id)
    assert str(caught.value) == (
        "Non riesco ad aprire la pratica: non è più come l'avevo salvata, il disco può essere guasto. "
        "Puoi riprendere l'ultima versione buona."
    )
    offer = caught.value.offer
    assert offer is not None and (offer.number, offer.content) == (2, content(testo="INVALIDITA-74"))
    with pytest.raises(StoreFault):
        drafts.duplicate(id)
    save(drafts, id, offer.content, "Uno", revision=offer.number)
    assert drafts.read(id).content == offer.content


def test_a_title_with_broken_letters_does_not_hide_the_list(used: Path, store: Make) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute("UPDATE drafts SET title = CAST(x'41ff42' AS TEXT)")
    drafts = store(used.parent)
    drafts.open()
    assert {row.title for row in drafts.rows()} == {"A\ufffdB"}


def test_the_answers_of_another_dossier_are_not_taken(used: Path, store: Make) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        (one,), (two,) = connection.execute("SELECT id FROM drafts WHERE binned IS NULL")
        for query in (
            "UPDATE drafts SET sha256 = (SELECT sha256 FROM drafts WHERE id = ?) WHERE id = ?",
            "UPDATE contents SET content = (SELECT content FROM contents WHERE draft = ?) WHERE draft = ?",
        ):
            connection.execute(query, (one, two))
    drafts = store(used.parent)
    drafts.open()
    with pytest.raises(DamagedDraft):
        drafts.read(two)


def test_damage_found_at_work_is_mended_at_once_and_what_was_typed_is_stored(folder: Path, store: Make) -> None:
    drafts = store(folder)
    drafts.open()
    ids = [drafts.create(content(n=n, t=f"{n}-" * 2_000), FORM, f"Pratica {n}") for n in range(40)]
    drafts.close(LIMIT)
    data = bytearray(drafts.path.read_bytes())
    at = data.index(b"Pratica 20") // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    drafts.path.write_bytes(data)
    assert drafts.open().set_aside is None  # the last session ended well: nobody looks at every page
    with pytest.raises(DamagedDraft) as caught:
        drafts.read(ids[20])
    assert caught.value.offer is not None and caught.value.offer.content == content(n=20, t="20-" * 2_000)
    saved = put(drafts, ids[20], content(n="nuovo")).acknowledged()
    assert "Il file delle pratiche è danneggiato." in saved.notice
    assert min(folder.glob("*.danneggiato-*")).stat().st_size >= len(data)
    assert drafts.read(ids[20]).content == content(n="nuovo")
    assert sorted(row.id for row in drafts.rows()) == sorted(ids)
    assert all(drafts.read(id).content == content(n=n, t=f"{n}-" * 2_000) for n, id in enumerate(ids) if n != 20)
    assert drafts.close(LIMIT) and is_whole(drafts.path)


def test_damage_found_while_opening_is_set_aside_too(used: Path, store: Make) -> None:
    ((page,),) = ask(used, "SELECT rootpage FROM sqlite_master WHERE name = 'state'")
    data = bytearray(used.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    used.write_bytes(data)
    drafts = store(used.parent)
    opened = drafts.open()
    assert opened.set_aside is not None and opened.set_aside.read_bytes() == data
    assert "Ho recuperato 3 pratiche." in opened.notice
    assert len(drafts.rows()) == 2 and len(drafts.rows(binned=True)) == 1
    assert len(drafts.exports(drafts.rows("aquila")[0].id)) == 2


def test_no_fault_tells_what_is_in_the_file(used: Path, store: Make) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute("UPDATE contents SET content = CAST('INVALIDITA-74' || x'ff' AS TEXT)")
        connection.execute("UPDATE drafts SET updated = 'INVALIDITA-74'")
        ids = [id for (id,) in connection.execute("SELECT id FROM drafts")]
    drafts = store(used.parent)
    drafts.open()
    assert len(drafts.rows()) == 2
    for attempt in (lambda: drafts.read(ids[0]), lambda: drafts.duplicate(ids[0])):
        with pytest.raises(StoreFault) as caught:
            attempt()
        assert "INVALIDITA" not in "".join(traceback.format_exception(caught.value))


def test_an_index_older_than_an_emptied_journal_is_no_damage(folder: Path, store: Make) -> None:
    """A power cut leaves it: the system writes the index when it likes, the journal when it is told."""
    drafts = store(folder)
    drafts.open()
    gone = drafts.create(content(), FORM, "Via")
    drafts.bin(gone)
    index = (folder / "pratiche.db-shm").read_bytes()
    drafts.empty_bin()
    after = folder.with_name("dopo")
    shutil.copytree(folder, after)
    (after / "pratiche.db-shm").write_bytes(index)
    opened = store(after).open()
    assert (opened.report, opened.notice) == (None, "")

"""Makes damaged data folders, each by a number, and tells what a start makes of them."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts import file
from desktop_app.drafts.acts.act_rows import DAMAGED_KIND
from desktop_app.drafts.damage.harvest import Harvest
from desktop_app.drafts.damage.pages import PageFile
from desktop_app.drafts.faults import DamagedDraft, StoreFault
from desktop_app.drafts.models import Contact
from desktop_app.drafts.store import Drafts
from desktop_app.system.clock import today
from tests.unit.drafts.support import FORM, LIMIT, content, save

PAGE = 4096
KINDS = (
    "bit", "head", "zero", "half", "swap", "cut", "noise", "wal bit", "wal cut", "wal noise", "wal foreign",
    "wal folder", "shm folder", "gone",
)  # fmt: skip
ALIVE = ("wal bit", "wal cut", "wal noise", "wal foreign", "wal folder", "shm folder")  # as a kill leaves a folder


class Truth(NamedTuple):
    """What was stored: the content and the act of each dossier, the folders as a good end and as a kill leave them."""

    contents: dict[str, str]
    acts: dict[str, int]
    copied: frozenset[str]
    deleted: str
    closed: Path
    killed: Path


class Outcome(NamedTuple):
    """What became of a damaged folder. `silent`: something was missing or different at first, and nothing was said.

    `wrong_acts`: dossiers that have another act than they had, or one twice, or none at all where no page was lost.
    """

    opened: bool
    silent: bool
    missing: tuple[str, ...]
    different: tuple[str, ...]
    wrong_acts: tuple[str, ...]
    revived: bool
    damage_seen: bool


def make_truth(folder: Path, content: Callable[..., str] = content, form: str = FORM) -> Truth:
    """Six dossiers, five of them in a copy of an earlier hour, one deleted for good since.

    `content` makes a draft of the form, told apart by `n` and `testo`.
    """
    drafts = Drafts(folder / "dati")
    drafts.open()
    contents, acts, ids = dict[str, str](), dict[str, int](), list[str]()
    for n in range(5):
        id = drafts.create(content(n=n), form, f"Pratica {n}")
        for m in range(4):
            contents[id] = content(n=n, testo=f"{n}.{m} " * (20 + 700 * (n == 1)))
            save(drafts, id, contents[id], f"Pratica {n}")
        ids.append(id)
        acts[id] = n
        drafts.acts.record(
            id, "prova", {"n": n, "testo": f"atto {n} " * 20}, f"file {n}".encode(), marks=[f"segno {n}"]
        )
    drafts.addresses.add(Contact("aziende", "Ditta prova", "Jesi", {"nome": "Ditta prova"}))
    gone = drafts.create(content(n="eliminata"), form, "Eliminata")
    drafts.daily_backup(today())
    drafts.bin(gone)
    drafts.empty_bin()
    drafts.bin(ids[3])
    for n in (0, 1, 2):
        contents[ids[n]] = content(n=n, testo="dopo la copia " * 30)
        save(drafts, ids[n], contents[ids[n]], f"Pratica {n}")
    new = drafts.create(content(n="nuova"), form, "Dopo la copia")
    contents[new] = content(n="nuova")
    shutil.copytree(folder / "dati", folder / "ucciso")
    drafts.close(LIMIT)
    return Truth(contents, acts, frozenset(ids), gone, folder / "dati", folder / "ucciso")


def damage(truth: Truth, target: Path, kind: str, number: int) -> None:
    """A copy of the folder with one damage in it."""
    chance = random.Random(f"{kind} {number}")
    shutil.copytree(truth.killed if kind in ALIVE else truth.closed, target)
    path = target / file.NAME
    wal, shm, _ = file.sidecars(path)
    if kind == "gone":
        path.unlink()
    elif kind == "wal folder":
        wal.unlink()
        wal.mkdir()
    elif kind == "shm folder":
        shm.unlink(missing_ok=True)
        os.mkfifo(shm) if chance.randrange(2) and os.name != "nt" else shm.mkdir()
    elif kind == "wal foreign":
        wal.write_bytes(_foreign_journal(target.parent / "altro", chance))
    elif kind in ALIVE:
        wal.write_bytes(_spoiled(bytearray(wal.read_bytes()), kind.removeprefix("wal "), chance))
    else:
        path.write_bytes(_spoiled(bytearray(path.read_bytes()), kind, chance))


def _foreign_journal(folder: Path, chance: random.Random) -> bytes:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with closing(sqlite3.connect(folder / "x.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (x)")
        for _ in range(chance.randrange(1, 9)):
            connection.execute("INSERT INTO t VALUES (randomblob(3000))")
        return (folder / "x.db-wal").read_bytes()


def _spoiled(data: bytearray, kind: str, chance: random.Random) -> bytes:
    pages = len(data) // PAGE
    at = chance.randrange(len(data))
    page = chance.randrange(pages) * PAGE
    if kind == "head":
        heads = [place for place in range(len(data) - 16) if data[place : place + 4] == b"Prat" or data[place] == 0x7B]
        at = max(0, chance.choice(heads) - chance.randrange(60))
    if kind in ("bit", "head"):
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "zero":
        data[page : page + PAGE] = bytes(PAGE)
    elif kind == "half":
        data[page + 512 : page + PAGE] = bytes(PAGE - 512)
    elif kind == "swap":
        one, two = (place * PAGE for place in chance.sample(range(1, pages), 2))
        data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]
    elif kind == "cut":
        del data[at:]
    elif kind == "noise":
        data[at : at + 512] = chance.randbytes(min(512, len(data) - at))
    return bytes(data)


def outcome(truth: Truth, folder: Path) -> Outcome:
    """Starts on the folder as the window does: opens, looks at everything, repairs what was found."""
    still_there = _readable(folder / file.NAME)
    drafts = Drafts(folder)
    with suppress(StoreFault):
        drafts.rows()
    try:
        opened = drafts.open()
    except StoreFault:
        return Outcome(False, False, (), (), (), False, True)
    try:
        first = _contents(drafts)
        found = drafts.damage.check()
        seen = bool(opened.notice) or found is None or not found.is_sound
        wrong = any(first.get(id) != text for id, text in truth.contents.items())
        if found is not None and not found.is_sound:
            drafts.damage.repair()
        last = _contents(drafts)
        again = drafts.damage.check()
        assert again is not None and again.is_sound, again
        missing = [id for id in truth.contents if id not in last and (id in truth.copied or id in still_there)]
        different = [id for id, text in truth.contents.items() if last.get(id, text) != text]
        acts = [id for id in last if not _are_acts_right(truth, drafts, id)]
        return Outcome(True, wrong and not seen, (*missing,), (*different,), (*acts,), truth.deleted in last, seen)
    finally:
        drafts.close(LIMIT)


def _are_acts_right(truth: Truth, drafts: Drafts, id: str) -> bool:
    """Whether a dossier has its act, once, with its file; or says that it was damaged; or none, if its page is lost."""
    found = drafts.acts.of(id)
    if len(found) > 1:
        return False
    for act in found:
        if act.kind != DAMAGED_KIND and (act.damaged or act.data["n"] != truth.acts.get(id)):
            return False
        if act.file is None or drafts.archive.read(act.file) != f"file {truth.acts.get(id)}".encode():
            return act.kind == DAMAGED_KIND
    return True


def _contents(drafts: Drafts) -> dict[str, str]:
    """What can be opened, as the window opens it."""
    found = {}
    for row in (*drafts.rows(), *drafts.rows(binned=True)):
        try:
            found[row.id] = drafts.read(row.id).content
        except StoreFault as fault:
            if isinstance(fault, DamagedDraft) and fault.offer is not None:
                found[row.id] = fault.offer.content
    return found


def _readable(path: Path) -> set[str]:
    """The dossiers of which the damaged file still has something good."""
    try:
        with PageFile(path) as pages:
            harvest = Harvest(pages)
            return {id for id in harvest.dossiers if harvest.best(id) is not None}
    except OSError:
        return set()

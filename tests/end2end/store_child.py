"""A program that does everything that changes the store, in a random order, until it is killed or its disk goes.

Each thing is told before it begins (`k`, its number) and when it is acknowledged (`ok`), a line of JSON each, in a file
that is not on the disk of the store.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import threading
from pathlib import Path
from typing import Any

from desktop_app.drafts.models import ExportedDocument, Saved
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft, parse
from desktop_app.gui.services.settings_file import SettingsFile
from desktop_app.system.files import write_atomically

FORM = "regione/modulo_2026"
LIMIT = 60.0  # seconds
ON_THEIR_WAY = 4  # saves at once
MOST_DOSSIERS, MOST_COPIES = 12, 3
FIRST_DAY = dt.date(2026, 1, 1)
SETTING = "numero"
WEIGHTS = {
    "save": 50, "create": 6, "duplicate": 3, "bin": 7, "unbin": 3, "empty": 4, "erase": 4, "daily": 4, "copy": 3,
    "restore": 3, "export": 5, "act": 8, "unact": 2, "setting": 4, "file": 5, "look": 3, "repair": 1,
}  # fmt: skip


def draft(name: str, n: int) -> str:
    """The content of the dossier that was made under this name, after the change n."""
    chance = random.Random(n)
    words = f"testo {n} " * chance.choice([5, 50, 500, chance.randrange(3_000)])
    return Draft(FORM, {"nome": name, "n": str(n), "testo": words}).to_json()


def read(content: str) -> tuple[str, int]:
    """The name and the number of the last change in a content."""
    answers = parse(content.encode()).answers
    return str(answers["nome"]), int(str(answers["n"]))


def file_of(name: str, n: int) -> bytes:
    """The file of the act n of a dossier that was made under this name."""
    return f"{name}, {n} ".encode() * random.Random(n).choice([1, 100, 20_000])


def acts_of(drafts: Drafts, id: str) -> frozenset[int]:
    """The numbers of the acts of a dossier, each with its file as it was recorded."""
    found = set()
    for act in drafts.acts.of(id):
        n, name = act.data["n"], act.data["name"]
        assert not act.damaged and act.file is not None and drafts.archive.read(act.file) == file_of(name, n)
        assert [place.number for _, place in drafts.acts.with_mark([f"act {n}"])] == [act.number]
        found.add(n)
    return frozenset(found)


def bytes_of(n: int) -> bytes:
    """The file that is written by the change n; nothing for 0."""
    return random.Random(n).randbytes(1_000 + n % 7 * 9_000) if n else b""


class Child:
    """`folder` is the store's, `outside` the user's; `first` the number of its first change."""

    def __init__(self, folder: Path, outside: Path, log: Path, seed: int, first: int) -> None:
        self.folder, self.outside, self.n = folder, outside, first
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.chance, self.waiting = random.Random(seed), threading.Semaphore(ON_THEIR_WAY)
        self.drafts = Drafts(folder)
        self.names: dict[str, str] = {}

    def say(self, **what: Any) -> None:
        os.write(self.log, (json.dumps(what) + "\n").encode())

    def run(self) -> None:
        try:
            self.open()
            for _ in range(2_000):
                self.do(self.chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0])
        except BaseException as error:
            self.say(fault=f"{type(error).__name__}: {error}")
            raise

    def open(self) -> None:
        self.say(begun=True)
        opened = self.drafts.open()
        self.say(opened=opened.notice, recovered=opened.recovered)
        for row in self.everything():
            self.names[row] = read(self.drafts.read(row).content)[0]
        self.settings = SettingsFile(self.folder)

    def everything(self, binned: bool | None = None) -> list[str]:
        """The dossiers, or those in the bin alone, or the others."""
        ways = [False, True] if binned is None else [binned]
        return sorted(row.id for way in ways for row in self.drafts.rows(binned=way))

    def do(self, what: str) -> None:
        alive, binned = self.everything(False), self.everything(True)
        copies = sorted(self.outside.glob("*.copia"))
        if what == "create" and len(alive) >= MOST_DOSSIERS:
            what = "bin"
        if what in ("save", "duplicate", "bin", "export", "look", "act", "unact") and not alive:
            what = "create"
        if (what == "unbin" and not binned) or (what == "restore" and not copies):
            return
        self.n += 1
        if what == "save":
            self.save(self.n, self.chance.choice(alive))
            return
        values = self.chosen(what, alive, binned, copies)
        if values is None:
            return
        if what in ("copy", "daily", "restore", "repair", "erase"):
            assert self.drafts.flush(LIMIT)
        self.say(k=self.n, op=what, **values)
        self.say(ok=self.n, made=getattr(self, what)(self.n, *values.values()))

    def chosen(self, what: str, alive: list[str], binned: list[str], copies: list[Path]) -> dict[str, Any] | None:
        """What it is done with; None where there is nothing to do it with."""
        if what == "unbin":
            return {"id": self.chance.choice(binned)}
        if what == "restore":
            return {"copy": self.chance.choice(copies).name}
        if what not in ("duplicate", "bin", "export", "look", "act", "unact"):
            return {}
        values: dict[str, Any] = {"id": self.chance.choice(alive)}
        if what == "unact":
            acts = sorted(act.data["n"] for act in self.drafts.acts.of(values["id"]))
            if not acts:
                return None
            values["act"] = self.chance.choice(acts)
        return values

    # --- what changes the store ------------------------------------------------------------------------------

    def save(self, n: int, id: str) -> None:
        def done(saved: Saved) -> None:
            self.say(ok=n, made=saved.revision)
            self.waiting.release()

        self.waiting.acquire()
        self.say(k=n, op="save", id=id)
        name = self.names[id]
        self.drafts.save(id, draft(name, n), f"{name}, {n}", "passo", done, lambda fault: self.say(fault=fault))

    def create(self, n: int) -> str:
        id = self.drafts.create(draft(f"nome{n}", n), FORM, f"nome{n}, {n}")
        self.names[id] = f"nome{n}"
        return id

    def duplicate(self, n: int, id: str) -> str:
        copy = self.drafts.duplicate(id)
        self.names[copy] = self.names[id]
        return copy

    def bin(self, n: int, id: str) -> None:
        self.drafts.bin(id)

    def unbin(self, n: int, id: str) -> None:
        self.drafts.restore(id)

    def empty(self, n: int) -> int:
        return self.drafts.empty_bin()

    def erase(self, n: int) -> None:
        for _ in self.drafts.deletion.erase(FIRST_DAY + dt.timedelta(n)):
            pass

    def daily(self, n: int) -> str | None:
        made = self.drafts.daily_backup(FIRST_DAY + dt.timedelta(n))
        return made and made.path.name

    def copy(self, n: int) -> str:
        for old in sorted(self.outside.glob("*.copia"))[: 1 - MOST_COPIES]:
            old.unlink()
        return self.drafts.back_up_to(self.outside / f"{n:08}.copia").path.name

    def restore(self, n: int, copy: str) -> str:
        kept = self.drafts.restore_backup(self.outside / copy).name
        for id in self.everything():
            self.names[id] = read(self.drafts.read(id).content)[0]
        return kept

    def repair(self, n: int) -> dict[str, tuple[str, int, bool, list[int]]]:
        """Gives what there is then: what somebody lost by a restore comes back, where a copy has it."""
        self.drafts.damage.repair()
        found = {}
        for binned in (False, True):
            for id in self.everything(binned):
                name, last = read(self.drafts.read(id).content)
                self.names[id], found[id] = name, (name, last, binned, sorted(acts_of(self.drafts, id)))
        return found

    def export(self, n: int, id: str) -> None:
        path = self.outside / f"documento-{n % 5}.pdf"
        write_atomically(path, bytes_of(n))
        check = hashlib.sha256(bytes_of(n)).hexdigest()
        self.drafts.exported(id, draft(self.names[id], n), [ExportedDocument("atto", path, check, False)])

    def act(self, n: int, id: str) -> None:
        name = self.names[id]
        self.drafts.acts.record(id, "prova", {"n": n, "name": name}, file_of(name, n), marks=[f"act {n}"])

    def unact(self, n: int, id: str, act: int) -> None:
        ((_, place),) = self.drafts.acts.with_mark([f"act {act}"])
        self.drafts.acts.remove(place.number)

    def look(self, n: int, id: str) -> None:
        self.drafts.remember_open(id, f"passo {n}")

    # --- other files -----------------------------------------------------------------------------------------

    def setting(self, n: int) -> None:
        self.settings.set_value(SETTING, str(n))
        self.settings.wait_written()

    def file(self, n: int) -> None:
        write_atomically(self.outside / f"file-{n % 3}", bytes_of(n))


def live(folder: str, outside: str, log: str, seed: int, first: int) -> None:
    """One life, for a process of its own."""
    Child(Path(folder), Path(outside), Path(log), seed, first).run()


def mend(folder: str, log: str) -> None:
    """Another life: opens the store, makes a sound file where damage is found, and does nothing else."""
    child = Child(Path(folder), Path(folder), Path(log), 0, 0)
    child.say(begun=True)
    child.drafts.open()
    child.say(opened="", recovered=True)
    found = child.drafts.damage.check()
    if found is not None and not found.is_sound:
        child.drafts.damage.repair()
    child.say(mended=True)
    threading.Event().wait()

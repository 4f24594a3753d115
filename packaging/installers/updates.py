"""What an update must not lose: dossiers as older and newer versions leave them, and what became of them.

No other program may have the dossiers open meanwhile, unless a function says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.drafts import file
from desktop_app.drafts.store import Drafts, StoreFault
from installers.project import DIST, OTHER_FOLDER, OTHER_VERSION, ROOT, BuildFault, run, say, version

EARLIER = "0.0.1"  # below every version that there will be
FIRST = (
    ROOT / "tests" / "data" / "drafts" / "v0_1_0.db"
)  # as the first schema was, with two dossiers and one in the bin
CLOSED = 20.0  # seconds until a store that nobody uses is closed
# What came after the first schema; a file without it is one of then.
LATER = (
    "DROP TABLE version_notes",
    "DROP TABLE traits",
    "DROP INDEX exports_by_sha256",
    "DROP TABLE files",
    "DROP TABLE marks",
    "DROP TABLE acts",
    "DROP TABLE counted",
    "DROP TABLE deleted",
    "DROP TABLE state",
    "DROP TABLE numbers",
    "DROP TABLE uses",
    "DROP TABLE records",
    "DELETE FROM _sqlite_migrations WHERE name <> 'm001_first_tables'",
)


def build_earlier(system: str, products: Mapping[str, Path]) -> dict[str, Path]:
    """The same program as an earlier version, packed badly; its packages by kind."""
    say(f"== una versione precedente ({EARLIER}), dagli stessi sorgenti")
    folder = DIST / "prima" / system
    shutil.rmtree(folder, ignore_errors=True)
    other = {OTHER_VERSION: EARLIER, OTHER_FOLDER: str(folder)}
    command = [sys.executable, "-m", "installers", system, "--quick"]
    run(command, "La versione precedente non si fa.", environment=other)
    made = {kind: folder / path.name.replace(version(), EARLIER) for kind, path in products.items()}
    for path in made.values():
        if not path.is_file():
            raise BuildFault(f"Della versione precedente manca {path.name}.")
    return made


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The dossiers in a user's data folder."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / file.NAME

    def put_first(self) -> None:
        """Those of the first schema."""
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(FIRST, self.path)

    def count(self) -> int:
        """How many there are, of a copy: the program may be running."""
        return len(self.contents())

    def contents(self) -> dict[str, str]:
        """The answers of each, by title; nothing while they cannot be read. The program may be running."""
        with tempfile.TemporaryDirectory() as scratch:
            try:
                for path in (self.path, *file.sidecars(self.path)):
                    if path.is_file():
                        shutil.copy(path, scratch)
                drafts = Drafts(Path(scratch))
                with contextlib.suppress(StoreFault):  # a newer version's may only be looked at
                    drafts.open()
                    drafts.close(CLOSED)
                return {row.title: drafts.read(row.id).content for row in drafts.rows()}
            except (StoreFault, OSError):
                return {}

    def opened(self) -> bool:
        """Whether the program has shown a step of one since `make_older`. The program may be running."""
        with tempfile.TemporaryDirectory() as scratch:
            for path in (self.path, *file.sidecars(self.path)):
                if path.is_file():
                    shutil.copy(path, scratch)
            with closing(sqlite3.connect(Path(scratch) / file.NAME)) as connection:
                return connection.execute("SELECT 1 FROM session WHERE step <> ''").fetchone() is not None

    def make_older(self) -> dict[str, str]:
        """As a version with the first schema would have left them, when it was killed with a dossier open."""
        before = self.contents()
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            for statement in (*LATER, "UPDATE session SET closed = 0, step = ''", "PRAGMA user_version = 1"):
                connection.execute(statement)
        return before

    def expect_migrated(self, before: dict[str, str]) -> None:
        """All are there, brought up to date after a whole copy. Raises BuildFault otherwise."""
        copies = sorted(self.folder.glob(f"{file.NAME}.versione-1-*"))
        if len(copies) != 1:
            raise BuildFault(f"Prima di aggiornare le pratiche ne è stata fatta copia {len(copies)} volte.")
        if _schema(copies[0]) != 1 or not _whole(copies[0]):
            raise BuildFault("La copia delle pratiche non è com'erano.")
        if _schema(self.path) != file.SCHEMA or not _whole(self.path):
            raise BuildFault("Le pratiche non sono state aggiornate.")
        say(f"      pratiche aggiornate dopo una copia: {copies[0].name}")
        self.expect_same(before)

    def expect_same(self, before: dict[str, str]) -> None:
        """Raises BuildFault where something that the user wrote is not there any more."""
        now = self.contents()
        if not before or any(now.get(title) != content for title, content in before.items()):
            raise BuildFault("Le pratiche dell'utente non sono più quelle.")
        say(f"      pratiche dell'utente ancora lì: {len(now)}")

    def make_newer(self, schema: int = file.SCHEMA + 1) -> str:
        """As a later version would leave them; gives what `digest` does then."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA user_version = {schema}")
        return self.digest()

    def digest(self) -> str:
        """The SHA-256 of the file. The program may be running."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def expect_untouched(self, before: str) -> None:
        """Raises BuildFault where the file changed, or another one was put in its place."""
        aside = [path.name for path in self.folder.glob(f"{file.NAME}.danneggiato-*")]
        if self.digest() != before or aside:
            raise BuildFault("Le pratiche di una versione più nuova non sono rimaste com'erano.")
        say(f"      pratiche di una versione più nuova rimaste com'erano: SHA-256 {before[:16]}…")


def _schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")

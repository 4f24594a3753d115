"""How the file is found at a start: made, brought up to date, refused, or set aside with all that can be saved."""

from __future__ import annotations

import contextlib
import time
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import faults, file
from desktop_app.drafts.faults import Damaged, Error, is_damage, quoted_path
from desktop_app.drafts.file import Connection
from desktop_app.drafts.salvage import salvage

KEEP_COPIES = 30 * 86_400  # seconds, as long as the bin: what was deleted must not live on in them
_SMALLEST = 512  # bytes of a database; SQLite takes a shorter file for a new one


def open_file(path: Path, broken: bool = False) -> tuple[Connection, Path | None, str]:
    """The connection that writes; the damaged file where one was set aside, and the sentence about it.

    `broken`: what looked well turned out to be damaged.
    """
    _make_folder(path.parent)
    aside, notice = None, ""
    try:
        version = probe(path)
    except Damaged:
        broken = True
    if broken:
        aside, version = file.set_aside(path), None
    if version is None:
        _make(path)
    elif version > file.SCHEMA:
        raise faults.newer()
    with contextlib.suppress(OSError):
        path.chmod(0o600)  # first: the files beside it take their rights from it
    connection = file.connect(path, "rw")
    try:
        file.prepare(connection)
        if version is not None and version < file.SCHEMA:
            _migrate(connection, path)
        if aside:
            notice = _notice(aside, salvage(aside, connection))
    except BaseException:
        connection.close()
        raise
    _tidy(path)
    return connection, aside, notice


def probe(path: Path) -> int | None:
    """The file's schema number, None where there is no file; changes nothing. Raises Damaged, or what SQLite says.

    A new file gets its name when it is complete: one that is too short was complete once.
    """
    if file.identity(path) is None:
        if any(file.identity(each) for each in file.beside(path)):
            raise Damaged  # its journal is still there: a new file would take it for its own
        return None
    if path.stat().st_size < _SMALLEST:
        raise Damaged
    try:
        with closing(file.connect(path, "ro")) as connection:
            if file.pragma(connection, "application_id") != file.APPLICATION_ID:
                raise Damaged
            version = file.pragma(connection, "user_version")
            if version <= file.SCHEMA and not _sound(connection):
                raise Damaged
            return version
    except Error as error:
        if is_damage(error):
            raise Damaged from None
        if file.take_back(path, error):
            return probe(path)
        raise


def _sound(connection: Connection) -> bool:
    """Whole, as far as can be seen; looked at from end to end only after a session that did not end well."""
    row = connection.execute("SELECT closed FROM session").fetchone()
    if row is None or row[0]:
        return True
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _make_folder(folder: Path) -> None:
    """The folder; private where it is new or still empty, else as whoever filled it wants it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError):
        if not any(folder.iterdir()):
            folder.chmod(0o700)


def _make(path: Path) -> None:
    """A new file, which gets its name when it is complete."""
    fresh = path.with_name(f"{path.name}.nuovo")
    file.new_file(fresh)
    with closing(file.connect(fresh, "rw")) as connection:
        connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
        _migrate(connection, fresh)
    fresh.rename(path)
    file.sync_folder(path.parent)


def _migrate(connection: Connection, path: Path) -> None:
    from desktop_app.drafts.migrations import migrate  # 100 ms, and most starts do not need it

    migrate(connection, path)


def _tidy(path: Path) -> None:
    """Old copies, and what a crash left half made, go away."""
    with contextlib.suppress(OSError):
        for name in ("nuovo", "part"):
            file.remove(path.with_name(f"{path.name}.{name}"))
        for copy in path.parent.glob(f"{path.name}.versione-*"):
            if copy.stat().st_mtime < time.time() - KEEP_COPIES:
                copy.unlink()


def _notice(aside: Path, saved: int) -> str:
    found = {0: "Non ho potuto recuperare nessuna pratica.", 1: "Ho recuperato una pratica."}
    return (
        f"Il file delle pratiche è danneggiato. {found.get(saved, f'Ho recuperato {saved} pratiche.')} "
        f"Il file danneggiato è conservato in «{quoted_path(aside)}»; non è stato modificato."
    )

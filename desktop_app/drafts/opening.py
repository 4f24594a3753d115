"""Opening the database at start: creates it, migrates it, refuses a newer one, salvages a damaged one."""

from __future__ import annotations

import contextlib
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import erasure, faults, file, schema
from desktop_app.drafts.faults import Damaged, Error, is_damage, quoted_path
from desktop_app.drafts.file import Connection
from desktop_app.drafts.salvage import salvage

_SMALLEST = 512  # bytes of a database; SQLite treats a shorter file as a new one


def open_file(path: Path, broken: bool = False) -> tuple[Connection, Path | None, str]:
    """The writing connection; the path of a damaged file that was set aside, and the Italian sentence about it.

    `broken`: the file passed the check of `probe`, and was found damaged later. Raises StoreFault or OSError.
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
        _create(path)
    elif version > file.SCHEMA:
        raise faults.newer()
    with contextlib.suppress(OSError):
        path.chmod(0o600)  # first: SQLite gives its sidecars the same rights
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
    erasure.remove_leftovers(path)
    return connection, aside, notice


def probe(path: Path) -> int | None:
    """The file's schema number, None if there is no file; changes nothing. Raises Damaged or sqlite3.Error.

    A new file is renamed to its name only when complete, so one that is too short has been damaged since.
    """
    if file.identity(path) is None:
        if any(file.identity(each) for each in file.sidecars(path)):
            raise Damaged  # SQLite would apply the journal that was left to a new file
        return None
    if path.stat().st_size < _SMALLEST:
        raise Damaged
    try:
        with closing(file.connect(path, "ro")) as connection:
            if file.pragma(connection, "application_id") != file.APPLICATION_ID:
                raise Damaged
            version = file.pragma(connection, "user_version")
            if version <= file.SCHEMA and not (schema.is_ours(connection, version) and _is_sound(connection)):
                raise Damaged
            return version
    except Error as error:
        if is_damage(error):
            raise Damaged from None
        if file.roll_back_unfinished(path, error):
            return probe(path)
        raise


def _is_sound(connection: Connection) -> bool:
    """Whether no damage is found; every page is checked only after a session that did not end properly."""
    row = connection.execute("SELECT closed FROM session").fetchone()
    if row is None or row[0]:
        return True
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _make_folder(folder: Path) -> None:
    """Creates the folder. A new or empty one is made private; the rights of any other are left alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError):
        if not any(folder.iterdir()):
            folder.chmod(0o700)


def _create(path: Path) -> None:
    """Creates a new database, complete before the final rename."""
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


def _notice(aside: Path, saved: int) -> str:
    found = {0: "Non ho potuto recuperare nessuna pratica.", 1: "Ho recuperato una pratica."}
    return (
        f"Il file delle pratiche è danneggiato. {found.get(saved, f'Ho recuperato {saved} pratiche.')} "
        f"Il file danneggiato è conservato in «{quoted_path(aside)}»; non è stato modificato."
    )

"""Everything that can still be read of a data folder while no store is open: into a new database, or into files.

The damaged file, those that were set aside and the backups are only read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from desktop_app.drafts import file, queries
from desktop_app.drafts.acts import archive_upkeep
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.content import encode
from desktop_app.drafts.damage.rebuild import rebuild
from desktop_app.drafts.faults import StoreFault, explained
from desktop_app.drafts.models import DossierEntry, SalvageReport, Source
from desktop_app.drafts.opening import copy_sources, rebuild_as
from desktop_app.system.files import FileFault, make_folder, write_atomically
from desktop_app.system.paths import DRAFT_SUFFIX

BACKUP_NAME: Final = "pratiche.copia"  # of the folder: all of it, to be restored at once
LIST_NAME: Final = "elenco.txt"
RESCUING: Final = "Non riesco a salvare ciò che si legge"
RECOVERING: Final = "Non riesco a recuperare le pratiche"


class Rescued(NamedTuple):
    """Where the files are, how many dossiers they have, and how many there were that nobody can read."""

    folder: Path
    dossiers: int
    lost: int


def recover(path: Path) -> SalvageReport:
    """Makes a database, where there is none, of what set-aside files and backups have. Raises StoreFault."""
    with explained(path.parent, RECOVERING):
        return rebuild_as(path, path, _files(path))


def save_readable(path: Path, target: Path) -> Rescued:
    """Writes a new folder in `target`: each dossier as a file, all as one backup, and the list of what is what.

    Raises StoreFault.
    """
    folder = target / f"pratiche-salvate-{file.timestamp()}"
    try:
        make_folder(folder)
        with explained(folder, RESCUING):
            report = rebuild(folder / BACKUP_NAME, [*_files(path), *copy_sources(path)])
            archive_upkeep.put_into(folder / BACKUP_NAME, Archive(path))
            with queries.reader(folder / BACKUP_NAME) as connection:
                lines = list(_write_all(connection, folder, report))
        write_atomically(folder / LIST_NAME, "".join(f"{line}\r\n" for line in lines).encode())
    except FileFault as fault:
        raise StoreFault(str(fault).rstrip("."), "", RESCUING) from None
    lost = sum(each.origin == "lost" for each in report.dossiers)
    return Rescued(folder, len(report.dossiers) - lost, lost)


def _files(path: Path) -> list[Source]:
    """The database with its journal, and without; then those that were set aside, the newest first."""
    ends = tuple(each.name[len(path.name) :] for each in file.sidecars(path))
    aside: list[Path] = []
    with contextlib.suppress(OSError):
        found = path.parent.glob(f"{path.name}.danneggiato-*")
        aside = sorted((each for each in found if not each.name.endswith(ends)), reverse=True)
    there = [path] if file.identity(path) is not None else []
    return [source for each in (*there, *aside) for source in (Source(each), Source(each, journal=False))]


def _write_all(connection: file.Connection, folder: Path, report: SalvageReport) -> Iterator[str]:
    """Writes the dossiers; gives what the list says of each."""
    origins = {each.id: each.origin for each in report.dossiers}
    for binned in (False, True):
        for row in queries.rows(connection, "", binned):
            stored = queries.read(connection, row.id)
            name = f"pratica-{stored.number}{DRAFT_SUFFIX}"
            write_atomically(folder / name, encode(stored.content))
            yield f"{name}: {_about(row, origins.get(row.id, 'file'))}"
    for each in report.dossiers:
        if each.origin == "lost":
            yield f"(senza file): {each.title}, non si legge più"


def _about(row: DossierEntry, origin: str) -> str:
    where = {"file": "", "history": ", com'era prima delle ultime modifiche", "copy": ", com'era in una copia",
             "unchecked": ", da rileggere"}.get(origin, "")  # fmt: skip
    return f"{row.title}{where}{', era nel cestino' if row.binned else ''}"

"""A new database, and what other files have put into it; none of those is changed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import file
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import SalvageReport, Source


def create(fresh: Path) -> None:
    """Writes a new, empty database; nobody may look for it under this name before it is complete."""
    file.new_file(fresh)
    with closing(file.connect(fresh, "rw")) as connection:
        connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
        migrate(connection, fresh)


def migrate(connection: Connection, path: Path) -> None:
    """Brings the tables up to date."""
    from desktop_app.drafts.migrations import migrate  # 100 ms, and most starts do not need it

    migrate(connection, path)


def rebuild(fresh: Path, sources: Sequence[Source]) -> SalvageReport:
    """Writes a new database with what the sources have."""
    from desktop_app.drafts.damage.salvage import salvage  # most starts do not need it

    create(fresh)
    with closing(file.connect(fresh, "rw")) as connection:
        report = salvage(connection, sources)
    file.sync_file(fresh)
    return report

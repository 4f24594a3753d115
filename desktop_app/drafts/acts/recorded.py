"""The acts of dossiers: what happened outside of their answers, each with its file where it has one: `Drafts.acts`.

A file is on the disk before its act is stored: an act that was acknowledged has its file, whatever comes after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop_app.drafts import changes
from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ActEntry, ActPlace, ExportPlace, SummaryOrMaker, now

Run = Callable[[Callable[[Connection], Any]], Any]


class Acts:
    """Reads and records acts. `query` and `change` are the store's own, and raise StoreFault."""

    def __init__(self, query: Run, change: Run, archive: Archive) -> None:
        self._query, self._change, self.archive = query, change, archive

    # --- reading -----------------------------------------------------------------------------------------

    def of(self, id: str) -> list[ActEntry]:
        """The acts of a dossier, the oldest first."""
        found: list[ActEntry] = self._query(lambda connection: act_rows.of(connection, id))
        return found

    def with_file(self, sha256s: Sequence[str]) -> list[ActPlace]:
        """The acts of any dossier that refer to one of these files: the same file twice is once."""
        found: list[ActPlace] = self._query(lambda connection: act_rows.with_file(connection, sha256s))
        return found

    def with_mark(self, marks: Sequence[str]) -> list[tuple[str, ActPlace]]:
        """The acts of any dossier that were recorded with one of these marks, each with the mark."""
        found: list[tuple[str, ActPlace]] = self._query(lambda connection: act_rows.with_mark(connection, marks))
        return found

    def exports_with(self, sha256s: Sequence[str]) -> list[ExportPlace]:
        """The documents of any dossier that were exported to a file with one of these SHA-256, the newest first."""
        found: list[ExportPlace] = self._query(lambda connection: act_rows.exports_with(connection, sha256s))
        return found

    def missing(self) -> list[ActPlace]:
        """The acts whose file is not in the archive, as after the restore of an old backup."""

        def look(connection: Connection) -> list[ActPlace]:
            gone = act_rows.files(connection) - self.archive.names()
            return act_rows.with_file(connection, sorted(gone))

        found: list[ActPlace] = self._query(look)
        return found

    # --- changing ----------------------------------------------------------------------------------------

    def record(
        self,
        id: str,
        kind: str,
        data: Mapping[str, Any],
        file: bytes | None = None,
        at: dt.datetime | None = None,
        *,
        marks: Sequence[str] = (),
        content: str = "",
        summary: SummaryOrMaker = "",
    ) -> int:
        """Records an act of a dossier, with its file; gives its number. Both are on the disk then. Raises StoreFault.

        `at`: when, this moment if not given. `marks`: by what it can be found from outside (`with_mark`). `summary`: of
        the draft `content`, stored if that is still the dossier's draft.
        """
        when = now() if at is None else at
        with self.archive.lock:
            name = None if file is None else self.archive.put(file)
            act = act_rows.pack(id, kind, when, data, name, marks)
            number: int = self._change(lambda connection: changes.record_act(connection, id, act, content, summary))
        return number

    def remove(self, number: int, *, content: str = "", summary: SummaryOrMaker = "") -> None:
        """Takes an act away, as when it is undone. Its file goes when no act, nor any copy, refers to it.

        Taken away twice, it is away once.
        """
        self._change(lambda connection: changes.remove_act(connection, number, content, summary))

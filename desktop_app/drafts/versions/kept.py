"""The versions of dossiers, as the layers above read them: `Drafts.versions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.drafts.file import Connection
from desktop_app.drafts.versions import version_rows
from desktop_app.drafts.versions.version_rows import Note, VersionEntry

Run = Callable[[Callable[[Connection], Any]], Any]


class Versions:
    """Reads the versions of dossiers. `query` is the store's own, and raises StoreFault."""

    def __init__(self, query: Run) -> None:
        self._query = query

    def of(self, id: str) -> list[VersionEntry]:
        """The versions of a dossier by number, the last 5,000 of them."""
        found: list[VersionEntry] = self._query(lambda connection: version_rows.entries(connection, id))
        return found

    def content(self, id: str, number: int) -> str | None:
        """The draft of a version; None where it is not there, or not as it was stored."""
        found: str | None = self._query(lambda connection: version_rows.content(connection, id, number))
        return found


__all__ = ["Note", "VersionEntry", "Versions"]

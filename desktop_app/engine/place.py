"""Where something is in a dossier; apart, because lists know places without opening anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A field, or a column of the line with that id."""

    field: str
    column: str | None = None
    line: str | None = None

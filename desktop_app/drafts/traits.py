"""What the user says of dossiers as a whole, beside their answers: archived, marked, called by a name of its own.

A dossier changes by none of it. What a row of `traits` says that this version does not know is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from desktop_app.drafts import faults
from desktop_app.drafts.content import folded, short
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import LONG_AGO, DossierEntry, from_iso, now, to_iso

ARCHIVED: Final = "archived"  # since when
MARKED: Final = "marked"  # since when
TITLE: Final = "title"  # the user's own; `drafts.title` says the same
AUTOMATIC: Final = "automatic"  # the title that the answers give, of a dossier with a title of its own
WORDS_BELOW: Final = "\n"  # in `drafts.folded`: between the title and what else is searched

Run = Callable[[Callable[[Connection], Any]], Any]


class Traits:
    """Changes what is said of dossiers. `change` is the store's own, and raises StoreFault."""

    def __init__(self, change: Run) -> None:
        self._change = change

    def archive(self, ids: Sequence[str], on: bool = True) -> None:
        """Takes dossiers out of the daily list, or back into it."""
        self._change(lambda connection: _put_all(connection, ids, ARCHIVED, to_iso(now()) if on else ""))

    def mark(self, ids: Sequence[str], on: bool = True) -> None:
        """Marks dossiers as those to have at hand, or no longer."""
        self._change(lambda connection: _put_all(connection, ids, MARKED, to_iso(now()) if on else ""))

    def rename(self, id: str, title: str) -> None:
        """Gives a dossier a title that no save changes; an empty one is the title that its answers give."""
        self._change(lambda connection: rename(connection, id, title))


def _put_all(connection: Connection, ids: Iterable[str], name: str, value: str) -> None:
    for id in ids:
        put(connection, id, name, value)


def put(connection: Connection, id: str, name: str, value: str) -> None:
    """Says something of a dossier, in place of what was said before; nothing where the value is empty."""
    if connection.execute("SELECT 1 FROM drafts WHERE id = ?", (id,)).fetchone() is None:
        raise faults.missing()
    connection.execute("DELETE FROM traits WHERE draft = ? AND name = ?", (id, name))
    if value:
        connection.execute("INSERT INTO traits (draft, name, value) VALUES (?, ?, ?)", (id, name, value))


def get(connection: Connection, id: str, name: str) -> str:
    """What is said of a dossier; empty where nothing is."""
    query = "SELECT value FROM traits WHERE draft = ? AND name = ?"
    found = connection.execute(query, (id, name)).fetchone()
    return found[0] if found and isinstance(found[0], str) else ""


def rename(connection: Connection, id: str, title: str) -> None:
    """See `Traits.rename`."""
    row = connection.execute("SELECT title, folded FROM drafts WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise faults.missing()
    own, given = one_line(title), get(connection, id, TITLE)
    automatic = get(connection, id, AUTOMATIC) if given else row[0]
    put(connection, id, TITLE, own)
    put(connection, id, AUTOMATIC, automatic if own else "")
    shown = own or automatic
    words = searched(shown, row[1].partition(WORDS_BELOW)[2])
    connection.execute("UPDATE drafts SET title = ?, folded = ? WHERE id = ?", (shown, words, id))


def title_to_store(connection: Connection, id: str, automatic: str) -> str:
    """The title of a dossier whose answers give `automatic`: its own, where it has one."""
    own = get(connection, id, TITLE)
    if own:
        put(connection, id, AUTOMATIC, automatic)
    return own or automatic


def one_line(words: str) -> str:
    """A title as it is stored: on one line."""
    return " ".join(short(words).split())


def searched(title: str, words: str) -> str:
    """What is searched of a dossier: its title, and below it words that are folded already."""
    return folded(" ".join(title.split())) + (WORDS_BELOW + words if words else "")


def of_all(rows: Iterable[tuple[Any, ...]]) -> Mapping[str, Mapping[str, str]]:
    """By dossier what is said of it, from rows of `traits`; what is no text is passed over."""
    found: dict[str, dict[str, str]] = {}
    for id, name, value in rows:
        if isinstance(id, str) and isinstance(name, str) and isinstance(value, str):
            found.setdefault(id, {})[name] = value
    return found


def with_traits(row: DossierEntry, said: Mapping[str, str]) -> DossierEntry:
    """A row of the list with what is said of it."""
    since = from_iso(said[ARCHIVED]) if ARCHIVED in said else LONG_AGO
    archived = None if since == LONG_AGO else since
    return row._replace(archived=archived, marked=MARKED in said, own_title=bool(said.get(TITLE)))

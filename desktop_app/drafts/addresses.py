"""The address books: records of companies and offices, kept in the same file as the dossiers that use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from desktop_app.drafts import faults, state
from desktop_app.drafts.cells import Cells
from desktop_app.drafts.changes import new_id
from desktop_app.drafts.content import checksum, decode, encode, folded, is_intact, storable
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import Contact, ContactEntry, now, to_iso

MAX_WORDS = 8  # of a search: each becomes one condition of the query
T = TypeVar("T")


class Addresses:
    """Reads and changes the records. `query` and `change` are the store's own, and raise StoreFault."""

    def __init__(self, query: Callable[[Callable[[Connection], Any]], Any], change: Callable[..., Any]) -> None:
        self._query, self._change = query, change

    # --- reading -----------------------------------------------------------------------------------------

    def rows(self, book: str, search: str = "", limit: int = -1, binned: bool = False) -> list[ContactEntry]:
        """The records of a book that contain each of the words (accents and case ignored), by name. `limit` -1: all."""
        words = folded(storable(search)).split()[:MAX_WORDS]
        query = (
            "SELECT id, name, detail FROM records WHERE book = ?"
            f" AND binned IS {'NOT' if binned else ''} NULL{' AND instr(folded, ?)' * len(words)}"
            " ORDER BY folded, id LIMIT ?"
        )

        def rows(connection: Connection) -> list[ContactEntry]:
            found = connection.execute(query, (storable(book), *words, limit))
            return [ContactEntry(*(Cells().text(value) for value in row)) for row in found]

        return list(self._query(rows))

    def count(self, book: str) -> int:
        """How many records a book has."""
        return self._number("SELECT count(*) FROM records WHERE book = ? AND binned IS NULL", book)

    def uses(self, id: str) -> int:
        """How many dossiers use a record, without those in the bin."""
        return self._number(
            "SELECT count(*) FROM uses JOIN drafts ON drafts.id = draft WHERE record = ? AND binned IS NULL", id
        )

    def namesake(self, book: str, name: str) -> str | None:
        """The id of the first record of a book with that name, accents and case ignored."""
        wanted = folded(storable(name.strip()))
        for row in self.rows(book, name):
            if folded(row.name) == wanted:
                return row.id
        return None

    def read(self, id: str) -> Contact | None:
        """A record; None if it was deleted or is in the bin. Raises StoreFault if it is damaged."""

        def read(connection: Connection) -> Contact | None:
            query = "SELECT book, name, detail, sha256, answers FROM records WHERE id = ? AND binned IS NULL"
            found = connection.execute(query, (storable(id),)).fetchone()
            if found is None:
                return None
            book, name, detail, check, data = found
            if not is_intact(id, data, check):
                raise faults.damaged_record()
            cells = Cells()  # name and detail are in no checksum
            return Contact(cells.text(book), cells.text(name), cells.text(detail), json.loads(decode(data)))

        contact: Contact | None = self._query(read)
        return contact

    def _number(self, query: str, key: str) -> int:
        return int(self._query(lambda connection: connection.execute(query, (storable(key),)).fetchone()[0]))

    # --- changing ----------------------------------------------------------------------------------------

    def add(self, contact: Contact) -> str:
        """A new record; gives its id."""
        id = new_id()
        self._change(lambda connection: _put(connection, id, contact))
        return id

    def replace(self, id: str, contact: Contact) -> None:
        """Stores a new version of a record. Dossiers that use it are not changed."""

        def put(connection: Connection) -> None:
            if connection.execute("SELECT 1 FROM records WHERE id = ?", (id,)).fetchone() is None:
                raise faults.missing_record()
            _put(connection, id, contact)

        self._change(put)

    def bin(self, id: str) -> None:
        """Puts a record into the bin, for 30 days."""
        self._change(lambda connection: _bin(connection, id, to_iso(now())))

    def restore(self, id: str) -> None:
        """Takes a record out of the bin."""
        self._change(lambda connection: _bin(connection, id, None))

    def delete(self, id: str) -> None:
        """Deletes a record of the bin for good, also from the journal."""

        def delete(connection: Connection) -> None:
            if not state.delete_record(connection, id):
                raise faults.missing_record()

        self._change(delete, wipe=True)


def _put(connection: Connection, id: str, contact: Contact) -> None:
    data = encode(json.dumps(dict(contact.answers), ensure_ascii=False))
    words = " ".join([contact.name, *(each for each in contact.answers.values() if isinstance(each, str))])
    connection.execute(
        "INSERT OR REPLACE INTO records (id, book, name, detail, folded, updated, sha256, answers)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id, storable(contact.book), storable(contact.name), storable(contact.detail), folded(storable(words)),
            to_iso(now()), checksum(id, data), data,
        ),
    )  # fmt: skip


def _bin(connection: Connection, id: str, when: str | None) -> None:
    query = "UPDATE records SET binned = ? WHERE id = ?"
    if connection.execute(query, (when, id)).rowcount == 0:
        raise faults.missing_record()
    state.count_anew(connection, id)

"""The address books: records of companies and offices, kept in the same file as the dossiers that use them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, TypeVar

from desktop_app.drafts import faults
from desktop_app.drafts.changes import BIN_DAYS, new_id
from desktop_app.drafts.content import checksum, clean, folded, is_good, raw, text
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import Contact, ContactEntry, now, written

MOST_WORDS = 8  # of a search: each is looked for apart
T = TypeVar("T")


class Addresses:
    """Looks into the records and changes them; `look` and `change` are the store's own, and raise StoreFault."""

    def __init__(
        self, look: Callable[[Callable[[Connection], Any]], Any], change: Callable[[Callable[[Connection], Any]], Any]
    ) -> None:
        self._look, self._change = look, change

    # --- looking -----------------------------------------------------------------------------------------

    def rows(self, book: str, search: str = "", most: int = -1, binned: bool = False) -> list[ContactEntry]:
        """The records of a book that contain each of the words (accents and capitals aside), by name."""
        words = folded(clean(search)).split()[:MOST_WORDS]
        query = (
            "SELECT id, name, detail FROM records WHERE book = ?"
            f" AND binned IS {'NOT' if binned else ''} NULL{' AND instr(folded, ?)' * len(words)}"
            " ORDER BY folded, id LIMIT ?"
        )

        def rows(connection: Connection) -> list[ContactEntry]:
            return [ContactEntry(*row) for row in connection.execute(query, (clean(book), *words, most))]

        return list(self._look(rows))

    def count(self, book: str) -> int:
        """How many records a book has."""
        return self._number("SELECT count(*) FROM records WHERE book = ? AND binned IS NULL", book)

    def uses(self, id: str) -> int:
        """How many dossiers a record was used in, those in the bin apart."""
        return self._number(
            "SELECT count(*) FROM uses JOIN drafts ON drafts.id = draft WHERE record = ? AND binned IS NULL", id
        )

    def namesake(self, book: str, name: str) -> str | None:
        """The first record of a book with that name, accents and capitals aside."""
        wanted = folded(clean(name.strip()))
        for row in self.rows(book, name):
            if folded(row.name) == wanted:
                return row.id
        return None

    def read(self, id: str) -> Contact | None:
        """A record, None where it is gone or in the bin. Raises StoreFault where it is damaged."""

        def read(connection: Connection) -> Contact | None:
            query = "SELECT book, name, detail, sha256, answers FROM records WHERE id = ? AND binned IS NULL"
            found = connection.execute(query, (clean(id),)).fetchone()
            if found is None:
                return None
            book, name, detail, check, data = found
            if not is_good(id, data, check):
                raise faults.damaged_record()
            return Contact(book, name, detail, json.loads(text(data)))

        card: Contact | None = self._look(read)
        return card

    def _number(self, query: str, key: str) -> int:
        return int(self._look(lambda connection: connection.execute(query, (clean(key),)).fetchone()[0]))

    # --- changing ----------------------------------------------------------------------------------------

    def add(self, card: Contact) -> str:
        """A new record; gives its id."""
        id = new_id()
        self._change(lambda connection: _put(connection, id, card))
        return id

    def replace(self, id: str, card: Contact) -> None:
        """The record as it is now. Dossiers that use it stay as they are."""

        def put(connection: Connection) -> None:
            if connection.execute("SELECT 1 FROM records WHERE id = ?", (id,)).fetchone() is None:
                raise faults.missing_record()
            _put(connection, id, card)

        self._change(put)

    def bin(self, id: str) -> None:
        """Puts a record into the bin, for 30 days."""
        self._change(lambda connection: _bin(connection, id, written(now())))

    def restore(self, id: str) -> None:
        """Takes a record out of the bin."""
        self._change(lambda connection: _bin(connection, id, None))


def _put(connection: Connection, id: str, card: Contact) -> None:
    data = raw(json.dumps(dict(card.answers), ensure_ascii=False))
    words = " ".join([card.name, *(each for each in card.answers.values() if isinstance(each, str))])
    connection.execute(
        "INSERT OR REPLACE INTO records (id, book, name, detail, folded, updated, sha256, answers)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id, clean(card.book), clean(card.name), clean(card.detail), folded(clean(words)), written(now()),
            checksum(id, data), data,
        ),
    )  # fmt: skip


def _bin(connection: Connection, id: str, when: str | None) -> None:
    if connection.execute("UPDATE records SET binned = ? WHERE id = ?", (when, id)).rowcount == 0:
        raise faults.missing_record()


def empty_bin(connection: Connection) -> int:
    """Deletes what lies in the bin for 30 days; gives how many records."""
    limit = written(now() - dt.timedelta(days=BIN_DAYS))
    return connection.execute("DELETE FROM records WHERE binned < ?", (limit,)).rowcount

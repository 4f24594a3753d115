"""The address books as the window meets them: what cannot be read or written is told, and then there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.addresses import Addresses
from desktop_app.drafts.content import folded
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import Contact, ContactEntry
from desktop_app.engine.evaluation import parties
from desktop_app.engine.forms.form import Field

MARK = "dalla tua associazione"
T = TypeVar("T")
Fields = Mapping[str, Field]


class AddressBooks(QObject):
    """`changed` comes after every change of a record, with its id. `told` turns faults into notices.

    `theirs` are the records of the user's association: found and used like the others, never changed.
    """

    changed = Signal(str)

    def __init__(
        self, addresses: Addresses, told: Callable[[], AbstractContextManager[None]],
        theirs: Callable[[], Mapping[str, Contact]] = dict,
    ) -> None:  # fmt: skip
        super().__init__()
        self._addresses, self._told, self._theirs = addresses, told, theirs
        self.version = 0  # counts the changes

    def _ask(self, what: Callable[[], T], else_: T) -> T:
        found = else_
        with self._told():
            found = what()
        return found

    def _glance(self, what: Callable[[], T], else_: T) -> T:
        """What nobody asked for, while somebody types: where it cannot be read, the saving tells, once."""
        with suppress(StoreFault):
            return what()
        return else_

    # --- looking -----------------------------------------------------------------------------------------

    def count(self, book: str) -> int:
        """How many records a book has."""
        theirs = sum(card.book == book for card in self._theirs().values())
        return theirs + self._glance(lambda: self._addresses.count(book), 0)

    def is_theirs(self, id: str) -> bool:
        """Whether a record is the association's, which nobody changes here."""
        return id in self._theirs()

    def rows(self, book: str, search: str = "", most: int = -1, binned: bool = False) -> list[ContactEntry]:
        """The records that contain the words, by name; the association's with its mark."""
        mine: list[ContactEntry] = self._ask(lambda: self._addresses.rows(book, search, most, binned), [])
        theirs = [] if binned else self._matching(book, search)
        if not theirs:
            return mine
        return sorted([*mine, *theirs], key=lambda row: folded(row.name))[: None if most < 0 else most]

    def _matching(self, book: str, search: str) -> list[ContactEntry]:
        words = folded(search).split()
        return [
            ContactEntry(id, card.name, ", ".join(part for part in (card.detail, MARK) if part))
            for id, card in self._theirs().items()
            if card.book == book and all(word in folded(" ".join(map(str, card.answers.values()))) for word in words)
        ]

    def namesake(self, book: str, name: str) -> str | None:
        """A record of that name, the user's own first."""
        mine = self._glance(lambda: self._addresses.namesake(book, name), None)
        wanted = folded(name.strip())
        same = (id for id, card in self._theirs().items() if card.book == book and folded(card.name) == wanted)
        return mine or next(same, None)

    def uses(self, id: str) -> int:
        """How many dossiers use a record."""
        return self._ask(lambda: self._addresses.uses(id), 0)

    def read(self, id: str) -> Contact | None:
        """A record, None where it is gone."""
        if id in self._theirs():
            return self._theirs()[id]
        return self._ask(lambda: self._addresses.read(id), None)

    def answers(self, id: str) -> Mapping[str, Any] | None:
        """The answers of a record, None where it is gone."""
        card = self.read(id)
        return card.answers if card else None

    # --- changing ----------------------------------------------------------------------------------------

    def add(self, book: str, fields: Fields, answers: Mapping[str, Any]) -> str:
        """A new record; gives its id, empty where it cannot be kept."""
        id = self._ask(lambda: self._addresses.add(_card(book, fields, answers)), "")
        if id:
            self._tell(id)
        return id

    def update(self, id: str, fields: Fields, answers: Mapping[str, Any]) -> Contact | None:
        """Puts these answers into a record (None: it has none any more); gives the record as it was."""
        before = None if self.is_theirs(id) else self.read(id)
        if before is not None:
            now = {name: value for name, value in {**before.answers, **answers}.items() if value not in (None, "")}
            self._change(id, lambda: self._addresses.replace(id, _card(before.book, fields, now)))
        return before

    def put_back(self, id: str, card: Contact) -> None:
        """A record as it was."""
        self._change(id, lambda: self._addresses.replace(id, card))

    def bin(self, id: str) -> None:
        """Into the bin, for 30 days."""
        self._change(id, lambda: self._addresses.bin(id))

    def restore(self, id: str) -> None:
        """Out of the bin."""
        self._change(id, lambda: self._addresses.restore(id))

    def _change(self, id: str, change: Callable[[], None]) -> None:
        if self.is_theirs(id):
            return
        with self._told():
            change()
            self._tell(id)

    def _tell(self, id: str) -> None:
        self.version += 1
        self.changed.emit(id)


def _card(book: str, fields: Fields, answers: Mapping[str, Any]) -> Contact:
    name, detail = parties.name_of(fields, answers)
    return Contact(book, name, detail, dict(answers))


def named(name: str, detail: str) -> str:
    """A record in one line."""
    return ", ".join(part for part in (name, detail) if part) or "Senza nome"

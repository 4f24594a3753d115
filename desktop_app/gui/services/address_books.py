"""The address books for the window: a fault becomes a notice, and the result is then empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.content import folded
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import Contact, ContactEntry
from desktop_app.engine.evaluation import parties
from desktop_app.engine.forms.form import Field
from desktop_app.gui.services.store_session import StoreSession

ASSOCIATION_MARK = "dalla tua associazione"
T = TypeVar("T")
Fields = Mapping[str, Field]


def _ignore(_: object) -> None:
    """Nothing more is done with the result."""


def _done() -> None:
    """Nothing more is done."""


class AddressBooks(QObject):
    """Records of the user and of the user's association; the latter are found and used alike, and never changed.

    `changed` comes after every change of a record, with its id: they are made in the store's thread.
    """

    changed = Signal(str)
    deleted = Signal()  # for good

    def __init__(
        self, store: StoreSession, of_association: Callable[[], Mapping[str, Contact]] = dict
    ) -> None:  # fmt: skip
        super().__init__()
        self._addresses, self._store_session, self._of_association = store.drafts.addresses, store, of_association
        self.version = 0  # counts the changes

    def _or_told(self, what: Callable[[], T], else_: T) -> T:
        found = else_
        with self._store_session.faults_told():
            found = what()
        return found

    def _or_silent(self, what: Callable[[], T], else_: T) -> T:
        """What is read while somebody types: a fault is not told here, because the next save tells it, once."""
        with suppress(StoreFault):
            return what()
        return else_

    # --- reading -----------------------------------------------------------------------------------------

    def count(self, book: str) -> int:
        """How many records a book has."""
        theirs = sum(card.book == book for card in self._of_association().values())
        return theirs + self._or_silent(lambda: self._addresses.count(book), 0)

    def is_of_association(self, id: str) -> bool:
        """Whether a record is the association's, which nobody changes here."""
        return id in self._of_association()

    def rows(self, book: str, search: str = "", most: int = -1, binned: bool = False) -> list[ContactEntry]:
        """The records that contain the words, by name; the association's with its mark."""
        mine: list[ContactEntry] = self._or_told(lambda: self._addresses.rows(book, search, most, binned), [])
        theirs = [] if binned else self._matching(book, search)
        if not theirs:
            return mine
        return sorted([*mine, *theirs], key=lambda row: folded(row.name))[: None if most < 0 else most]

    def _matching(self, book: str, search: str) -> list[ContactEntry]:
        words = folded(search).split()
        return [
            ContactEntry(id, card.name, ", ".join(part for part in (card.detail, ASSOCIATION_MARK) if part))
            for id, card in self._of_association().items()
            if card.book == book and all(word in folded(" ".join(map(str, card.answers.values()))) for word in words)
        ]

    def namesake(self, book: str, name: str) -> str | None:
        """A record of that name, the user's own first."""
        mine = self._or_silent(lambda: self._addresses.namesake(book, name), None)
        wanted = folded(name.strip())
        same = (id for id, card in self._of_association().items() if card.book == book and folded(card.name) == wanted)
        return mine or next(same, None)

    def uses(self, id: str) -> int:
        """How many dossiers use a record."""
        return self._or_told(lambda: self._addresses.uses(id), 0)

    def read(self, id: str) -> Contact | None:
        """A record, None where it is gone."""
        if id in self._of_association():
            return self._of_association()[id]
        return self._or_told(lambda: self._addresses.read(id), None)

    def answers(self, id: str) -> Mapping[str, Any] | None:
        """The answers of a record, None where it is gone."""
        card = self.read(id)
        return card.answers if card else None

    # --- changing ----------------------------------------------------------------------------------------

    def add(
        self,
        book: str,
        fields: Fields,
        answers: Mapping[str, Any],
        then: Callable[[str], object] = _ignore,
        otherwise: Callable[[], object] = _done,
    ) -> None:
        """A new record; `then` gets its id when it is kept. Where it cannot be, that is told, and `otherwise` done."""

        def added(id: str) -> None:
            self._tell(id)
            then(id)

        self._store(lambda: self._addresses.add(_card(book, fields, answers)), added, otherwise)

    def update(
        self,
        id: str,
        fields: Fields,
        answers: Mapping[str, Any],
        then: Callable[[Contact], object] = _ignore,
        otherwise: Callable[[], object] = _done,
    ) -> None:
        """Puts these answers into a record (None: it has none any more); `then` gets the record as it was."""
        before = None if self.is_of_association(id) else self.read(id)
        if before is not None:
            now = {name: value for name, value in {**before.answers, **answers}.items() if value not in (None, "")}
            card = _card(before.book, fields, now)
            self._change(id, lambda: self._addresses.replace(id, card), lambda: then(before), otherwise)

    def put_back(self, id: str, card: Contact, then: Callable[[], object] = _done) -> None:
        """A record as it was."""
        self._change(id, lambda: self._addresses.replace(id, card), then)

    def bin(self, id: str, then: Callable[[], object] = _done) -> None:
        """Into the bin, for 30 days."""
        self._change(id, lambda: self._addresses.bin(id), then)

    def restore(self, id: str, then: Callable[[], object] = _done) -> None:
        """Out of the bin."""
        self._change(id, lambda: self._addresses.restore(id), then)

    def delete(self, id: str, then: Callable[[], object] = _done) -> None:
        """From the bin, for good."""

        def deleted() -> None:
            then()
            self.deleted.emit()

        self._change(id, lambda: self._addresses.delete(id), deleted)

    def _change(
        self,
        id: str,
        change: Callable[[], None],
        then: Callable[[], object] = _done,
        otherwise: Callable[[], object] = _done,
    ) -> None:
        def changed(_: object) -> None:
            self._tell(id)
            then()

        if not self.is_of_association(id):
            self._store(change, changed, otherwise)

    def _store(self, change: Callable[[], T], done: Callable[[T], object], otherwise: Callable[[], object]) -> None:
        def failed(fault: Exception) -> None:
            self._store_session.tell_fault(fault)
            otherwise()

        self._store_session.ask(change, done, failed)

    def _tell(self, id: str) -> None:
        self.version += 1
        self.changed.emit(id)


def _card(book: str, fields: Fields, answers: Mapping[str, Any]) -> Contact:
    name, detail = parties.name_of(fields, answers)
    return Contact(book, name, detail, dict(answers))


def record_name(name: str, detail: str) -> str:
    """A record in one line."""
    return ", ".join(part for part in (name, detail) if part) or "Senza nome"

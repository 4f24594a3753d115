"""Acts to and from what the store keeps as JSON; the store knows nothing of what is in them.

What is missing or malformed gets its default, and keys of a newer version are left alone: an act that was recorded is
never lost for what it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Protocol, get_args

from desktop_app.session.acts import Act, AnyAct, SentFile, Signature

_KINDS: Mapping[str, type[Act]] = {each.kind: each for each in get_args(AnyAct)}
_PARTS: Mapping[str, type[Any]] = {"signatures": Signature, "files": SentFile}
_OF_STORE = frozenset({"number", "at", "file"})
MOST = 500  # items of a list, characters apart
LONGEST = 5_000  # characters of a text


class Entry(Protocol):
    """An act as the store gives it."""

    @property
    def number(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def at(self) -> dt.datetime: ...

    @property
    def data(self) -> Mapping[str, Any]: ...

    @property
    def file(self) -> str | None: ...


def to_data(act: Act) -> dict[str, Any]:
    """What the store keeps of an act, as JSON; its kind, time and file are kept apart."""
    return {each.name: _plain(getattr(act, each.name)) for each in fields(act) if each.name not in _OF_STORE}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Signature | SentFile):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def read_acts(entries: Iterable[Entry]) -> list[AnyAct]:
    """The acts of a dossier that this version knows, in the order given."""
    return list(_read_all(entries))


def _read_all(entries: Iterable[Entry]) -> Iterator[Any]:
    for entry in entries:
        made = _KINDS.get(entry.kind)
        if made is not None:
            yield made(number=entry.number, at=entry.at, file=entry.file, **_given(made, entry.data))


def _given(made: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that a class has, each as its type: what is of another type is left out, and gets its default."""
    found: dict[str, Any] = {}
    for each in fields(made):
        if each.name in data and each.name not in _OF_STORE:
            value = _typed(each.name, str(each.type), data[each.name])
            if value is not None:
                found[each.name] = value
    return found


def _typed(name: str, kind: str, value: Any) -> Any:
    if kind.startswith("tuple"):
        items = value[:MOST] if isinstance(value, list) else []
        if name in _PARTS:
            part = _PARTS[name]
            return tuple(part(**_given(part, each)) for each in items if isinstance(each, Mapping))
        return tuple(each[:LONGEST] for each in items if isinstance(each, str))
    if "datetime" in kind:
        return _moment(value)
    if "date" in kind:
        return _day(value)
    if kind == "str":
        return value[:LONGEST] if isinstance(value, str) else None
    if kind == "bool":
        return value if isinstance(value, bool) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: Any) -> dt.datetime | None:
    try:
        read = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo is not None else None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None

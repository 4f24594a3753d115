"""The static types of formulas: the kind of a value, and the texts that a choice may give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ValueKind(StrEnum):
    """The kind of value that a name or a formula gives; the text is its Italian name in messages."""

    NUMBER = "numero"
    DATE = "data"
    TRUTH = "sì/no"
    TEXT = "testo"
    LINES = "elenco"


@dataclass(frozen=True, slots=True)
class StaticType:
    """What is known before any value: the kind and, of choices and literals, the texts that are possible."""

    kind: ValueKind
    options: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a formula may use: everywhere, in its own line, and the columns of each group of lines."""

    everywhere: Mapping[str, StaticType]
    own_line: Mapping[str, StaticType] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, StaticType]] = field(default_factory=dict)

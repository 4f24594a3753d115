"""The bytes that signatures are over, hashed once for each algorithm however many signatures there are."""

from __future__ import annotations

import hashlib
from typing import Any

DIGESTS = (
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
)  # fmt: skip


class Beginnings:
    """The beginnings of one file, hashed in one pass: the signatures of a PDF cover one another's versions."""

    def __init__(self, data: bytes) -> None:
        self.view = memoryview(data)
        self._known: dict[str, list[tuple[int, Any]]] = {}

    def running(self, name: str, end: int) -> Any:
        """A hash of everything before `end`, to go on with."""
        known = self._known.setdefault(name, [(0, hashlib.new(name, usedforsecurity=False))])
        before, hashed = max((each for each in known if each[0] <= end), key=lambda each: each[0])
        made = hashed.copy()
        made.update(self.view[before:end])
        if before < end:
            known.append((end, made.copy()))
        return made


class Content:
    """Some bytes: a beginning of a file, or none, then pieces that belong one after another."""

    def __init__(self, *pieces: bytes | memoryview, after: tuple[Beginnings, int] | None = None) -> None:
        self._pieces = pieces
        self._after = after
        self._digests: dict[str, bytes] = {}

    def digest(self, name: str) -> bytes:
        """Its digest. Raises ValueError on an algorithm that signatures do not use."""
        if name not in DIGESTS:
            raise ValueError(name)
        if name not in self._digests:
            beginning, end = self._after or (Beginnings(b""), 0)
            running = beginning.running(name, end)
            for piece in self._pieces:
                running.update(piece)
            self._digests[name] = running.digest()
        return self._digests[name]

    def whole(self) -> bytes:
        """All bytes in one piece."""
        before = [self._after[0].view[: self._after[1]]] if self._after else []
        return b"".join((*before, *self._pieces))

"""The bytes that signatures are over, hashed once for each algorithm however many signatures there are."""

from __future__ import annotations

import hashlib

DIGESTS = (
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
)  # fmt: skip


class Content:
    """Some bytes, in one piece or several that belong one after another."""

    def __init__(self, *pieces: bytes | memoryview) -> None:
        self._pieces = pieces
        self._digests: dict[str, bytes] = {}

    def digest(self, name: str) -> bytes:
        """Its digest. Raises ValueError on an algorithm that signatures do not use."""
        if name not in DIGESTS:
            raise ValueError(name)
        if name not in self._digests:
            running = hashlib.new(name, usedforsecurity=False)
            for piece in self._pieces:
                running.update(piece)
            self._digests[name] = running.digest()
        return self._digests[name]

    def whole(self) -> bytes:
        """All bytes in one piece."""
        return b"".join(self._pieces)

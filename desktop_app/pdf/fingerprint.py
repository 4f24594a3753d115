"""Hashes of PDF objects with all that they rest on, alike in two files that show the same however they are packed."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, PdfError, Stream, String

MAX_OBJECTS: Final = 300_000
MAX_DEPTH: Final = 80
MAX_UNPACKED: Final = 200_000_000  # bytes of all streams
# What leads back, belongs to the structure for readers, or says how a stream is packed.
_SKIPPED: Final = frozenset(
    {"/Parent", "/P", "/StructParent", "/StructParents", "/Annots", "/Metadata", "/Lang", "/Length", "/Filter",
     "/DecodeParms", "/DL"}
)  # fmt: skip


class TooComplex(Exception):
    """There is more to compare than any file of ours has."""


class Fingerprints:
    """The hashes of one file's objects; each is worked out once.

    `unpacked`, shared by the versions of a file, keeps what streams hold, by what they are packed as.
    """

    def __init__(self, unpacked: dict[bytes, bytes]) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._streams = unpacked
        self._objects = 0
        self._unpacked = 0

    def of(self, thing: Any, depth: int = 0) -> bytes:
        """The hash of a value. Raises TooComplex."""
        self._objects += 1
        if self._objects > MAX_OBJECTS or depth > MAX_DEPTH:
            raise TooComplex
        own = getattr(thing, "objgen", (0, 0))
        if own == (0, 0):
            return self._value(thing, depth)
        if own not in self._known:
            self._known[own] = b"itself"  # a loop ends here, in both files at the same place
            self._known[own] = self._value(thing, depth)
        return self._known[own]

    def _value(self, thing: Any, depth: int) -> bytes:
        if isinstance(thing, Dictionary | Stream):
            running = hashlib.sha256(b"D")
            for key, value in sorted(thing.items()):
                if key not in _SKIPPED:
                    running.update(key.encode() + b"\0" + self.of(value, depth + 1))
            if isinstance(thing, Stream):
                running.update(self._unpack(thing))
            return running.digest()
        if isinstance(thing, Array):
            running = hashlib.sha256(b"A")
            for each in thing:
                running.update(self.of(each, depth + 1))
            return running.digest()
        return hashlib.sha256(_plain(thing)).digest()

    def _unpack(self, stream: Any) -> bytes:
        """A hash of what a stream holds, or of how it is packed where it cannot be unpacked (pictures)."""
        if "/Filter" not in stream:
            return hashlib.sha256(stream.get_raw_stream_buffer()).digest()
        running = hashlib.sha256(b"".join(_text(stream.get(key)) for key in ("/Filter", "/DecodeParms")))
        running.update(stream.get_raw_stream_buffer())
        packed = running.digest()
        if packed not in self._streams:
            try:
                data = memoryview(stream.get_stream_buffer())
            except PdfError:
                data = memoryview(packed)
            self._unpacked += data.nbytes
            if self._unpacked > MAX_UNPACKED:
                raise TooComplex
            self._streams[packed] = hashlib.sha256(data).digest()
        return self._streams[packed]


def _text(thing: Any) -> bytes:
    return b"" if thing is None else bytes(thing.unparse(resolved=True))


def _plain(thing: Any) -> bytes:
    """A value without parts: its kind, and what it says."""
    if isinstance(thing, String):
        return b"T" + bytes(thing)
    if isinstance(thing, Name):
        return b"N" + str(thing).encode()
    if isinstance(thing, int | Decimal) and not isinstance(thing, bool):  # 1 and 1.0 are one number
        return b"V" + str(Decimal(thing).normalize()).encode()
    return b"V" + repr(thing).encode()

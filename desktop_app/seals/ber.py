"""Rewrites BER with open lengths as one with stated lengths, in one pass, and refuses what no honest file has.

Signing programs write envelopes piece by piece (open lengths, the document in a thousand parts). asn1crypto reads those
slowly and to a depth of ten only, and takes for ever over absurd tags and numbers: after this it meets none of them.
"""

from __future__ import annotations

from typing import Final

from desktop_app.seals.signature import NotSigned

MAX_ELEMENTS: Final = 150_000
MAX_DEPTH: Final = 100
_LONGEST: Final = {0x01: 8, 0x02: 4_096, 0x05: 8, 0x06: 64, 0x0A: 64, 0x17: 64, 0x18: 64}  # bytes, by tag
_CONSTRUCTED: Final = 0x20
_OCTETS, _OCTETS_IN_PARTS = 0x04, 0x24
_OID, _INTEGER, _SEQUENCE, _EXPLICIT, _REVOCATIONS = 0x06, 0x02, 0x30, 0xA0, 0xA1
# Attributes that nobody here reads, and that may hold hundreds of thousands of revoked certificates.
_LEFT_ALONE: Final = frozenset(
    bytes.fromhex(each)
    for each in (
        "2a864886f70d010910" + "0217", "2a864886f70d010910" + "0218",  # certificate and revocation values
        "2a864886f70d010910" + "021b", "2a864886f70d010910" + "0230",  # archive time stamps
        "04008d4502" + "04", "04008d4502" + "05", "2a864886f72f010108",  # archive time stamp v3, its index, Adobe's
    )
)  # fmt: skip
INCOMPLETE: Final = "è incompleta o rovinata"
_ABSURD: Final = "è fatta in un modo che non si può leggere"


class _Open:
    """An element whose parts are being read. `end`: None where its length is open; `first`: its first piece."""

    __slots__ = ("begins", "changed", "end", "first", "size", "start", "tag")

    def __init__(self, tag: int, start: int, end: int | None, first: int) -> None:
        self.tag, self.start, self.end, self.first = tag, start, end, first
        self.size, self.changed, self.begins = 0, end is None or tag == _OCTETS_IN_PARTS, 0


def definite(data: bytes) -> bytes:
    """The first element of the data, with stated lengths and octet strings in one part. Raises NotSigned."""
    reader = _Reader(data)
    reader.run()
    return b"".join(reader.pieces)


class _Reader:
    """Goes over the elements once. `pieces`: what was read; a head is put into its place when its length is known."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._stack: list[_Open] = []
        self.pieces: list[bytes | memoryview] = []

    def run(self) -> None:
        count = 0
        while count == 0 or self._stack:
            count += 1
            if count > MAX_ELEMENTS:
                raise NotSigned(_ABSURD)
            self._element()
            while self._stack and self._stack[-1].end == self._at:
                self._close()

    def _element(self) -> None:
        parent = self._stack[-1] if self._stack else None
        start = self._at
        tag = self._tag()
        length = self._length()
        end = None if length is None else self._at + length
        if max(end or 0, self._at) > self._limit():
            raise NotSigned(INCOMPLETE)
        if parent and parent.end is None and tag == 0 and length == 0:
            self._close()
            return
        if parent and parent.tag == _OCTETS_IN_PARTS and tag not in (_OCTETS, _OCTETS_IN_PARTS):
            raise NotSigned(_ABSURD)
        if tag & _CONSTRUCTED and not (end is not None and self._is_revocations(tag)):
            self._open(tag, start, end)
        elif tag & _CONSTRUCTED:
            self._leave_alone(start, end)
        elif end is None or end - self._at > _LONGEST.get(tag, end):
            raise NotSigned(_ABSURD)
        else:
            self._primitive(tag, start, end)

    def _primitive(self, tag: int, start: int, end: int) -> None:
        value = self._data[self._at : end]
        self._add(value if self._in_parts() else self._data[start:end])
        self._at = end
        parent = self._stack[-1] if self._stack else None
        if parent is None:
            return
        parent.begins = parent.begins or tag
        if tag == _OID and parent.tag == _SEQUENCE and parent.end is not None and bytes(value) in _LEFT_ALONE:
            self._leave_alone(end, parent.end)

    def _is_revocations(self, tag: int) -> bool:
        """Whether an element is the list of revocations of an envelope: [1] after a version, in something explicit."""
        if tag != _REVOCATIONS or len(self._stack) < 2:
            return False
        return self._stack[-1].begins == _INTEGER and self._stack[-2].tag == _EXPLICIT

    def _leave_alone(self, start: int, end: int | None) -> None:
        """Takes what lies between as it is: it is never read."""
        self._add(self._data[start:end])
        self._at = end or start

    def _limit(self) -> int:
        """Where the nearest element with a stated length ends."""
        return next((each.end for each in reversed(self._stack) if each.end is not None), len(self._data))

    def _in_parts(self) -> bool:
        return bool(self._stack) and self._stack[-1].tag == _OCTETS_IN_PARTS

    def _add(self, piece: bytes | memoryview) -> None:
        self.pieces.append(piece)
        if self._stack:
            self._stack[-1].size += len(piece)

    def _open(self, tag: int, start: int, end: int | None) -> None:
        if len(self._stack) == MAX_DEPTH:
            raise NotSigned(_ABSURD)
        self._stack.append(_Open(tag, start, end, len(self.pieces)))
        self.pieces.append(b"")  # its head, written when it is closed

    def _close(self) -> None:
        closed = self._stack.pop()
        if not closed.changed:  # as it stands in the data
            del self.pieces[closed.first :]
            self._add(self._data[closed.start : self._at])
            return
        if self._stack:
            self._stack[-1].changed = True
        if closed.tag == _OCTETS_IN_PARTS and self._in_parts():  # a part made of parts
            head = b""
        elif closed.tag == _OCTETS_IN_PARTS:
            head = bytes([_OCTETS]) + _length_of(closed.size)
        else:
            head = bytes([closed.tag]) + _length_of(closed.size)
        self.pieces[closed.first] = head
        if self._stack:
            self._stack[-1].size += closed.size + len(head)

    def _tag(self) -> int:
        tag = self._byte()
        if tag & 31 == 31:  # no structure of ours has a tag above 30
            raise NotSigned(_ABSURD)
        return tag

    def _length(self) -> int | None:
        first = self._byte()
        if first < 128:
            return first
        if first == 128:
            return None
        if first > 136:
            raise NotSigned(_ABSURD)
        return int.from_bytes(bytes(self._byte() for _ in range(first - 128)), "big")

    def _byte(self) -> int:
        if self._at >= len(self._data):
            raise NotSigned(INCOMPLETE)
        self._at += 1
        return self._data[self._at - 1]


def _length_of(size: int) -> bytes:
    """A length as DER writes it."""
    if size < 128:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([128 + len(digits)]) + digits

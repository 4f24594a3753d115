"""Files as Outlook saves messages (.msg): compound files with storages and streams, written from scratch."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

SECTOR, MINI, SMALL = 512, 64, 4096  # bytes of a sector, of a small one, and of the first stream that is not small
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2
Tree = dict[str, "Tree | bytes"]


@dataclass
class Chains:
    """Sectors of one size, and the table that says which follows which."""

    size: int
    sectors: list[bytes] = field(default_factory=list)
    table: list[int] = field(default_factory=list)

    def store(self, data: bytes) -> int:
        """Puts data in; gives its first sector."""
        first = len(self.sectors)
        pieces = [data[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(data), self.size)]
        self.sectors += pieces
        self.table += [*range(first + 1, first + len(pieces)), END] if pieces else []
        return first if pieces else END


@dataclass
class Entry:
    """A line of the directory: its children hang in a chain to the right of the first."""

    name: str
    kind: int
    data: bytes = b""
    right: int = FREE
    child: int = FREE
    start: int = END

    def packed(self) -> bytes:
        coded = self.name.encode("utf-16-le") + b"\0\0"
        head = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), self.kind, 1)
        links = struct.pack("<III", FREE, self.right, self.child)
        return head + links + bytes(36) + struct.pack("<IQ", self.start, len(self.data))


def ole(tree: Tree) -> bytes:
    """A compound file with these storages and streams."""
    entries = [Entry("Root Entry", ROOT)]
    _add(entries, 0, tree)
    large, small = Chains(SECTOR), Chains(MINI)
    for each in entries:
        if each.kind == STREAM:
            each.start = (small if len(each.data) < SMALL else large).store(each.data)
    entries[0].data = b"".join(small.sectors)
    entries[0].start = large.store(entries[0].data)
    minis = b"".join(struct.pack("<I", each) for each in small.table)
    mini_table = large.store(minis.ljust(-(-len(minis) // SECTOR) * SECTOR, b"\xff"))
    directory = b"".join(each.packed() for each in entries)
    start = large.store(directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"))
    fats = next(count for count in range(1, 110) if count * 128 >= len(large.table) + count)
    places = list(range(len(large.sectors), len(large.sectors) + fats))
    table = [*large.table, *[TABLE] * fats]
    large.sectors.append(b"".join(struct.pack("<I", each) for each in table).ljust(fats * SECTOR, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, fats, start, 0, SMALL, mini_table, -(-len(minis) // SECTOR), END, 0)
    return head + struct.pack("<109I", *places, *[FREE] * (109 - fats)) + b"".join(large.sectors)


def _add(entries: list[Entry], place: int, tree: Tree) -> None:
    before = None
    for name, content in tree.items():
        number = len(entries)
        stream = isinstance(content, bytes)
        entries.append(Entry(name, STREAM if stream else STORAGE, content if isinstance(content, bytes) else b""))
        if before is None:
            entries[place].child = number
        else:
            entries[before].right = number
        before = number
        if not isinstance(content, bytes):
            _add(entries, number, content)


def text(tag: str, words: str) -> Tree:
    """A property that is a text."""
    return {f"__substg1.0_{tag}001F": words.encode("utf-16-le")}


def message_tree(
    headers: str = "", files: Sequence[tuple[str, bytes | Tree]] = (), kind: str = "IPM.Note", body: str = "Testo"
) -> Tree:
    """A message; a file may be another message (its tree)."""
    tree = {**text("001A", kind), **text("0037", "Oggetto"), **text("1000", body)}
    if headers:
        tree |= text("007D", headers)
    return tree | dict(_files(files))


def _files(files: Sequence[tuple[str, bytes | Tree]]) -> Iterator[tuple[str, Tree]]:
    for number, (name, data) in enumerate(files):
        inside: Tree = {f"__substg1.0_3701{'0102' if isinstance(data, bytes) else '000D'}": data}
        yield f"__attach_version1.0_#{number:08X}", {**text("3707", name), **inside}


def saved_whole(message: bytes) -> bytes:
    """A message that a provider signed, as Outlook saves it: the headers apart, the rest in one piece."""
    head, _, _ = message.partition(b"MIME-Version: 1.0\r\n")
    rest = message[len(head) + len(b"MIME-Version: 1.0\r\n") :]
    return ole(message_tree(head.decode(), [("smime.p7m", rest)], "IPM.Note.SMIME.MultipartSigned"))

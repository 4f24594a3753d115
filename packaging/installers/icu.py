"""The data of the ICU that Qt brings on Linux, for the languages that the program speaks: a third of all Qt otherwise.

ICU's library of data is one table of named parts; a smaller one of the same parts takes its place. A system in another
language sorts by the root's rules, which are those of Italian.
"""

from __future__ import annotations

import re
import struct
import tempfile
from pathlib import Path

from installers.project import BuildFault, run

MAGIC = b"CmnD"  # in the head of such a table, after its size and the marks of ICU's data
LANGUAGES = ("it", "en", "root")
LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?")  # "pool" and the like are longer
# Words that Qt has itself, and where words of eastern languages end.
NO_FOLDERS = {"translit", "rbnf", "unit", "zone", "curr", "lang", "region", "brkitr"}
LARGEST_CONVERTER = 10_000  # bytes: those of a byte a sign, as western systems that are not on UTF-8 have
ALIGNED = 16
SOURCE = """.section .rodata
.balign 4096
.globl @NAME@
.type @NAME@, @object
@NAME@:
.incbin "icu.dat"
.size @NAME@, . - @NAME@
.section .note.GNU-stack, "", @progbits
"""


def trim(library: Path) -> None:
    """Puts the smaller library in the place of a whole one. Raises BuildFault where it is not what it was."""
    data = library.read_bytes()
    at = data.find(MAGIC) - 12
    if at < 0:
        raise BuildFault(f"{library.name} non ha la tabella dei dati di ICU.")
    (size,) = struct.unpack_from("<H", data, at)
    parts = _parts(data[at + size :])
    table = data[at : at + size] + _table({name: part for name, part in parts.items() if is_kept(name, len(part))})
    _link(table, next(iter(parts)).partition("l/")[0] + "_dat", library)


def is_kept(name: str, size: int) -> bool:
    """Whether a part stays, by its name like "icudt73l/coll/it.res"."""
    *folders, file = name.split("/")[1:]
    stem, _, ending = file.partition(".")
    if ending == "cnv":
        return size < LARGEST_CONVERTER
    is_foreign = ending == "res" and LOCALE.fullmatch(stem) and stem.partition("_")[0] not in LANGUAGES
    return not is_foreign and not NO_FOLDERS.intersection(folders)


def _parts(table: bytes) -> dict[str, bytes]:
    """The parts by name, from the table behind its head."""
    (count,) = struct.unpack_from("<I", table)
    places = [struct.unpack_from("<II", table, 4 + 8 * number) for number in range(count)]
    ends = [start for _, start in places[1:]] + [len(table)]
    names = [table[name : table.index(b"\0", name)].decode("ascii") for name, _ in places]
    return {name: table[start:end] for name, (_, start), end in zip(names, places, ends, strict=True)}


def _table(parts: dict[str, bytes]) -> bytes:
    """A table of these parts, in the order of their names, as ICU looks for them."""
    names = sorted(parts)
    places, texts, bodies = [], b"", b""
    texts_at = 4 + 8 * len(names)
    for name in names:
        places.append(texts_at + len(texts))
        texts += name.encode("ascii") + b"\0"
    bodies_at = -(-(texts_at + len(texts)) // ALIGNED) * ALIGNED
    listed = struct.pack("<I", len(names))
    for name, place in zip(names, places, strict=True):
        listed += struct.pack("<II", place, bodies_at + len(bodies))
        bodies += parts[name] + bytes(-len(parts[name]) % ALIGNED)
    return (listed + texts).ljust(bodies_at, b"\0") + bodies


def _link(table: bytes, symbol: str, library: Path) -> None:
    """A library that holds the table under the name that ICU asks for."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "icu.dat").write_bytes(table)
        source = (
            f'.section .rodata\n.balign 4096\n.globl {symbol}\n.type {symbol}, @object\n{symbol}:\n.incbin "icu.dat"\n'
        )
        ended = f'.size {symbol}, . - {symbol}\n.section .note.GNU-stack, "", @progbits\n'
        (Path(scratch) / "icu.s").write_text(source + ended, encoding="ascii")
        options = ["-shared", "-nostdlib", "-s", "-Wl,--build-id=none", f"-Wl,-soname,{library.name}"]
        run(["gcc", *options, "icu.s", "-o", library], f"{library.name} non si scrive.", folder=Path(scratch))

"""The files that somebody hands in: single ones, those of a folder, those inside a ZIP; so many and so large at most.

What a file is, is told by its bytes, never by its name. Nothing is unpacked to the disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop_app.system.files import FileFault, read_bounded

MAX_FILES: Final = 200  # at once
MAX_FILE: Final = 64_000_000  # bytes
MAX_ZIP: Final = 256_000_000
MAX_ALL: Final = 512_000_000  # of all files that are handed in at once: they are kept until the user has seen them
TOO_MANY: Final = f"Guardo {MAX_FILES} file alla volta: aggiungi gli altri dopo."
ALL_TOO_LARGE: Final = f"Guardo {MAX_ALL // 1_000_000} MB alla volta: aggiungi gli altri file dopo."
PASSWORD: Final = "«{}» nello ZIP è chiuso con una password: aprilo tu, poi aggiungi il file."
TOO_LARGE: Final = f"«{{}}» supera {MAX_FILE // 1_000_000} MB: non è un documento di una pratica."
TOO_MUCH: Final = f"Quello che «{{}}» contiene supera {MAX_ZIP // 1_000_000} MB: il resto aprilo tu, e aggiungilo dopo."
BROKEN_ZIP: Final = "«{}» è uno ZIP rovinato: fattelo mandare di nuovo."
BROKEN_FILE: Final = "«{}» nello ZIP è rovinato: fattelo mandare di nuovo."
EMPTY_ZIP: Final = "«{}» è uno ZIP senza file."
EMPTY_FOLDER: Final = "Nella cartella «{}» non c'è nessun file."
_OF_SYSTEMS: Final = ("thumbs.db", "desktop.ini")  # what file managers leave in folders
_DOCUMENTS: Final = ("[content_types].xml", "mimetype")  # inside of what office programs write, which is a ZIP, too


class IncomingFile(NamedTuple):
    """A file by its name, without its folder. `refused` is a sentence where it was not taken; there is no data then."""

    name: str
    data: bytes = b""
    refused: str = ""


def incoming_files(paths: Iterable[Path]) -> Iterator[IncomingFile]:
    """The files below these paths, read one at a time. What cannot be read is refused with a sentence."""
    left = MAX_ALL
    for number, each in enumerate(_all(paths)):
        left -= len(each.data)
        if number == MAX_FILES or left < 0:
            yield IncomingFile("", refused=TOO_MANY if number == MAX_FILES else ALL_TOO_LARGE)
            return
        yield each


def _all(paths: Iterable[Path]) -> Iterator[IncomingFile]:
    for path in paths:
        if not _is_folder(path):
            yield from _read(path)
            continue
        some = False
        for each in _below(path):
            some = True
            yield from _read(each)
        if not some:
            yield IncomingFile(path.name, refused=EMPTY_FOLDER.format(shown(path.name)))


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _below(folder: Path) -> Iterator[Path]:
    """Its files in the order of their names, those of its folders after them; no link is followed."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and name.lower() not in _OF_SYSTEMS:
                yield Path(where) / name


def _read(path: Path) -> Iterator[IncomingFile]:
    try:
        data = read_bounded(path, MAX_ZIP)
    except FileFault as fault:
        yield IncomingFile(path.name, refused=str(fault))
        return
    if is_zip(data):
        yield from _unpacked(path.name, data)
    elif len(data) > MAX_FILE:
        yield IncomingFile(path.name, refused=TOO_LARGE.format(shown(path.name)))
    else:
        yield IncomingFile(path.name, data)


def is_zip(data: bytes) -> bool:
    """Whether these are the bytes of a ZIP of files, and not of a document of an office program."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    names = {each.filename.lower() for each in _entries(data) or ()}
    return names.isdisjoint(_DOCUMENTS)


def _entries(data: bytes) -> list[Any] | None:
    """The entries of a ZIP; None where it is broken."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return file.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, OverflowError):
        return None


def _unpacked(name: str, data: bytes) -> Iterator[IncomingFile]:
    import io
    import zipfile

    entries = _entries(data)
    if entries is None:
        yield IncomingFile(name, refused=BROKEN_ZIP.format(shown(name)))
        return
    wanted = [each for each in entries if not each.is_dir() and _is_wanted(each.filename)]
    if not wanted:
        yield IncomingFile(name, refused=EMPTY_ZIP.format(shown(name)))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        left = MAX_ZIP  # of what is unpacked: a small ZIP may hold as much as it likes
        for each in wanted:
            found = _entry(file, each)
            left -= len(found.data)
            if left < 0:
                yield IncomingFile(name, refused=TOO_MUCH.format(shown(name)))
                return
            yield found


def _is_wanted(inside: str) -> bool:
    parts = inside.replace("\\", "/").split("/")
    hidden = parts[-1].startswith((".", "~$")) or parts[-1].lower() in _OF_SYSTEMS
    return not hidden and "__MACOSX" not in parts


def _entry(file: Any, entry: Any) -> IncomingFile:
    """One file of a ZIP; never more than it says, and never more than we take: a bomb is refused before it opens."""
    import zipfile
    import zlib

    name = entry.filename.replace("\\", "/").rpartition("/")[2]
    if entry.flag_bits & 1:
        return IncomingFile(name, refused=PASSWORD.format(shown(name)))
    if entry.file_size > MAX_FILE:
        return IncomingFile(name, refused=TOO_LARGE.format(shown(name)))
    try:
        with file.open(entry) as content:
            data = content.read(MAX_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return IncomingFile(name, refused=BROKEN_FILE.format(shown(name)))
    if len(data) > MAX_FILE:
        return IncomingFile(name, refused=TOO_LARGE.format(shown(name)))
    return IncomingFile(name, data)


def shown(name: str) -> str:
    """A name as it may be displayed, cut where it is long."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return plain if len(plain) <= 80 else f"{plain[:60]}…{plain[-16:]}"

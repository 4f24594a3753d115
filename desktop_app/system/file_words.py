"""Why a file cannot be read or written: one Italian sentence that names it and says what to do next."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import Final

_ON_WINDOWS = os.name == "nt"
_NOT_ALLOWED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_LONGEST: Final = 259  # signs of a path on Windows, unless an administrator allowed more; then it says "not found"
_ELSEWHERE: Final = stat.FILE_ATTRIBUTE_OFFLINE | 0x40_0000  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS: OneDrive has it


class NotAFile(OSError):
    """A pipe, socket or device, which may never end or answer; where no link is followed, a link."""


def why_not_written(error: OSError | ValueError, path: Path, part: Path) -> str:
    """`part` is what was to get the name `path`, once it was complete."""
    folder, name = shown(path.parent), shown(path)
    with contextlib.suppress(OSError):  # the folder that relative paths are counted from may be gone
        folder = shown(path.parent.absolute())
    if isinstance(error, NotAFile):
        return f"«{name}» non è un file, ma un dispositivo o un canale: indica un altro nome."
    if _ON_WINDOWS and (sentence := _windows_writing(error, path, part)):
        return sentence
    match _code(error):
        case errno.EISDIR:
            return f"«{name}» è una cartella: indica un nome di file."
        case errno.ENOENT | errno.ENOTDIR:
            return f"La cartella «{folder}» non esiste: creala, o scegline un'altra."
        case errno.ENAMETOOLONG:
            return f"Il nome «{name}» è troppo lungo: scegline uno più corto."
        case code if code in _FULL:
            return f"Sul disco della cartella «{folder}» non c'è più posto: fai spazio, o scegline un'altra."
        case code if code in _NOT_ALLOWED:
            return f"Nella cartella «{folder}» non si può scrivere: scegline un'altra."
        case code:
            return f"«{name}» non si può scrivere (codice {code}): scegli un altro nome o un'altra cartella."


def _windows_writing(error: OSError | ValueError, path: Path, part: Path) -> str:
    """What Windows means by codes that mean something else elsewhere; "" where it means the same."""
    name = shown(path)
    if _is_too_long(error, path) or _is_too_long(error, part):
        return f"Il percorso «{name}» è troppo lungo per Windows: scegli una cartella dal nome più corto."
    if _code(error) in _NOT_ALLOWED and part.exists():
        if not path.exists():
            return f"Un altro programma, forse l'antivirus, tiene fermo «{name}»: riprova fra un momento."
        if not os.access(path, os.W_OK):
            return f"«{name}» è di sola lettura: scegli un altro nome, o togli la spunta nelle sue proprietà."
        return f"«{name}» è aperto in un altro programma: chiudilo e riprova."
    return ""


def why_not_read(error: OSError | ValueError | OverflowError, path: Path) -> str:
    """The sentence about a file that was to be read."""
    name = shown(path)
    if isinstance(error, NotAFile):
        return f"«{name}» non è un file da leggere, ma un dispositivo o un canale: scegline un altro."
    if _ON_WINDOWS and (sentence := _windows_reading(error, path)):
        return sentence
    match _code(error):
        case errno.ENOENT | errno.ENOTDIR:
            return f"Il file «{name}» non esiste: controlla il nome."
        case errno.EISDIR:
            return f"«{name}» è una cartella: indica un file."
        case code if code in _NOT_ALLOWED:
            return f"Il file «{name}» non si può leggere: chiedi il permesso, o scegline un altro."
        case code:
            return f"Il file «{name}» non si può leggere (codice {code}): scegline un altro."


def _windows_reading(error: OSError | ValueError | OverflowError, path: Path) -> str:
    name = shown(path)
    if _is_too_long(error, path):
        return f"Il percorso «{name}» è troppo lungo per Windows: sposta il file in una cartella dal nome più corto."
    if _is_elsewhere(path):
        return f"Il file «{name}» è solo in rete (OneDrive) e non si scarica: collegati a Internet e riprova."
    if _code(error) in _NOT_ALLOWED:
        if path.is_dir():
            return f"«{name}» è una cartella: indica un file."
        return f"Il file «{name}» non si può leggere: chiudi il programma che lo tiene aperto, o chiedi il permesso."
    return ""


def _is_too_long(error: OSError | ValueError | OverflowError, path: Path) -> bool:
    with contextlib.suppress(OSError):
        path = path.absolute()
    return _code(error) in (errno.ENOENT, errno.EINVAL) and len(str(path)) > _LONGEST


def _is_elsewhere(path: Path) -> bool:
    """Whether only the name of a file is on this computer."""
    with contextlib.suppress(OSError, ValueError):
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _ELSEWHERE)
    return False


def _code(error: OSError | ValueError | OverflowError) -> int | None:
    """The errno; other exceptions mean a path or time that no system accepts."""
    return error.errno if isinstance(error, OSError) else errno.EINVAL


def shown(path: Path) -> str:
    """The path as it may be displayed: control, bidirectional and undecodable characters are replaced."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(path))


def size_words(limit: int) -> str:
    """A limit in megabytes, a small one in bytes."""
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit} byte"

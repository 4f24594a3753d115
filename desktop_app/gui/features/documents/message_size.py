"""What is known about the files of a dossier before they are sent: where they lie and how much they weigh."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.italian.phrases import counted
from desktop_app.engine.italian.sizes import MB, megabytes
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system.allowed_paths import may_be_looked_up

HEAVY = 20 * MB  # of attachments; a PEC takes 30 MB with everything, and attachments grow on their way
GROWTH = Decimal("1.37")  # of a file inside a message (MIME)
NONE = "Non c'è ancora un PDF esportato di questa pratica."
FIRST = "Esportali, poi ti dico quanto pesano."
ELSEWHERE = "I PDF di questa pratica stanno in una cartella che su questo computer nessuno ha scelto."
AWAY = "Lì non li cerco. Se la cartella è tua, sceglila nelle Opzioni; altrimenti esportali di nuovo."
EXPORT = (("export", "Esporta i PDF"),)


class FoundFile(NamedTuple):
    """An export whose file is still there, and its size in bytes."""

    entry: ExportEntry
    size: int


class Found(NamedTuple):
    """The last export of each document that is still there.

    `elsewhere` are how many more lie in folders that nobody chose on this computer: those are not looked at.
    """

    files: tuple[FoundFile, ...]
    elsewhere: int = 0


def look_up(exports: Sequence[ExportEntry], folders: Sequence[Path]) -> Found:
    """Looks for the exports, of which the newest comes first, below these folders. Slow where a drive is."""
    last = {each.document: each for each in reversed(exports)}.values()
    here = [each for each in last if may_be_looked_up(each.path, folders)]
    files = ((each, _size(each.path)) for each in here)
    return Found(tuple(FoundFile(each, size) for each, size in files if size is not None), len(last) - len(here))


def _size(path: Path) -> int | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def folder_of(found: Found) -> Path | None:
    """Where the newest of them lies."""
    newest = max(found.files, key=lambda each: each.entry.number, default=None)
    return newest.entry.path.parent if newest is not None else None


def _has_changed(entry: ExportEntry) -> bool:
    return entry.changed


def weight(found: Found, is_superseded: Callable[[ExportEntry], bool] = _has_changed) -> Notice:
    """How large the files are that would be sent, and whether a PEC will take them."""
    if not found.files:
        return Notice("note", ELSEWHERE, AWAY, EXPORT) if found.elsewhere else Notice("note", NONE, FIRST, EXPORT)
    size = sum(each.size for each in found.files)
    many = counted(len(found.files), "Un documento", "{} documenti")
    fact = f"{many}: {megabytes(size)} in tutto."
    if size >= HEAVY:
        text = "Sono troppi per un solo messaggio PEC: dividili in più messaggi, e scrivi in ciascuno quanti sono."
        return Notice("warning", fact, text)
    text = f"Nel messaggio PEC diventano circa {megabytes(int(size * GROWTH))}, per ogni destinatario."
    return Notice("ok", fact, " ".join((text, *_old([each.entry for each in found.files], is_superseded))))


def _old(files: Iterable[ExportEntry], is_superseded: Callable[[ExportEntry], bool]) -> Iterable[str]:
    if any(each.bozza for each in files):
        yield "Attenzione: ci sono bozze, che non si possono firmare."
    elif any(map(is_superseded, files)):
        yield "Attenzione: la pratica è cambiata dopo l'esportazione. Esportali di nuovo."

"""What is known about the files of a dossier before they are sent: where they lie and how much they weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.sizes import MB, megabytes

HEAVY = 20 * MB  # of attachments; a PEC takes 30 MB with everything, and attachments grow on their way
GROWTH = Decimal("1.37")  # of a file inside a message (MIME)
NONE = "Non c'è ancora un PDF esportato di questa pratica."
EXPORT = (("export", "Esporta i PDF"),)


def newest(exports: Sequence[ExportEntry]) -> list[ExportEntry]:
    """The last export of each document whose file is still there; `exports` has the newest first."""
    last = {each.document: each for each in reversed(exports)}
    return [each for each in last.values() if each.path.is_file()]


def folder_of(exports: Sequence[ExportEntry]) -> Path | None:
    """Where the newest of them lies."""
    found = max(newest(exports), key=lambda each: each.number, default=None)
    return found.path.parent if found is not None else None


def _has_changed(entry: ExportEntry) -> bool:
    return entry.changed


def weight(exports: Sequence[ExportEntry], is_superseded: Callable[[ExportEntry], bool] = _has_changed) -> Notice:
    """How large the files are that would be sent, and whether a PEC will take them."""
    files = newest(exports)
    if not files:
        return Notice("note", NONE, "Esportali, poi ti dico quanto pesano.", EXPORT)
    size = sum(each.path.stat().st_size for each in files)
    many = counted(len(files), "Un documento", "{} documenti")
    fact = f"{many}: {megabytes(size)} in tutto."
    if size >= HEAVY:
        text = "Sono troppi per un solo messaggio PEC: dividili in più messaggi, e scrivi in ciascuno quanti sono."
        return Notice("warning", fact, text)
    text = f"Nel messaggio PEC diventano circa {megabytes(int(size * GROWTH))}, per ogni destinatario."
    return Notice("ok", fact, " ".join((text, *_old(files, is_superseded))))


def _old(files: Iterable[ExportEntry], is_superseded: Callable[[ExportEntry], bool]) -> Iterable[str]:
    if any(each.bozza for each in files):
        yield "Attenzione: ci sono bozze, che non si possono firmare."
    elif any(map(is_superseded, files)):
        yield "Attenzione: la pratica è cambiata dopo l'esportazione. Esportali di nuovo."

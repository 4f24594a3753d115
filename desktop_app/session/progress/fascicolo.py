"""The fascicolo of a dossier: a ZIP with its documents, signed files, messages and receipts, an index, and hashes.

The same acts give the same bytes. Names of files are made of titles, never of what somebody called a file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop_app.drafts.faults import StoreFault
from desktop_app.engine.documents.blocks import Block, Heading, Paragraph, PrintedDocument, Run, Runs, TableBlock
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.phrases import counted
from desktop_app.session.progress.timeline import EXPORTED, TimelineDay, TimelineEntry
from desktop_app.system.file_names import ascii_name
from desktop_app.system.files import write_atomically
from desktop_app.system.zip_file import reproducible_zip

INDEX, HASHES = "indice.pdf", "impronte.txt"
TITLE: Final = "Fascicolo della pratica"
GONE: Final = "il file non c'è più, o non è più com'era"
OLDER: Final = "sostituito da un'esportazione più recente"
_FOLDERS: Final[Mapping[str, str]] = {
    EXPORTED: "documenti", "returned": "firmati", "pen": "firmati", "attached": "allegati", "prepared": "messaggi",
    "received": "ricevute", "protocolled": "ricevute",
}  # fmt: skip
_STEMS: Final = 48  # characters of a name, so that it stays short with its number and ending


@dataclass(frozen=True, slots=True)
class Fascicolo:
    """The bytes of the ZIP, how many files of the dossier it has, and what is missing in it, in words."""

    data: bytes
    files: int
    missing: tuple[str, ...] = ()

    def write(self, path: Path) -> None:
        """Writes it to a file. Raises FileFault."""
        write_atomically(path, self.data)


@dataclass(slots=True)
class _Collected:
    """The files so far: name by SHA-256, bytes by name, and for each entry what the index says of its file."""

    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def fascicolo(
    form_title: str, number: int | None, days: Sequence[TimelineDay], read: Callable[[TimelineEntry], bytes | None]
) -> Fascicolo:
    """Makes the fascicolo of a dossier, numbered `number`. `read` gives the bytes of an entry's file, None or a
    StoreFault where they are not there any more. Raises PdfFault where the index cannot be printed.

    Of each document the last export is taken along, and those that came back signed.
    """
    from desktop_app.pdf.document import build_pdf

    entries = [entry for day in days for entry in day.entries]
    collected = _collected(entries, read)
    made_on = max((each.day for each in entries if each.day), default=dt.date(1970, 1, 1))
    index = build_pdf(_index(form_title, number, days, collected), made_on)
    files = {INDEX: index, **collected.files}
    lines = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    data = reproducible_zip([*files.items(), (HASHES, lines.encode("ascii"))])
    return Fascicolo(data, len(collected.files), tuple(collected.missing))


# --- files -----------------------------------------------------------------------------------------------


def _collected(entries: Sequence[TimelineEntry], read: Callable[[TimelineEntry], bytes | None]) -> _Collected:
    found, wanted = _Collected(), _wanted_exports(entries)
    for entry in entries:
        if not (entry.file or entry.path):
            found.said.append("")
        elif entry.kind == EXPORTED and entry.number not in wanted:
            found.said.append(OLDER)
        elif entry.sha256 in found.names:
            found.said.append(found.names[entry.sha256])
        else:
            found.said.append(_added(entry, read, found))
    return found


def _added(entry: TimelineEntry, read: Callable[[TimelineEntry], bytes | None], found: _Collected) -> str:
    """What the index says of a file that is not there yet."""
    try:
        data = read(entry)
    except StoreFault:
        data = None
    if data is None:
        found.missing.append(entry.words)
        return GONE
    name = _name(entry, len(found.files) + 1)
    found.files[name] = data
    found.names[entry.sha256] = name
    return name


def _wanted_exports(entries: Sequence[TimelineEntry]) -> set[int]:
    """The last export of each document, and the last before each file of it that came back."""
    wanted, last = set[int](), dict[str, int]()
    for entry in sorted(entries, key=lambda each: each.at):
        if entry.kind == EXPORTED:
            last[entry.document] = entry.number
        elif entry.document in last:
            wanted.add(last[entry.document])
    return wanted | set(last.values())


def _name(entry: TimelineEntry, number: int) -> str:
    """`firmati/07_Tornato_firmato_da_tutti_Convenzione.pdf`: ASCII, from the words of the timeline."""
    # what is of no document is called what somebody called it
    is_named = entry.document or entry.kind not in ("returned", "pen")
    stem = entry.words if is_named else "File aggiunto"
    return f"{_FOLDERS.get(entry.kind, 'altro')}/{number:02}_{ascii_name(stem, entry.ending or '.bin', _STEMS)}"


# --- the index -------------------------------------------------------------------------------------------


def _index(form_title: str, number: int | None, days: Sequence[TimelineDay], collected: _Collected) -> PrintedDocument:
    title = TITLE if number is None else f"{TITLE} n. {number}"
    said = iter(collected.said)
    blocks: list[Block] = [Heading(1, _plain(title)), Paragraph(_plain(f"{form_title}."))]
    if not days:
        blocks.append(Paragraph(_plain("Non è ancora successo niente: non ci sono documenti esportati né atti.")))
    else:
        blocks.append(TableBlock(_HEAD, tuple(row for day in days for row in _rows(day, said))))
    blocks += [Heading(2, _plain("I file")), *_about_files(collected)]
    return PrintedDocument(title, tuple(blocks), subject=form_title)


_HEAD: Final = ((Run("Giorno"),), (Run("Che cosa è successo"),), (Run("File nel fascicolo"),))


def _rows(day: TimelineDay, said: Iterator[str]) -> Iterator[tuple[Runs, ...]]:
    shown = dates.date(day.day) if day.day else "non si legge più"
    for entry in day.entries:
        detail = (Run(f" {entry.detail}", style="value"),) if entry.detail else ()
        words = (Run(entry.words + ("." if detail else ""), bold=True), *detail)
        yield _plain(shown), words, _plain(next(said) or "—")


def _about_files(collected: _Collected) -> Iterator[Block]:
    many = counted(len(collected.files), "Un file", "{} file")
    yield Paragraph(_plain(f"{many}. In «{HASHES}» c'è l'impronta SHA-256 di ciascuno, e di questo indice."))
    if collected.missing:
        gone = len(collected.missing)
        lost = "Manca un file" if gone == 1 else f"Mancano {counted(gone, '', '{} file')}"
        yield Paragraph(_plain(f"{lost}: {'; '.join(collected.missing)}."))
    rows = [((Run(name),), (Run(sha256),)) for sha256, name in collected.names.items()]
    if rows:
        yield TableBlock(((Run("File"),), (Run("SHA-256"),)), tuple(rows))


def _plain(text: str) -> Runs:
    return (Run(text),)

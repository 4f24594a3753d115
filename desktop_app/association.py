"""What an association hands out with the program, from associazione.toml: name, logo, answers, offices, forms.

A file that is not as it must be is one sentence, and the program goes on without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop_app.engine.answers import presets
from desktop_app.engine.answers.reader import read as read_answer
from desktop_app.engine.documents.blocks import Letterhead, Picture
from desktop_app.engine.evaluation.parties import books_of
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import quoted
from desktop_app.engine.forms.toml import Report, convert, inside, read_bytes, read_toml
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.logo import read_logo
from desktop_app.system.paths import ASSOCIATION_FILE_NAME, FormSource, association_file

THEIRS = "dalla tua associazione"
WHOSE = f"di {ASSOCIATION_FILE_NAME}"
MOST_NAME = 120
MOST_LOGO = 1_000_000  # bytes
MOST_RECORDS = 1_000
RECORD = "associazione/"  # before the id of a record, so that it is nobody else's
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")

PreparedAnswer = bool | str | list[dict[str, bool | str]]


class RecordDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record offered in an address book: its answers by their names there, the first of which it is called by."""

    id: str
    book: str
    answers: dict[str, bool | str]


class AssociationDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """associazione.toml; paths are relative to its folder."""

    name: str
    logo: str | None = None
    forms: str | None = None
    answers: dict[str, PreparedAnswer] = {}
    record: tuple[RecordDef, ...] = ()


@dataclass(frozen=True, slots=True)
class Association:
    """What was handed out; without a name there is no association. `records` are by the id of a draft's link."""

    name: str = ""
    logo: Picture | None = None
    forms: Path | None = None
    answers: Mapping[str, PreparedAnswer] = field(default_factory=dict)
    records: Mapping[str, RecordDef] = field(default_factory=dict)

    @property
    def letterhead(self) -> Letterhead | None:
        """What stands above the documents that ask for it."""
        return Letterhead(self.name, self.logo) if self.name else None

    def among(self, shelves: Sequence[Path | FormSource]) -> list[Path | FormSource]:
        """The shelves with the association's own after the built-in one."""
        mine = [FormSource(self.forms, THEIRS)] if self.forms else []
        return [*shelves[:1], *mine, *shelves[1:]]

    def faults(self, forms: Iterable[Form]) -> list[str]:
        """A sentence for each answer that does not go into the forms it is meant for."""
        known = list(forms)
        wrong = presets.preset_faults(known, self.answers)
        books = books_of(known)
        for record in self.records.values():
            at = f"la scheda «{record.id}»"
            for name, raw in record.answers.items():
                asked = books.get(record.book, {}).get(name)
                if asked is None:
                    wrong.append(f"{at} ha «{quoted(name)}», che nell'anagrafica «{quoted(record.book)}» non c'è.")
                elif sentence := presets.preset_fault(asked, raw):
                    wrong.append(f"{at}, «{name}», non va: {sentence[0].lower()}{sentence[1:]}")
        return [f"Nel file {ASSOCIATION_FILE_NAME} {sentence}" for sentence in wrong]


class LoadedAssociation(NamedTuple):
    """The association, and the sentence about a file that cannot be used."""

    association: Association
    fault: str = ""


def load() -> LoadedAssociation:
    """The association of this computer, an empty one where there is none; reads files for up to 0.2 s."""
    path = association_file()
    if path is None:
        return LoadedAssociation(Association())
    told: list[str] = []
    association = _read(path, lambda where, words: told.append(f"{where}: {words}"))
    if association is None or told:
        fault = told[0].rstrip(".")
        return LoadedAssociation(Association(), f"Il file della tua associazione non si può usare ({fault}): avvisala.")
    return LoadedAssociation(association)


def _read(path: Path, say: Report) -> Association | None:
    folder, name = path.absolute().parent, path.name
    content = read_toml(folder, name, say, whose=WHOSE)
    spec = None if content is None else convert(content, AssociationDef, name, say)
    if spec is None:
        return None
    _inspect(spec, name, say)
    logo = None if spec.logo is None else _logo(folder, spec.logo, say)
    forms = None if spec.forms is None else _folder(folder, spec.forms, say)
    given = {id: raw for id, raw in spec.answers.items() if raw != ""}
    records = {RECORD + each.id: each for each in spec.record}
    return Association(spec.name.strip(), logo, forms, given, records)


def _inspect(spec: AssociationDef, where: str, say: Report) -> None:
    named, wrong = read_answer(FieldDef(type="text", max_length=MOST_NAME), spec.name)
    if named is None:
        say(where, f"in «name», {wrong[0].lower()}{wrong[1:]}" if wrong else "la chiave «name» è vuota.")
    if len(spec.record) > MOST_RECORDS:
        say(where, f"ci sono più di {MOST_RECORDS} schede.")
    seen: set[str] = set()
    for record in spec.record:
        if not _ID.fullmatch(record.id):
            say(where, f"«{quoted(record.id)}» non può essere un id: usa lettere minuscole, cifre e _.")
        elif record.id in seen:
            say(where, f"l'id «{record.id}» c'è due volte.")
        elif not called(record)[0]:
            say(where, f"la prima risposta della scheda «{record.id}» deve essere il suo nome.")
        seen.add(record.id)


def called(record: RecordDef) -> tuple[str, str]:
    """What a record is called, and some of its next texts, which tell it from others."""
    first, *others = [*record.answers.values(), ""]
    details = [each.strip() for each in others if isinstance(each, str) and each.strip()]
    return first.strip() if isinstance(first, str) else "", ", ".join(details[:2])


def _logo(folder: Path, relative: str, say: Report) -> Picture | None:
    data = read_bytes(folder, relative, say, MOST_LOGO, WHOSE)
    try:
        return None if data is None else read_logo(data)
    except PdfFault as fault:
        say(quoted(relative), f"{fault}.")
    return None


def _folder(folder: Path, relative: str, say: Report) -> Path | None:
    try:
        path = inside(folder, Path(relative))
        if path is None:
            say(quoted(relative), f"deve stare dentro la cartella {WHOSE}, senza collegamenti.")
        elif not path.is_dir():
            say(quoted(relative), f"non è una cartella dentro quella {WHOSE}.")
        else:
            return path
    except (OSError, ValueError):
        say(quoted(relative), "non si può leggere.")
    return None


__all__ = ["THEIRS", "Association", "LoadedAssociation", "RecordDef", "called", "load"]

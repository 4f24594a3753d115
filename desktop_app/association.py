"""What an association distributes with the program, in associazione.toml: name, logo, answers, records, forms.

A file with a fault gives one sentence, and the program runs without it.
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
from desktop_app.engine.faults import Report
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import quoted
from desktop_app.engine.forms.toml import convert, inside, read_bytes, read_toml
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.logo import read_logo
from desktop_app.seals.minisign import KeyFault, PublicKey, read_public
from desktop_app.system.paths import ASSOCIATION_FILE_NAME, FormSource, association_file

ASSOCIATION_ORIGIN = "dalla tua associazione"
OF_FILE = f"di {ASSOCIATION_FILE_NAME}"
MAX_ASSOCIATION_NAME = 120
MAX_LOGO_BYTES = 1_000_000  # bytes
MAX_RECORDS = 1_000
RECORD_PREFIX = "associazione/"  # of the ids of its records, so that no record of the user has the same
_LINE = FieldDef(type="text", max_length=MAX_ASSOCIATION_NAME)
_PAGE = re.compile(r"https?://[A-Za-z0-9.-]+(/[!-~]*)?")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")

PreparedAnswer = bool | str | list[dict[str, bool | str]]


class RecordDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record for an address book: its answers by their names in that book; the first one is its title."""

    id: str
    book: str
    answers: dict[str, bool | str]


class AssociationDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of associazione.toml; paths are relative to its folder."""

    name: str
    publisher: str = ""
    support: str = ""
    page: str = ""
    logo: str | None = None
    forms: str | None = None
    certifiers: str | None = None
    keys: tuple[str, ...] = ()
    answers: dict[str, PreparedAnswer] = {}
    record: tuple[RecordDef, ...] = ()


@dataclass(frozen=True, slots=True)
class Association:
    """What the association distributes; an empty name means no association. `records` are keyed by prefixed id.

    `certifiers` is the official list of trusted services (XML), with which signatures are compared; `keys` are those
    with which packages of forms are signed. `publisher` answers for its Setup, at `support` (an e-mail address or a
    telephone number) its members get help, `page` is its address in the web; each may be empty. `named` are the single
    files that it consists of, by their names in its folder.
    """

    name: str = ""
    logo: Picture | None = None
    forms: Path | None = None
    answers: Mapping[str, PreparedAnswer] = field(default_factory=dict)
    records: Mapping[str, RecordDef] = field(default_factory=dict)
    certifiers: Path | None = None
    keys: tuple[PublicKey, ...] = ()
    publisher: str = ""
    support: str = ""
    page: str = ""
    named: tuple[str, ...] = field(default=(), compare=False)

    @property
    def letterhead(self) -> Letterhead | None:
        """The letterhead of documents that have one; None without an association."""
        return Letterhead(self.name, self.logo) if self.name else None

    def with_own_source(self, sources: Sequence[Path | FormSource]) -> list[Path | FormSource]:
        """The sources of forms with the association's own after the first, built-in one."""
        mine = [FormSource(self.forms, ASSOCIATION_ORIGIN)] if self.forms else []
        return [*sources[:1], *mine, *sources[1:]]

    def faults(self, forms: Iterable[Form]) -> list[str]:
        """A sentence for each of its answers and records that the forms do not accept."""
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
    """The association, and the sentence about its file where that cannot be used."""

    association: Association
    fault: str = ""


def load_association() -> LoadedAssociation:
    """Reads the association of this computer, an empty one if there is none. May take 0.2 s."""
    path = association_file()
    return LoadedAssociation(Association()) if path is None else read_association(path)


def read_association(path: Path) -> LoadedAssociation:
    """Reads the association of a file. May take 0.2 s."""
    told: list[str] = []
    association = _read(path, lambda where, words: told.append(f"{where}: {words}"))
    if association is None or told:
        fault = told[0].rstrip(".")
        return LoadedAssociation(Association(), f"Il file della tua associazione non si può usare ({fault}): avvisala.")
    return LoadedAssociation(association)


def _read(path: Path, say: Report) -> Association | None:
    folder, name = path.absolute().parent, path.name
    content = read_toml(folder, name, say, whose=OF_FILE)
    spec = None if content is None else convert(content, AssociationDef, name, say)
    if spec is None:
        return None
    _inspect(spec, name, say)
    logo = None if spec.logo is None else _logo(folder, spec.logo, say)
    forms = None if spec.forms is None else _folder(folder, spec.forms, say)
    given = {id: raw for id, raw in spec.answers.items() if raw != ""}
    records = {RECORD_PREFIX + each.id: each for each in spec.record}
    certifiers = None if spec.certifiers is None else _file(folder, spec.certifiers, say)
    keys = tuple(key for each in spec.keys if (key := _key(each, name, say)) is not None)
    named = tuple(each for each in (name, spec.logo, spec.certifiers) if each is not None)
    words = (spec.publisher.strip() or spec.name.strip(), spec.support.strip(), spec.page.strip())
    return Association(spec.name.strip(), logo, forms, given, records, certifiers, keys, *words, named)


def _key(text: str, where: str, say: Report) -> PublicKey | None:
    try:
        return read_public(text)
    except KeyFault:
        say(where, f"in «keys», «{quoted(text)}» non è una chiave pubblica di minisign.")
    return None


def _inspect(spec: AssociationDef, where: str, say: Report) -> None:
    named, wrong = read_answer(_LINE, spec.name)
    if named is None:
        say(where, f"in «name», {wrong[0].lower()}{wrong[1:]}" if wrong else "la chiave «name» è vuota.")
    for key in ("publisher", "support", "page"):
        if getattr(spec, key).strip() and (wrong := read_answer(_LINE, getattr(spec, key))[1]):
            say(where, f"in «{key}», {wrong[0].lower()}{wrong[1:]}")
    if spec.page and not _PAGE.fullmatch(spec.page.strip()):
        say(where, "in «page» serve un indirizzo come https://www.example.it.")
    if len(spec.record) > MAX_RECORDS:
        say(where, f"ci sono più di {MAX_RECORDS} schede.")
    seen: set[str] = set()
    for record in spec.record:
        if not _ID.fullmatch(record.id):
            say(where, f"«{quoted(record.id)}» non può essere un id: usa lettere minuscole, cifre e _.")
        elif record.id in seen:
            say(where, f"l'id «{record.id}» c'è due volte.")
        elif not record_title(record)[0]:
            say(where, f"la prima risposta della scheda «{record.id}» deve essere il suo nome.")
        seen.add(record.id)


def record_title(record: RecordDef) -> tuple[str, str]:
    """The title of a record, and up to two further texts that tell it from records of the same title."""
    first, *others = [*record.answers.values(), ""]
    details = [each.strip() for each in others if isinstance(each, str) and each.strip()]
    return first.strip() if isinstance(first, str) else "", ", ".join(details[:2])


def _logo(folder: Path, relative: str, say: Report) -> Picture | None:
    data = read_bytes(folder, relative, say, MAX_LOGO_BYTES, OF_FILE)
    try:
        return None if data is None else read_logo(data)
    except PdfFault as fault:
        say(quoted(relative), f"{fault}.")
    return None


def _file(folder: Path, relative: str, say: Report) -> Path | None:
    """A file that is read later: the list is large, and only asked for where a signature is judged."""
    try:
        path = inside(folder, Path(relative))
        if path is None or not path.is_file():
            say(quoted(relative), f"non è un file dentro la cartella {OF_FILE}.")
        else:
            return path
    except (OSError, ValueError):
        say(quoted(relative), "non si può leggere.")
    return None


def _folder(folder: Path, relative: str, say: Report) -> Path | None:
    try:
        path = inside(folder, Path(relative))
        if path is None:
            say(quoted(relative), f"deve stare dentro la cartella {OF_FILE}, senza collegamenti.")
        elif not path.is_dir():
            say(quoted(relative), f"non è una cartella dentro quella {OF_FILE}.")
        else:
            return path
    except (OSError, ValueError):
        say(quoted(relative), "non si può leggere.")
    return None

"""The list inside a `.moduli` file, which is what is signed: who sends which forms, when, what each file of them is.

Anything else in a package is worth nothing: each file counts by its SHA-256 in this list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

import msgspec

from desktop_app.engine.forms.limits import quoted
from desktop_app.library import BLOCKS_FOLDER, MAX_LIST_BYTES, PACKAGE_LIST
from desktop_app.system.files import FileFault

FORMAT: Final = 1
MANIFEST, SIGNATURE = PACKAGE_LIST, f"{PACKAGE_LIST}.minisig"
MOST_FILES: Final = 2_000
MOST_BYTES: Final = 30_000_000  # of all files together
MOST_OF_ONE: Final = MAX_LIST_BYTES  # a form's own limits are smaller
LONGEST_NAME: Final = 120  # characters of who sends them
KINDS: Final = (".toml", ".md", ".txt")  # all that a form has
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]|[A-Za-z0-9]")
_MOST_PARTS: Final = 6
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # names of devices


class PackageFault(FileFault):
    """A package cannot be made or taken; its text is a sentence for the user."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself. `made` has a zone; after `valid_to` it is to be asked for anew."""

    format: int
    sender: str
    made: dt.datetime
    program: str
    files: dict[str, str]
    valid_to: dt.date | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of its forms, sorted."""
        return tuple(sorted(name.removesuffix("/form.toml") for name in self.files if _is_form(name)))

    def to_json(self) -> bytes:
        """As it is signed: readable, the same bytes each time."""
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=1) + b"\n"


class _Version(msgspec.Struct):
    format: int


def parse(data: bytes) -> Manifest:
    """The list in these bytes, which were signed. Raises PackageFault."""
    wrong = PackageFault("Questo pacchetto ha un elenco scritto male: avvisa chi te l'ha mandato.")
    try:
        if msgspec.json.decode(data, type=_Version).format > FORMAT:
            raise PackageFault("Questo pacchetto vuole una Commessa più nuova: aggiorna il programma, poi riprova.")
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise wrong from None
    if manifest.made.tzinfo is None or not 0 < len(manifest.sender.strip()) <= LONGEST_NAME:
        raise wrong
    inspect_names(manifest.files)
    if not manifest.forms:
        raise PackageFault("In questo pacchetto non c'è nessun modulo: avvisa chi te l'ha mandato.")
    return manifest


def inspect_names(names: Collection[str]) -> None:
    """Raises PackageFault for a name that does not belong to a form, or that some system takes for another."""
    if len(names) > MOST_FILES:
        raise PackageFault(f"Un pacchetto ha al massimo {MOST_FILES} file: dividilo.")
    if len({name.lower() for name in names}) < len(names):
        raise PackageFault("Nel pacchetto due nomi sono uguali, maiuscole a parte: avvisa chi l'ha fatto.")
    forms = {name.removesuffix("form.toml") for name in names if _is_form(name)}
    for name in names:
        parts = name.split("/")
        known = parts[0] == BLOCKS_FOLDER or "/".join(parts[:2]) + "/" in forms
        if not (known and 3 <= len(parts) <= _MOST_PARTS and all(map(_is_plain, parts)) and name.endswith(KINDS)):
            raise PackageFault(
                f"In un modulo «{quoted(name, 120)}» non va: ci stanno solo file .toml, .md e .txt, con nomi semplici."
            )


def _is_plain(part: str) -> bool:
    return _PART.fullmatch(part) is not None and _OF_WINDOWS.fullmatch(part) is None


def _is_form(name: str) -> bool:
    parts = name.split("/")
    return len(parts) == 3 and parts[0] != BLOCKS_FOLDER and parts[2] == "form.toml"

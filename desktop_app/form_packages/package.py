"""A `.moduli` file: a ZIP with a signed list and the files of forms. Made here, and read with nothing written."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.form_packages import manifest
from desktop_app.form_packages.manifest import (
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    MOST_OF_ONE,
    SIGNATURE,
    Manifest,
    PackageFault,
)
from desktop_app.seals import minisign
from desktop_app.system.zip_file import reproducible_zip

MOST_PACKED: Final = 12_000_000  # bytes of the file
_FOLDER: Final = "files/"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, OverflowError,
    KeyError, IndexError,
)  # fmt: skip
NO_PACKAGE: Final = "Questo file non è un pacchetto di moduli, o è incompleto: fattelo mandare di nuovo."
TOO_LARGE: Final = "Questo file è troppo grande per essere un pacchetto di moduli."
UNSIGNED: Final = (
    "Questo pacchetto non è firmato: i moduli decidono che cosa c'è scritto nei tuoi documenti, perciò si prendono "
    "solo da chi li firma. Chiedilo alla tua associazione."
)
UNKNOWN: Final = (
    "Questo pacchetto {}: chiedi alla tua associazione se è suo, e il file associazione.toml in cui c'è la sua chiave."
)
CHANGED: Final = "Questo pacchetto è stato cambiato dopo la firma: buttalo, e fattelo mandare di nuovo."


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose signature is good: its list as it was signed, and the files by their names."""

    manifest: Manifest
    files: Mapping[str, bytes]
    signed: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """What tells it from any other: the SHA-256 of its list."""
        return hashlib.sha256(self.signed).hexdigest()


def make_package(content: Manifest, files: Mapping[str, bytes], key: minisign.SecretKey) -> bytes:
    """The bytes of the file: the same for the same content and key. Raises PackageFault."""
    manifest.inspect_names(files)
    if sum(map(len, files.values())) > MOST_BYTES or any(len(each) > MOST_OF_ONE for each in files.values()):
        raise PackageFault(f"I moduli superano {MOST_BYTES // 1_000_000} MB: dividi il pacchetto.")
    signed = content.to_json()
    comment = f"moduli di {content.sender}, {content.made.isoformat()}"
    signature = minisign.sign(signed, key, comment, "firma di un pacchetto di moduli di Commessa").encode()
    listed = ((f"{_FOLDER}{name}", files[name]) for name in sorted(files))
    return reproducible_zip([(MANIFEST, signed), (SIGNATURE, signature), *listed])


def read_package(data: bytes, keys: Collection[minisign.PublicKey]) -> Package:
    """The package in these bytes, signed with one of the keys. Raises PackageFault."""
    if len(data) > MOST_PACKED:
        raise PackageFault(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, keys)
    except PackageFault:
        raise
    except _BROKEN:
        raise PackageFault(NO_PACKAGE) from None


def _read(archive: zipfile.ZipFile, keys: Collection[minisign.PublicKey]) -> Package:
    entries = {each.filename: each for each in archive.infolist()}
    if len(archive.infolist()) > MOST_FILES + 2 or sum(each.file_size for each in entries.values()) > MOST_BYTES * 2:
        raise PackageFault(TOO_LARGE)
    if MANIFEST not in entries:
        raise PackageFault(NO_PACKAGE)
    if SIGNATURE not in entries:
        raise PackageFault(UNSIGNED)
    signed, signature = (_content(archive, entries[name]) for name in (MANIFEST, SIGNATURE))
    try:
        minisign.verify(signed, signature.decode(), keys)
    except minisign.UnknownKey as fault:
        raise PackageFault(UNKNOWN.format(fault)) from None
    except minisign.SignatureFault:
        raise PackageFault(CHANGED) from None
    content = manifest.parse(signed)
    names = {f"{_FOLDER}{name}" for name in content.files} | {MANIFEST, SIGNATURE}
    if len(archive.infolist()) != len(names) or entries.keys() != names:
        raise PackageFault(CHANGED)
    files = {name: _content(archive, entries[f"{_FOLDER}{name}"]) for name in content.files}
    if any(hashlib.sha256(each).hexdigest() != content.files[name] for name, each in files.items()):
        raise PackageFault(CHANGED)
    return Package(content, files, signed, signature)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file; never more than it says, and never more than a form has: a bomb is refused before it opens."""
    if entry.file_size > MOST_OF_ONE or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageFault(TOO_LARGE if entry.file_size > MOST_OF_ONE else NO_PACKAGE)
    with archive.open(entry) as file:
        found = file.read(MOST_OF_ONE + 1)
    if len(found) > MOST_OF_ONE:
        raise PackageFault(TOO_LARGE)
    return found

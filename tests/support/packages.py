"""Packages of forms for tests: keys, small forms as an association writes them, and the bytes of a package."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.form_packages.manifest import FORMAT, Manifest
from desktop_app.form_packages.package import make_package
from desktop_app.form_packages.packing import hashes
from desktop_app.seals.minisign import SecretKey
from desktop_app.system.paths import FormSource, form_sources
from tests.unit.engine.support import ask, lines_of, one_page

SENDER = "Unione Cooperative Esempio"
KEY, OTHER_KEY = SecretKey(b"chiave01", bytes(range(32))), SecretKey(b"chiave02", bytes(range(1, 33)))
MADE = dt.datetime(2027, 1, 15, 10, 15, tzinfo=dt.UTC)
TODAY = dt.date(2027, 2, 1)
ID = "valdoria/contributo_2027"
CASE = 'why = "Una pratica."\ndate = 2027-01-20\ncomplete = true\n[answers]\nnome = "Officina d\'esempio"\n'


def form_files(id: str = ID, *fields: dict[str, Any], **top: Any) -> dict[str, bytes]:
    """The files of a small form with its example, by their names in a package."""
    asked = fields or (ask("nome"),)
    text = lines_of(one_page(*asked, **{"title": "Valdoria, contributo", "edition": dt.date(2027, 1, 1), **top}))
    return {f"{id}/form.toml": text.encode(), f"{id}/cases/esempio.toml": CASE.encode()}


def package(files: dict[str, bytes] | None = None, key: SecretKey = KEY, **said: Any) -> bytes:
    """The bytes of a package with these files."""
    files = form_files() if files is None else files
    whole = {"format": FORMAT, "sender": SENDER, "made": MADE, "program": "0.1.0", "files": hashes(files), **said}
    return make_package(Manifest(**whole), files, key)


def edited(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A package whose files somebody changed by name, packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def secret_file(key: SecretKey) -> str:
    """The file that `minisign -G -W` writes of a key."""
    raw = b"Ed\x00\x00B2" + bytes(48) + key.id + key.seed + key.public.key + bytes(32)
    return f"untrusted comment: minisign secret key\n{base64.b64encode(raw).decode()}\n"


def sources() -> list[FormSource]:
    """Where the window looks for forms."""
    return form_sources(own=True)


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

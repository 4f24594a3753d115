"""Drafts as bytes: encoded, compressed for the history, and with a checksum that shows damage."""

from __future__ import annotations

import json
import unicodedata
import zlib
from typing import Final

MAX_WORDS: Final = 4_000  # characters of a title, of a name
MAX_BYTES: Final = 64 * 2**20  # of a draft; the largest that can be read in has 20 million


def encode(content: str) -> bytes:
    """The bytes of a draft; lone surrogates (from pasted text) are kept."""
    return content.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The draft from its bytes."""
    return data.decode("utf-8", "surrogatepass")


def storable(words: str) -> str:
    """A short text as SQLite takes it: lone surrogates become question marks."""
    return words.encode("utf-8", "replace").decode()


def short(words: str) -> str:
    """A title or the name of a step as the store takes it: no longer than any list shows."""
    return storable(words)[:MAX_WORDS]


def checksum(id: str, data: bytes) -> bytes:
    """SHA-256 of a dossier's content and id: the content of another dossier does not match it."""
    import hashlib  # slow to import, and listing the dossiers checks nothing

    return hashlib.sha256(id.encode() + b"\0" + data).digest()


def is_intact(id: str, data: object, check: object) -> bool:
    """Whether a content matches its checksum."""
    return isinstance(data, bytes) and checksum(id, data) == check


def compress(data: bytes) -> bytes:
    """Compressed, for the history and the exports."""
    return zlib.compress(data, 3)


def decompress(data: object) -> bytes | None:
    """The original bytes; None if they are damaged, or more than any draft has."""
    if not isinstance(data, bytes):
        return None
    try:
        worker = zlib.decompressobj()
        content = worker.decompress(data, MAX_BYTES)
        return content if worker.eof and not worker.unused_data else None
    except zlib.error:
        return None


def form_of(data: bytes) -> str:
    """The id of the form that a draft names; empty if it cannot be read."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    form = content.get("form") if isinstance(content, dict) else None
    return form if isinstance(form, str) else ""


def records_of(data: bytes) -> set[str]:
    """The ids of the address book records that a draft is linked to."""
    if b'"parties"' not in data:
        return set()
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return set()
    links = content.get("parties") if isinstance(content, dict) else None
    found = [link.get("record") for link in links.values() if isinstance(link, dict)] if isinstance(links, dict) else []
    return {record for record in found if isinstance(record, str)}


def folded(words: str) -> str:
    """A text without accents and in lower case, for searching."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()

"""The answers as bytes: packed in the history, with a value that tells whether they are still the saved ones."""

from __future__ import annotations

import json
import unicodedata
import zlib


def raw(content: str) -> bytes:
    """The bytes of a content, also with characters that are only half (something pasted)."""
    return content.encode("utf-8", "surrogatepass")


def text(data: bytes) -> str:
    """The content of some bytes."""
    return data.decode("utf-8", "surrogatepass")


def clean(words: str) -> str:
    """A title or another short text, as a database can hold it."""
    return words.encode("utf-8", "replace").decode()


def checksum(id: str, data: bytes) -> bytes:
    """The check value of a dossier's content; the content of another dossier does not have it."""
    import hashlib  # the first look at the list checks nothing

    return hashlib.sha256(id.encode() + b"\0" + data).digest()


def is_good(id: str, data: object, check: object) -> bool:
    """Whether a content is the saved one."""
    return isinstance(data, bytes) and checksum(id, data) == check


def packed(data: bytes) -> bytes:
    """Smaller, for the history."""
    return zlib.compress(data, 3)


def unpacked(data: object) -> bytes | None:
    """What was packed, None where it is damaged."""
    try:
        return zlib.decompress(data) if isinstance(data, bytes) else None
    except zlib.error:
        return None


def form_of(data: bytes) -> str:
    """The form that a content itself names."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    form = content.get("form") if isinstance(content, dict) else None
    return form if isinstance(form, str) else ""


def records_of(data: bytes) -> set[str]:
    """The records of the address books that a content is linked to."""
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
    """A text without accents and capitals, for searching."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()

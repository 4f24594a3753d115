"""Messages that Outlook saved (.msg): as the bytes of a message, the very ones of the provider where it kept them."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from desktop_app.mail.faults import NotMail
from desktop_app.mail.message import one_line

if TYPE_CHECKING:  # imported where such a file is read
    from olefile import OleFileIO

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_BYTES: Final = 150_000_000
MAX_FILES: Final = 500
MAX_DEPTH: Final = 4  # messages in messages
REBUILT: Final = "Outlook l'ha salvata senza la firma del gestore: per averla, scaricala come .eml dalla webmail."
_WHOLE: Final = "IPM.NOTE.SMIME.MULTIPARTSIGNED"
_CLASS, _SUBJECT, _HEADERS, _BODY, _ID, _ANSWERS = "001A", "0037", "007D", "1000", "1035", "1042"
_DATA, _NAME, _SHORT_NAME, _FILE_TYPE = "3701", "3707", "3704", "370E"
_OWN_HEADERS = re.compile(r"(?i)(?:content-[a-z-]+|mime-version)\s*:")
_HEADER_LINE = re.compile(r"[!-9;-~]{1,76}:")


def is_outlook(data: bytes) -> bool:
    """Whether the data begin like a file of Outlook (or of old Office: `to_message` tells them apart)."""
    return data.startswith(MAGIC)


def to_message(data: bytes) -> tuple[bytes, str]:
    """The message in a .msg, and a sentence on what Outlook lost of it (empty where nothing). Raises NotMail."""
    if len(data) > MAX_BYTES:
        raise NotMail(f"è più grande di {MAX_BYTES // 1_000_000} MB")
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _Reader(ole, len(data)).message((), 0)
    except NotMail:
        raise
    except Exception:  # whatever a library raises over a damaged file: it has no word for that of its own
        raise NotMail("è un file di Outlook o di Office che non si può leggere") from None


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    kind: str
    data: bytes


class _Reader:
    """Reads no more bytes than three times those of the file: parts of a prepared one may point to the same bytes."""

    def __init__(self, ole: OleFileIO, size: int) -> None:
        self._ole, self._left = ole, 3 * size
        self._places = ole.listdir(streams=True, storages=True)

    def message(self, place: tuple[str, ...], depth: int) -> tuple[bytes, str]:
        headers = self._text(place, _HEADERS)
        kind = self._text(place, _CLASS)
        if not (headers or kind or self._text(place, _SUBJECT)):
            raise NotMail("è un file di Office, non un messaggio")
        lines = [line for line in _unfolded(headers) if not _OWN_HEADERS.match(line)] or list(self._made_up(place))
        parts = list(self._parts(place, depth))
        if kind.upper().startswith(_WHOLE) and len(parts) == 1 and _is_mime(parts[0].data):
            return _joined(lines) + b"MIME-Version: 1.0\r\n" + parts[0].data, ""
        return _rebuilt(lines, self._text(place, _BODY), parts), REBUILT

    def _made_up(self, place: tuple[str, ...]) -> Iterator[str]:
        """The headers of a message that never went over a server of mail, from what Outlook knows of it."""
        for header, tag in (("Subject", _SUBJECT), ("Message-ID", _ID), ("In-Reply-To", _ANSWERS)):
            if value := one_line(self._text(place, tag)):
                yield f"{header}: {value}"

    def _parts(self, place: tuple[str, ...], depth: int) -> Iterator[_Part]:
        level = len(place)
        inside = {tuple(each[: level + 1]) for each in self._places if tuple(each[:level]) == place}
        found = sorted(each for each in inside if len(each) > level and each[-1].lower().startswith("__attach"))
        if len(found) > MAX_FILES:
            raise NotMail("ha troppe parti")
        for each in found:
            name = self._text(each, _NAME) or self._text(each, _SHORT_NAME) or self._text(each, "3001")
            nested = (*each, f"__substg1.0_{_DATA}000D")
            if list(nested) in self._places and depth < MAX_DEPTH:
                title = name if name.lower().endswith(".eml") else f"{name or 'messaggio'}.eml"
                yield _Part(title, "application/octet-stream", self.message(nested, depth + 1)[0])
            else:
                yield _Part(name, self._text(each, _FILE_TYPE), self._stream((*each, f"__substg1.0_{_DATA}0102")))

    def _text(self, place: tuple[str, ...], tag: str) -> str:
        for kind, coding in (("001F", "utf-16-le"), ("001E", "cp1252")):
            found = self._stream((*place, f"__substg1.0_{tag}{kind}"))
            if found:
                return found.decode(coding, "replace").rstrip("\0")
        return ""

    def _stream(self, path: tuple[str, ...]) -> bytes:
        name = list(path)
        if self._ole.get_type(name) != _STREAM:
            return b""
        self._left -= self._ole.get_size(name)
        if self._left < 0:
            raise NotMail("è rovinato")
        data = self._ole.openstream(name).read()
        return data if isinstance(data, bytes) else b""


_STREAM: Final = 2  # olefile's own number for a stream


def _unfolded(headers: str) -> list[str]:
    lines = re.split(r"\r?\n(?![ \t])", headers[:500_000])
    return [" ".join(line.split()) for line in lines if _HEADER_LINE.match(line)]


def _is_mime(data: bytes) -> bool:
    return data[:200].lstrip().lower().startswith((b"content-type", b"mime-version"))


def _joined(lines: list[str]) -> bytes:
    return b"".join(line.encode("utf-8", "replace") + b"\r\n" for line in lines)


def _rebuilt(lines: list[str], body: str, parts: list[_Part]) -> bytes:
    """A message with the text and the files, each as it was; nothing else of it is as it came."""
    text = ("Content-Type: text/plain; charset=utf-8", body.encode("utf-8", "replace"))
    pieces = [text, *((_described(part), part.data) for part in parts if part.data)]
    coded = [
        f"{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode("utf-8", "replace") + base64.encodebytes(data)
        for head, data in pieces
    ]
    boundary = b"=_" + hashlib.sha256(b"".join(coded)).hexdigest()[:40].encode()
    start = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    middle = b"".join(b"--" + boundary + b"\r\n" + each + b"\r\n" for each in coded)
    return _joined(lines) + start + middle + b"--" + boundary + b"--\r\n"


def _described(part: _Part) -> str:
    name = quote(one_line(part.name) or "allegato", safe="")
    kind = part.kind if re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", part.kind) else "application/octet-stream"
    if kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    return f"Content-Type: {kind}\r\nContent-Disposition: attachment; filename*=utf-8''{name}"

"""Reads the bytes of a message that anybody may have made: bounded in size, parts and depth, and never a surprise.

Headers are read as raw text and decoded here: the library's own header objects raise on broken ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from functools import partial
from typing import Final

from desktop_app.mail.faults import NotMail
from desktop_app.mail.set_aside import Bodies, Part, whole

MAX_BYTES: Final = 150_000_000  # what the largest providers take, with its attachments as text
MAX_PARTS: Final = 500
MAX_CONTAINERS: Final = 100  # parts that hold others, in all messages inside one another
MAX_HEADERS: Final = 1_000
LONGEST_HEADER: Final = 20_000  # characters; the library takes quadratic time over the parameters of one
_SPACE: Final = b"\xef\xbb\xbf\r\n \t\0"
_TYPED = re.compile(rb"content-(?:type|disposition)[ \t]*:([^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*)")
_CONTAINER = re.compile(rb"\s*(?:multipart|message)/")
_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_NAME = re.compile(r"(?i)\bname\*?\s*=\s*(?:\"([^\"\r\n]*)\"|([^\";\r\n]+))")


def message_bytes(data: bytes) -> bytes:
    """The message in the data: without a mailbox file's first line, a BOM, or the blank lines that copying puts first.

    Raises NotMail where they are too large.
    """
    if len(data) > MAX_BYTES:
        raise NotMail(f"è più grande di {MAX_BYTES // 1_000_000} MB")
    start = data[:1_000].lstrip(_SPACE)
    raw = data[len(data[:1_000]) - len(start) :]
    return raw.partition(b"\n")[2] if start.startswith((b"From ", b">From ")) else raw


def load(data: bytes) -> Message:
    """Reads a message. Raises NotMail."""
    raw = message_bytes(data)
    if not _HEADER.match(raw):
        raise NotMail("non è un messaggio di posta")
    bodies = Bodies()
    raw = bodies.set_aside(raw)
    typed = [each[1] for each in _TYPED.finditer(raw.lower()) if raw[max(0, each.start() - 1)] in b"\r\nCc"]
    if max(map(len, typed), default=0) > LONGEST_HEADER:
        raise NotMail("ha un'intestazione troppo lunga")
    if sum(_CONTAINER.match(each) is not None for each in typed) > MAX_CONTAINERS:
        raise NotMail("ha troppe parti una dentro l'altra")
    try:
        message = message_from_bytes(raw, partial(Part, bodies), policy=compat32)
    except (RecursionError, ValueError, LookupError, MessageError, AttributeError, TypeError):
        raise NotMail("è fatto in un modo che non si può leggere") from None
    if len(message.keys()) > MAX_HEADERS:
        raise NotMail("ha troppe intestazioni")
    return message


def header(message: Message, name: str) -> str:
    """A header as text on one line, whatever is in it; empty where there is none."""
    wanted = name.lower()
    value = next((value for key, value in message.raw_items() if key.lower() == wanted), "")
    text = " ".join(_unescaped(str(value)[:LONGEST_HEADER]).split())
    return decoded(text)


def decoded(text: str) -> str:
    """The text of a header with its encoded words read (RFC 2047); as it is where they are broken."""
    if "=?" in text:
        with suppress(ValueError, LookupError, MessageError, AssertionError):
            text = str(make_header(decode_header(text)))
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _unescaped(text: str) -> str:
    """Bytes that are no ASCII, as UTF-8 where they are that, else as the usual Western code page."""
    if text.isascii():
        return text
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def identifier(message: Message, name: str) -> str:
    """The first Message-ID of a header, without its brackets."""
    return bare_identifier(header(message, name))


def bare_identifier(text: str) -> str:
    """A Message-ID without brackets and spaces."""
    found = re.search(r"<\s*([^<>\s]+)\s*>", text)
    return (found[1] if found else text.strip().strip("<>").strip())[:1_000]


def identifiers(message: Message, name: str) -> tuple[str, ...]:
    """All Message-IDs of a header (References has many)."""
    return tuple(re.findall(r"<\s*([^<>\s]{1,1000})\s*>", header(message, name)))


def address(message: Message, name: str) -> str:
    """The first mail address of a header, in small letters."""
    text = header(message, name)
    found = re.search(r"<([^<>\s]+@[^<>\s]+)>\s*(?:,|$)", text)
    return (found[1] if found else parseaddr(text)[1]).lower()


def parts(message: Message) -> Iterator[Message]:
    """The leaves of a message, not of the messages in it. Raises NotMail where there are too many."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MAX_PARTS:
            raise NotMail("ha troppe parti")
        inside = part.get_payload()
        if isinstance(inside, list) and not is_message(part):
            waiting += [each for each in reversed(inside) if isinstance(each, Message)]
        else:
            yield part


def is_message(part: Message) -> bool:
    """Whether a part is a whole message."""
    return part.get_content_type() in ("message/rfc822", "message/global")


def content(part: Message) -> bytes:
    """The bytes of a leaf, decoded; empty where they cannot be."""
    inside = part.get_payload()
    if isinstance(inside, list):  # a message, which the library has read already
        inner = inside[0] if inside and isinstance(inside[0], Message) else None
        return b"" if inner is None else _message_bytes(part, inner)
    try:
        data = whole(part).get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def message_in(part: Message) -> Message | None:
    """The message that a part is or holds; None where it holds none."""
    inside = part.get_payload()
    inner = inside[0] if isinstance(inside, list) and inside and isinstance(inside[0], Message) else None
    if inner is not None and inner.keys():
        return inner  # read already with the message around it
    try:
        return load(content(part))
    except NotMail:
        return None


def _message_bytes(part: Message, inner: Message) -> bytes:
    """A message inside another one. Some programs code it in base64, which they should not: it is decoded."""
    if header(part, "Content-Transfer-Encoding").lower() in ("base64", "quoted-printable") and not inner.keys():
        text = whole(inner).get_payload()
        coded = Message()
        coded["Content-Transfer-Encoding"] = header(part, "Content-Transfer-Encoding")
        coded.set_payload(text if isinstance(text, str) else "")
        data = coded.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""
    try:
        return inner.written() if isinstance(inner, Part) else inner.as_bytes(policy=compat32)
    except (ValueError, LookupError, KeyError, AttributeError, TypeError, RecursionError, MessageError):
        return b""


def file_name(part: Message) -> str:
    """The file name of a part, from either header, however it is coded; empty where there is none."""
    try:
        found = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError, MessageError):
        found = ""
    if not found or "\ufffd" in found:  # the library gives up letters that are no ASCII
        both = f"{header(part, 'Content-Disposition')};{header(part, 'Content-Type')}"
        match = _NAME.search(both)
        found = (match[1] or match[2] or "") if match else ""
    return decoded(" ".join(_unescaped(found).split())).strip("\"' ")

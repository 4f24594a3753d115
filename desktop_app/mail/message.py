"""Writes a message that mail programs open as a draft, ready to be sent as PEC, and says what it will weigh."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_app.system.file_names import ascii_name, distinct

if TYPE_CHECKING:  # imported where a message is written
    from email.message import EmailMessage

GUARANTEED: Final = 30_000_000  # bytes times recipients that every provider takes (D.M. 2/11/2005)
LINE: Final = 76  # characters of a line of base64
_ADDRESS = re.compile(
    r"(?!.{255})[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_TYPES = {".pdf": ("application", "pdf"), ".p7m": ("application", "pkcs7-mime"), ".zip": ("application", "zip"),
          ".jpg": ("image", "jpeg"), ".jpeg": ("image", "jpeg"), ".png": ("image", "png")}  # fmt: skip
_PART, _HEADERS = 300, 1_500  # bytes: the headers of an attachment, those of the message, both rounded up


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it will be sent. `sender` may be empty: the mail program then takes the user's own address.

    Of certified mail the full receipt is asked for: it brings the attachments back.
    """

    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    cc: tuple[str, ...] = ()
    sender: str = ""
    certified: bool = True


def is_address(text: str) -> bool:
    """Whether a text is one mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def one_line(text: str) -> str:
    """A text as it may stand in a header: one line, without signs that do not print."""
    return " ".join(plain(" ".join(text.splitlines())).split())


def plain(text: str) -> str:
    """A text as it may stand in a message: lines of signs that print, and tabs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(map(_printed, line)).rstrip() for line in lines)


def _printed(sign: str) -> str:
    if sign.isprintable() or sign == "\t":
        return sign
    return " " if sign.isspace() else ""  # spaces that break no line, too: mail programs show them as they like


def to_eml(message: Message) -> bytes:
    """The message as an .eml file that opens as a draft (`X-Unsent`), the same bytes for the same message.

    Raises ValueError on a recipient that is no address. There is neither date nor Message-ID: sending gives them.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    made = EmailMessage(policy=SMTP.clone(max_line_length=LINE))
    made["X-Unsent"] = "1"
    if message.certified:
        made["X-TipoRicevuta"] = "completa"
    for header, addresses in (
        ("From", [message.sender] if message.sender else []),
        ("To", message.to),
        ("Cc", message.cc),
    ):
        if addresses:
            made[header] = ", ".join(map(_checked, addresses))
    made["Subject"] = one_line(message.subject)
    made.set_content(plain(message.text).strip("\n") + "\n", cte="base64")  # Outlook spoils quoted-printable drafts
    names = distinct(ascii_name(each.name) for each in message.attachments)
    for name, each in zip(names, message.attachments, strict=True):
        main, sub = _TYPES.get(f".{name.rpartition('.')[2]}", ("application", "octet-stream"))
        made.add_attachment(each.data, maintype=main, subtype=sub, filename=name)
    if message.attachments:
        made.set_boundary(_boundary(made))
    return made.as_bytes()


def _checked(address: str) -> str:
    if not is_address(address):
        raise ValueError("no mail address")  # without it: an address is nobody's but its owner's
    return address


def _boundary(made: EmailMessage) -> str:
    """A line that parts the attachments; `_` and `=` never begin a line of base64."""
    content = "".join(str(part.get_payload()) for part in made.iter_parts())
    return f"=_commessa_{hashlib.sha256(content.encode('ascii', 'replace')).hexdigest()[:32]}"


def weight(sizes: Iterable[int], recipients: int, text: str = "") -> int:
    """The bytes that a message with files of these sizes is on its way, times its recipients (one at least)."""
    return sum(_pieces(sizes, text)) * max(1, recipients)


def _pieces(sizes: Iterable[int], text: str) -> Iterator[int]:
    yield _HEADERS
    yield _coded(len(text.encode("utf-8", "replace")) + text.count("\n"))
    for size in sizes:
        yield _PART + _coded(size)


def _coded(size: int) -> int:
    """What base64 makes of so many bytes: lines of 57 become 76 and their end."""
    return -(-size // (LINE // 4 * 3)) * (LINE + 2)

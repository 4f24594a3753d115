"""Takes the long bodies in base64 out of a message while the library parses it: it takes four microseconds a line.

Nothing that parts a message can be in them, as their lines have the letters of base64 alone: so the message has the
same structure without all but the first and the last of their lines.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from copy import copy
from email.message import Message
from email.policy import Policy, compat32
from typing import Final

LEAST: Final = 4_000  # bytes of a body, below which it is not worth it
MOST_HEADERS: Final = 4  # before a body that no line parts from them
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_BLANK: Final = re.compile(rb"\n\r?\n")
_LINE: Final = re.compile(rb"([A-Za-z0-9+/]{40,200})(\r?\n)")


class Bodies:
    """The lines that stand aside of one message, each behind a word that nobody who wrote it can have known."""

    def __init__(self) -> None:
        self._word = secrets.token_hex(16)
        self._behind = re.compile(self._word + r"(\d{8})\r?\n")
        self._lines: list[bytes] = []

    def set_aside(self, raw: bytes) -> bytes:
        """The message without the middle lines of its long bodies."""
        kept: list[bytes] = []
        done = 0
        for start, end in _middles(raw):
            ending = b"\r\n" if raw.endswith(b"\r\n", 0, end) else b"\n"
            kept += (raw[done:start], f"{self._word}{len(self._lines):08d}".encode(), ending)
            self._lines.append(raw[start:end])
            done = end
        return b"".join((*kept, raw[done:])) if kept else raw

    def has_some_of(self, text: str) -> bool:
        """Whether lines of this text of the message stand aside."""
        return self._word in text

    def whole(self, text: str, one_line: bool = False) -> str:
        """A text of the message with its lines in their place again, `one_line`: without the ends of lines."""

        def lines(found: re.Match[str]) -> str:
            aside = self._lines[int(found[1])]
            return (aside.translate(None, b"\r\n") if one_line else aside).decode("ascii")

        return self._behind.sub(lines, text)

    def whole_bytes(self, data: bytes) -> bytes:
        """What the library wrote of the message: their lines end there as the word for them does."""

        def lines(found: re.Match[bytes]) -> bytes:
            aside = self._lines[int(found[1])]
            return aside if found[0].endswith(b"\r\n") else aside.replace(b"\r\n", b"\n")

        return re.sub(self._behind.pattern.encode(), lines, data)


class Part(Message):
    """A part of a message of which bodies stand aside."""

    def __init__(self, bodies: Bodies, policy: Policy = compat32) -> None:
        super().__init__(policy)
        self._bodies = bodies

    def whole(self) -> Part:
        """A leaf with all lines of its body; of one in base64 as one line, which is what it is decoded from."""
        body: object = self.__dict__["_payload"]  # as it came: what `get_payload` gives is decoded
        if not isinstance(body, str) or not self._bodies.has_some_of(body):
            return self
        filled = copy(self)
        one_line = str(self.get("Content-Transfer-Encoding", "")).lower() == "base64"
        filled.__dict__["_payload"] = self._bodies.whole(body, one_line)
        return filled

    def written(self) -> bytes:
        """The part with all that is in it, as the library writes it. Raises what that raises."""
        return self._bodies.whole_bytes(self.as_bytes(policy=compat32))


def whole(part: Message) -> Message:
    """A leaf with all lines of its body."""
    return part.whole() if isinstance(part, Part) else part


def _middles(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where the lines between the first and the last of long bodies begin and end.

    A body is what stands between a blank line and the line that begins with two hyphens, as any that parts a message
    does. Each byte is looked at a few times at most, whatever somebody prepared.
    """
    start = 0
    while start < len(raw):
        end = raw.find(b"\n--", start)
        end = len(raw) if end < 0 else end
        if end - start >= LEAST and (found := _middle(raw, start, end)):
            yield found
        start = end + 3


def _middle(raw: bytes, start: int, end: int) -> tuple[int, int] | None:
    """The middle of the one body between two lines; a message in a message has two headers before it."""
    for _ in range(MOST_HEADERS):
        blank = _BLANK.search(raw, start, end)
        if blank is None or end - blank.end() < LEAST:
            return None
        start = blank.end() - 1  # a blank line may follow it
        first = _LINE.match(raw, blank.end(), end)
        if first is not None:
            return _middle_of(raw[blank.end() : end].rstrip(b"\r\n"), blank.end(), len(first[1]), first[2])
    return None


def _middle_of(body: bytes, at: int, width: int, ending: bytes) -> tuple[int, int] | None:
    """Only of a body whose lines are all of one width, as all programs write them: no blank line is among them."""
    step = width + len(ending)
    count = (len(body) - 1) // step  # of lines that have an end: the last one has none
    if count * step < LEAST or body.translate(None, _LETTERS) != ending * count:
        return None
    if any(body[width + n :: step][:count] != ending[n : n + 1] * count for n in range(len(ending))):
        return None
    return at + step, at + count * step

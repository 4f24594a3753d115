"""Values as the tables have them: what is of another kind or without measure is damage, and gets a default.

A single bit turns a text into bytes or a number, and a year into one that no calendar knows.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop_app.drafts.content import MAX_WORDS, decode, storable
from desktop_app.drafts.models import LONG_AGO, from_iso

MAX_ID: Final = 64  # characters
MAX_SUMMARY: Final = 400_000
MAX_WHOLE: Final = 2**53  # counters; what is above was never counted
EARLIEST, LATEST = "1970", "3000"  # between them lie the times that this program stored


class Cells:
    """Reads the values of one row; `sound` becomes False at the first that is not what it should be."""

    def __init__(self) -> None:
        self.sound = True

    def text(self, value: object, most: int = MAX_WORDS, otherwise: str = "") -> str:
        """A text; of bytes what can be read."""
        if isinstance(value, str) and len(value) <= most:
            return value
        self.sound = False
        if isinstance(value, bytes):
            value = value[: most * 4].decode("utf-8", "replace")
        return storable(value[:most]) if isinstance(value, str) else otherwise

    def whole(self, value: object, otherwise: int = 0) -> int:
        """A counter."""
        if isinstance(value, int) and 0 <= value <= MAX_WHOLE:
            return int(value)
        self.sound = False
        return otherwise

    def moment(self, value: object, otherwise: dt.datetime = LONG_AGO) -> dt.datetime:
        """A time."""
        read = from_iso(value) if isinstance(value, str) else LONG_AGO
        if read == LONG_AGO:
            self.sound = False
            return otherwise
        return read

    def moment_or_none(self, value: object) -> dt.datetime | None:
        """A time, where there is one."""
        if value is None:
            return None
        read = self.moment(value)
        return None if read == LONG_AGO else read

    def data(self, value: object) -> bytes:
        """Bytes; of a text those that it is made of."""
        if isinstance(value, bytes):
            return value
        self.sound = False
        return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b""


def readable(data: bytes) -> str:
    """A content as text, whatever its bytes are."""
    try:
        return decode(data)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")

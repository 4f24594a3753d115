"""The versions of a PDF: whoever signs appends one, each ends with a mark, and the earlier ones can be read again."""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple

MAX_REVISIONS: Final = 500
_MARK: Final = b"%%EOF"
_LINE_END: Final = re.compile(rb"[ \t]{0,8}(?:\r\n|\r|\n)")


class Revision(NamedTuple):
    """Where a version ends: after its mark, and after the line end that follows it."""

    mark: int
    end: int


def revisions(data: bytes) -> list[Revision]:
    """The versions, the oldest first. Raises ValueError where there are more than any file has."""
    found: list[Revision] = []
    at = data.find(_MARK)
    while at >= 0:
        if len(found) == MAX_REVISIONS:
            raise ValueError(len(found))
        mark = at + len(_MARK)
        line_end = _LINE_END.match(data, mark)
        found.append(Revision(mark, line_end.end() if line_end else mark))
        at = data.find(_MARK, mark)
    return found


def version_hashes(data: bytes, ends: list[Revision]) -> dict[str, int]:
    """The SHA-256 of each version, in hex, with and without its last line end, and how long it is.

    The file is hashed once, however many versions it has.
    """
    running, done = hashlib.sha256(), 0
    found: dict[str, int] = {}
    view = memoryview(data)
    for end in sorted({each for revision in ends for each in revision} | {len(data)}):
        running.update(view[done:end])
        done = end
        found[running.hexdigest()] = end
    return found

"""What changed in a text: its words in order, each part kept, removed or added; long parts that stayed are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

Kind = Literal["same", "removed", "added"]
MOST_WORDS: Final = 600  # that are compared with each other: more would take a second, and are shown as replaced
AROUND: Final = 8  # words that stay in sight before and after a change
CUT: Final = " […] "
_LEAST_SHARED: Final = 0.4  # of the words of the longer text: with fewer, word beside word cannot be read
_WORDS: Final = re.compile(r"\s*\S+|\s+$")


class Piece(NamedTuple):
    """A part of a text."""

    kind: Kind
    words: str


def text_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The parts of both texts in order: `same` and `removed` make up the old one, `same` and `added` the new one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    middle = _middle(old[first : len(old) - last], new[first : len(new) - last])
    end = Piece("same", "".join(old[len(old) - last :]))
    return tuple(_joined([Piece("same", "".join(old[:first])), *middle, end]))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many equal words both begin."""
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    longer = max(len(old), len(new))
    if longer > MOST_WORDS or sum(each.size for each in matcher.get_matching_blocks()) < longer * _LEAST_SHARED:
        yield from (Piece("removed", "".join(old)), Piece("added", "".join(new)))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from (Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d])))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Without empty parts; neighbours of one kind are one."""
    held: Piece | None = None
    for each in pieces:
        if not each.words:
            continue
        if held is not None and held.kind == each.kind:
            held = Piece(held.kind, held.words + each.words)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def in_sight(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same, with a few words around each change in place of all that stayed."""
    return tuple(
        Piece("same", _cut(each.words, bool(at), at < len(pieces) - 1)) if each.kind == "same" else each
        for at, each in enumerate(pieces)
    )


def _cut(words: str, change_before: bool, change_after: bool) -> str:
    parts = _WORDS.findall(words)
    head, tail = AROUND * change_before, AROUND * change_after
    if len(parts) <= head + tail + 1:
        return words
    return f"{''.join(parts[:head])}{CUT}{''.join(parts[len(parts) - tail :]).lstrip()}"

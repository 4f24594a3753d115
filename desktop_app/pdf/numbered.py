"""Numbered paragraphs that follow each other, which a screen reader reads as a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop_app.engine.documents.blocks import Block, Paragraph, Runs

_NUMBER: Final = re.compile(r"(?:(\d{1,3})[.)]|([a-z])\))(?:\s+|$)")


def numbered(blocks: Sequence[Block]) -> list[int]:
    """For each block, of how many characters its number is; 0 where it is no paragraph of a series of two or more."""
    found = [_number(block) for block in blocks]
    around = [(0, 0), *found, (0, 0)]
    return [
        length if length and ((around[at][1] and around[at][0] == number - 1) or around[at + 2][0] == number + 1) else 0
        for at, (number, length) in enumerate(found)
    ]


def apart(runs: Runs, length: int) -> Runs:
    """The runs with the first characters in a run of their own."""
    first, *others = runs
    rest = first.text[length:]
    return (replace(first, text=first.text[:length]), *([replace(first, text=rest)] if rest else []), *others)


def _number(block: Block) -> tuple[int, int]:
    """What a paragraph is numbered with (`b)` is 2), and of how many characters that is; zeros where it is not."""
    if not isinstance(block, Paragraph) or block.note or not block.runs or block.runs[0].style != "plain":
        return 0, 0
    found = _NUMBER.match(block.runs[0].text)
    if found is None or found.end() == sum(len(run.text) for run in block.runs):
        return 0, 0
    return (int(found[1]) if found[1] else ord(found[2]) - ord("a") + 1), found.end()

"""How wide the columns of a table are: as their content needs, so that none is starved and no word is torn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from desktop_app.engine.documents.blocks import Runs, TableBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.flowables.citations import unbroken_runs
from desktop_app.pdf.flowables.typeset import face_of, is_fixed

PADDING: Final = 4.0
_SPARE: Final = 2 * PADDING + 1


class Columns(NamedTuple):
    """Widths in points; `whole`: no citation in a cell is torn, for which narrow columns have no room."""

    widths: list[float]
    whole: bool


class _Need(NamedTuple):
    """The widths in points of a cell's text on one line, of its longest citation or word, and of its longest word."""

    line: float
    held: float
    word: float


def columns(block: TableBlock, numeric: Sequence[bool], total: float) -> Columns:
    """Every column gets its longest word (all of a number), then its share of what its longest line needs more."""
    needs = [_column(block, at, numeric[at]) for at in range(len(block.head))]
    held, words = [need.held for need in needs], [need.word for need in needs]
    least = held if sum(held) <= total else words if sum(words) <= total else _levelled(words, total)
    wanted = [max(low, min(total, need.line)) for low, need in zip(least, needs, strict=True)]
    if sum(wanted) <= total:
        return Columns([width * total / sum(wanted) for width in wanted], True)
    more = sum(wanted) - sum(least)
    share = (total - sum(least)) / more if more else 0.0
    return Columns([low + share * (high - low) for low, high in zip(least, wanted, strict=True)], least is held)


def _levelled(words: Sequence[float], total: float) -> list[float]:
    """Where there is no room for the longest words, the narrow columns keep theirs and the wide ones share the rest."""
    kept: dict[int, float] = {}
    while True:
        level = (total - sum(kept.values())) / (len(words) - len(kept))
        fitting = {at: word for at, word in enumerate(words) if at not in kept and word <= level}
        if not fitting:
            return [kept.get(at, level) for at in range(len(words))]
        kept |= fitting


def _column(block: TableBlock, at: int, numeric: bool) -> _Need:
    cells = [_need(block.head[at], True), *(_need(row[at], False) for row in block.rows)]
    if numeric:
        cells[1:] = [_Need(cell.line, cell.line, cell.line) for cell in cells[1:]]
    return _Need(*(max(sizes) + _SPARE for sizes in zip(*cells, strict=True)))


def _need(runs: Runs, header: bool) -> _Need:
    return _kept_need(runs, header) if is_fixed(runs) else _worked_out(runs, header)


@lru_cache(maxsize=2048)  # of what no answer stands in
def _kept_need(runs: Runs, header: bool) -> _Need:
    return _worked_out(runs, header)


def _worked_out(runs: Runs, header: bool) -> _Need:
    size = styles.paragraph_style("cell").fontSize
    texts = [fonts.printable(run.text) for run in runs]
    faces = [face_of(run, header) for run in runs]
    line = sum(_width(part, face, size) for text, face in zip(texts, faces, strict=True) for part in text.split("\n"))
    plain = [text.replace("\N{NO-BREAK SPACE}", "x") for text in texts]  # what the user holds together stays so
    held = [text.replace("\N{NO-BREAK SPACE}", "x") for text in unbroken_runs(texts)]
    return _Need(line, _longest(held, faces, size), _longest(plain, faces, size))


def _longest(texts: Sequence[str], faces: Sequence[str], size: float) -> float:
    """The width of the longest word; the last one of a run goes on in the next."""
    longest = last = 0.0
    for text, face in zip(texts, faces, strict=True):
        first, *others = text.replace("\n", " ").split(" ")
        last += _width(first, face, size)
        longest = max(longest, last)
        if others:
            last = _width(others[-1], face, size)
            longest = max(longest, last, _width(max(others[:-1], key=len, default=""), face, size))
    return longest


def _width(text: str, face: str, size: float) -> float:
    return fonts.text_width(fonts.split_by_face(text, face), size) if text else 0.0

"""Runs of text as reportlab's fragments and broken lines. Where no answer stands in them, once for all documents.

What is given here is shared: nobody may change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import _InjectedFrag, _SplitFrag, _SplitWord, _SplitWordEnd
from reportlab.platypus.paraparser import ParaFrag

from desktop_app.engine.documents.blocks import Run, Runs
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.flowables.citations import unbroken_runs
from desktop_app.pdf.inline import is_inline

_KEPT: Final = 2048  # paragraphs: those of a few forms
_NONE: Final[list[Any]] = []  # lines below words, links
_LONGEST_KEPT: Final = 4000  # characters


class Wording(NamedTuple):
    """What decides how a paragraph looks; `whole`: no line ends inside a citation or an amount.

    The first run of one that is `labelled` has an element of its own.
    """

    runs: Runs
    style: ParagraphStyle
    bold: bool
    whole: bool
    labelled: bool
    fixed: bool  # the same for everybody


class Pieces(NamedTuple):
    """The fragments of a paragraph, and the words that each of its runs says in its tags."""

    fragments: Sequence[ParaFrag]
    words: Sequence[str]


class Lines(NamedTuple):
    """A paragraph broken into lines as reportlab wants them, its height in points, and the lines that end in a word."""

    broken: Any
    height: float
    torn: frozenset[int]


def wording(
    runs: Runs, style: ParagraphStyle, *, bold: bool = False, whole: bool = True, labelled: bool = False
) -> Wording:
    return Wording(runs, style, bold, whole, labelled, is_fixed(runs))


def is_fixed(runs: Runs) -> bool:
    """Whether no answer stands in the runs."""
    return all(run.style != "value" for run in runs) and sum(len(run.text) for run in runs) <= _LONGEST_KEPT


def pieces(words: Wording) -> Pieces:
    """The fragments; each has the number of its run as `inline` where that has an element of its own."""
    return _kept_pieces(words) if words.fixed else _pieces(words)


def lines(words: Wording, own: Pieces, width: float) -> Lines:
    """The paragraph, whose pieces are its `own`, on lines of a width in points."""
    return _kept_lines(words, width) if words.fixed else _broken(own, words.style, width)


def balanced(words: Wording, width: float) -> ParagraphStyle:
    """The style with which the lines of a centred paragraph are about equally long, with no single word on the last."""
    return _kept_balanced(words, width) if words.fixed else _balanced(words, width)


def face_of(run: Run, bold: bool = False) -> str:
    """The font of a run. Values are semibold, so that an office sees what was filled in."""
    if run.style == "blank":
        return fonts.FALLBACK  # in this font underscores join to one line
    if bold or run.bold:
        return fonts.BOLD_ITALIC if run.italic else fonts.BOLD
    if run.style == "value":
        return fonts.SEMIBOLD_ITALIC if run.italic else fonts.SEMIBOLD
    return fonts.ITALIC if run.italic else fonts.REGULAR


def _lines(words: Wording, width: float) -> Lines:
    return _broken(pieces(words), words.style, width)


def _broken(own: Pieces, style: ParagraphStyle, width: float) -> Lines:
    made = Paragraph("", style, frags=list(own.fragments))
    height: float = made.wrap(width, 0)[1]
    return Lines(made.blPara, height, frozenset(torn_lines(made)))


def torn_lines(made: Paragraph) -> Iterator[int]:
    """The lines that end within a word that is longer than they: reportlab has classes for the parts of one."""
    lines = made.blPara.lines
    if not made.blPara.kind:
        ends = enumerate(words[-1] for _, words in lines if words)
        yield from (at for at, end in ends if isinstance(end, _SplitWord) and not isinstance(end, _SplitWordEnd))
        return
    for at, following in enumerate(lines[1:]):
        last = following.sFW - 1
        while last > 0 and isinstance(made.frags[last], _InjectedFrag):
            last -= 1
        if type(made.frags[last]) is _SplitFrag:
            yield at


def _balanced(words: Wording, width: float) -> ParagraphStyle:
    style, own = words.style, pieces(words)
    height = lines(words, own, width).height
    if height == style.leading:
        return style
    narrow, wide = width / 2, width
    while wide - narrow > 6:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _broken(own, style, middle).height <= height else (middle, wide)
    side = (width - wide) / 2
    return ParagraphStyle(style.name, style, leftIndent=side, rightIndent=side)


def _pieces(words: Wording) -> Pieces:
    found: list[ParaFrag] = []
    said: list[str] = []
    texts = [fonts.printable(run.text) for run in words.runs]
    for at, text in enumerate(unbroken_runs(texts) if words.whole else texts):
        own = face_of(words.runs[at], words.bold)
        first = len(found)
        for number, line in enumerate(text.split("\n")):
            if number:
                found.append(_fragment("", own, words, at, lineBreak=True))
            found += [_fragment(part, face, words, at) for face, part in fonts.split_by_face(line, own)]
        # The line of a text field is drawn as an artifact.
        said.append("" if words.runs[at].field else "".join(map(_tagged_words, found[first:])))
    return Pieces(found, said)


def _fragment(text: str, face: str, words: Wording, at: int, **more: Any) -> ParaFrag:
    run, size = words.runs[at], words.style.fontSize
    inline = at if is_inline(run) or (words.labelled and at == 0) else None
    return ParaFrag(
        text=text,
        fontName=fonts.register_face(face),
        fontSize=size * (styles.RAISED_SIZE if run.raised else 1),
        textColor=styles.text_colour(run.style),
        rise=size * styles.RAISED_BY if run.raised else 0,
        us_lines=_NONE,
        link=_NONE,
        inline=inline,
        nobr=inline,  # one of the attributes by which reportlab tells pieces apart that look alike
        boxes=run.boxes,
        **more,
    )


def _tagged_words(fragment: ParaFrag) -> str:
    return "\n" if hasattr(fragment, "lineBreak") else str(fragment.text)


_kept_pieces = lru_cache(_KEPT)(_pieces)
_kept_lines = lru_cache(_KEPT)(_lines)
_kept_balanced = lru_cache(_KEPT)(_balanced)

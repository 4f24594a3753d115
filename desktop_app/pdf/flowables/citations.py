"""Which spaces of a text no line may end at: "art. 14", "n. 445", "L. 68/1999", "€ 1.000", "lett. a)" stay whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ACTS: Final = (
    r"L\.R\.|L\.|[Ll]egge|R\.|D\. ?[Ll]gs\.?|D\.L\.|DL|D\.P\.R\.|DPR|D\.M\.|DM|D\.G\.R\.|DGR|DDG|D\.D\.G\.|D\.P\.C\.M\."
    r"|Reg\. reg\.|Reg\.|Regolamento UE|Regolamento \(UE\)|Direttiva"
)
_PLACES: Final = (
    r"[Aa]rtt?\.|ARTT?\.|art|[Aa]rticol[oi]|[Cc]omm[ai]|c[co]?\.|[Ll]ett\.|[Ll]ettera|[Pp]ar\.|[Aa]ll\.|[Pp]agg?\."
    r"|[Pp]agina|[Pp]unt[oi]"
)
_COUNTED: Final = r"[Nn]n?\.|[Nn]°|[Nn]r\.?|[Gg]g\.|[Mm]od\.|[Tt]ab\.|[Mm]esi|[Aa]nni|[Cc]ap\.|[Tt]el\."
_MONTHS: Final = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
# Each space by itself, so that a chain ("D.Lgs. n. 276/2003") is held together at every link.
_HELD: Final = re.compile(
    rf"(?<!\w)(?:{_ACTS})( )(?=\d|n[.°])"
    rf"|(?<!\w)(?:{_PLACES})( )(?=\d|[IVXLC]+\b|[a-z]{{1,2}}\))"
    rf"|(?<!\w)(?:{_COUNTED})( )(?=\d|_)"
    r"|(?<!\w)[Aa]llegat[oi]( )(?=\d|[A-Z]\b)"
    r"|['’]( )(?=\d)"
    r"|€( )(?=[\d_−-])"
    r"|(?<=\d)( )(?=[€%])"
    rf"|(?<!\d)\d{{1,2}}°?( )(?=(?:{_MONTHS})\b)"
)
# What may follow such a space: few do, so only around these the whole is looked for.
_MAY_FOLLOW: Final = re.compile(rf" (?=[\d_€%−-]|n[.°]|[A-Z]\b|[IVXLC]+\b|[a-z]{{1,2}}\)|(?:{_MONTHS})\b)")
_BEFORE, _AFTER = 20, 12  # characters
_HOLDS: Final = "\N{NO-BREAK SPACE}"


def unbroken(text: str) -> str:
    """The text, as long as before, with a no-break space wherever a citation, a number or an amount would be torn."""
    parts, done = [], 0
    for found in _MAY_FOLLOW.finditer(text):
        at = found.start()
        around = _HELD.finditer(text, max(at - _BEFORE, 0), at + _AFTER)
        if any(each.end() == at + 1 for each in around):
            parts += [text[done:at], _HOLDS]
            done = at + 1
    return "".join(parts) + text[done:]


def unbroken_runs(texts: Sequence[str]) -> list[str]:
    """The same for a text in pieces: what begins in one may end in the next."""
    whole, parts, at = unbroken("".join(texts)), [], 0
    for each in texts:
        parts.append(whole[at : at + len(each)])
        at += len(each)
    return parts

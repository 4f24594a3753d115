"""Names of companies in few letters: the legal form as everybody writes it, then a cut at a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

# The longest first, so that "società cooperativa sociale" is never read as "società cooperativa". Nothing else is
# abbreviated: a word of the name itself is whose it is.
LEGAL_FORMS: Final = (
    ("società cooperativa sociale a responsabilità limitata", "Soc. coop. soc. a r.l."),
    ("società cooperativa a responsabilità limitata", "Soc. coop. a r.l."),
    ("società cooperativa consortile", "Soc. coop. cons."),
    ("società cooperativa sociale", "Soc. coop. soc."),
    ("società cooperativa agricola", "Soc. coop. agr."),
    ("società cooperativa", "Soc. coop."),
    ("piccola società cooperativa", "Picc. soc. coop."),
    ("cooperativa sociale", "Coop. soc."),
    ("società consortile a responsabilità limitata", "S.c.r.l."),
    ("società consortile per azioni", "S.c.p.a."),
    ("società a responsabilità limitata semplificata", "S.r.l.s."),
    ("società a responsabilità limitata", "S.r.l."),
    ("società in accomandita per azioni", "S.a.p.A."),
    ("società in accomandita semplice", "S.a.s."),
    ("società in nome collettivo", "S.n.c."),
    ("società per azioni", "S.p.A."),
    ("società semplice", "S.s."),
    ("società tra professionisti", "S.t.p."),
    ("a responsabilità limitata", "a r.l."),
    ("organizzazione non lucrativa di utilità sociale", "ONLUS"),
    ("ente del terzo settore", "ETS"),
    ("con socio unico", ""),
    ("a socio unico", ""),
    ("unipersonale", ""),
)  # fmt: skip
_SHORT: Final = {long: short for long, short in LEGAL_FORMS}
_FORMS: Final = re.compile(
    rf"\b(?:{'|'.join(re.escape(long) for long in sorted(_SHORT, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


def short_name(name: str) -> str:
    """The name with its legal form as it is abbreviated; the name as it is where nothing else would be left."""
    short = " ".join(_FORMS.sub(lambda found: _SHORT[found[0].lower()], " ".join(name.split())).split()).rstrip(" ,-–")
    return short or name


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as many of its words as fit with an ellipsis; letters of the first one where not even that does."""
    while text and not fits(text):
        text = _shorter(text)
    return text


def fitted(names: Sequence[str], between: str, fits: Callable[[str], bool]) -> str:
    """Names in one line: whole, else with their legal forms abbreviated, else the longest ones cut. May be empty."""
    shown = [name for name in names if name]
    if shown and not fits(between.join(shown)):
        shown = [short_name(name) for name in shown]
    while shown and not fits(between.join(shown)):
        longest = max(range(len(shown)), key=lambda at: len(shown[at]))
        shown[longest] = _shorter(shown[longest])
        shown = [name for name in shown if name]
    return between.join(shown)


def _shorter(text: str) -> str:
    """The text without its last word, of a single word without its last letter; empty where nothing is left."""
    words = text.removesuffix("…").split()
    kept = " ".join(words[:-1]).rstrip(" ,;.-–") if len(words) > 1 else "".join(words)[:-1]
    return f"{kept}…" if kept else ""

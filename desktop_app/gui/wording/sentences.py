"""Sentences as they stand in the window: no line breaks inside a number or an article."""

from __future__ import annotations

import re

_TIED = re.compile(r"\b(artt?\.|c\.|n\.|L\.|D\.Lgs\.|D\.M\.) (?=\d)")
_UNIT = re.compile(r"(?<=\d) (?=%|€|mesi\b|ore\b|giorni\b|euro\b)")
_AND = re.compile(r"(?<=\d) e (?=\d)")


def tidy(sentence: str) -> str:
    """Numbers stay on the line of what they count, articles on that of their number."""
    tied = _TIED.sub("\\1\u00a0", sentence)
    return _AND.sub("\u00a0e\u00a0", _UNIT.sub("\u00a0", tied))


def together(help: str | None, note: str) -> str:
    """A help and a note after it; a help that ends in an example may have no full stop."""
    if not help or not note:
        return tidy(help or note)
    return tidy(f"{help}{'' if help.endswith(('.', '!', '?')) else '.'} {note}")


def article(source: str | None) -> str:
    """Where it comes from in the fewest words: the article of the first act."""
    found = re.search(r"artt?\.[^;]*", source or "")
    return tidy(found[0].strip()) if found else ""


def figures(*written: str) -> tuple[str, ...]:
    """A formula's numbers and what they give, without cents where none of them has any."""
    cents = any(found != "00" for each in written for found in re.findall(r",(\d\d)(?!\d)", each))
    return written if cents else tuple(re.sub(r",00(?!\d)", "", each) for each in written)

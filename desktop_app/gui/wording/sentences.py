"""Sentences as the window shows them: no line breaks between a number and its unit or article."""

from __future__ import annotations

import re

_TIED = re.compile(r"\b(artt?\.|c\.|n\.|L\.|D\.Lgs\.|D\.M\.) (?=\d)")
_UNIT = re.compile(r"(?<=\d) (?=%|€|mes[ei]\b|or[ae]\b|giorn[io]\b|euro\b)")
_AND = re.compile(r"(?<=\d) e (?=\d)")


def tidy(sentence: str) -> str:
    """The sentence with no-break spaces between a number and its unit, and between "art." and its number."""
    tied = _TIED.sub("\\1\u00a0", sentence)
    return _AND.sub("\u00a0e\u00a0", _UNIT.sub("\u00a0", tied))


def together(help: str | None, note: str) -> str:
    """A help text and a note after it, with a full stop between them."""
    if not help or not note:
        return tidy(help or note)
    return tidy(f"{help}{'' if help.endswith(('.', '!', '?')) else '.'} {note}")


def article(source: str | None) -> str:
    """The article of the first act of a source; empty where it names none."""
    found = re.search(r"artt?\.[^;]*", source or "")
    return tidy(found[0].strip()) if found else ""


def figures(*written: str) -> tuple[str, ...]:
    """The texts of a formula, without cents where no amount in them has any."""
    cents = any(found != "00" for each in written for found in re.findall(r",(\d\d)(?!\d)", each))
    return written if cents else tuple(re.sub(r",00(?!\d)", "", each) for each in written)

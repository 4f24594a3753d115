"""Sentences as they stand in the window: the fact apart from the remedy, and no line that breaks inside a number."""

from __future__ import annotations

import re

# The end of the first sentence: not after an abbreviation, as in "art. 9" or "D.Lgs. 81/2015".
_END = re.compile(r"(?<!\bart)(?<!\bartt)(?<!\bc)(?<!\bn)(?<!Lgs)(?<!\b[A-Z])[.!?] (?=[A-ZÀ-Ý«])|»: |: (?=[a-zà-ÿ])")
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


def split(sentence: str) -> tuple[str, str]:
    """The fact, and what to do; what is quoted does not end it."""
    ends = list(_END.finditer(sentence))
    quoted = (sentence.count("«", 0, each.end()) > sentence.count("»", 0, each.end()) for each in ends)
    found = next((each for each, inside in zip(ends, quoted, strict=True) if not inside), None)
    if found is None or found.start() > 120:
        return tidy(sentence), ""
    fact, rest = sentence[: found.end()].rstrip(), sentence[found.end() :]
    if fact.endswith(":"):
        fact, rest = fact[:-1] + ".", rest[:1].upper() + rest[1:]
    return tidy(fact), tidy(rest)

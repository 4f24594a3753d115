"""Sentences of a form name values in braces: `La quota è {quota}.`, and count with them: `{quota:posto|posti}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.engine.forms.agreement import ARTICLE, article, is_one

_BRACED = re.compile(r"\{([^{}]*)\}")
_AFTER_ARTICLE = re.compile(rf"({ARTICLE})?{_BRACED.pattern}")


@dataclass(frozen=True, slots=True)
class Braced:
    """What stands in braces: a name, and where it only counts, the words for one and for several of it."""

    name: str
    words: tuple[str, ...] = ()

    def word(self, one: bool) -> str:
        """The word that agrees with the number."""
        return self.words[0] if one else self.words[-1]


def braced(text: str) -> Iterator[Braced]:
    """All that stands in braces, in order; an unmatched brace names nothing."""
    return map(_parsed, _BRACED.findall(text))


def names_in(text: str) -> list[str]:
    """The names in braces, in order."""
    return [each.name for each in braced(text)]


def with_names_replaced(text: str, written: Callable[[str], str]) -> str:
    """The text with each name and its braces replaced by what `written` gives for it, which is not read again.

    Where words follow the name, the one that agrees with it stands there instead: the first where it is written as 1.
    An article before the braces is written as the value wants it: `il {giorno}` gives `l'11/03/2027`.
    """

    def stands(found: re.Match[str]) -> str:
        before, inside = found[1] or "", _parsed(found[2])
        shown = written(inside.name)
        if inside.words:
            return before + inside.word(is_one(shown))
        return article(before, shown) + shown

    return _AFTER_ARTICLE.sub(stands, text)


def with_names_renamed(text: str, renamed: Callable[[str], str]) -> str:
    """The text with other names in its braces; the words of those that count stay."""

    def stands(found: re.Match[str]) -> str:
        name, colon, words = found[1].partition(":")
        return f"{{{renamed(name)}{colon}{words}}}"

    return _BRACED.sub(stands, text)


@lru_cache(maxsize=4_096)  # the same sentence may be said of each of many lines
def _parsed(inside: str) -> Braced:
    name, colon, words = inside.partition(":")
    return Braced(name, tuple(words.split("|")) if colon else ())

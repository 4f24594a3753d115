"""Sentences of a form name values in braces: `La quota è {quota}.`"""

from __future__ import annotations

import re
from collections.abc import Callable

_BRACED = re.compile(r"\{([^{}]*)\}")


def names_in(text: str) -> list[str]:
    """The names in braces, in order; an unmatched brace names nothing."""
    return _BRACED.findall(text)


def with_names_replaced(text: str, written: Callable[[str], str]) -> str:
    """The text with each name and its braces replaced by what `written` gives for it, which is not read again."""
    return _BRACED.sub(lambda found: written(found[1]), text)

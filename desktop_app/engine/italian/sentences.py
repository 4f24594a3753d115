"""Divides a sentence for the user into its two parts: the fact, then what to do about it."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_FACT = 120  # characters; after a longer first sentence nothing is divided
# The end of the first sentence: not after an abbreviation, as in "art. 9" or "D.Lgs. 81/2015".
_END = re.compile(r"(?<!\bart)(?<!\bartt)(?<!\bc)(?<!\bn)(?<!Lgs)(?<!\b[A-Z])[.!?] (?=[A-ZÀ-Ý«])|»: |: (?=[a-zà-ÿ])")


@lru_cache(maxsize=1024)
def fact_and_remedy(sentence: str) -> tuple[str, str]:
    """The fact, and what to do about it (empty where the sentence does not say). A quotation does not end the fact.

    A fact that ends in a colon ends in a full stop instead, and the remedy begins with a capital.
    """
    ends = list(_END.finditer(sentence))
    quoted = (sentence.count("«", 0, each.end()) > sentence.count("»", 0, each.end()) for each in ends)
    found = next((each for each, inside in zip(ends, quoted, strict=True) if not inside), None)
    if found is None or found.start() > LONGEST_FACT:
        return sentence, ""
    fact, remedy = sentence[: found.end()].rstrip(), sentence[found.end() :]
    if fact.endswith(":"):
        return fact[:-1] + ".", remedy[:1].upper() + remedy[1:]
    return fact, remedy

"""Formulas in spoken Italian, as somebody reads them to a person who cannot see them."""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = {
    "≥": "maggiore o uguale a",
    "≤": "minore o uguale a",
    "≠": "diverso da",
    "=": "uguale a",
    ">": "maggiore di",
    "<": "minore di",
    "+": "più",
    "−": "meno",
    "-": "meno",
    "×": "per",
    "*": "per",
    "÷": "diviso",
    "/": "diviso",
    "%": "per cento",
    "€": "euro",
    "→": "quindi",
    "…": "valore mancante",
}
_MULTIPLIED: Final = {"×", "*", "÷", "/"}
_OPERATORS: Final = set(SIGNS) - {"%", "€", "…"}
OPEN, CLOSED = "aperta parentesi", "chiusa parentesi"
_TOKEN: Final = re.compile(r"«[^»]*»|[();]|[^\s();«»]+|[«»]")


class _Brackets(list["str | _Brackets"]):
    """What stands between two brackets."""

    @property
    def operators(self) -> set[str]:
        return {part for part in self if isinstance(part, str)} & {*_OPERATORS, ";"}


def spoken(formula: str) -> str:
    """The words for a formula: `VUC ≥ CP + (N × CL)` is "VUC maggiore o uguale a CP più N per CL".

    Brackets are said where they matter: not around a product in a sum, nor around what a formula ends with.
    """
    tokens = _TOKEN.findall(formula)
    nested = _nested(tokens)
    words = [_said(token) for token in tokens] if nested is None else _all_said(nested, outermost=True)
    joined = re.sub(r" +(?=,)", "", " ".join(" ".join(words).split())).replace(",,", ",")
    return joined.replace(" a il ", " al ").strip(" ,")


def is_formula(text: str) -> bool:
    """Whether something is worked out or compared in a text that stands for a value."""
    return any(token in {*_OPERATORS, ";"} for token in _TOKEN.findall(text)[1:])


def _nested(tokens: list[str]) -> _Brackets | None:
    """The tokens with a list for each pair of brackets; None where they do not match."""
    stack = [_Brackets()]
    for token in tokens:
        if token == "(":
            stack.append(_Brackets())
        elif token == ")":
            inner = stack.pop()
            if not stack:
                return None
            stack[-1].append(inner)
        else:
            stack[-1].append(token)
    return stack[0] if len(stack) == 1 else None


def _all_said(parts: _Brackets, *, outermost: bool = False) -> list[str]:
    separators = [at for at, part in enumerate(parts) if part == ";"]
    words = []
    for at, part in enumerate(parts):
        if part == ";":
            words.append("e" if at == separators[-1] else ",")
        elif isinstance(part, str):
            words.append(_said(part))
        else:
            before, after = parts[at - 1] if at else "", parts[at + 1] if at + 1 < len(parts) else ""
            words.append(_in_brackets(part, before, after, ends=outermost and not after))
    return words


def _in_brackets(inner: _Brackets, before: str | _Brackets, after: str | _Brackets, *, ends: bool) -> str:
    inside = " ".join(_all_said(inner))
    of_words = isinstance(before, _Brackets) or before not in {"", ";", *_OPERATORS}  # a function, or a remark on it
    if of_words and not inner.operators and not any(isinstance(part, _Brackets) for part in inner):
        return f", {inside},"
    in_a_sum = not of_words and not inner.operators - _MULTIPLIED and not {str(before), str(after)} & _MULTIPLIED
    return inside if in_a_sum or (of_words and ends) else f"{OPEN} {inside} {CLOSED}"


def _said(token: str) -> str:
    if token in SIGNS:
        return SIGNS[token]
    words = re.sub(r"^[−-](?=\d)", "meno ", token.strip("«»"))
    words = re.sub(r"(?<=\d)…", " eccetera", words)
    for sign in ("…", "%", "€"):
        words = words.replace(sign, f" {SIGNS[sign]} ")
    return {"(": OPEN, ")": CLOSED}.get(words, words)

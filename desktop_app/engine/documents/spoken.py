"""What of an act's words is read aloud otherwise than it is written: formulas, tick boxes, foreign words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from desktop_app.engine.documents.blocks import Run
from desktop_app.engine.italian.spoken import is_formula, spoken

TICKS: Final[Mapping[bool | None, tuple[str, str]]] = {
    True: ("☒", "sì"),
    False: ("☐", "no"),
    None: ("☐", "da scegliere"),
}
# Not what belongs to Italian (computer, tutor, PEC, ex, bis): a voice for another language would be no help there.
FOREIGN: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "full time", "full-time", "part time", "part-time", "e-mail", "on line", "online", "privacy", "know-how",
        "job", "matching", "outsourcing", "screening", "welfare", "smart working",
    ),
    "fr": ("stage",),
    "la": ("ad hoc", "de minimis", "in itinere", "pro quota", "pro rata", "pro tempore", "ratione temporis",
           "una tantum"),
}  # fmt: skip
_LANGUAGES: Final = {word: language for language, words in FOREIGN.items() for word in words}
_OPERAND: Final = r"\(*(?:[A-Z]{1,4}\d*|\d[\d.]*(?:,\d+)?)\)*"
_FORMULA: Final = rf"(?<![\w(]){_OPERAND}(?: [≥≤=≠<>+−×÷*/→-] {_OPERAND})+(?!\w)"
_WORDS: Final = "|".join(sorted(map(re.escape, _LANGUAGES), key=len, reverse=True))
# A note's mark, after a word or where a run begins: "proroga*", "12 mesi **;", "*ai sensi di"
_MARK: Final = r"\A\*{1,3}(?=[\s\w])|(?<=[\w)»])\*{1,3}(?=[\s;,.:)]|$)|(?<=[\w)»] )\*{1,3}(?=[;,.])"
_SPOKEN: Final = re.compile(
    rf"(?P<mark>{_MARK})|(?P<formula>{_FORMULA})|(?P<tick>[☐☒])|(?<![\w@./-])(?P<foreign>(?i:{_WORDS}))(?![\w@/-])"
)
_DECISIVE: Final = re.compile(r" [≥≤=≠<>×÷] ")  # two numbers with a dash between them are no formula


def tick_run(ticked: bool | None, bold: bool = False, italic: bool = False) -> Run:
    """A tick box with what is said in its place; None while nobody answered."""
    sign, said = TICKS[ticked]
    return Run(sign, bold, italic, said=said)


def formula_run(run: Run) -> Run:
    """A value that may be a formula, as one that is read aloud."""
    return replace(run, formula=True, said=spoken(run.text)) if is_formula(run.text) else run


@lru_cache(maxsize=4096)  # an act's words are the same in every dossier
def spoken_runs(run: Run) -> tuple[Run, ...]:
    """Words of an act, apart where something in them is said otherwise. A box in the words is one to tick by hand."""
    return tuple(_spoken_runs(run))


def _spoken_runs(run: Run) -> Iterator[Run]:
    done = 0
    for found in _SPOKEN.finditer(run.text):
        words = found[0]
        if found["formula"] and not _DECISIVE.search(words):
            continue
        if found.start() > done:
            yield replace(run, text=run.text[done : found.start()])
        if found["tick"]:
            yield tick_run(True if words == "☒" else None, run.bold, run.italic)
        elif found["mark"]:
            yield replace(run, text=words, mark=True)
        elif found["formula"]:
            yield replace(run, text=words, formula=True, said=spoken(words))
        else:
            yield replace(run, text=words, lang=_LANGUAGES[words.lower()])
        done = found.end()
    if done < len(run.text):
        yield replace(run, text=run.text[done:])

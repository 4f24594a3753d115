"""The arguments that commands share, and what is wrong with one in Italian."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.engine.answers.reader import YEARS
from desktop_app.engine.faults import DraftFault

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # one of the notations that fromisoformat takes


def usage_fault(sentence: str) -> DraftFault:
    """The fault of a command that was written wrongly: the sentence, and where to read how it is written."""
    return DraftFault(f"{sentence} Scrivi «commessa --help» per vedere come si usa.")


def path_after(name: str) -> Callable[[str], Path]:
    """Reads the path that an argument takes. Raises DraftFault on an empty one.

    That is a variable that a script left empty, and would mean the folder where the script happens to run.
    """

    def path(text: str) -> Path:
        if not text:
            raise usage_fault(f"Dopo {name} c'è un nome vuoto.")
        return Path(text)

    return path


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`: the answer is for another program."""
    parser.add_argument("--json", action="store_true")


def day(text: str) -> dt.date:
    """A day as AAAA-MM-GG, in the years that an answer may have. Raises DraftFault."""
    with suppress(ValueError):
        found = dt.date.fromisoformat(text)
        if _DAY.fullmatch(text) and found.year in YEARS:
            return found
    raise usage_fault(f"«{text}» non è una data come 2027-01-31, tra il 1900 e il 2199.")

"""What a command reads and prints: a place that takes nothing, or a reader that leaves, is no traceback."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from desktop_app.engine.faults import DraftFault

NO_OUTPUT = "Il risultato non si può scrivere fin dove lo mandi: controlla che lì ci sia posto."
NO_INPUT = "Dall'ingresso non si può leggere: al posto di «-» indica il file della bozza."
NO_BREAK_SPACE = "\u00a0"


def speak() -> None:
    """UTF-8 wherever the program runs, and a name that is no text is shown all the same."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(*what: object, end: str = "\n", flush: bool = False) -> None:
    """Prints; when whoever reads has gone (`| head`), the command goes on with its work all the same."""
    try:
        print(*what, end=end, flush=flush)
    except BrokenPipeError:
        hush(sys.stdout)


def complain(sentence: str) -> None:
    """One line on standard error, whatever signs a file or a name brought into the sentence."""
    line = "".join(sign if sign.isprintable() or sign == NO_BREAK_SPACE else "\ufffd" for sign in sentence)
    try:
        print(f"commessa: {line}", file=sys.stderr, flush=True)
    except OSError:
        hush(sys.stderr)


def given(most: int) -> bytes:
    """What standard input has, up to so many bytes. Raises DraftFault."""
    try:
        data: bytes = sys.stdin.buffer.read(most)
    except (OSError, AttributeError):  # not for reading; not there at all
        raise DraftFault(NO_INPUT) from None
    return data


def hush(stream: TextIO) -> None:
    """Nothing more gets out: Python would try again at its end, and complain in its own words."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

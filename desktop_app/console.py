"""Input and output of the command line. A closed pipe or a full disk gives a sentence, never a traceback."""

from __future__ import annotations

import codecs
import errno
import json
import os
import re
import sys
from contextlib import suppress
from typing import TextIO

from desktop_app.engine.faults import DraftFault

NO_OUTPUT = "Il risultato non si può scrivere fin dove lo mandi: controlla che lì ci sia posto."
NO_INPUT = "Dall'ingresso non si può leggere: al posto di «-» indica il file della bozza."
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_AS_GIVEN = "commessa.as_given"
NO_BREAK_SPACE = "\u00a0"


def use_utf8() -> None:
    """Sets stdout and stderr to UTF-8 on every system; names of files that are none come out as they are."""
    codecs.register_error(_AS_GIVEN, _as_given)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=_AS_GIVEN)


def _as_given(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes of a file's name that is no UTF-8 are written as they were read; other surrogates are escaped."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def print_line(*what: object, end: str = "\n", flush: bool = False) -> None:
    """Prints to stdout; when the reader has closed the pipe (`| head`), the command goes on without output."""
    try:
        print(*what, end=end, flush=flush)
    except OSError as error:
        # Windows calls it an invalid argument.
        if not isinstance(error, BrokenPipeError) and not (os.name == "nt" and error.errno == errno.EINVAL):
            raise
        discard_output(sys.stdout)


def print_data(text: str) -> None:
    """Prints JSON for other programs.

    On Windows, where it goes to a file or another program, other signs than ASCII are written as JSON escapes them:
    PowerShell reads what a program prints in the console's old code page, and would spoil them.
    """
    if os.name == "nt" and sys.stdout is not None and not sys.stdout.isatty():
        text = _NOT_ASCII.sub(lambda sign: json.dumps(sign[0])[1:-1], text)
    print_line(text, end="")


def print_error(sentence: str) -> None:
    """Prints one line to stderr; unprintable characters in the sentence are replaced."""
    if sys.stderr is None:  # closed: `print` would take stdout, where other programs expect data
        return
    line = "".join(sign if sign.isprintable() or sign == NO_BREAK_SPACE else "\ufffd" for sign in sentence)
    try:
        print(f"commessa: {line}", file=sys.stderr, flush=True)
    except OSError:
        discard_output(sys.stderr)


def read_input(limit: int) -> bytes:
    """Reads stdin, at most `limit` bytes. Raises DraftFault where it cannot be read."""
    try:
        data: bytes = sys.stdin.buffer.read(limit)
    except (OSError, AttributeError):  # not readable; there is no stdin
        raise DraftFault(NO_INPUT) from None
    return data


def discard_output(stream: TextIO) -> None:
    """Redirects the stream to nowhere: at exit Python would flush it again, and print an error of its own."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

"""Files named on the command line: which argument is one, and where it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from desktop_app.system.paths import DRAFT_SUFFIX, PACKAGE_SUFFIX

_URL: Final = "file:"
_OURS: Final = (DRAFT_SUFFIX, PACKAGE_SUFFIX)


def given_file(argument: str) -> str | None:
    """The path of the file that an argument names for the window; None where it is something else.

    A name that ends with `.commessa` or `.moduli` in any case is one, whether or not it is there; another name is one
    where the file is there, for mail programs and browsers change the ends of names. Desktops may give a `file:`
    address.
    """
    name = _from_address(argument) if argument.casefold().startswith(_URL) else argument
    if name.casefold().endswith(_OURS):
        return name
    try:  # names of commands and options have neither a dot nor a separator
        is_file = not name.startswith("--") and Path(name).name != name.replace(".", "") and Path(name).is_file()
    except (OSError, ValueError):
        is_file = False
    return name if is_file else None


def as_operand(argument: str) -> str:
    """An argument as the command line may take it: `-1.commessa` is a file, no option."""
    ours = argument.startswith("-") and argument.casefold().endswith(_OURS)
    return f"./{argument}" if ours else argument


def is_package(name: str) -> bool:
    """Whether a file is by its name a package of forms, also as `novita.moduli (1)` or `novita.moduli.zip`."""
    return PACKAGE_SUFFIX in name.casefold() and not name.casefold().endswith(DRAFT_SUFFIX)


def _from_address(address: str) -> str:
    from urllib.parse import unquote_to_bytes, urlsplit

    parts = urlsplit(address)
    path = os.fsdecode(unquote_to_bytes(parts.path))
    if os.name != "nt":
        return path
    if parts.netloc.lower() not in ("", "localhost"):
        return f"//{parts.netloc}{path}"  # on another computer
    return path if path.startswith("//") else path.lstrip("/")

"""What a command is: its name, what the help says of it, the arguments it takes, the function that runs it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop_app.association import Association
from desktop_app.console import print_data
from desktop_app.library import Library

COMPLETE, WITH_ERRORS, NOTHING_DONE = 0, 1, 2  # exit codes


@dataclass(frozen=True, slots=True)
class Context:
    """What every command has at hand: the forms that were found, and what the association prepared."""

    library: Library
    association: Association


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `usage` is what follows its name in the help, `purpose` says in Italian what it does."""

    name: str
    usage: str
    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Context], int]  # gives the exit code


def print_json(content: Any) -> None:
    """Prints data for other programs."""
    print_data(json.dumps(content, ensure_ascii=False, indent=2) + "\n")

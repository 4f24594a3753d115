"""What the commands say to the developer, and the fault that stops one."""

from __future__ import annotations

import sys


class Fault(Exception):
    """What stops a command: one Italian sentence that says what to do."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

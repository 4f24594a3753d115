"""Processes in the environment: one at a time, or several side by side."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from dev_commands import paths


def in_environment(*arguments: str | Path, offscreen: bool = False, at_home: bool = True) -> int:
    """Runs Python of the environment, in the project's folder or where the user is; gives its exit code."""
    command = [str(paths.PYTHON), *map(str, arguments)]
    return subprocess.call(command, env=environment_for(offscreen), cwd=paths.HERE if at_home else None)


def environment_for(offscreen: bool) -> dict[str, str]:
    """The variables for a process: it finds the project's modules, and shows no window where `offscreen`."""
    extra = {
        "PYTHONPATH": os.pathsep.join((str(paths.HERE), str(paths.HERE / "packaging"))),
        "PYTHONDONTWRITEBYTECODE": "",  # uv compiles nothing: what the first start compiles is kept for the next
    }
    if offscreen:
        extra["QT_QPA_PLATFORM"] = "offscreen"
    return {**os.environ, **extra}


def side_by_side(runs: list[list[str]], environment: dict[str, str]) -> int:
    """Of the first what it says at once, of the others when it has ended; gives 0 where every one did."""
    first, *others = [
        subprocess.Popen(
            [paths.PYTHON, *run],
            env=environment,
            cwd=paths.HERE,
            stdout=subprocess.PIPE if place else None,
            stderr=subprocess.STDOUT if place else None,
        )
        for place, run in enumerate(runs)
    ]
    codes = [first.wait()]
    for process in others:
        output, _nothing = process.communicate()
        print(output.decode(errors="replace"), end="", flush=True)
        codes.append(process.returncode)
    return next((code for code in codes if code), 0)  # one that crashed has a code below 0

"""Runs the real program as its users do, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OWN_FORMS = ROOT / "tests" / "data" / "forms"  # as a user writes them, with forms/README.md alone


@dataclass(frozen=True)
class Outcome:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def commessa(*arguments: str | Path, stdin: str | bytes = b"", cwd: Path | None = None) -> Outcome:
    """One run of `python -m desktop_app`."""
    data = stdin.encode("utf-8", "surrogatepass") if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, arguments)],
        input=data,
        capture_output=True,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def example(form: str) -> dict[str, Any]:
    """The draft of a form's example."""
    draft: dict[str, Any] = commessa("example", form).json
    return draft


def check(draft: dict[str, Any] | str | bytes, *options: str) -> Outcome:
    """`check - --json` of a draft."""
    return commessa(
        "check", "-", "--json", *options, stdin=draft if isinstance(draft, str | bytes) else json.dumps(draft)
    )

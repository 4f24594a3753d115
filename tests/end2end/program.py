"""Runs the real program as its users do, in a process of its own; or its commands in this one, many times as fast."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from desktop_app.app import main

ROOT = Path(__file__).resolve().parents[2]
OWN_FORMS = ROOT / "tests" / "data" / "forms"  # as a user writes them, with forms/README.md alone
FORM = "marche/art14_2023"
DOCUMENTS = [
    "convenzione_locale",
    "comunicazione",
    "contratto_affidamento",
    "affidamento_commessa",
    "relazione_calcolo",
]


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
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, arguments)],
        input=encoded(stdin),
        capture_output=True,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    return Outcome(done.returncode, os.fsdecode(done.stdout), done.stderr.decode())


def here(*arguments: str | Path, stdin: str | bytes = b"") -> Outcome:
    """One command in this process: where it matters what is answered, not how a program starts, reads and ends."""
    given = io.TextIOWrapper(io.BytesIO(encoded(stdin)), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with mock.patch.object(sys, "stdin", given), redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, arguments)])
    for stream in (out, err):
        stream.flush()
    return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def encoded(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def example(form: str) -> dict[str, Any]:
    """The draft of a form's example."""
    draft: dict[str, Any] = here("example", form).json
    return draft


def check(draft: dict[str, Any] | str | bytes, *options: str) -> Outcome:
    """`check - --json` of a draft, in this process."""
    return here("check", "-", "--json", *options, stdin=draft if isinstance(draft, str | bytes) else json.dumps(draft))


def draft(**answers: Any) -> dict[str, Any]:
    return {"form": FORM, "answers": answers}


def problems_on(outcome: Outcome, field: str) -> list[str]:
    return [p["message"] for p in outcome.json["problems"] if p["field"] == field]


def refused(outcome: Outcome, *words: str) -> None:
    """Nothing was done: exit 2, one sentence that names the cause, no traceback."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("commessa: ") and outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert outcome.err[:-1].isprintable()
    for word in words:
        assert word in outcome.err

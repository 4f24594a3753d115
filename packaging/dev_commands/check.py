"""`dev.py check`: everything but the tests, side by side."""

from __future__ import annotations

import shlex
import subprocess

from dev_commands import paths
from dev_commands.environment import ensure_environment
from dev_commands.processes import environment_for

DOCUMENTS = "README.md ARCHITECTURE.md DECISIONS.md CHANGELOG.md"
CHECKS = {
    "format": "-m ruff format --check --quiet --diff .",
    "lint": "-m ruff check --quiet .",
    "types": "-m mypy --no-error-summary desktop_app tests dev.py packaging",
    "layers": "-c 'from importlinter import cli; raise SystemExit(cli.lint_imports(no_logo=True))'",
    "spelling": f"-m codespell_lib desktop_app tests packaging dev.py {DOCUMENTS}",
    "dead code": "-m vulture",
    "house": "-m tests.house",
    "kinds": "-m tests.kinds",
}


def check(_: list[str]) -> int:
    """Runs all checks; one line each, what the failed ones printed, and the warnings of the others."""
    ensure_environment()
    started = {name: start(command) for name, command in CHECKS.items()}
    failed = 0
    for name, process in started.items():
        output, _nothing = process.communicate()
        ok = process.returncode == 0
        failed += not ok
        print(f"{name:10} {'ok' if ok else 'failed'}", flush=True)
        for line in output.decode(errors="replace").strip().splitlines():
            if not ok or line.startswith("warning:"):
                print(line, flush=True)
    return 1 if failed else 0


def start(command: str) -> subprocess.Popen[bytes]:
    """Starts one check, its output kept until it has ended."""
    return subprocess.Popen(
        [paths.PYTHON, *shlex.split(command)],
        env=environment_for(offscreen=True),
        cwd=paths.HERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

"""`dev.py audit`: the locked libraries against the published vulnerabilities, by pip-audit, which uv fetches for it."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from dev_commands import paths
from dev_commands.console import say
from dev_commands.environment import ensure_environment
from dev_commands.processes import environment_for

UNREACHED = "Le vulnerabilità pubblicate non si raggiungono da qui: il confronto non è stato fatto."
SECONDS = 600


def audit(arguments: list[str]) -> int:
    """0 where nothing is known against a library, 1 where something is, 2 where nobody could be asked.

    It asks a database of advisories with one request a library; what follows goes to pip-audit.
    """
    ensure_environment()
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"
        options = ["--requirement", str(paths.LOCK), "--disable-pip", "--no-deps", "--vulnerability-service", "osv"]
        shown = ["--format", "json", "--output", str(answer), "--progress-spinner", "off"]
        command = [str(paths.PYTHON), "-m", "uv", "tool", "run", "--quiet", "pip-audit", *options, *shown, *arguments]
        try:
            subprocess.run(command, env=environment_for(False), cwd=paths.HERE, capture_output=True, timeout=SECONDS)
            found = json.loads(answer.read_text(encoding="utf-8"))  # not there, or empty, where nobody answered
        except (OSError, ValueError, subprocess.TimeoutExpired):
            say(UNREACHED)
            return 2
    lines = sentences(found)
    for line in lines:
        say(line)
    say(f"Librerie confrontate: {len(found['dependencies'])}; con vulnerabilità note: {len(lines)}.")
    return 1 if lines else 0


def sentences(found: dict[str, Any]) -> list[str]:
    """One for each library that something is known against, with the versions that mend it."""
    told = []
    for each in found["dependencies"]:
        if known := each.get("vulns"):
            ids = ", ".join(one["id"] for one in known)
            mended = sorted({version for one in known for version in one["fix_versions"]})
            told.append(
                f"{each['name']} {each['version']}: {ids}; corretta in {', '.join(mended) or 'nessuna versione'}."
            )
    return told

"""The libraries that the program runs with: the part of packaging/requirements.lock that is not for developers."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from installers.project import ROOT, BuildFault, run

LOCK = ROOT / "packaging" / "requirements.lock"
_ENTRY = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)")  # the extras are what a developer's tool asks for


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> dict[str, str]:
    """The entries of a hash-locked list by name, each with its version, condition and hashes."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if line.startswith("#") or not line.strip():
            name = ""
        elif entry := _ENTRY.match(line):
            name = canonical(entry[1])
            found[name] = line.replace(entry[0], f"{entry[1]}=={entry[2]}", 1)
        elif name and line.lstrip().startswith("--hash"):
            found[name] += line
    return found


def chosen(lock: str, resolved: str) -> str:
    """Of the locked list those that were resolved; each has to be there in the same version."""
    locked = entries(lock)
    wanted = {canonical(found[1]): found[2] for line in resolved.splitlines() if (found := _ENTRY.match(line))}
    for name, version in wanted.items():
        entry = _ENTRY.match(locked.get(name, ""))
        if entry is None or entry[2] != version:
            raise BuildFault(f"{name} {version} non è nell'elenco bloccato: esegui «python3 dev.py lock».")
    return "".join(locked[name] for name in sorted(wanted))


def install(target: Path, platform: str, python: str) -> None:
    """Puts the locked wheels of a platform (as uv names it) and a Python ("3.13") into a folder."""
    of = ["--python-platform", platform, "--python-version", python, "--quiet"]
    uv = [sys.executable, "-m", "uv", "pip"]
    bare = ["--constraint", str(LOCK), "--no-annotate", "--no-header"]
    resolved = run([*uv, "compile", "pyproject.toml", *bare, *of], "Le librerie non si risolvono: controlla la rete.")
    target.mkdir(parents=True)
    exact = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--link-mode", "copy", "--target", str(target)]
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "requirements.txt"
        listed.write_text(chosen(LOCK.read_text(encoding="utf-8"), resolved), encoding="utf-8")
        run([*uv, "install", *exact, *of, "-r", str(listed)], "Le librerie non si scaricano: controlla la rete.")

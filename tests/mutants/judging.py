"""Runs the tests of a mutant in a copy of the project, each mutant in a process of its own with a limit of time."""

from __future__ import annotations

import compileall
import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from tests.mutants.rooms import ROOT

Verdict = Literal["noticed", "timeout", "survived"]

COPIED = (".ci", "desktop_app", "forms", "packaging", "resources", "tests")
# What tests import from elsewhere: read once by a worker and not by each of its mutants.
PRELOADED = (
    "PIL.Image", "PySide6.QtSvg", "PySide6.QtTest", "PySide6.QtWidgets", "hypothesis", "icalendar", "jinja2",
    "markdown_it", "msgspec", "pikepdf", "pypdfium2", "pytestqt.plugin", "reportlab.platypus", "sqlite_utils",
    "stdnum.it.codicefiscale",
)  # fmt: skip
HOUR = 3_600 * 10**9  # nanoseconds; Python tells by time and size whether what it compiled is still the same
MOST_MEMORY = 4 << 30  # bytes: a loop that fills the memory ends there
STOPS = (signal.SIGKILL, signal.SIGXCPU)  # how a process ends that took too long
PYTEST = [
    "--exitfirst", "--quiet", "--assert=plain", "--no-header", "-m", "not hypothesis and not long",
    "-p", "no:cacheprovider", "-p", "no:xdist",
]  # fmt: skip


class Limits(NamedTuple):
    """The seconds that tests may take: of the processor, which no other program makes longer, and by the clock."""

    processor: int
    clock: float


class Run(NamedTuple):
    """What the tests said, and the seconds that they took of the processor and by the clock."""

    verdict: Verdict
    processor: float
    clock: float

    def limits(self) -> Limits:
        """For the same tests of changed code."""
        return Limits(round(5 + 4 * self.processor), 60 + 10 * self.clock)


class Case(NamedTuple):
    """A module's code to put in its place, the tests that judge it, and what they may take."""

    module: str
    code: str
    tests: tuple[str, ...]
    limits: Limits


class Bench:
    """A copy of the project where one worker judges; the project itself is never changed."""

    def __init__(self, scratch: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=scratch))
        for folder in (scratch, self.folder):
            folder.chmod(0o755)  # some tests look into it as another user
        self.copy = self.folder / "project"
        self.copy.mkdir()
        ignored = shutil.ignore_patterns("__pycache__")
        for name in COPIED:
            shutil.copytree(ROOT / name, self.copy / name, ignore=ignored)
        for path in ROOT.iterdir():
            if path.is_file() and not path.name.startswith("."):
                shutil.copy2(path, self.copy / path.name)
        for name in ("desktop_app", "tests"):
            compileall.compile_dir(self.copy / name, quiet=1)

    def judge(self, case: Case) -> Run:
        """What the tests say of a case."""
        place = self.copy / case.module
        before, times = place.read_bytes(), place.stat()
        try:
            if case.code.encode() != before:
                place.write_text(case.code, encoding="utf-8")
                os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns + HOUR))
            return self._run(case)
        finally:
            place.write_bytes(before)
            os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _run(self, case: Case) -> Run:
        start = time.monotonic()
        child = os.fork()
        if child == 0:
            _run_pytest(self.copy, self.folder, case)
        ended = 0
        while not ended and time.monotonic() < start + case.limits.clock:
            ended, status, used = os.wait4(child, os.WNOHANG)
            time.sleep(0.0 if ended else 0.01)
        if not ended:
            os.killpg(child, signal.SIGKILL)
            _, status, used = os.wait4(child, 0)
        verdict: Verdict = "timeout" if os.WIFSIGNALED(status) and os.WTERMSIG(status) in STOPS else "noticed"
        took = used.ru_utime + used.ru_stime, time.monotonic() - start
        return Run(verdict if status else "survived", *took)

    def output(self) -> str:
        """What the last tests said."""
        return (self.folder / "output.txt").read_text(encoding="utf-8", errors="replace")


def _run_pytest(project: Path, folder: Path, case: Case) -> None:
    """In the child, which ends here whatever happens."""
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (case.limits.processor, case.limits.processor))
        os.chdir(project)
        sys.stdout = sys.stderr = (folder / "output.txt").open("w", encoding="utf-8", buffering=1)
        for number in (1, 2):
            os.dup2(sys.stdout.fileno(), number)
        path = [str(project), str(project / "packaging")]
        os.environ["PYTHONPATH"] = os.pathsep.join(path)
        # Else what is compiled of a mutant would be taken for the next one, of the same second and size.
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        ours = ("", str(ROOT), str(ROOT / "packaging"))
        sys.path[:] = path + [each for each in sys.path if each not in ours]
        for name in [name for name in sys.modules if name.split(".")[0] in ("desktop_app", "tests")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        scratch = tempfile.mkdtemp(dir=folder)
        code = int(pytest.main([*PYTEST, f"--basetemp={scratch}/t", *case.tests]))
        shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os._exit(code)


# --- one worker of a pool ------------------------------------------------------------------------------------

_bench: list[Bench] = []


def prepare(scratch: Path) -> None:
    """At the start of a worker's process."""
    os.nice(19)
    for name in PRELOADED:
        importlib.import_module(name)
    _bench.append(Bench(scratch))


def judge(case: Case) -> Run:
    return _bench[0].judge(case)


def baseline(case: Case) -> tuple[Run, str]:
    """Of unchanged code; what the tests say, where they fail."""
    run = judge(case)
    return run, "" if run.verdict == "survived" else f"{run.verdict}\n{_bench[0].output()}"

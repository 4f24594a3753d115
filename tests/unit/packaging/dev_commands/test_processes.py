"""Processes in the environment: what they find there, and what is told of several."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dev_commands import paths, processes


@pytest.mark.parametrize("shell", [None, "1"])
def test_what_is_compiled_is_kept_whatever_the_shell_wants(monkeypatch: pytest.MonkeyPatch, shell: str | None) -> None:
    if shell:
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", shell)
    python = [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
    assert subprocess.call(python, env=processes.environment_for(offscreen=False)) == 0


@pytest.mark.parametrize(
    ("ends", "code"), [(("", ""), 0), (("exit(1)", ""), 1), (("", "exit(3)"), 3), (("", "import os; os.abort()"), None)]
)
def test_runs_side_by_side_are_all_told_and_none_that_fails_is_missed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ends: tuple[str, str], code: int | None
) -> None:
    monkeypatch.setattr(paths, "PYTHON", sys.executable)
    runs = [["-c", f"print({name!r}, flush=True); {end}"] for name, end in zip(("uno", "due"), ends, strict=True)]
    ended = processes.side_by_side(runs, dict(os.environ))
    assert ended != 0 if code is None else ended == code
    assert capfd.readouterr().out.split() == ["uno", "due"]

"""`dev.py check`: what it prints of checks that pass and of those that do not."""

from __future__ import annotations

import sys

import pytest

from dev_commands import check, paths
from dev_commands.main import main


@pytest.mark.parametrize(("ends", "code"), [("exit(0)", 0), ("exit(3)", 1)])
def test_checks_that_pass_tell_their_warnings_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ends: str, code: int
) -> None:
    monkeypatch.setattr(check, "ensure_environment", lambda: None)
    monkeypatch.setattr(paths, "PYTHON", sys.executable)
    says = "print('much'); print('warning: long')"
    monkeypatch.setattr(check, "CHECKS", {"one": f'-c "{says}; {ends}"', "two": f'-c "{says}"'})
    assert main(["check"]) == code
    one = ["one        failed", "much"] if code else ["one        ok"]
    expected = [*one, "warning: long", "two        ok", "warning: long"]
    assert capsys.readouterr().out.splitlines() == expected

"""`dev.py test`: what goes to pytest."""

from __future__ import annotations

import pytest

from dev_commands import test
from dev_commands.main import main


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], test.everything(long=False)),
        (["--long"], test.everything(long=True)),
        (["-x", "tests/gui"], [["-m", "not long", "-x", "tests/gui"]]),
        (["--long", "-k", "one"], [["-m", "", "-k", "one"]]),
    ],
)
def test_the_rest_of_the_line_goes_to_pytest(
    monkeypatch: pytest.MonkeyPatch, given: list[str], passed: list[list[str]]
) -> None:
    lines: list[list[str]] = []

    def start(runs: list[list[str]], environment: dict[str, str]) -> int:
        lines.extend(runs)
        return 0 if environment["QT_QPA_PLATFORM"] == "offscreen" else 1

    monkeypatch.setattr(test, "ensure_environment", lambda: None)
    monkeypatch.setattr(test, "side_by_side", start)
    assert main(["test", *given]) == 0
    assert lines == [["-m", "pytest", *each] for each in passed]

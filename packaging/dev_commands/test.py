"""`dev.py test`: the tests, in runs side by side."""

from __future__ import annotations

from dev_commands.environment import ensure_environment
from dev_commands.processes import environment_for, side_by_side


def test(arguments: list[str]) -> int:
    """All tests; only what pytest is told to, where it is told something."""
    ensure_environment()
    long = "--long" in arguments
    rest = [argument for argument in arguments if argument != "--long"]
    runs = [["-m", "" if long else "not long", *rest]] if rest else everything(long)
    return side_by_side([["-m", "pytest", *run] for run in runs], environment_for(offscreen=True))


def everything(long: bool) -> list[list[str]]:
    """The engine's examples are held to all of its branches, whatever hypothesis draws; counting is slow."""
    engine = "tests/unit/engine"
    chosen, and_not = ("", "") if long else ("not long", " and not long")
    return [
        ["-m", chosen, "tests", f"--ignore={engine}", "-n", "auto", "--dist", "worksteal"],
        ["-m", f"not hypothesis{and_not}", engine, "--cov", "--cov-report=term-missing"],
        ["-m", f"hypothesis{and_not}", engine],
    ]

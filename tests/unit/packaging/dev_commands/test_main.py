"""The door of the commands: their help, a fault in one sentence, the exit code."""

from __future__ import annotations

import pytest

from dev_commands.console import Fault
from dev_commands.main import main
from dev_commands.table import COMMANDS


@pytest.mark.parametrize(
    ("fault", "sentence", "code"),
    [
        (Fault("Manca qualcosa."), "Manca qualcosa.", 1),
        (OSError("rotto"), "Non riesco a proseguire: rotto", 1),
        (KeyboardInterrupt(), "Interrotto.", 130),
    ],
)
def test_a_fault_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    sentence: str,
    code: int,
) -> None:
    def fail(_: list[str]) -> int:
        raise fault

    monkeypatch.setitem(COMMANDS, "run", COMMANDS["run"]._replace(run=fail))
    assert main(["run"]) == code
    assert capsys.readouterr().err == sentence + "\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["corri"], 2), (["--help"], 0)])
def test_what_it_does_not_know_gets_the_list(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    usage = printed.err if code else printed.out
    assert all(f"\n  {command} " in usage for command in COMMANDS)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_its_options(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, option: str
) -> None:
    def fail(_: list[str]) -> int:
        raise AssertionError("it was run")

    command = COMMANDS[name]
    monkeypatch.setitem(COMMANDS, name, command._replace(run=fail))
    assert main([name, option]) == 0
    usage, _, about, _, *options = capsys.readouterr().out.splitlines()
    assert usage == f"uso: python3 dev.py {name} {command.arguments}".rstrip()
    assert about == command.about
    for each in (*command.options, "-h, --help"):
        assert any(line.startswith(f"  {each}  ") for line in options)


def test_help_that_comes_later_goes_to_what_the_command_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []

    def note(arguments: list[str]) -> int:
        given.append(arguments)
        return 3

    monkeypatch.setitem(COMMANDS, "run", COMMANDS["run"]._replace(run=note))
    assert main(["run", "forms", "--help"]) == 3
    assert given == [["forms", "--help"]]

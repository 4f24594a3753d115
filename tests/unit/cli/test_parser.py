"""The grammar of the command line: the help says all of it, and what is written wrongly gets an Italian sentence."""

from __future__ import annotations

import argparse

import pytest

from desktop_app.cli.command import Command, Context
from desktop_app.cli.main import COMMANDS
from desktop_app.cli.parser import help_page, parser_of
from desktop_app.engine.faults import DraftFault


def nothing(_: argparse.ArgumentParser) -> None:
    """Takes no arguments."""


def never(_: argparse.Namespace, __: Context) -> int:
    raise AssertionError("not to be run")


def test_the_help_has_a_row_for_each_command() -> None:
    page = help_page(COMMANDS).splitlines()
    for command in COMMANDS:
        row = next(number for number, line in enumerate(page) if line.startswith(f"     commessa {command.name} "))
        assert command.purpose in (page[row][50:], page[row + 1][50:])


def test_a_long_usage_has_a_line_of_its_own_in_the_help() -> None:
    rows = help_page([Command("a", "x" * 33, "fa", nothing, never), Command("b", "x" * 34, "dice", nothing, never)])
    assert rows.splitlines()[1:4] == [f"     commessa a {'x' * 33} fa", f"     commessa b {'x' * 34}", f"{'':50}dice"]


@pytest.mark.parametrize("arguments", [["--help"], *([command.name, "--help"] for command in COMMANDS)])
def test_every_command_shows_the_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser_of(COMMANDS).parse_args(arguments)
    assert ended.value.code == 0 and capsys.readouterr().out == help_page(COMMANDS)


def test_a_command_comes_with_its_arguments() -> None:
    options = parser_of(COMMANDS).parse_args(["--forms", "miei", "export", "a.commessa", "--to", "out"])
    assert options.command.name == "export"
    assert (options.BOZZA, str(options.to), [str(each) for each in options.forms]) == ("a.commessa", "out", ["miei"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Manca: COMANDO."),
        (["check"], "Manca: BOZZA."),
        (["export", "a"], "Manca: --to."),
        (["apri"], "Il comando «apri» non esiste."),
        (["forms", "--csv"], "Non conosco «--csv»."),
        (["check", "a", "--date"], "Dopo --date manca un valore."),
        (["check", "a", "--date", "oggi"], "«oggi» non è una data come 2027-01-31, tra il 1900 e il 2199."),
        (["export", "a", "--to", ""], "Dopo --to c'è un nome vuoto."),
        (["form-check", ""], "Dopo CARTELLA c'è un nome vuoto."),
        (["--forms", "", "forms"], "Dopo --forms c'è un nome vuoto."),
        (["forms", "--json=1"], "Il comando non è chiaro."),
    ],
)
def test_what_is_written_wrongly_gets_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(DraftFault) as caught:
        parser_of(COMMANDS).parse_args(arguments)
    assert str(caught.value) == f"{sentence} Scrivi «commessa --help» per vedere come si usa."

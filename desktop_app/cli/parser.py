"""The command line's grammar: argparse with Italian words, and one page of help for all commands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from desktop_app.cli.arguments import path_after, usage_fault
from desktop_app.cli.command import Command
from desktop_app.console import print_line

_PURPOSE_COLUMN = 50  # of the help page
_ERRORS = (  # argparse's own messages, and what is said in their place
    (r"unrecognized arguments: (.*)", "Non conosco «{0}»."),
    (r"the following arguments are required: (.*)", "Manca: {0}."),
    (r"argument \S+: invalid choice: '?(.*?)'? \(choose.*", "Il comando «{0}» non esiste."),
    (r"argument (\S+): expected (?:one|at least one) argument", "Dopo {0} manca un valore."),
    (r"ambiguous option: (\S+) .*", "«{0}» si può leggere in più modi: scrivila per intero."),
)


class Parser(argparse.ArgumentParser):
    """argparse with Italian words. `page` is the help, the same for every command."""

    def __init__(self, page: str, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self._page = page

    def print_help(self, file: Any = None) -> None:
        print_line(self._page, end="", flush=True)

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _ERRORS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                raise usage_fault(sentence.format(found[1]))
        raise usage_fault("Il comando non è chiaro.")


def parser_of(commands: Sequence[Command]) -> Parser:
    """A parser that leaves the `command` that was asked for beside its arguments. Raises DraftFault when it parses."""
    page = help_page(commands)
    parser = Parser(page, prog="commessa")
    parser.add_argument("--forms", type=path_after("--forms"), action="append", default=[])
    added = parser.add_subparsers(metavar="COMANDO", required=True, parser_class=Parser)
    for command in commands:
        its_own = added.add_parser(command.name, page=page)
        command.add_arguments(its_own)
        its_own.set_defaults(command=command)
    return parser


def help_page(commands: Sequence[Command]) -> str:
    """What `commessa --help` prints."""
    rows = [_row("uso: commessa [FILE.commessa]", "apre la finestra")]
    rows += [_row(f"     commessa {command.name} {command.usage}", command.purpose) for command in commands]
    rows += [
        _row("     commessa --selfcheck", "prova le parti del programma, una per riga"),
        "\nprima del comando:\n",
        _row("     --forms CARTELLA", "aggiunge una cartella di moduli"),
        _row("     -h, --help", "mostra questa pagina"),
        "\nEsce con 0 se non ci sono problemi da correggere, 1 se ce ne sono, 2 se non ha potuto fare nulla.\n",
    ]
    return "".join(rows)


def _row(usage: str, purpose: str) -> str:
    """A line, or two where the usage reaches into the column of the purposes."""
    if len(usage) >= _PURPOSE_COLUMN:
        usage += "\n"
        return f"{usage}{' ' * _PURPOSE_COLUMN}{purpose}\n"
    return f"{usage:<{_PURPOSE_COLUMN}}{purpose}\n"

"""Runs one command of `dev.py`, or prints its help."""

from __future__ import annotations

import sys

from dev_commands.console import Fault, say
from dev_commands.table import COMMANDS

HELP = ("-h", "--help")


def main(arguments: list[str]) -> int:
    """Gives the exit code. What stops a command is told in one sentence, not in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console that lacks a sign must not stop us
    try:
        return answer(*arguments)
    except Fault as fault:
        say(str(fault))
    except OSError as error:
        say(f"Non riesco a proseguire: {error}")
    except KeyboardInterrupt:
        say("Interrotto.")
        return 130
    return 1


def answer(name: str = "", *arguments: str) -> int:
    """Runs a command, or prints help; 2 where there is no such command."""
    if name in (*HELP, "help"):
        print(help_of_all())
        return 0
    if name not in COMMANDS:
        say(help_of_all())
        return 2
    if arguments and arguments[0] in HELP:
        print(help_of(name))
        return 0
    return COMMANDS[name].run([*arguments])


def help_of_all() -> str:
    """What `dev.py --help` prints: a line for each command."""
    commands = [f"  {f'{name} {each.arguments}':<22}{each.purpose}" for name, each in COMMANDS.items()]
    more = "«python3 dev.py COMANDO --help» dice di più di un comando."
    return "\n".join(["uso: python3 dev.py COMANDO", "", *commands, "", more])


def help_of(name: str) -> str:
    """What `dev.py COMMAND --help` prints: what the command does, and its options."""
    command = COMMANDS[name]
    options = {**command.options, "-h, --help": "mostra questa pagina e non prepara niente"}
    width = max(map(len, options)) + 4
    lines = [row for option, meaning in options.items() for row in rows(option, meaning, width)]
    return "\n".join([f"uso: python3 dev.py {name} {command.arguments}".rstrip(), "", command.about, "", *lines])


def rows(option: str, meaning: str, width: int) -> list[str]:
    """An option with its meaning beside it, further lines of which stand under the first."""
    first, *others = meaning.splitlines()
    return [f"  {option:<{width}}{first}", *(f"  {'':<{width}}{each}" for each in others)]

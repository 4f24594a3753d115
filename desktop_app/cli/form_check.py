"""The command for who writes a form: what is wrong with it, and whether its cases come out as they say."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from desktop_app.cli.arguments import path_after
from desktop_app.cli.command import COMPLETE, WITH_ERRORS, Command, Context
from desktop_app.console import print_line
from desktop_app.engine.checkup import cases
from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.faults import DraftFault, FormFault


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("CARTELLA", type=path_after("CARTELLA"))


def form_check(options: argparse.Namespace, context: Context) -> int:
    """Prints what is wrong with the form of a folder, one sentence a line."""
    folder = Path(os.path.abspath(options.CARTELLA))  # noqa: PTH100 - a link stays one, and is refused
    if not os.path.lexists(folder / "form.toml"):
        raise DraftFault(f"Nella cartella «{options.CARTELLA}» non c'è form.toml: indica la cartella di un modulo.")
    try:
        form = context.library.load_folder(folder)
        faults = list(check_up(form, folder))
    except FormFault as fault:
        faults = list(fault.sentences)
    if taken := context.library.taken_by_built_in(folder):
        faults.insert(0, taken)
    name = "/".join(folder.parts[-2:])
    for sentence in faults:
        print_line(sentence)
    print_line(f"{name}: {f'errori: {len(faults)}' if faults else f'casi: {len(cases.names(folder))}, tutto torna'}.")
    return WITH_ERRORS if faults else COMPLETE


COMMANDS = (Command("form-check", "CARTELLA", "controlla un modulo e i suoi casi", _add_folder, form_check),)

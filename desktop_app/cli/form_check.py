"""The command for who writes a form: what is wrong with it, and whether its cases come out as they say."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from desktop_app.cli.arguments import path_after
from desktop_app.cli.command import COMPLETE, WITH_ERRORS, Command, Context
from desktop_app.console import print_error, print_line
from desktop_app.engine.checkup import cases
from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.forms.editions import editions
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.system.clock import today


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("CARTELLA", type=path_after("CARTELLA"))


def form_check(options: argparse.Namespace, context: Context) -> int:
    """Prints what is wrong with the form of a folder, one sentence a line."""
    folder = Path(os.path.abspath(options.CARTELLA))  # noqa: PTH100 - a link stays one, and is refused
    if not os.path.lexists(folder / "form.toml"):
        raise DraftFault(f"Nella cartella «{options.CARTELLA}» non c'è form.toml: indica la cartella di un modulo.")
    doubt = ""
    try:
        form = context.library.load_folder(folder)
        faults = list(check_up(form, folder))
        doubt = doubt_of(form, context.library)
    except FormFault as fault:
        faults = list(fault.sentences)
    if taken := context.library.taken_by_built_in(folder):
        faults.insert(0, taken)
    name = "/".join(folder.parts[-2:])
    for sentence in faults:
        print_line(sentence)
    if doubt:
        print_error(doubt)
    print_line(f"{name}: {f'errori: {len(faults)}' if faults else f'casi: {len(cases.names(folder))}, tutto torna'}.")
    return WITH_ERRORS if faults else COMPLETE


def doubt_of(form: Form, library: Library) -> str:
    """Why it does not replace the form that it names, of those that are here; empty where it does, or names none."""
    if form.spec.replaces is None:
        return ""
    here = {each.id: each.spec for each in library.forms()}
    return editions({**here, form.id: form.spec}.items(), today()).doubts.get(form.id, "")


COMMANDS = (Command("form-check", "CARTELLA", "controlla un modulo e i suoi casi", _add_folder, form_check),)

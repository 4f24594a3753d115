"""Runs one command of the command line and gives its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app import association, console
from desktop_app.cli import association as handed_out
from desktop_app.cli import blank, drafts, form_check, form_packages, forms, receipts, returned, sendings
from desktop_app.cli.command import NOTHING_DONE, Command, Context
from desktop_app.cli.parser import parser_of
from desktop_app.console import print_error, print_line
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.library import Library
from desktop_app.pdf.faults import PdfFault
from desktop_app.system.files import FileFault
from desktop_app.system.given_files import as_operand
from desktop_app.system.paths import form_sources

NO_FOLDER = "La cartella in cui ti trovi non c'è più: spostati in un'altra e ripeti il comando."
COMMANDS = (  # in the order of the help
    *forms.COMMANDS, *drafts.COMMANDS, *blank.COMMANDS, *returned.COMMANDS, *sendings.COMMANDS, *receipts.COMMANDS,
    *form_check.COMMANDS, *form_packages.COMMANDS, *handed_out.COMMANDS,
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Runs one command. What cannot be done at all is one sentence on standard error and exit code 2."""
    console.use_utf8()
    try:
        code = _run(arguments)
        print_line(end="", flush=True)  # a full disk is told now, not by Python at the end
        return code
    except (DraftFault, FormFault, FileFault, PdfFault) as fault:
        print_error(str(fault))
    except OSError:
        console.discard_output(sys.stdout)
        print_error(console.NO_OUTPUT if _has_folder() else NO_FOLDER)
    return NOTHING_DONE


def _run(arguments: Sequence[str]) -> int:
    options = parser_of(COMMANDS).parse_args([as_operand(each) for each in arguments])
    command: Command = options.command
    handed = association.load_association()
    if handed.fault:
        print_error(handed.fault)
    sources = form_sources(own=False, others=_inspected(options.forms))
    return command.run(options, Context(Library(handed.association.with_own_source(sources)), handed.association))


def _has_folder() -> bool:
    """Whether the folder that the command was given in is still there: from it relative paths are counted."""
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False


def _inspected(folders: Sequence[Path]) -> Sequence[Path]:
    """A mistyped folder would only be a form that is missing: it is told at once."""
    for folder in folders:
        if not folder.is_dir():
            raise FileFault(f"La cartella di moduli «{folder}» non c'è: controlla il nome.")
    return folders

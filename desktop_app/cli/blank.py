"""The command that writes official documents without answers, to be filled in by pen."""

from __future__ import annotations

import argparse

from desktop_app.cli.arguments import day, path_after
from desktop_app.cli.command import COMPLETE, Command, Context
from desktop_app.cli.drafts import tell_kept
from desktop_app.console import print_line
from desktop_app.session.blank_forms import BlankForms, file_name
from desktop_app.system.clock import today


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("MODULO")
    parser.add_argument("--to", type=path_after("--to"), required=True, metavar="CARTELLA")
    parser.add_argument("--document", action="append", default=[])
    parser.add_argument("--date", type=day, default=None)


def blank(options: argparse.Namespace, context: Context) -> int:
    """Writes the blank forms of a form into a folder and prints their paths."""
    form = context.library.load_folder(context.library.folder(options.MODULO))
    blanks = BlankForms(form, options.date or today())
    chosen = blanks.choose(options.document)
    for document, path in zip(chosen, blanks.export(chosen, options.to), strict=True):
        print_line(path)
        tell_kept(options.to / file_name(document), path)
    return COMPLETE


COMMANDS = (
    Command(
        "blank",
        "MODULO --to CARTELLA [--document ID]... [--date AAAA-MM-GG]",
        "scrive i moduli ufficiali in bianco, da compilare a penna",
        _add_arguments,
        blank,
    ),
)

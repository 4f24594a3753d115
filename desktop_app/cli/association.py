"""The command for what an association hands out: checks it whole, and puts it beside a program."""

from __future__ import annotations

import argparse

from desktop_app.cli.arguments import path_after
from desktop_app.cli.command import COMPLETE, WITH_ERRORS, Command, Context
from desktop_app.console import print_error, print_line
from desktop_app.engine.italian.phrases import counted


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("FILE", type=path_after("FILE"))
    parser.add_argument("--to", type=path_after("--to"))


def association_check(options: argparse.Namespace, _: Context) -> int:
    """Prints what the file brings, and a sentence for each answer that no form accepts; these do not stop it."""
    from desktop_app.form_packages.handing_out import handed_out, put

    handed = handed_out(options.FILE)
    for sentence in handed.doubts:
        print_error(sentence)
    if options.to is not None:
        put(handed.files, options.to)
    forms = counted(handed.forms, "un modulo", "{} moduli")
    records = counted(len(handed.association.records), "una scheda", "{} schede")
    keys = counted(len(handed.association.keys), "una chiave", "{} chiavi")
    print_line(f"{handed.association.name}: {forms}, {records}, {keys}; i file sono {len(handed.files)}.")
    return WITH_ERRORS if handed.doubts else COMPLETE


COMMANDS = (
    Command(
        "association-check",
        "FILE [--to CARTELLA]",
        "controlla il file di un'associazione e quello che nomina",
        _add_check,
        association_check,
    ),
)

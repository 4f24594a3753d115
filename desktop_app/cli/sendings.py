"""The command that prepares what goes to whom: a folder for each sending, with its files and its message."""

from __future__ import annotations

import argparse

from desktop_app.cli.arguments import day, path_after
from desktop_app.cli.command import COMPLETE, WITH_ERRORS, Command, Context
from desktop_app.cli.drafts import open_dossier
from desktop_app.console import print_error, print_line
from desktop_app.session.dossier import Dossier

KEPT = "«{wanted}» c'è già e qualcuno l'ha cambiata: resta com'è. La nuova è «{written}»."
NONE = "In questa pratica per ora non c'è niente da inviare."


def _add_send(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("BOZZA")
    parser.add_argument("--to", type=path_after("--to"), required=True, metavar="CARTELLA")
    parser.add_argument("--sending", action="append", default=[])
    parser.add_argument("--date", type=day, default=None)


def send(options: argparse.Namespace, context: Context) -> int:
    """Writes a folder for each sending and prints its path; 1 where something asked for is missing."""
    from desktop_app.session.sendings.of_draft import choose, plans_of_draft
    from desktop_app.session.sendings.prepared import folder_name, prepare

    dossier: Dossier = open_dossier(options, context)
    chosen = choose(dossier.state, options.sending)
    missing = not dossier.state.complete
    for plan in plans_of_draft(chosen, dossier):
        written = prepare(plan).write(options.to)
        print_line(written)
        for gap in plan.gaps:
            print_line(f"  {gap.sentence}")
        wanted = options.to / folder_name(plan)
        if written != wanted:
            print_error(KEPT.format(wanted=wanted, written=written))
        missing = missing or not plan.ready
    if not chosen:
        print_line(NONE)
    return WITH_ERRORS if missing else COMPLETE


COMMANDS = (
    Command(
        "send",
        "BOZZA --to CARTELLA [--sending ID]... [--date AAAA-MM-GG]",
        "prepara gli invii: file, messaggio e testo",
        _add_send,
        send,
    ),
)

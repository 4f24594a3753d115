"""The commands about a draft: what is wrong with it, its documents, its deadlines."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app import console
from desktop_app.calendar_file import is_untouched, to_icalendar
from desktop_app.cli.arguments import add_json, day, path_after
from desktop_app.cli.command import COMPLETE, WITH_ERRORS, Command, Context, print_json
from desktop_app.cli.report import report
from desktop_app.console import print_error, print_line
from desktop_app.engine.answers.draft import MAX_BYTES, Draft, parse
from desktop_app.engine.evaluation.deadlines import DeadlineOccurrence, occurrences, open_deadlines
from desktop_app.engine.evaluation.replaced import is_replaced, remark
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.definition import NoticeDef
from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.phrases import TO_VERIFY, due_day
from desktop_app.session.calendar import calendar_entries, calendar_identity
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import today
from desktop_app.system.files import changed_at, read_bounded
from desktop_app.system.outside import write_beside

NO_DATE = "Nessuna scadenza per ora: manca la data da cui si conta."
NONE_OPEN = "Nessuna scadenza aperta: sono tutte rispettate o passate."
KEPT = "«{wanted}» c'è già e non è come Commessa l'ha scritto, forse è firmato: resta com'è. Il nuovo è «{written}»."
SEVERITIES = {"error": "problema", "warning": "avviso", "note": "nota"}


# --- the draft -----------------------------------------------------------------------------------------------


def _add_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("BOZZA")
    parser.add_argument("--date", type=day, default=None)


def open_dossier(options: argparse.Namespace, context: Context) -> Dossier:
    """The draft that a command names, on its day. Raises DraftFault, FormFault or FileFault."""
    draft = _read_draft(options.BOZZA)
    on = options.date or today()
    form = context.library.load_folder(context.library.folder(draft.form))
    return Dossier(form, draft, on, letterhead=context.association.letterhead)


def _read_draft(name: str) -> Draft:
    if name == "-":
        return parse(console.read_input(MAX_BYTES + 1))
    return parse(read_bounded(Path(name), MAX_BYTES))


def _exit_code(dossier: Dossier) -> int:
    return COMPLETE if dossier.state.complete else WITH_ERRORS


# --- check ---------------------------------------------------------------------------------------------------


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_draft(parser)
    add_json(parser)


def check(options: argparse.Namespace, context: Context) -> int:
    """Prints the problems of a draft, or all that is known of it as JSON."""
    dossier = open_dossier(options, context)
    if options.json:
        print_json(report(dossier.state))
    else:
        _print_problems(dossier.state)
    return _exit_code(dossier)


def _print_problems(state: FormState) -> None:
    for problem in state.problems:
        where = problem.field + (f", riga {problem.line}" if problem.line else "")
        source = f" ({problem.source})" if problem.source else ""
        print_line(f"{SEVERITIES[problem.severity]}: {where}: {problem.message}{source}")
    for field in state.form.fields.values():
        if is_replaced(state, field.id):
            print_line(f"sostituito: {field.id}: {remark(state, field.id)}.")
    for notice in state.notices:
        print_line(f"novità: {_notice_line(notice, state.draft.notices_read.get(notice.id))}")
    errors = sum(problem.severity == "error" for problem in state.problems)
    print_line("La pratica è completa." if not errors else f"Da correggere: {errors}.")


def _notice_line(notice: NoticeDef, read: dt.date | None) -> str:
    doubt = "" if notice.confirmed else f", {TO_VERIFY}"
    letta = f" Letta {with_article('il', date(read))}." if read else ""
    return f"{with_article('dal', date(notice.from_))}{doubt}: {notice.text} ({notice.source}){letta}"


# --- export --------------------------------------------------------------------------------------------------


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_draft(parser)
    parser.add_argument("--to", type=path_after("--to"), required=True, metavar="CARTELLA")
    parser.add_argument("--document", action="append", default=[])
    parser.add_argument("--long-names", action="store_true")
    parser.add_argument("--no-parties", action="store_true")


def export(options: argparse.Namespace, context: Context) -> int:
    """Writes documents into a folder and prints their paths."""
    dossier = open_dossier(options, context)
    dossier.parties_printed = lambda: not options.no_parties
    documents = dossier.documents
    chosen = documents.choose(options.document)
    name = documents.long_name if options.long_names else documents.file_name
    for document, path in zip(chosen, documents.export(chosen, options.to, name), strict=True):
        print_line(path)
        tell_kept(options.to / name(document), path)
    return _exit_code(dossier)


def tell_kept(wanted: Path, written: Path) -> None:
    """Says why a file is not where it was asked for."""
    if written != wanted:
        print_error(KEPT.format(wanted=wanted, written=written))


# --- deadlines -----------------------------------------------------------------------------------------------


def _add_deadlines(parser: argparse.ArgumentParser) -> None:
    _add_draft(parser)
    add_json(parser)
    parser.add_argument("--ics", type=path_after("--ics"), metavar="FILE")


def deadlines(options: argparse.Namespace, context: Context) -> int:
    """Prints the deadlines of a draft, and writes them for calendar programs where a file is named."""
    dossier = open_dossier(options, context)
    found, on = occurrences(dossier.state), dossier.today
    if options.ics:
        entries = calendar_entries(dossier.state, *_calendar_identity(options.BOZZA, dossier))
        tell_kept(options.ics, write_beside(options.ics, to_icalendar(entries, on), is_untouched))
    if options.json:
        print_json([_deadline_data(each, on) for each in found])
    else:
        _print_deadlines(open_deadlines(dossier.state), on, NONE_OPEN if found else NO_DATE)
    return _exit_code(dossier)


def _calendar_identity(name: str, dossier: Dossier) -> tuple[str, None, dt.datetime]:
    """What tells the draft from others in a calendar (only a hash of it is written), and when it last changed."""
    changed = changed_at(Path(name)) if name != "-" else dt.datetime.combine(dossier.today, dt.time(), dt.UTC)
    return calendar_identity(dossier.draft), None, changed


def _deadline_data(deadline: DeadlineOccurrence, today: dt.date) -> dict[str, Any]:
    return {
        "id": deadline.id,
        "line": deadline.line,
        "title": deadline.title,
        "date": deadline.date.isoformat(),
        "days": (deadline.date - today).days,
        "standing": deadline.standing(today),
        "source": deadline.source,
        "note": deadline.remark,
    }


def _print_deadlines(found: Sequence[DeadlineOccurrence], today: dt.date, none: str) -> None:
    for deadline in found:
        far = due_day(deadline.date, today).replace(console.NO_BREAK_SPACE, " ")
        note = f": {deadline.remark}" if deadline.remark else ""
        print_line(f"{date(deadline.date)}  {deadline.name} ({deadline.source}), {far}{note}")
    if not found:
        print_line(none)


COMMANDS = (
    Command(
        "check",
        "BOZZA [--json] [--date AAAA-MM-GG]",
        "controlla una bozza (un file, oppure - per l'ingresso)",
        _add_check,
        check,
    ),
    Command(
        "export",
        "BOZZA --to CARTELLA [--document ID]... [--date AAAA-MM-GG] [--long-names] [--no-parties]",
        "scrive i PDF; con nomi che dicono di chi sono, o senza nessun nome",
        _add_export,
        export,
    ),
    Command(
        "deadlines",
        "BOZZA [--json] [--date AAAA-MM-GG] [--ics FILE]",
        "elenca le scadenze; con --ics le scrive per il calendario",
        _add_deadlines,
        deadlines,
    ),
)

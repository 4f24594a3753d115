"""The command line: the same engine without a window, for associations, scripts and tests."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from desktop_app import association, console
from desktop_app.calendar_file import calendar
from desktop_app.console import complain, say
from desktop_app.dossier_summary import when
from desktop_app.engine.answers.draft import MAX_BYTES, Draft, parse
from desktop_app.engine.answers.reader import YEARS
from desktop_app.engine.checkup import cases
from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.evaluation.deadlines import DeadlineOccurrence, occurrences
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.formatting import date, notation
from desktop_app.library import Library
from desktop_app.pdf.faults import PdfFault
from desktop_app.session import summary as survey
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import today
from desktop_app.system.files import FileFault, changed_at, read_bounded, write_atomically
from desktop_app.system.paths import form_sources

COMPLETE, WITH_ERRORS, NOTHING_DONE = 0, 1, 2
SEVERITIES = {"error": "problema", "warning": "avviso", "note": "nota"}
HELP = """\
uso: commessa [FILE.commessa]                     apre la finestra
     commessa forms [--json]                      elenca i moduli e i loro documenti
     commessa fields MODULO [--json]              elenca le domande e i valori calcolati di un modulo
     commessa example MODULO                      scrive la bozza di esempio
     commessa check BOZZA [--json] [--date AAAA-MM-GG]
                                                  controlla una bozza (un file, oppure - per l'ingresso)
     commessa export BOZZA --to CARTELLA [--document ID]... [--date AAAA-MM-GG]
                                                  scrive i PDF
     commessa deadlines BOZZA [--json] [--date AAAA-MM-GG] [--ics FILE]
                                                  elenca le scadenze; con --ics le scrive per il calendario
     commessa form-check CARTELLA                 controlla un modulo e i suoi casi
     commessa --selfcheck                         prova le parti del programma, una per riga

prima del comando:
     --forms CARTELLA                             aggiunge una cartella di moduli
     -h, --help                                   mostra questa pagina

Esce con 0 se non ci sono problemi da correggere, 1 se ce ne sono, 2 se non ha potuto fare nulla.
"""
_ARGUMENT_FAULTS = (
    (r"unrecognized arguments: (.*)", "Non conosco «{0}»."),
    (r"the following arguments are required: (.*)", "Manca: {0}."),
    (r"argument \S+: invalid choice: '?(.*?)'? \(choose.*", "Il comando «{0}» non esiste."),
    (r"argument (\S+): expected (?:one|at least one) argument", "Dopo {0} manca un valore."),
    (r"argument (\S+): invalid _place value: ''", "Dopo {0} c'è un nome vuoto."),
    (r"argument \S+: invalid _day value: '(.*)'", "«{0}» non è una data come 2027-01-31, tra il 1900 e il 2199."),
    (r"ambiguous option: (\S+) .*", "«{0}» si può leggere in più modi: scrivila per intero."),
)


class _Parser(argparse.ArgumentParser):
    """argparse with Italian words."""

    def print_help(self, file: Any = None) -> None:
        say(HELP, end="", flush=True)

    def error(self, message: str) -> NoReturn:
        for pattern, words in _ARGUMENT_FAULTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                raise DraftFault(words.format(found[1]) + " Scrivi «commessa --help» per vedere come si usa.")
        raise DraftFault("Il comando non è chiaro. Scrivi «commessa --help» per vedere come si usa.")


def _day(text: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    day = dt.date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def _place(text: str) -> Path:
    """An empty name is a variable that a script left empty: never the folder where one happens to be."""
    if not text:
        raise ValueError(text)
    return Path(text)


def _parser() -> _Parser:
    parser = _Parser(prog="commessa", allow_abbrev=False)
    parser.add_argument("--forms", type=_place, action="append", default=[])
    commands = parser.add_subparsers(dest="command", metavar="COMANDO", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace, Library], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, allow_abbrev=False)
        added.set_defaults(run=run)
        return added

    command("forms", _forms).add_argument("--json", action="store_true")
    fields = command("fields", _fields)
    fields.add_argument("MODULO")
    fields.add_argument("--json", action="store_true")
    command("example", _example).add_argument("MODULO")
    check = command("check", _check)
    export = command("export", _export)
    deadlines = command("deadlines", _deadlines)
    for each in (check, export, deadlines):
        each.add_argument("BOZZA")
        each.add_argument("--date", type=_day, default=None)
    check.add_argument("--json", action="store_true")
    deadlines.add_argument("--json", action="store_true")
    deadlines.add_argument("--ics", type=_place, metavar="FILE")
    export.add_argument("--to", type=_place, required=True, metavar="CARTELLA")
    export.add_argument("--document", action="append", default=[])
    command("form-check", _form_check).add_argument("CARTELLA", type=_place)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Runs one command. What cannot be done at all is one sentence on standard error and exit code 2."""
    console.speak()
    try:
        code = _run(arguments)
        say(end="", flush=True)  # a full disk is told now, not by Python at the end
        return code
    except (DraftFault, FormFault, FileFault, PdfFault) as fault:
        complain(str(fault))
    except OSError:
        console.hush(sys.stdout)
        complain(console.NO_OUTPUT)
    return NOTHING_DONE


def _run(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(list(arguments))
    handed = association.load()
    if handed.fault:
        complain(handed.fault)
    options.association = handed.association
    library = Library(handed.association.among(form_sources(own=False, others=_inspected(options.forms))))
    run: Callable[[argparse.Namespace, Library], int] = options.run
    return run(options, library)


def _inspected(folders: Sequence[Path]) -> Sequence[Path]:
    """A mistyped folder would only be a form that is missing: it is told at once."""
    for folder in folders:
        if not folder.is_dir():
            raise FileFault(f"La cartella di moduli «{folder}» non c'è: controlla il nome.")
    return folders


def _forms(options: argparse.Namespace, library: Library) -> int:
    for each in library.read():
        for sentence in each.faults:
            complain(f"{each.name} ({each.shelf.origin}): {sentence}")
    for sentence in options.association.faults(library.forms()):
        complain(sentence)
    listed = []
    for form in library.forms():
        documents = [{"id": each.spec.id, "title": each.spec.title} for each in form.documents]
        listed.append({"id": form.id, "title": form.spec.title, "documents": documents})
    if options.json:
        _print_json(listed)
        return COMPLETE
    for entry in listed:
        say(f"{entry['id']}  {entry['title']}")
        for document in documents_of(entry):
            say(f"    {document['id']}  {document['title']}")
    return COMPLETE


def documents_of(listed: dict[str, Any]) -> list[dict[str, str]]:
    """The documents of one listed form."""
    documents: list[dict[str, str]] = listed["documents"]
    return documents


def _fields(options: argparse.Namespace, library: Library) -> int:
    form = library.load_folder(library.folder(options.MODULO))
    described = [_described(field) for field in form.fields.values() if field.spec.type != "heading"]
    if options.json:
        _print_json(described)
        return COMPLETE
    for page in form.pages:
        say(page.title)
        for each in described:
            if each["page"] == page.id:
                computed = "  = " + each["formula"] if each["formula"] else ""
                say(f"    {each['id']}  [{each['type']}]  {each['label']}{computed}")
    return COMPLETE


def _described(field: Field) -> dict[str, Any]:
    spec = field.spec
    return {
        "id": spec.id,
        "page": field.page,
        "type": spec.type,
        "label": spec.label,
        "owner": spec.owner,
        "formula": spec.formula,
        "options": spec.options,
        "columns": [_described(column) for column in field.columns.values()] or None,
        "source": spec.source,
    }


def _example(options: argparse.Namespace, library: Library) -> int:
    say(library.example(options.MODULO).to_json(), end="")
    return COMPLETE


def _open(options: argparse.Namespace, library: Library) -> Dossier:
    draft = _read_draft(options.BOZZA)
    day = options.date or today()
    form = library.load_folder(library.folder(draft.form))
    return Dossier(form, draft, day, letterhead=options.association.letterhead)


def _read_draft(name: str) -> Draft:
    if name == "-":
        return parse(console.given(MAX_BYTES + 1))
    return parse(read_bounded(Path(name), MAX_BYTES))


def _check(options: argparse.Namespace, library: Library) -> int:
    dossier = _open(options, library)
    if options.json:
        _print_json(report(dossier.state))
    else:
        _print_problems(dossier.state)
    return COMPLETE if dossier.state.complete else WITH_ERRORS


def report(state: FormState) -> dict[str, Any]:
    """What `check --json` prints (design of the command line): values without the hidden ones."""
    form = state.form
    return {
        "form": form.id,
        "complete": state.complete,
        "values": {f.id: _value(f, state) for f in _valued(form) if state.cells[f.id].visible},
        "hidden": [f.id for f in _valued(form) if not state.cells[f.id].visible],
        "problems": [_problem(problem) for problem in state.problems],
    }


def _valued(form: Form) -> list[Field]:
    return [field for field in form.fields.values() if field.spec.type != "heading"]


def _value(field: Field, state: FormState) -> Any:
    if field.spec.type != "lines":
        return _written(state.cells[field.id].raw, state.cells[field.id].value)
    return [
        {"id": line.id}
        | {c.id: _written(line.cells[c.id].raw, line.cells[c.id].value)
           for c in field.columns.values() if line.cells[c.id].visible}
        for line in state.lines[field.id]
    ]  # fmt: skip


def _written(raw: Any, value: Any) -> Any:
    # An amount is echoed as it was given: 60000.00 stays 60000.00.
    return raw if isinstance(raw, str) and value is not None and not isinstance(value, str) else notation(value)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "field": problem.field,
        "line": problem.line,
        "severity": problem.severity,
        "message": problem.message,
        "source": problem.source,
    }


def _print_problems(state: FormState) -> None:
    for problem in state.problems:
        where = problem.field + (f", riga {problem.line}" if problem.line else "")
        source = f" ({problem.source})" if problem.source else ""
        say(f"{SEVERITIES[problem.severity]}: {where}: {problem.message}{source}")
    errors = sum(problem.severity == "error" for problem in state.problems)
    say("La pratica è completa." if not errors else f"Da correggere: {errors}.")


def _export(options: argparse.Namespace, library: Library) -> int:
    dossier = _open(options, library)
    for path in dossier.documents.export(dossier.documents.choose(options.document), options.to):
        say(path)
    return COMPLETE if dossier.state.complete else WITH_ERRORS


def _deadlines(options: argparse.Namespace, library: Library) -> int:
    dossier = _open(options, library)
    found = occurrences(dossier.state)
    if options.ics:
        dues = survey.calendar_entries(dossier.state, *_identity(options.BOZZA, dossier))
        write_atomically(options.ics, calendar(dues, dossier.today))
    if options.json:
        _print_json([_term(term, dossier.today) for term in found])
    else:
        _print_terms(found, dossier.today)
    return COMPLETE if dossier.state.complete else WITH_ERRORS


def _identity(name: str, dossier: Dossier) -> tuple[str, None, dt.datetime]:
    """What tells the draft from others in a calendar (only a hash of it is written), and when it last changed."""
    if name != "-":
        return str(Path(name).resolve()), None, changed_at(Path(name))
    return dossier.draft.to_json(), None, dt.datetime.combine(dossier.today, dt.time(), dt.UTC)


def _term(term: DeadlineOccurrence, today: dt.date) -> dict[str, Any]:
    return {
        "id": term.id,
        "line": term.line,
        "title": term.title,
        "date": term.date.isoformat(),
        "days": (term.date - today).days,
        "source": term.source,
        "note": term.remark,
    }


def _print_terms(found: Sequence[DeadlineOccurrence], today: dt.date) -> None:
    for term in found:
        far = when(term.date, today).replace("\u00a0", " ")
        note = f": {term.remark}" if term.remark else ""
        say(f"{date(term.date)}  {term.name} ({term.source}), {far}{note}")
    if not found:
        say("Nessuna scadenza per ora: manca la data da cui si conta.")


def _form_check(options: argparse.Namespace, library: Library) -> int:
    folder = Path(os.path.abspath(options.CARTELLA))  # noqa: PTH100 - a link stays one, and is refused
    if not os.path.lexists(folder / "form.toml"):
        raise DraftFault(f"Nella cartella «{options.CARTELLA}» non c'è form.toml: indica la cartella di un modulo.")
    try:
        form = library.load_folder(folder)
        faults = list(check_up(form, folder))
    except FormFault as fault:
        faults = list(fault.sentences)
    if taken := library.built_in(folder):
        faults.insert(0, taken)
    name = "/".join(folder.parts[-2:])
    for sentence in faults:
        say(sentence)
    say(f"{name}: {f'errori: {len(faults)}' if faults else f'casi: {len(cases.names(folder))}, tutto torna'}.")
    return WITH_ERRORS if faults else COMPLETE


def _print_json(content: Any) -> None:
    say(json.dumps(content, ensure_ascii=False, indent=2))

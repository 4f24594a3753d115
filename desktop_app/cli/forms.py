"""The commands about forms: which there are, what they ask, an example of one."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli.arguments import add_json
from desktop_app.cli.command import COMPLETE, Command, Context, print_json
from desktop_app.console import print_data, print_error, print_line
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian.edition_words import edition_facts
from desktop_app.library import CatalogEntry, editions_among
from desktop_app.system.clock import today


def list_forms(options: argparse.Namespace, context: Context) -> int:
    """Lists the forms with their documents and sendings; those that cannot be used are told on standard error."""
    library = context.library
    for entry in library.read():
        for sentence in entry.faults:
            print_error(f"{entry.name} ({entry.source.origin}): {sentence}")
    for sentence in context.association.faults(library.forms()):
        print_error(sentence)
    entries = sorted((each for each in library.read() if each.form is not None), key=lambda each: each.id)
    found = editions_among(entries, today())
    if options.json:
        print_json([_form_data(each, found.successors) for each in entries])
        return COMPLETE
    for entry in entries:
        form = entry.form
        assert form is not None
        print_line(f"{form.id}  {form.spec.title}")
        replaced = [f"sostituito da {found.successors[form.id]}"] if form.id in found.successors else []
        print_line(f"    {' · '.join([edition_facts(form.spec, entry.source.origin), *replaced])}")
        for document in form.documents:
            print_line(f"    {document.spec.id}  {document.spec.title}")
        for sending in form.sendings:
            print_line(f"    invio {sending.spec.id}  {sending.spec.title}")
    return COMPLETE


def _form_data(entry: CatalogEntry, successors: Mapping[str, str]) -> dict[str, Any]:
    form = entry.form
    assert form is not None
    days = {name: getattr(form.spec, name) for name in ("edition", "valid_from", "valid_to")}
    documents = [
        {"id": each.spec.id, "title": each.spec.title, "signers": [signer.spec.id for signer in each.signers]}
        for each in form.documents
    ]
    sendings = [
        {"id": each.spec.id, "title": each.spec.title, "channel": each.spec.channel, "documents": each.spec.documents}
        for each in form.sendings
    ]
    return {
        "id": form.id,
        "title": form.spec.title,
        **{name: day and day.isoformat() for name, day in days.items()},
        "origin": entry.source.origin,
        "replaces": form.spec.replaces,
        "replaced_by": successors.get(form.id),
        "documents": documents,
        "sendings": sendings,
    }


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("MODULO")


def _add_form_and_json(parser: argparse.ArgumentParser) -> None:
    _add_form(parser)
    add_json(parser)


def list_fields(options: argparse.Namespace, context: Context) -> int:
    """Lists the questions and the computed values of a form, page by page."""
    form = context.library.load_folder(context.library.folder(options.MODULO))
    fields = [field for field in form.fields.values() if field.spec.type != "heading"]
    if options.json:
        print_json([_field_data(field) for field in fields])
        return COMPLETE
    for page in form.pages:
        print_line(page.title)
        for field in (each for each in fields if each.page == page.id):
            spec = field.spec
            computed = f"  = {spec.formula}" if spec.formula else ""
            print_line(f"    {spec.id}  [{spec.type}]  {spec.label}{computed}")
    return COMPLETE


def _field_data(field: Field) -> dict[str, Any]:
    spec = field.spec
    return {
        "id": spec.id,
        "page": field.page,
        "type": spec.type,
        "label": spec.label,
        "owner": spec.owner,
        "formula": spec.formula,
        "options": spec.options,
        "columns": [_field_data(column) for column in field.columns.values()] or None,
        "source": spec.source,
    }


def write_example(options: argparse.Namespace, context: Context) -> int:
    """Writes the draft of a form's example."""
    print_data(context.library.example(options.MODULO).to_json())
    return COMPLETE


COMMANDS = (
    Command("forms", "[--json]", "elenca i moduli, i loro documenti e gli invii", add_json, list_forms),
    Command(
        "fields",
        "MODULO [--json]",
        "elenca le domande e i valori calcolati di un modulo",
        _add_form_and_json,
        list_fields,
    ),
    Command("example", "MODULO", "scrive la bozza di esempio", _add_form, write_example),
)

"""Inspects the references of a compiled form, in panels, readings and texts, and what is never used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.forms.cost import inspect_work
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.editions import inspect_edition
from desktop_app.engine.forms.form import Check, Field, Form
from desktop_app.engine.forms.inspection import inspect_id, inspect_sentence
from desktop_app.engine.formula.expression import Expression

RULES = "rules.toml"
Homes = Mapping[str, str]  # the files of what rules.toml of blocks brought; the form's own are in RULES


def inspect_references(form: Form, homes: Homes, report: Report) -> dict[str, frozenset[str]]:
    """Reports every name that is not declared. Gives by document the fields, columns, rules and lists its texts use."""
    sayable = {f.id: f.spec.traits.numeric for f in form.fields.values() if f.spec.traits.valued}
    inspect_sentence(form.spec.name, sayable, "form.toml, chiave name", report)
    inspect_sentence(form.spec.office or "", sayable, "form.toml, chiave office", report)
    day = form.fields.get(form.spec.date or "")
    if form.spec.date is not None and (day is None or day.spec.type != "date" or day.formula):
        report("form.toml, chiave date", f"«{form.spec.date}» non è una data che si chiede.")
    for old, new in form.spec.renamed.items():
        if new not in form.fields or old in form.fields:
            report("form.toml, chiave renamed", f"«{old} = {new}»: il nuovo id deve esistere e il vecchio no.")
    inspect_edition(form.id, form.spec, report)
    inspect_work(form, report)
    _inspect_identifiers(form, homes, report)
    _inspect_periods(form, homes, report)
    _inspect_severities(form, report)
    _inspect_readings_and_notices(form, homes, report)
    _inspect_panels(form, report)
    _inspect_signers(form, sayable, report)
    _inspect_mailboxes(form, report)
    return _inspect_texts(form, report)


def _inspect_identifiers(form: Form, homes: Homes, report: Report) -> None:
    groups = {
        "documento": [document.spec.id for document in form.documents],
        "scadenza": [deadline.spec.id for deadline in form.deadlines],
        "lettura": [reading.id for reading in form.readings],
        "novità": [notice.id for notice in form.notices],
        "verifica": [check.id for each in _nodes(form) for check in each.spec.check if check.id],  # but general ones
        "regola": [*form.rules],
        **{
            f"documento {document.spec.id}, firmatario": [signer.spec.id for signer in document.signers]
            for document in form.documents
        },
        "invio": [sending.spec.id for sending in form.sendings],
        **{
            f"invio {sending.spec.id}, allegato": [each.spec.id for each in sending.attachments]
            for sending in form.sendings
        },
    }
    for name, ids in groups.items():
        seen: set[str] = set()
        for id in ids:
            where = homes.get(id, RULES) if name in ("lettura", "novità", "regola") else "form.toml"
            inspect_id(id, seen, f"{where}, {name} {id}", report)


def _inspect_periods(form: Form, homes: Homes, report: Report) -> None:
    for id, rules in form.rules.items():
        at = f"{homes.get(id, RULES)}, regola {id}"
        periods = sorted((rule.from_ or dt.date.min, rule.to or dt.date.max) for rule in rules)
        if any(start > end for start, end in periods):
            report(at, "un periodo finisce prima di cominciare: controlla «from» e «to».")
        elif any(end >= start for (_, end), (start, _) in pairwise(periods)):
            report(at, "due periodi si sovrappongono: controlla «from» e «to».")


def _nodes(form: Form) -> Iterator[Field]:
    for field in form.fields.values():
        yield from (field, *field.columns.values())


def _checks(form: Form) -> Iterator[Check]:
    for node in _nodes(form):
        yield from node.checks


def _inspect_severities(form: Form, report: Report) -> None:
    """A check that uses an unconfirmed value may be a warning, not an error."""
    doubtful = form.unconfirmed_results(
        id for id, rules in form.rules.items() if not all(rule.confirmed for rule in rules)
    )
    for field in form.fields.values():
        for each in (field, *field.columns.values()):
            for check in each.checks:
                if check.spec.severity == "error" and doubtful & check.that.uses:
                    at = f"form.toml, pagina {field.page}, campo {each.key}, verifica «{check.spec.that[:40]}»"
                    report(at, "si basa su un valore non confermato: può essere un avviso, non un errore.")


def _inspect_readings_and_notices(form: Form, homes: Homes, report: Report) -> None:
    about = {*form.fields, *(document.spec.id for document in form.documents)}
    named = [("lettura", reading.id, reading.spec.about) for reading in form.readings]
    named += [("novità", notice.id, notice.spec.about) for notice in form.notices]
    for kind, id, names in named:
        for name in names:
            if name not in about:
                at = f"{homes.get(id, RULES)}, {kind} {id}"
                report(at, f"«{name}» non è un campo né un documento.{suggestion(name, about)}")


def _inspect_panels(form: Form, report: Report) -> None:
    pages = {page.id for page in form.pages}
    for panel in form.panels:
        spec = panel.spec
        for page in spec.pages:
            if page not in pages:
                report("form.toml, pannello", f"la pagina «{page}» non esiste.{suggestion(page, pages)}")
        parts = [name for part in spec.parts for name in (part.value, part.times) if name]
        for name in (*spec.trace, *spec.limit_ids, *parts, *((spec.total,) if spec.total else ())):
            field = form.fields.get(name)
            if field is None:
                report("form.toml, pannello", f"il nome «{name}» non esiste.{suggestion(name, form.fields)}")
            elif name in spec.trace and field.spec.formula is None:
                report("form.toml, pannello", f"«{name}» non è calcolato: non ha una formula da mostrare.")
            elif name not in spec.trace and not field.spec.traits.numeric:
                report("form.toml, pannello", f"«{name}» non è un numero.")
        if spec.answer is not None and spec.answer not in spec.trace:
            at = "form.toml, pannello, chiave answer"
            report(at, f"«{spec.answer}» non è in «trace».{suggestion(spec.answer, spec.trace)}")
        for question in spec.question:
            where = f"form.toml, pannello, domanda {question.input}"
            inspect_id(question.input, {"result", *form.fields, *form.rules}, where, report)


def _inspect_signers(form: Form, sayable: Mapping[str, bool], report: Report) -> None:
    """Whose signature is expected must be asked somewhere."""
    types = {"code": "codice_fiscale", "name": "text"}
    for document in form.documents:
        for signer in document.signers:
            if signer.spec.capacity is not None:
                at = f"form.toml, documento {document.spec.id}, firmatario {signer.spec.id}, chiave capacity"
                inspect_sentence(signer.spec.capacity, sayable, at, report)
                if signer.spec.name is None:
                    report(at, "serve anche «name»: sotto la riga stanno il nome e la qualità di chi firma.")
            for key, type in types.items():
                name = getattr(signer.spec, key)
                known = [field.id for field in form.fields.values() if field.spec.type == type]
                if name is not None and name not in known:
                    at = f"form.toml, documento {document.spec.id}, firmatario {signer.spec.id}, chiave {key}"
                    report(at, f"«{name}» non è un campo di tipo {type}.{suggestion(name, known)}")


def _inspect_mailboxes(form: Form, report: Report) -> None:
    """What a box takes must be a number that is asked beside it: of a column, in the same line."""
    for each in _nodes(form):
        name = each.spec.max_message
        beside = form.fields if each.group is None else form.fields[each.group].columns
        known = [field.id for field in beside.values() if field.spec.traits.numeric and not field.spec.traits.euro]
        if name is not None and name not in known:
            at = f"form.toml, pagina {each.page}, campo {each.key}, chiave max_message"
            report(at, f"«{name}» non è un numero chiesto accanto.{suggestion(name, known)}")


def _inspect_texts(form: Form, report: Report) -> dict[str, frozenset[str]]:
    from desktop_app.engine.documents.template import inspect_text, signers_in

    found: dict[str, frozenset[str]] = {}
    for document in form.documents:
        signers = {signer.spec.id for signer in document.signers}
        forgotten = signers - signers_in(document.text) if document.text else ()  # an empty text could not be read
        for signer in sorted(forgotten):
            at = f"form.toml, documento {document.spec.id}, firmatario {signer}"
            report(at, f"il testo non dice dove firma: aggiungi una riga con {{{{ '{signer}' | firma }}}}.")
        uses = inspect_text(document.text, form, signers, partial(report, document.spec.text))
        if document.preface is not None:  # nobody signs a preface
            where = document.spec.preface or ""
            uses |= inspect_text(document.preface, form, set(), partial(report, where))
        found[document.spec.id] = frozenset(uses)
    return found


def inspect_use(form: Form, printed: set[str], written: set[str], homes: Homes, report: Report) -> None:
    """Reports rules that nothing uses and fields that nothing prints; only for a form without other faults.

    `printed` are the names that documents use, `written` those of messages: a message is no document.
    """
    used = {name for expression in _expressions(form) for name in expression.uses} | printed | written
    used |= {name for check in _checks(form) for name in names_in(check.spec.message)}
    for rule in form.rules:
        if rule not in used:
            report(homes.get(rule, RULES), f"la regola «{rule}» non è usata da nessuna formula né testo.")
    if not form.documents:
        return
    for field in form.fields.values():
        for each in (field, *field.columns.values()):
            if _to_print(each.spec) and each.key not in printed:
                at = f"form.toml, pagina {field.page}, campo {each.key}"
                report(at, "non è stampato in nessun documento: stampalo o scrivi printed = false.")


def _to_print(spec: FieldDef) -> bool:
    return spec.printed and spec.traits.valued


def _expressions(form: Form) -> Iterator[Expression]:
    found: list[Expression | bool | None] = []
    for field in form.fields.values():
        for each in (field, *field.columns.values()):
            found += [each.formula, each.default, each.offer, each.required, *each.conditions]
    found += [check.that for check in _checks(form)]
    for document in form.documents:
        found += [document.condition, *(signer.condition for signer in document.signers)]
    for deadline in form.deadlines:
        found += [deadline.condition, deadline.date, deadline.met]
    for sending in form.sendings:
        found += sending.conditions
    found += [form.pen]
    found += [question.formula for panel in form.panels for question in panel.questions]
    found += [reading.condition for reading in form.readings] + [notice.condition for notice in form.notices]
    return (expression for expression in found if isinstance(expression, Expression))

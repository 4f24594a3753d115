"""Which answers the pages of a document rest on, through formulas and conditions; worked out once for each form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.engine.documents.values import STANDARD_LISTS
from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.forms.form import Document, Form
from desktop_app.engine.formula.expression import Expression

SET_ASIDE, NOTICES_READ = "#set_aside", "#notices_read"  # stand for what a draft has beside its answers


def answers_behind(document: Document, form: Form) -> frozenset[str]:
    """The keys of all fields and columns whose answer, or replaced value, may change what the document prints."""
    nodes = {node.key: node for node in form.order}
    found: set[str] = set()
    wanted = [*document.uses, *_names(document.condition), *_behind_signers(document, form)]
    wanted += [name for used in document.uses & STANDARD_LISTS.keys() for name in _behind_list(used, form)]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found.add(name)
        if name in nodes:
            wanted += [*nodes[name].depends_on, *filter(None, [nodes[name].group])]  # a column rests on its lines, too
        elif name in form.rules and form.spec.date is not None:
            wanted.append(form.spec.date)
    return frozenset(name for name in found if name in nodes or name in (SET_ASIDE, NOTICES_READ))


def _behind_signers(document: Document, form: Form) -> Iterator[str]:
    """Who signs, what stands below the line, and with what."""
    for signer in document.signers:
        yield from _names(signer.condition, form.pen)
        yield from names_in(signer.spec.capacity or "")
        yield from (signer.spec.name,) if signer.spec.name and signer.spec.capacity else ()


def _behind_list(name: str, form: Form) -> Iterator[str]:
    """What a standard list rests on; `calcoli` on nothing else, for its fields are among what the text uses."""
    every = [node for field in form.fields.values() for node in (field, *field.columns.values())]
    if name == "letture":
        yield from _names(*(reading.condition for reading in form.readings))
    elif name == "novita":
        yield from (NOTICES_READ, *_names(*(notice.condition for notice in form.notices)))
    elif name == "regole":  # those of the fields that are visible
        yield from (*form.rules, *_names(*(condition for node in every for condition in node.conditions)))
    elif name == "scadenze":
        for deadline in form.deadlines:
            yield from (
                *_names(deadline.condition, deadline.date),
                *((deadline.spec.lines,) if deadline.spec.lines else ()),
            )
    elif name == "avvisi":
        yield SET_ASIDE
        for node in every:
            checks = [check for check in node.checks if check.spec.severity != "error"]  # errors are not among them
            yield from (node.key,) if checks else ()
            yield from (name for check in checks for name in (*check.that.uses, *names_in(check.spec.message)))
    elif name == "sostituzioni":
        yield from (node.key for node in every if node.spec.override)


def _names(*expressions: Expression | None) -> Iterable[str]:
    return (name for each in expressions if each is not None for name in each.uses)

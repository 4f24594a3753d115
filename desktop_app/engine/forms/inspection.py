"""Inspects the ids and keys of a form's pages and fields, before formulas are compiled."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms.braces import Braced, braced
from desktop_app.engine.forms.definition import FieldDef, PageDef
from desktop_app.engine.forms.field_types import FIELD_TYPES

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
RESERVED = frozenset({
    "id", "oggi", "riga", "calcoli", "letture", "regole", "scadenze", "avvisi", "sostituzioni", "novita",
    "true", "false", "none", "loop", "self", "sum", "count", "min", "max", "same", "first", "any", "all",
    "filled", "floor", "ceil", "round_half_up", "round_half_down", "if_empty", "add_days", "add_months", "months_begun",
    "date", "mentions", "names_only", "is_free_mail", "is_provisional", "name_agrees",
    "joined", "street", "house_number",
    *keyword.kwlist,
})  # fmt: skip
_NOT_FOR_ALL = frozenset().union(*(type.keys for type in FIELD_TYPES.values()))
_KEYS = tuple(key for key in FieldDef.__struct_fields__ if key in _NOT_FOR_ALL)  # those that go with some types only


def inspect_pages(pages: Iterable[PageDef], report: Report) -> None:
    """Inspects the ids, labels and keys of every page, field and column."""
    seen: set[str] = set()
    page_ids: set[str] = set()
    for page in pages:
        where = f"form.toml, pagina {page.id}"
        inspect_id(page.id, page_ids, where, report)
        for field in page.field:
            at = f"{where}, campo {field.id}"
            inspect_id(field.id, seen, at, report)
            inspect_field(field, at, report)
            columns: set[str] = set()
            for column in field.column:
                inspect_id(column.id, columns, f"{at}.{column.id}", report)
                if not column.traits.valued:
                    report(f"{at}.{column.id}", f"una colonna non può essere di tipo {column.type}.")
                if column.override:
                    report(f"{at}.{column.id}", "la chiave «override» non va in una colonna.")
                inspect_field(column, f"{at}.{column.id}", report)


def inspect_id(id: str, seen: set[str], where: str, report: Report) -> None:
    """An id must be well written, not reserved, and not among those seen; it is added to them."""
    if not _ID.fullmatch(id) or id in RESERVED:
        report(
            where,
            f"«{id}» non può essere un id: usa lettere minuscole, cifre e _, e non una parola riservata.",
        )
    if id in seen:
        report(where, f"l'id «{id}» c'è già.")
    seen.add(id)


def inspect_field(field: FieldDef, where: str, report: Report) -> None:
    """Inspects the keys of one field: those that its type takes, and those that go together."""
    for key in _KEYS:
        value = getattr(field, key)
        unset = value is None or value is False or value == ()
        if not unset and key not in field.traits.keys:
            report(where, f"la chiave «{key.strip('_')}» non va con il tipo {field.type}.")
    _inspect_answers(field, where, report)
    if field.formula is not None:
        _inspect_computed(field, where, report)
    elif field.type in ("heading", "block") and field.once:
        report(where, "la chiave «once» va con le risposte: scrivila nei campi.")
    elif field.rounding or field.override:
        report(where, "le chiavi «rounding» e «override» vanno solo con «formula».")
    for check in field.check:
        if check.severity == "warning" and check.id is None:
            report(
                f"{where}, verifica «{check.that[:40]}»",
                "un avviso vuole la chiave «id», per poterlo mettere da parte.",
            )


def _inspect_answers(field: FieldDef, where: str, report: Report) -> None:
    """There must be a label, and an answer that is possible."""
    if not field.label:
        report(where, "manca la chiave «label».")
    if field.type == "choice" and not field.options:
        report(where, "manca la chiave «options», le risposte possibili.")
    if field.type == "lines" and not field.column:
        report(where, "mancano le colonne: [[page.field.column]].")
    if field.unit is not None and "|" in field.unit and not re.fullmatch(r"[^|]*[^|\s]\|[^|\s][^|]*", field.unit):
        report(where, "la chiave «unit» vuole una parola, o due: «notte|notti».")
    if field.tick and field.default != "False":
        report(where, 'un quadratino lasciato vuoto dice no: la chiave «tick» vuole «default = "False"».')
    if field.min is not None and field.max is not None and field.min > field.max:
        report(where, "«min» è più grande di «max»: nessuna risposta andrebbe bene.")


def _inspect_computed(field: FieldDef, where: str, report: Report) -> None:
    for key in ("owner", "required", "default", "offer", "min", "max", "suggestions"):
        if getattr(field, key) is not None:
            report(where, f"la chiave «{key}» non va con «formula»: il valore è calcolato.")
    if field.once:
        report(where, "la chiave «once» non va con «formula»: il valore è calcolato.")
    if field.source is None and field.printed and field.traits.numeric:
        report(where, "manca la chiave «source»: di un numero calcolato si dice l'articolo.")


def inspect_sentence(text: str, known: Mapping[str, bool], where: str, report: Report) -> None:
    """Every {name} of a sentence must be declared, every brace closed; `known` tells which names are numbers."""
    named = list(braced(text))
    for each in named:
        if each.name not in known:
            report(where, f"nel testo, il nome «{each.name}» non esiste.{suggestion(each.name, known)}")
        elif each.words:
            _inspect_words(each, known[each.name], where, report)
    if text.count("{") != len(named) or text.count("}") != text.count("{"):
        report(where, "nel testo, una parentesi graffa non è chiusa.")


def _inspect_words(counted: Braced, number: bool, where: str, report: Report) -> None:
    if not number:
        report(where, f"nel testo, «{counted.name}» non è un numero: non decide tra singolare e plurale.")
    if len(counted.words) != 2 or not all(word.strip() == word != "" for word in counted.words):
        report(where, f"nel testo, dopo «{counted.name}:» vanno due parole: {{{counted.name}:posto|posti}}.")

"""Limits of a form's size, so that none can hang the program or use up its memory; checked before the costly work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desktop_app.engine.faults import Report
from desktop_app.engine.forms.definition import FieldDef

MAX_FILE = 500_000  # bytes of a TOML file
MAX_TEXT = 60_000  # bytes of a document or of an official wording, thrice the longest there is
MAX_GUIDE = 40_000  # bytes of the guide of a page or a block: the user waits for its layout
MAX_DEPTH = 12  # of nested tables and lists
MAX_KEY_PARTS = 60  # the parser's time grows with the square of a dotted key's parts
MAX_STRING = 4_000  # characters of one value
MAX_ANSWER = 20_000  # characters of one value of a case: the longest answer
MAX_NAME = 300  # characters of what is shown on one line
MAX_LIST = 2_000
MAX_FIELDS = 1_500  # columns and the fields of blocks included
MAX_FORMULAS = 300_000  # characters of all formulas and conditions
MAX_STEPS = 600_000  # that one key may cost with as many lines as a dossier may have: less than 50 ms
MAX_CELLS = 100_000  # of all lists with as many lines as allowed
MAX_PRINTED = 3_000_000  # characters of one document with as many lines as allowed
MAX_CASES = 500
MAX_FAULTS = 50  # reported of one form
_SHORT = {
    "id", "as", "use", "book", "title", "label", "symbol", "unit", "item", "owner", "name", "input", "type", "subject",
    "address",
}  # fmt: skip
_MOST = {
    "page": 60, "field": 300, "column": 60, "check": 30, "document": 40, "signer": 20, "deadline": 100,
    "panel": 20, "sending": 40, "attachment": 20, "to": 10, "cc": 10,
    "question": 10, "rule": 400, "reading": 200, "notice": 50, "options": 300,
}  # fmt: skip
_CALLED = {
    "page": "pagina", "field": "campo", "column": "colonna", "check": "verifica", "document": "documento",
    "signer": "firmatario", "deadline": "scadenza", "sending": "invio", "attachment": "allegato",
    "panel": "pannello", "question": "domanda", "rule": "regola",
    "reading": "lettura", "notice": "novità", "problem": "problema",
}  # fmt: skip
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_KEY_PART = re.compile(r"[\w\"'-][ \t]*\.")
_KEYS_END = re.compile(r"[={,\n]")
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")


def has_invisible(text: str) -> bool:
    """Whether a text has invisible characters: control characters, direction marks, the program's placeholders."""
    return _UNSEEN.search(text) is not None


def quoted(words: object, most: int = 60) -> str:
    """A quotation from a form's files for a sentence: short, with invisible characters replaced."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", str(words)[:most])


def too_many_dots(text: str) -> bool:
    """Whether a TOML text has a dotted key with absurdly many parts."""
    return any(len(_KEY_PART.findall(part)) > MAX_KEY_PARTS for part in _KEYS_END.split(text))


def inspect_content(content: Any, where: str, longest: int, report: Report) -> bool:
    """Checks the lengths of texts and lists of a TOML file; False where a fault was reported."""
    fine = True
    for at, key, value in _values(content, where):
        if isinstance(value, str):
            most = MAX_NAME if key in _SHORT and longest == MAX_STRING else longest
            if len(value) > most:
                report(at, f"la chiave «{quoted(key)}» ha più di {most} caratteri.")
                fine = False
            elif has_invisible(value):
                report(at, f"la chiave «{quoted(key)}» contiene caratteri che non si vedono: riscrivila.")
                fine = False
        elif len(value) > _MOST.get(key, MAX_LIST):
            report(at, f"la chiave «{quoted(key)}» ha più di {_MOST.get(key, MAX_LIST)} elementi.")
            fine = False
    return fine


def _values(content: Any, where: str, key: str = "") -> Iterator[tuple[str, str, Any]]:
    """Each text, list and table with its place in words and its key. The caller has checked the depth."""
    if isinstance(content, str | dict | list):
        yield where, key, content
    if isinstance(content, dict):
        for name, value in content.items():
            yield from _values(value, where, name)
    elif isinstance(content, list):
        for number, each in enumerate(content, 1):
            yield from _values(each, _named(each, key, number, where), key)


def _named(table: Any, key: str, number: int, where: str) -> str:
    named = isinstance(table, dict) and key in _CALLED
    return f"{where}, {_CALLED[key]} {quoted(table.get('id', number))}" if named else where


def locate(content: Any, path: str, where: str) -> tuple[str, str]:
    """The place in words that a path like `page[1].field[0].min` leads to, and the key that remains."""
    key = ""
    for name, number in _STEP.findall(path):
        content, key = content.get(name) if isinstance(content, dict) else None, name
        if number and isinstance(content, list):
            content = content[int(number)]
            at = _named(content, name, int(number) + 1, where)
            where, key = at, "" if at != where else key
    return where, key


def weight(fields: Iterable[FieldDef]) -> tuple[int, int]:
    """The number of fields and columns, and the characters of their formulas and conditions."""
    count = length = 0
    for field in fields:
        own = (field.formula, field.default, field.offer, field.visible_when, field.required)
        texts = [*own, *(each.that for each in field.check)]
        columns = weight(field.column)
        count += 1 + columns[0]
        length += sum(len(text) for text in texts if isinstance(text, str)) + columns[1]
    return count, length


def inspect_weight(weight: Sequence[int], where: str, report: Report) -> bool:
    """Checks the number of fields and the characters of formulas; False where there are too many."""
    count, length = weight
    if count > MAX_FIELDS:
        report(where, f"con i blocchi ci sono più di {MAX_FIELDS} campi e colonne: dividi il modulo.")
    elif length > MAX_FORMULAS:
        report(where, f"formule e condizioni superano insieme {MAX_FORMULAS} caratteri: dividi il modulo.")
    return count <= MAX_FIELDS and length <= MAX_FORMULAS

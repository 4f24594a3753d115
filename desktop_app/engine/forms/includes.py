"""Includes: puts the fields of blocks where a page uses them, with a prefix on their ids."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms.braces import with_names_renamed
from desktop_app.engine.forms.definition import (
    BlockDef,
    CheckDef,
    FieldDef,
    FormDef,
    InterpretationDef,
    NoticeDef,
    PageDef,
    RuleDef,
)
from desktop_app.engine.forms.guide import Included
from desktop_app.engine.forms.limits import inspect_weight, weight
from desktop_app.engine.forms.toml import read_block, read_rules

_BLOCK_KEYS = {
    "id",
    "type",
    "use",
    "as_",
    "book",
    "only",
    "defaults",
    "offers",
    "offer_words",
    "visible_when",
    "owner",
    "required",
    "label",
}
_NO_KEYS = FieldDef(type="block")
MOST_BLOCKS = 300  # whose names are compared with an unknown one


class Expanded(msgspec.Struct):
    """The pages of a form with the fields of its blocks, and what else the blocks brought."""

    pages: list[PageDef]
    rules: list[RuleDef]
    readings: list[InterpretationDef]
    notices: list[NoticeDef]
    books: dict[str, tuple[str, str]]
    included: list[Included]
    blocks: dict[str, tuple[Path, BlockDef | None]]
    homes: dict[str, str]
    weight: tuple[int, ...]


def expand(form: FormDef, folder: Path, blocks: Sequence[Path], report: Report) -> Expanded:
    """All pages with the fields of blocks, and the rules, readings and notices of form and blocks together.

    `books` has for each prefix the address book that offers its data, and its page; `homes` has the files of the
    rules, readings and notices that blocks brought.
    """
    own = read_rules(folder, "rules.toml", report)
    result = Expanded([], list(own.rule), list(own.reading), list(own.notice), {}, [], {}, {}, (0, 0))
    taken: set[str] = set()
    for page in form.page:
        fields: list[FieldDef] = []
        for field in page.field:
            added = _block(field, page, blocks, result, taken, report) if field.type == "block" else [field]
            fields += added
            result.weight = tuple(map(sum, zip(result.weight, weight(added), strict=True)))
            if not inspect_weight(result.weight, "form.toml", report):
                return result
        result.pages.append(msgspec.structs.replace(page, field=tuple(fields)))
    return result


def parts_by_field(pages: Iterable[PageDef]) -> dict[str, str]:
    """For each field that shares its label with others: the heading above it, else the title of its page."""
    named: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        part = page.title
        for field in page.field:
            if field.type == "heading":
                part = field.label
            else:
                named.setdefault(field.label, []).append((field.id, part))
    several = (alike for alike in named.values() if len({part for _, part in alike}) > 1)
    return {id: part for alike in several for id, part in alike}


def _block(
    use: FieldDef, page: PageDef, blocks: Sequence[Path], result: Expanded, taken: set[str], report: Report
) -> list[FieldDef]:
    where = f"form.toml, pagina {page.id}, blocco {use.as_ or use.use or '?'}"
    if use.use is None or not re.fullmatch(r"[a-z0-9_]+", use.use):
        report(where, "la chiave «use» vuole il nome di una cartella di «blocks»: lettere minuscole, cifre e _.")
        return []
    home, block = _read(use.use, blocks, result, where, report)
    if block is None or not inspect_weight(weight(block.field), where, report):
        return []
    result.included.append(Included(page.id, use.use, home, f"{use.as_}_" if use.as_ else "", block, use.only))
    if use.use not in taken:
        taken.add(use.use)
        rules = read_rules(home, f"{use.use}/rules.toml", lambda at, what: report(f"blocks/{at}", what))
        result.rules += rules.rule
        result.readings += rules.reading
        result.notices += rules.notice
        brought = [rule.id for rule in rules.rule] + [reading.id for reading in rules.reading]
        brought += [notice.id for notice in rules.notice]
        result.homes |= dict.fromkeys(brought, f"blocks/{use.use}/rules.toml")
    if use.book and use.as_:
        result.books[use.as_] = (use.book, page.id)
    elif use.book:
        report(where, "la chiave «book» vuole anche «as»: dice di chi sono i dati.")
    for key in FieldDef.__struct_fields__:
        if key not in _BLOCK_KEYS and getattr(use, key) != getattr(_NO_KEYS, key):
            report(where, f"la chiave «{key}» non va con il tipo block.")
    for field in block.field:
        if field.type == "block":
            report(where, "un blocco non può contenere un altro blocco.")
            return []
    _inspect_choice(use, block, where, report)
    return _fields(use, block)


def _read(
    name: str, blocks: Sequence[Path], result: Expanded, where: str, report: Report
) -> tuple[Path, BlockDef | None]:
    """The folder of blocks in which the block was found, and the block; read once, however often it is included."""
    if name not in result.blocks:
        home = next((each for each in blocks if os.path.lexists(each / name)), None)
        if home is None:
            known = [
                each.name for folder in blocks if folder.is_dir() for each in islice(folder.iterdir(), MOST_BLOCKS)
            ]
            report(where, f"chiave «use»: il blocco «{name}» non c'è.{suggestion(name, known)}")
            return blocks[-1], None
        result.blocks[name] = home, read_block(home, name, lambda at, what: report(f"blocks/{at}", what))
    return result.blocks[name]


def _fields(use: FieldDef, block: BlockDef) -> list[FieldDef]:
    """The fields that the page takes, below a heading where the use has a label."""
    ids = {field.id for field in block.field}
    heading = [FieldDef(id=f"{use.as_}_titolo", type="heading", label=use.label, visible_when=use.visible_when)]
    together: list[FieldDef] = []
    for field in block.field:
        if use.only is None or field.id in use.only:
            named = prefixed(field, f"{use.as_}_", ids) if use.as_ else field
            if use.defaults and field.id in use.defaults:
                named = msgspec.structs.replace(named, default=use.defaults[field.id])
            if use.offers and field.id in use.offers:
                named = msgspec.structs.replace(named, offer=use.offers[field.id], offer_words=use.offer_words)
            together.append(_conditioned(_inherit(named, use), use))
    return (heading if use.label and use.as_ else []) + together


def _inspect_choice(use: FieldDef, block: BlockDef, where: str, report: Report) -> None:
    """All that the page takes or gives a default must be in the block."""
    ids = {field.id for field in block.field}
    for key, names in (("only", use.only or ()), ("defaults", use.defaults or ()), ("offers", use.offers or ())):
        for name in names:
            if name not in ids:
                report(where, f"chiave «{key}»: il blocco non ha «{name}».{suggestion(name, ids)}")


def _inherit(field: FieldDef, use: FieldDef) -> FieldDef:
    changes: dict[str, Any] = {}
    if field.owner is None and use.owner is not None and field.formula is None:
        changes["owner"] = use.owner
    takes_required = field.formula is None and field.type not in ("heading", "lines")
    if field.required is None and use.required is not None and takes_required:
        changes["required"] = use.required
    return msgspec.structs.replace(field, **changes)


def _conditioned(field: FieldDef, use: FieldDef) -> FieldDef:
    if use.visible_when is None:
        return field
    both = f"({use.visible_when}) and ({field.visible_when})" if field.visible_when else use.visible_when
    return msgspec.structs.replace(field, visible_when=both)


def prefixed(field: FieldDef, prefix: str, ids: Iterable[str]) -> FieldDef:
    """The same field with the prefix on every name that is one of `ids`."""
    names = set(ids)
    columns = {each.id for each in field.column}  # within a line, a column hides a field with its id

    def formula(source: Any) -> Any:
        return _rename(source, prefix, names) if isinstance(source, str) else source

    def sentence(text: str) -> str:
        return with_names_renamed(text, lambda name: f"{prefix if name in names else ''}{name}")

    def check(each: CheckDef) -> CheckDef:
        changed = {"that": formula(each.that), "message": sentence(each.message)}
        return msgspec.structs.replace(each, **changed, id=each.id and prefix + each.id)

    def column(each: FieldDef) -> FieldDef:
        return msgspec.structs.replace(prefixed(each, prefix, names - columns), id=each.id)

    return msgspec.structs.replace(
        field,
        id=prefix + field.id,
        visible_when=formula(field.visible_when),
        required=formula(field.required),
        default=formula(field.default),
        offer=formula(field.offer),
        formula=formula(field.formula),
        max_message=formula(field.max_message),
        check=tuple(check(each) for each in field.check),
        column=tuple(column(each) for each in field.column),
    )


def _rename(source: str, prefix: str, names: set[str]) -> str:
    try:
        tree = ast.parse(source.strip(), mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in names:
                node.id = prefix + node.id
        return ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source  # the compiler reports its fault

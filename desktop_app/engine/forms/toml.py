"""Reads the TOML files of a form into structs, and reports every fault in a sentence.

Nothing outside the form's own folder is read, no link is followed, no pipe is waited for, large files are refused.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desktop_app.engine.faults import Report
from desktop_app.engine.forms import limits
from desktop_app.engine.forms.case_definition import CaseDef
from desktop_app.engine.forms.definition import BlockDef, FormDef, RulesDef
from desktop_app.system.files import read_start

OF_FORM = "del modulo"
T = TypeVar("T")

_WORDS = (
    (r"Object contains unknown field `(.*)`", "la chiave «{0}» non esiste"),
    (r"Object missing required field `(.*)`", "manca la chiave «{0}»"),
    (r"Invalid enum value '?(.*?)'?", "«{0}» non è tra i valori possibili"),
    (r"Expected `(.*)`, got `(.*)`", "serve un valore di tipo {0}, non {1}"),
    (r"Expected `int` (.*)", "serve un numero intero {0}"),
    (r"(numero troppo grande)", "c'è un {0}"),
)
_KINDS = {
    "str": "testo", "int": "numero intero", "bool": "true/false", "array": "elenco", "object": "tabella",
    "decimal": "numero", "date": "data", "float": "numero",
}  # fmt: skip


def inspect_folders(folders: Iterable[Path], report: Report) -> None:
    """Reports each of these folders that is a link."""
    for folder in folders:
        if folder.is_symlink():
            report(limits.quoted(folder.name), "la cartella è un collegamento: copia qui quella vera.")


def read_text(
    folder: Path, relative: str, report: Report, most: int = limits.MAX_TEXT, whose: str = OF_FORM
) -> str | None:  # fmt: skip
    """A text file of the folder with at most so many bytes, None where a fault was reported."""
    data = read_bytes(folder, relative, report, most, whose)
    name = limits.quoted(relative, 120)
    try:
        if data is None:
            return None
        if not limits.has_invisible(text := data.decode("utf-8-sig").replace("\r\n", "\n")):
            return text
        report(name, "contiene caratteri che non si vedono: riscrivilo come testo semplice.")
    except UnicodeDecodeError:
        report(name, "non è un testo UTF-8.")
    return None


def read_bytes(folder: Path, relative: str, report: Report, most: int, whose: str = OF_FORM) -> bytes | None:
    """A file of the folder with at most so many bytes, None where a fault was reported.

    `whose` completes "la cartella …" in sentences.
    """
    name = limits.quoted(relative, 120)
    try:
        path = inside(folder, Path(relative))
        data = None if path is None else read_start(path, most + 1, follow_links=False)
        if data is None:
            report(name, f"deve stare dentro la cartella {whose}, senza collegamenti.")
        elif len(data) > most:
            report(name, f"è troppo grande: al massimo {most // 1000} kB.")
        else:
            return data
    except FileNotFoundError:
        report(name, f"non c'è nella cartella {whose}.")
    except (OSError, ValueError):
        report(name, "non si può leggere.")
    return None


def inside(folder: Path, relative: Path) -> Path | None:
    """The path of a file in the folder, None if it is outside or reached by a link. Raises OSError, ValueError."""
    parts = [folder.joinpath(*relative.parts[: i + 1]) for i in range(len(relative.parts))]
    path = folder / relative
    if relative.anchor or ".." in relative.parts or any(part.is_symlink() for part in parts):
        return None
    # A junction of Windows is no link to Python: its target is compared instead.
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def read_toml(
    folder: Path, relative: str, report: Report, longest: int = limits.MAX_STRING, whose: str = OF_FORM
) -> dict[str, Any] | None:  # fmt: skip
    """A TOML file, decimals as exact Decimals, texts of at most `longest` characters; None as in `read_text`."""
    text = read_text(folder, relative, report, limits.MAX_FILE, whose)
    if text is None:
        return None
    if limits.too_many_dots(text):
        report(relative, f"ha una chiave di più di {limits.MAX_KEY_PARTS} parti.")
        return None
    try:
        content = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        report(relative, f"non è TOML scritto bene{f' alla riga {line[1]}' if line else ''}.")
    except (RecursionError, ValueError):
        report(relative, "contiene valori che non si possono leggere.")
    else:
        if sum(1 for _ in levels(content)) > limits.MAX_DEPTH:
            report(relative, f"ha più di {limits.MAX_DEPTH} livelli uno dentro l'altro.")
        elif limits.inspect_content(content, relative, longest, report):
            return content
    return None


def _decimal(text: str) -> Decimal:
    number = Decimal(text.replace("_", ""))
    if len(text) > 30 or not number.is_finite():
        raise ValueError(text[:30])
    return number


def levels(content: Any) -> Iterator[list[Any]]:
    """The content of nested tables and lists, level by level, without recursion."""
    level = [content]
    while level:
        yield level
        level = [
            child
            for each in level
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
        ]


def convert(content: Any, kind: type[T], where: str, report: Report) -> T | None:
    """The struct, None where a wrong key was reported."""
    try:
        return msgspec.convert(content, kind, strict=True)
    except msgspec.ValidationError as fault:
        what, _, path = str(fault).partition(" - at `$")
        at, key = limits.locate(content, path.strip("`"), where)
        report(at, _in_italian(what, limits.quoted(key)))
    return None


def _in_italian(what: str, key: str) -> str:
    after = f" (in {key})" if key else ""
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, what)
        if found:
            return words.format(*(_kinds(limits.quoted(group)) for group in found.groups())) + after + "."
    return f"c'è un valore che non va{after}."


def _kinds(names: str) -> str:
    kinds = names.removesuffix(" | null").split("|")  # TOML has no null
    return " o ".join(_KINDS.get(name.strip(), name.strip()) for name in kinds)


def read_form(folder: Path, report: Report) -> FormDef | None:
    """form.toml. Its fields are also converted one by one, so that every fault is reported, not only the first."""
    content = read_toml(folder, "form.toml", report)
    return None if content is None else _convert_form(content, report)


def _convert_form(content: dict[str, Any], report: Report) -> FormDef | None:
    from desktop_app.engine.forms.definition import FieldDef

    faulty = False
    pages = content.get("page")
    for page in pages if isinstance(pages, list) else []:
        name = limits.quoted(page.get("id", "?")) if isinstance(page, dict) else "?"
        fields = page.get("field", []) if isinstance(page, dict) else []
        for each in fields if isinstance(fields, list) else []:
            field = limits.quoted(each.get("id", each.get("as", "?"))) if isinstance(each, dict) else "?"
            where = f"form.toml, pagina {name}, campo {field}"
            faulty |= convert(each, FieldDef, where, report) is None
    return None if faulty else convert(content, FormDef, "form.toml", report)


def read_block(blocks: Path, name: str, report: Report) -> BlockDef | None:
    """blocks/<name>/block.toml."""
    content = read_toml(blocks, f"{name}/block.toml", report)
    return None if content is None else convert(content, BlockDef, f"{name}/block.toml", report)


def read_rules(folder: Path, relative: str, report: Report) -> RulesDef:
    """rules.toml; a missing one has no rule."""
    if not os.path.lexists(folder / relative):
        return RulesDef()
    content = read_toml(folder, relative, report)
    rules = None if content is None else convert(content, RulesDef, relative, report)
    return rules or RulesDef()


def read_case(folder: Path, relative: str, report: Report) -> CaseDef | None:
    """One worked case."""
    content = read_toml(folder, relative, report, limits.MAX_ANSWER)
    return None if content is None else convert(content, CaseDef, relative, report)

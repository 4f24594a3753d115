"""forms/README.md teaches the whole form language and nothing else, and its example is a form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from desktop_app.engine.documents.values import FILTERS, STANDARD_LISTS
from desktop_app.engine.forms import case_definition, definition
from desktop_app.engine.forms.field_types import TypeName
from desktop_app.engine.formula import operations
from desktop_app.system.paths import forms_folder
from tests.end2end.program import commessa

README = (Path(__file__).parents[2] / "forms" / "README.md").read_text(encoding="utf-8")
EXAMPLE = "valdoria/postazione_2024"
TABLES: dict[str, type[msgspec.Struct]] = {
    "form.toml": definition.FormDef,
    "[[page]]": definition.PageDef,
    "[[page.field]]": definition.FieldDef,
    "[[page.field.check]]": definition.CheckDef,
    "[[document]]": definition.DocumentDef,
    "[[deadline]]": definition.DeadlineDef,
    "[[sending]]": definition.SendingDef,
    "[[panel]]": definition.PanelDef,
    "block.toml": definition.BlockDef,
    "rules.toml": definition.RulesDef,
    "[[rule]]": definition.RuleDef,
    "[[reading]]": definition.InterpretationDef,
    "[[notice]]": definition.NoticeDef,
    "cases/*.toml": case_definition.CaseDef,
}
Row = list[str]


def tables(readme: str) -> dict[tuple[str, str], list[Row]]:
    """The rows of each table by the heading above it and the words over its first column."""
    found: dict[tuple[str, str], list[Row]] = {}
    heading, head, before = "", "", ""
    for line in re.sub(r"^```.*?^```$", "", readme, flags=re.MULTILINE | re.DOTALL).splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if line.startswith("#"):
            heading = line.lstrip("# ").replace("`", "")
        elif cells and not before.startswith("|"):
            head = cells[0]
        elif cells and not cells[0].startswith("--"):
            found.setdefault((heading, head), []).append(cells)
        before = line
    return found


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def keys_of(struct: type[msgspec.Struct], before: str = "", wanted: bool = False) -> Iterator[str]:
    """The keys as they are written, with those of the small tables inside that have no table of their own.

    With `wanted`, those only that must be there.
    """
    for field in msgspec.structs.fields(struct):
        if field.required or not wanted:
            yield before + field.encode_name
        for inner in inside(field.type):
            if inner not in TABLES.values():
                yield from keys_of(inner, f"{field.encode_name}.", wanted)


def inside(kind: object) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for each in get_args(kind):
        yield from inside(each)


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_has_its_row_and_every_row_its_key(heading: str) -> None:
    rows = tables(README)[heading, "key"]
    told = [code.strip("[]") for row in rows for code in codes(row[0])]
    assert sorted(told) == sorted(keys_of(TABLES[heading]))
    wanted = {code.strip("[]") for row in rows for bold in re.findall(r"\*\*(.*?)\*\*", row[0]) for code in codes(bold)}
    of_fields = {"id", "label"} if TABLES[heading] is definition.FieldDef else set()  # a block has none
    assert wanted == set(keys_of(TABLES[heading], wanted=True)) | of_fields


def test_no_struct_is_left_out() -> None:
    told = {inner for struct in TABLES.values() for field in msgspec.structs.fields(struct)
            for inner in inside(field.type)} | set(TABLES.values())  # fmt: skip
    structs = {
        each
        for each in (*vars(definition).values(), *vars(case_definition).values())
        if isinstance(each, type) and issubclass(each, msgspec.Struct)
    }
    assert structs - {msgspec.Struct} == told


def test_types_functions_filters_lists_and_blocks_are_those_there_are() -> None:
    found = tables(README)
    types = re.search(r"^The types: (.*?)\. A field", README, re.MULTILINE | re.DOTALL)
    assert types is not None and sorted(codes(types[1])) == sorted(get_args(TypeName))
    functions = {name for row in found["Formulas and conditions", "function"]
                 for code in codes(row[0]) for name in re.findall(r"([a-z_]+)\(", code)}  # fmt: skip
    assert functions == set(operations.ALL_NAMES)
    printed = [code for row in found["Text of a document", "in the text"] for code in codes(row[0])]
    assert {name for code in printed for name in re.findall(r"\\\| (\w+)", code)} == set(FILTERS)
    blocks = [code for row in found["block.toml", "built-in block"] for code in codes(row[0])]
    assert sorted(blocks) == sorted(path.parent.name for path in forms_folder().glob("blocks/*/block.toml"))
    lists = {codes(row[0])[0]: codes(re.sub(r"\(.*?\)", "", row[1])) for row in found["Text of a document", "list"]}
    assert lists == {name: list(columns) for name, columns in STANDARD_LISTS.items()}


def test_its_sendings_are_sendings() -> None:
    [text] = [each for each in re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
              if each.startswith("[[sending]]")]  # fmt: skip
    told = msgspec.convert(tomllib.loads(text)["sending"], tuple[definition.SendingDef, ...])
    used = {key for each in told for key in keys_of(definition.SendingDef) if getattr(each, key, None)}
    assert {each.channel for each in told} == {"pec", "portal"} and {"only_when", "meets", "signed"} <= used


def test_its_example_is_a_form_that_can_be_checked_and_printed(tmp_path: Path) -> None:
    files = re.findall(r"^`([\w./]+)`\n\n```\w+\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in files] == ["form.toml", "rules.toml", "documents/domanda.md", "cases/esempio.toml"]
    shelf = tmp_path / "moduli"
    for name, text in files:
        path = shelf / EXAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = commessa("form-check", shelf / EXAMPLE)
    assert (done.code, done.out) == (0, f"{EXAMPLE}: casi: 1, tutto torna.\n")
    draft = tmp_path / "bozza.commessa"
    draft.write_text(commessa("--forms", shelf, "example", EXAMPLE).out, encoding="utf-8")
    done = commessa("--forms", shelf, "export", draft, "--to", tmp_path / "documenti", "--date", "2024-03-01")
    assert done.code == 0, done.err
    assert [path.name for path in (tmp_path / "documenti").rglob("*.pdf")] == ["domanda.pdf"]

"""Files are read through system/files.py alone, which opens nothing but regular files and reads no more than asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOOR = "desktop_app/system/files.py"
OTHERS = {
    "desktop_app/console.py": "opens the null device",
    "desktop_app/drafts/damage/pages.py": "reads the pages of a database",
    "desktop_app/drafts/file.py": "creates the database and brings it to the disk",
    "desktop_app/pdf/selfcheck.py": "reads streams of a PDF in memory",
}
READERS = {"read_bytes", "read_text", "read_lines"}


def other_doors(source: str) -> Iterator[str]:
    """The places where a text of Python opens a file by itself, as `line: call`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _opens(node):
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def _opens(call: ast.Call) -> bool:
    name, first = call.func, call.args[0] if call.args else None
    if isinstance(name, ast.Name):
        return name.id == "open"
    if not isinstance(name, ast.Attribute):
        return False
    if name.attr in READERS:
        return not (isinstance(first, ast.Name) and first.id == "folder")  # our own: a file of a folder
    owner = name.value.id if isinstance(name.value, ast.Name) else ""
    mode = first.value if isinstance(first, ast.Constant) else None
    return name.attr == "open" and (owner in ("os", "io") or mode in ("r", "rb"))


def test_no_module_opens_files_by_itself() -> None:
    found = {}
    for path in sorted((ROOT / "desktop_app").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if doors := list(other_doors(path.read_text(encoding="utf-8"))):
            found[name] = doors
    assert found.pop(DOOR)
    assert found.keys() == OTHERS.keys(), found


def test_every_way_to_open_a_file_is_known() -> None:
    for opens in ("open(x)", "os.open(x, f)", "io.open(x)", "x.open('rb')", "x.read_bytes()", "(a / b).read_text()"):
        assert list(other_doors(opens)), opens
    for other in ("drafts.open()", "page.open(id)", "read_bytes(folder, name)", "Image.open(io.BytesIO(data))"):
        assert not list(other_doors(other)), other

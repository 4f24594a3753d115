"""What ARCHITECTURE.md names is there: a newcomer follows it file by file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "desktop_app"
FOLDERS = (ROOT, PROGRAM, PROGRAM / "gui", ROOT / "packaging", ROOT / "tests")  # where paths begin
WORDS = re.findall(r"`([^`]+)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
PATHS = sorted({word for word in WORDS if re.fullmatch(r"[\w./]+/[\w./]*|[\w/]+\.(py|md|toml)", word)})
METHODS = sorted({word for word in WORDS if re.fullmatch(r"[A-Z]\w+\.\w+", word)})
# What a room's folder has, wherever it is; and what stands for all of a kind.
ANYWHERE = {"page.py", "controller.py", "words.py", "incremental.py", "trace.py", "queries.py", "changes.py"}


def definitions() -> Iterator[str]:
    """Every `Class.name` of the program: methods, and what a class or its `__init__` assigns."""
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield from (f"{node.name}.{each}" for each in members(node))


def members(node: ast.ClassDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef):
            yield each.name
        elif isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            yield each.targets[0].id
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id


def test_something_is_named() -> None:
    assert len(PATHS) > 30 and len(METHODS) > 8


@pytest.mark.parametrize("path", PATHS)
def test_each_path_is_there(path: str) -> None:
    if path in ANYWHERE:
        assert any(PROGRAM.rglob(path))
    else:
        assert any((folder / path).exists() for folder in FOLDERS)


def test_each_method_is_there() -> None:
    assert {*METHODS} <= {*definitions()}

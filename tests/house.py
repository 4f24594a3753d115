"""Rules of the house that no linter knows: sizes of files and functions, and nothing about one machine.

Run by `python3 dev.py check`; prints one line per fault.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("desktop_app", "forms", "packaging", "resources", "tests", ".ci")
FILE_LINES = 400
FUNCTION_LINES = 50
MACHINE = re.compile(r"(?<![\w.~}/])/(?:work|tmp|root|home)/\w|\b[A-Z]:\\Users\b")
REGISTRY = re.compile(r"://[^/\s\"']*(?:pypi|python|npm|debian)|-(?:index-url|find-links)\b", re.I)


def files() -> Iterator[Path]:
    made = (".venv.lock", ".coverage")
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and not path.name.startswith(made) and path.name != ".git":  # a file in a work tree
            yield path
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def faults(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line):
            yield f"{number}: names a folder of one machine"
        if REGISTRY.search(line):
            yield f"{number}: names a package registry"
    if path.suffix == ".py":
        yield from oversize(text)


def oversize(source: str) -> Iterator[str]:
    if (lines := source.count("\n")) > FILE_LINES:
        yield f"1: file of {lines} lines (at most {FILE_LINES})"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines (at most {FUNCTION_LINES})"


def main() -> int:
    found = False
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a PDF
        for fault in faults(path, text):
            found = True
            print(f"{path.relative_to(ROOT).as_posix()}:{fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

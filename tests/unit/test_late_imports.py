"""What opens files takes 300 ms to import: no module of the window brings it along into the window's thread."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"asn1crypto", "cryptography", "icalendar", "olefile", "pikepdf", "pypdfium2", "reportlab", "sqlite_utils"}


def _file(module: str) -> Path | None:
    path = ROOT / Path(*module.split("."))
    found = (path / "__init__.py", path.with_suffix(".py"))
    return next((each for each in found if each.is_file()), None)


def _when_loaded(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that are done when a module is: not those in functions, nor those that only mypy reads."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test):
            yield from _when_loaded([*node.body, *node.orelse])
        elif isinstance(node, ast.Try):
            yield from _when_loaded([*node.body, *(each for handler in node.handlers for each in handler.body)])


@cache
def _imported(module: str) -> frozenset[str]:
    """What a module of the program imports itself, packages on the way included."""
    path = _file(module)
    if path is None:
        return frozenset()
    found: set[str] = set()
    for node in _when_loaded(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
        for name in names:
            parts = name.split(".")
            found |= {".".join(parts[: number + 1]) for number in range(len(parts))}
    return frozenset(found)


def _way_to_heavy(module: str) -> list[str]:
    """The shortest way from a module to a library that takes its time; empty where there is none."""
    ways, seen = [[module]], {module}
    while ways:
        way = ways.pop(0)
        for each in sorted(_imported(way[-1]) - seen):
            if each in HEAVY:
                return [*way, each]
            seen.add(each)
            if each.startswith("desktop_app"):
                ways.append([*way, each])
    return []


def test_no_module_of_the_window_imports_what_opens_files() -> None:
    gui = ROOT / "desktop_app" / "gui"
    modules = [".".join(each.relative_to(ROOT).with_suffix("").parts) for each in sorted(gui.rglob("*.py"))]
    assert len(modules) > 200
    assert [way for module in modules if (way := _way_to_heavy(module))] == []


def test_the_way_is_found_where_there_is_one() -> None:
    assert _way_to_heavy("desktop_app.session.intake.keeping")[-1] in HEAVY
    assert _way_to_heavy("desktop_app.session.intake.recording") == []

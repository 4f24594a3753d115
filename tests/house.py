"""Rules of the house that no linter knows: sizes, circular imports, and nothing about one machine.

Run by `python3 dev.py check`; prints one line per fault, and one per warning, which does not fail.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("desktop_app", "forms", "packaging", "resources", "tests", ".ci")
FUNCTION_LINES = 50
COMFORTABLE_LINES = 300  # above, a warning
FILE_LINES = 330
TEST_FILE_LINES = 400
FOLDER_MODULES = 26
MACHINE = re.compile(r"(?<![\w.~}/])/(?:work|tmp|root|home)/\w|\b[A-Z]:\\Users\b")
REGISTRY = re.compile(r"://[^/\s\"']*(?:pypi|python|npm|debian)|-(?:index-url|find-links)\b", re.I)
KEEPING = re.compile(r"QTimer\.singleShot\([^,()]+,[^,()]+,")
ADOPTING = re.compile(r"\.(?:next|previous)InFocusChain\(")
HOLDING = re.compile(r"\.itemAt(?:Position)?\(")
SILENCED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w, -]+\])?|pragma:\s*no cover)(?P<why>.*)$"
)

# Files that may be longer for now, each with the reason.
LONGER: dict[str, str] = {}
# Modules whose import cycles are known for now, each with the reason.
CYCLIC: dict[str, str] = {}


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
    """What is wrong in a file; `path` is relative to the project."""
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line):
            yield f"{number}: names a folder of one machine"
        if REGISTRY.search(line):
            yield f"{number}: names a package registry"
        if path.parts[0] == "desktop_app" and KEEPING.search(line):
            yield f"{number}: a single shot with a context keeps it for ever where it goes first: use later()"
        if path.parts[0] == "desktop_app" and ADOPTING.search(line):
            yield f"{number}: what the focus chain gives PySide takes for a child: use stops_after()"
        if path.parts[0] == "desktop_app" and HOLDING.search(line):
            yield f"{number}: PySide keeps a layout's item after Qt deleted it, and crashes later: use parts_in()"
        silenced = SILENCED.search(line) if path.parts[0] in ("desktop_app", "packaging", "tests") else None
        if silenced and not silenced["why"].strip(" #:-"):
            yield f"{number}: a check is silenced without a reason: say it beside"
    if path.suffix == ".py":
        yield from long_file(path, text)
        yield from long_functions(text)


def long_file(path: Path, source: str) -> Iterator[str]:
    most = TEST_FILE_LINES if path.parts[0] == "tests" else FILE_LINES
    lines = source.count("\n")
    if path.as_posix() in LONGER:
        if lines <= most:
            yield f"1: file of {lines} lines needs no exception: take it out of LONGER in tests/house.py"
    elif lines > most:
        yield f"1: file of {lines} lines (at most {most})"


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines (at most {FUNCTION_LINES})"


def warnings(sources: dict[Path, str]) -> Iterator[str]:
    """The files that are soon too long, in one line; `sources` are the texts by path, relative to the project."""
    lengths = {path: text.count("\n") for path, text in sources.items() if path.suffix == ".py"}
    long = {path.as_posix(): lines for path, lines in lengths.items() if lines > COMFORTABLE_LINES}
    if long:
        named = ", ".join(f"{path} ({lines})" for path, lines in long.items())
        yield f"files above {COMFORTABLE_LINES} lines, better split: {named}"


def crowded_folders(paths: Iterable[Path]) -> Iterator[str]:
    """The folders of the program with too many modules; the paths are relative to the project."""
    folders = [path.parent.as_posix() for path in paths if path.suffix == ".py" and path.parts[0] == "desktop_app"]
    for folder in sorted(set(folders)):
        if (modules := folders.count(folder)) > FOLDER_MODULES:
            yield f"{folder}: folder of {modules} modules (at most {FOLDER_MODULES})"


def import_cycles(package: str, known: Iterable[str] = ()) -> Iterator[str]:
    """The shortest import cycle through each module that is in one; those through a `known` module are left out.

    Every import counts: those inside functions and under TYPE_CHECKING, too.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    for module in known:
        if module not in graph.modules or not shortest_cycle(graph, module):
            yield f"{module} needs no exception: take it out of CYCLIC in tests/house.py"
        graph.remove_module(module)
    told: set[frozenset[str]] = set()
    for module in sorted(graph.modules):
        cycle = shortest_cycle(graph, module)
        if cycle and frozenset(cycle) not in told:
            told.add(frozenset(cycle))
            yield f"import cycle: {' → '.join(cycle)}"


def shortest_cycle(graph: grimp.ImportGraph, module: str) -> tuple[str, ...]:
    """From a module to itself, each importing the next; empty where there is no way back."""
    imported = sorted(graph.find_modules_directly_imported_by(module))
    chains = [chain for each in imported if (chain := graph.find_shortest_chain(each, module))]
    return (module, *min(chains, key=len)) if chains else ()


def project_faults(sources: dict[Path, str]) -> Iterator[str]:
    """Everything that is wrong; `sources` are the texts by path, relative to the project."""
    for path, text in sources.items():
        for fault in faults(path, text):
            yield f"{path.as_posix()}:{fault}"
    for gone in sorted(LONGER.keys() - {path.as_posix() for path in sources}):
        yield f"{gone} is not there: take it out of LONGER in tests/house.py"
    yield from crowded_folders(sources)
    yield from import_cycles("desktop_app", CYCLIC)


def main() -> int:
    sources = {}
    for path in files():
        try:
            sources[path.relative_to(ROOT)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a PDF
    found = list(project_faults(sources))
    for fault in found:
        print(fault)
    for warning in warnings(sources):
        print(f"warning: {warning}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

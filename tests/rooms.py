"""Draws the rooms of the program and what each imports, from pyproject's layers and the code's own imports.

Run by `python3 dev.py rooms`; writes resources/pictures/rooms.svg, which ARCHITECTURE.md shows.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "resources" / "pictures" / "rooms.svg"
PROGRAM = "desktop_app"
WIDTH, SIDE, NAME, USES = 1180, 20, 150, 330  # px: the picture, its margin, the columns at the left and right
LINE, GAP = 28, 8  # px: height of a box, between boxes
LETTER = 7.4  # px of a letter, at most
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d2733}.soft{fill:#5b6b7c;font-size:12px}.title{font-weight:600}"
    ".page{fill:#ffffff}.panel{fill:#f4f7fa}.box{fill:#dfe9f3}"
)


class Drawing:
    """Shapes of an SVG, one row below the other."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self.top = float(SIDE)

    def rect(self, kind: str, left: float, top: float, wide: float, high: float) -> None:
        self.shapes.append(f'<rect class="{kind}" x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" rx="5"/>')

    def text(self, kind: str, words: str, left: float, top: float) -> None:
        self.shapes.append(f'<text class="{kind}" x="{left:g}" y="{top + 18:g}">{escape(words)}</text>')

    def row(self, title: str, boxes: Sequence[str], imported: str) -> None:
        """One layer: what it is called, what stands side by side in it, what it imports of the layers below."""
        self.text("title", title, SIDE + GAP, self.top)
        left, end = float(SIDE + NAME), WIDTH - SIDE - USES
        lines = list(wrapped(f"imports {imported}" if imported else "imports none of the others", USES - GAP))
        first = self.top
        for name in boxes:
            wide = len(name) * LETTER + 2 * GAP
            if left + wide > end:
                left, self.top = float(SIDE + NAME), self.top + LINE + GAP / 2
            self.rect("box", left, self.top, wide, LINE)
            self.text("", name, left + GAP, self.top)
            left += wide + GAP
        for number, line in enumerate(lines):
            self.text("soft", line, end + GAP, first + number * 16)
        self.top = max(self.top + LINE, first + len(lines) * 16 + 8) + GAP

    def svg(self) -> str:
        high = self.top + SIDE
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high:g}" role="img">'
        return "\n".join([head, f"<style>{STYLE}</style>", *self.shapes, "</svg>", ""])


def wrapped(words: str, wide: float) -> Iterator[str]:
    """Lines of at most so many px."""
    line = ""
    for word in words.split():
        if line and len(f"{line} {word}") * LETTER * 0.86 > wide:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def layers_of(container: str) -> list[list[str]]:
    """The layers of a package as its contract has them, the highest first; siblings of a layer side by side."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [each["layers"] for each in contracts if each.get("containers") == [container]]
    return [re.split(r"\s*[|:]\s*", layer) for layer in layers]


def imported_by(graph: grimp.ImportGraph, package: str) -> set[str]:
    """All modules that those of a package import."""
    modules = {package, *graph.find_descendants(package)}
    return {found for module in modules for found in graph.find_modules_directly_imported_by(module)} - modules


def neighbours(graph: grimp.ImportGraph, container: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Which of the others each package of a container imports."""
    found = {name: imported_by(graph, f"{container}.{name}") for name in names}
    prefixes = {name: f"{container}.{name}" for name in names}
    return {
        name: [
            other
            for other, prefix in prefixes.items()
            if other != name and any(f"{module}.".startswith(f"{prefix}.") for module in modules)
        ]
        for name, modules in found.items()
    }


def parts_of(graph: grimp.ImportGraph, package: str) -> list[str]:
    """The packages directly inside another one; its modules where it has none."""
    children = sorted(graph.find_children(package))
    packages = [child for child in children if graph.find_children(child)]
    return [child.rpartition(".")[2] for child in packages or children]


def draw() -> str:
    """The picture as SVG."""
    graph = grimp.build_graph(PROGRAM, include_external_packages=False)
    drawing = Drawing()
    layers = layers_of(PROGRAM)
    names = [name for layer in layers for name in layer if name != "__main__"]
    uses = neighbours(graph, PROGRAM, names)
    for name in names:
        package = f"{PROGRAM}.{name}"
        if name in ("gui", "engine"):
            draw_inside(drawing, graph, package, ", ".join(uses[name]))
        else:
            drawing.row(
                name, parts_of(graph, package) if graph.find_children(package) else [name], ", ".join(uses[name])
            )
    return drawing.svg()


def draw_inside(drawing: Drawing, graph: grimp.ImportGraph, package: str, imported: str) -> None:
    """A package with layers of its own: a panel, one row for each of them."""
    top, mark = drawing.top, len(drawing.shapes)
    drawing.top += LINE + GAP
    names = [name for layer in layers_of(package) for name in layer]
    uses = neighbours(graph, package, names)
    for name in names:
        drawing.row(name, parts_of(graph, f"{package}.{name}") or [name], ", ".join(uses[name]))
    title = package.rpartition(".")[2]
    high = drawing.top - top
    ground = f'<rect class="panel" x="{SIDE}" y="{top:g}" width="{WIDTH - 2 * SIDE}" height="{high:g}" rx="8"/>'
    drawing.shapes.insert(mark, ground)
    drawing.text("title", title, SIDE + GAP, top)
    drawing.text("soft", f"imports {imported}" if imported else "imports none of the others", SIDE + NAME, top)
    drawing.top += GAP


def main() -> int:
    PICTURE.write_text(draw(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

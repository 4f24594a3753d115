"""Which modules are mutated, and which tests judge each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MUTATED = (
    "desktop_app/engine",
    "desktop_app/session",
    "desktop_app/drafts",
    "desktop_app/gui/services/autosave.py",
    "desktop_app/gui/steps/edit_session.py",
)

# The tests of a room are those of the same path; these come after them, for what is only tested there.
# By folder or by module.
MORE = {
    "desktop_app/engine/forms": ("tests/unit/engine/loading",),
    "desktop_app/engine/forms/codes.py": ("tests/unit/engine/answers",),
    "desktop_app/engine/forms/field_types.py": ("tests/unit/engine/answers", "tests/unit/engine/documents"),
    "desktop_app/engine/loading": ("tests/unit/engine/forms",),
    "desktop_app/engine/italian": ("tests/unit/engine/answers",),
    "desktop_app/engine/evaluation": ("tests/forms/test_cases.py", "tests/forms/test_oracles.py"),
    "desktop_app/engine/documents": ("tests/forms",),
    "desktop_app/drafts/damage": ("tests/unit/drafts",),
    "desktop_app/drafts/acts": ("tests/unit/drafts",),
    "desktop_app/drafts/versions": ("tests/unit/drafts",),
    "desktop_app/session/intake": ("tests/unit/session", "tests/gui/features/signing"),
    "desktop_app/session/progress": ("tests/unit/session",),
    "desktop_app/session/returned": ("tests/unit/session",),
    "desktop_app/session/sendings": ("tests/unit/session",),
    "desktop_app/gui/services": ("tests/gui/services/test_store_session.py",),
    "desktop_app/gui/steps": ("tests/gui/features/editor",),
}


def modules(chosen: list[str]) -> Iterator[Path]:
    """The modules to mutate, relative to the project: all, or those at or below the chosen paths or dotted names."""
    wanted = [Path(each.removesuffix(".py").replace(".", "/")) for each in chosen]
    for place in MUTATED:
        for path in [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py")):
            module = path.relative_to(ROOT)
            if not wanted or any(module.with_suffix("").is_relative_to(each) for each in wanted):
                yield module


def tests_of(module: Path) -> tuple[str, ...]:
    """The files and folders of tests that judge a module, in this order; those nearest to it come first."""
    inside = Path(*module.parts[1:])
    kind = Path("tests") if inside.parts[0] == "gui" else Path("tests", "unit")
    room = kind / inside.parent
    own = room / f"test_{inside.stem}.py"
    more = [*MORE.get(module.as_posix(), ()), *MORE.get(module.parent.as_posix(), ())]
    found = [own, *([room] if kind.name == "unit" else []), *map(Path, more)]
    return tuple(path.as_posix() for path in found if (ROOT / path).exists())

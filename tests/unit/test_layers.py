"""Who may import whom, as pyproject.toml says (import-linter)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter import cli; raise SystemExit(cli.lint_imports(no_logo=True, cache_dir=None))"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True)


def test_imports_point_down() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and modules of the top, with nothing in them."""
    folder = tmp_path_factory.mktemp("skeleton")
    package = folder / "desktop_app"
    for source in (ROOT / "desktop_app").rglob("*.py"):
        module = package / source.relative_to(ROOT / "desktop_app")
        module.parent.mkdir(parents=True, exist_ok=True)
        module.touch()
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    assert lint(folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("name", "source", "contract"),
    [
        ("engine/forms/intruder.py", "import desktop_app.system.clock", "The engine asks the machine"),
        ("system/intruder.py", "import desktop_app.engine", "Imports point down"),
        ("intruder.py", "", "Imports point down"),  # a module that has no place
        ("engine/forms/intruder.py", "import PySide6.QtCore", "Only gui knows Qt"),
        ("pdf/intruder.py", "import sqlite3", "Only drafts knows the database"),
        ("engine/forms/intruder.py", "import reportlab", "Only pdf knows the PDF libraries"),
        ("gui/app/intruder.py", "import icalendar", "Only calendar_file knows the calendar format"),
        ("system/intruder.py", "import jinja2", "Only engine.documents knows the template language"),
        ("session/intruder.py", "import email.message", "Only mail knows messages"),
        ("mail/intruder.py", "import desktop_app.pdf.pages", "Imports point down"),
        ("mail/intruder.py", "import cryptography.hazmat", "Only seals knows cryptography"),
        ("pdf/intruder.py", "import asn1crypto.cms", "Only seals knows cryptography"),
        ("seals/intruder.py", "import desktop_app.pdf.pages", "Imports point down"),
        ("gui/features/about/intruder.py", "import desktop_app.gui.features.options.page", "The rooms of the window"),
        ("gui/features/intruder.py", "import desktop_app.gui.features.options.page", "The rooms of the window"),
        ("gui/services/intruder.py", "import desktop_app.gui.features.options.page", "The window's layers"),
        ("gui/intruder.py", "", "The window's layers"),
        ("gui/widgets/drawing/intruder.py", "import desktop_app.gui.widgets.lists.table", "Widgets are made"),
        ("engine/intruder.py", "", "The engine follows"),
        ("engine/formula/intruder.py", "import desktop_app.engine.loading.loader", "The engine follows"),
    ],
)
def test_an_intruder_is_named(skeleton: Path, tmp_path: Path, name: str, source: str, contract: str) -> None:
    shutil.copytree(skeleton, tmp_path, dirs_exist_ok=True)
    (tmp_path / "desktop_app" / name).write_text(source)
    done = lint(tmp_path)
    assert done.returncode == 1
    assert next(line for line in done.stdout.splitlines() if line.endswith("BROKEN")).startswith(contract)

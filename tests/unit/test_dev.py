"""The developer's door from a bare checkout: help for everything, and nothing is prepared for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from dev_commands.main import help_of, help_of_all
from dev_commands.table import COMMANDS

ROOT = Path(dev.__file__).parent


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only what the door needs, so that it can take nothing else."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "dev.py", folder)
    shutil.copytree(ROOT / "packaging" / "dev_commands", folder / "packaging" / "dev_commands")
    return folder


def started(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`dev.py` by a Python without other people's packages, from another folder."""
    command = [sys.executable, "-I", "-S", "-B", str(checkout / "dev.py"), *arguments]
    environment = {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=checkout.parent, capture_output=True, encoding="utf-8", env=environment, check=False
    )


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_needs_nothing_and_prepares_nothing(checkout: Path, name: str) -> None:
    before = sorted(checkout.rglob("*"))
    ended = started(checkout, *filter(None, (name, "--help")))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (help_of(name) if name else help_of_all()) + "\n"
    assert sorted(checkout.rglob("*")) == before


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\npython3 dev.py {name} " not in readme] == []

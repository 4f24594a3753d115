"""The rules of the house find what they are there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import house

TEXT = Path("README.md")
CODE = Path("module.py")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("see " + "/ho" + "me/anna/x", "names a folder of one machine"),
        ("open('" + "/tm" + "p/x')", "names a folder of one machine"),
        ("C:" + "\\Users\\anna", "names a folder of one machine"),
        ("https:" + "//pypi.example/simple", "names a package registry"),
        ("pip install --extra-" + "index-url x", "names a package registry"),
    ],
)
def test_names_of_one_machine_are_found(line: str, fault: str) -> None:
    assert list(house.faults(TEXT, f"first\n{line}\n")) == [f"2: {fault}"]


@pytest.mark.parametrize("line", ["./out/a.pdf", "forms/home/x", "https://www.normattiva.it/home/a", "a / work"])
def test_other_names_are_left_alone(line: str) -> None:
    assert list(house.faults(TEXT, line)) == []


def test_sizes_are_found() -> None:
    long_function = "def f() -> None:\n" + "    x = 1\n" * 50
    assert list(house.faults(CODE, long_function)) == ["1: f has 51 lines (at most 50)"]
    assert list(house.faults(CODE, "x = 1\n" * 401)) == ["1: file of 401 lines (at most 400)"]
    assert list(house.faults(CODE, "x = 1\n" * 400)) == []


def test_the_project_is_looked_at() -> None:
    looked_at = {path.relative_to(house.ROOT).as_posix() for path in house.files()}
    assert looked_at > {"dev.py", ".ci/run", "desktop_app/app.py", "tests/house.py", "packaging/requirements.lock"}

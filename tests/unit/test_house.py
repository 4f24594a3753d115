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


def test_a_single_shot_that_keeps_its_context_is_found() -> None:
    shot = "QTimer.singleShot(0, self, self._load)"
    assert len(list(house.faults(Path("desktop_app/x.py"), shot))) == 1
    assert not list(house.faults(Path("desktop_app/x.py"), "QTimer.singleShot(0, self._load)"))


def test_a_walk_along_the_focus_chain_is_found() -> None:
    assert len(list(house.faults(Path("desktop_app/x.py"), "here.nextInFocusChain()"))) == 1
    assert not list(house.faults(Path("desktop_app/x.py"), "# never over `nextInFocusChain`"))


def test_a_look_at_the_items_of_a_layout_is_found() -> None:
    assert len(list(house.faults(Path("desktop_app/x.py"), "item = self._column.itemAt(0)"))) == 1
    assert not list(house.faults(Path("desktop_app/x.py"), "def itemAt(self, index: int) -> None: ..."))


@pytest.mark.parametrize("line", ["./out/a.pdf", "forms/home/x", "https://www.normattiva.it/home/a", "a / work"])
def test_other_names_are_left_alone(line: str) -> None:
    assert list(house.faults(TEXT, line)) == []


def test_long_functions_are_found() -> None:
    long_function = "def f() -> None:\n" + "    x = 1\n" * 50
    assert list(house.faults(CODE, long_function)) == ["1: f has 51 lines (at most 50)"]
    assert list(house.faults(CODE, "def f() -> None:\n" + "    x = 1\n" * 49)) == []


@pytest.mark.parametrize(
    ("path", "most"), [("desktop_app/module.py", 330), ("packaging/x/module.py", 330), ("tests/unit/test_x.py", 400)]
)
def test_long_files_are_found(path: str, most: int) -> None:
    assert list(house.faults(Path(path), "x = 1\n" * (most + 1))) == [f"1: file of {most + 1} lines (at most {most})"]
    assert list(house.faults(Path(path), "x = 1\n" * most)) == []


def test_a_file_may_be_longer_as_long_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.LONGER, "desktop_app/module.py", "why")
    assert list(house.faults(Path("desktop_app/module.py"), "x = 1\n" * 331)) == []
    needless = "1: file of 330 lines needs no exception: take it out of LONGER in tests/house.py"
    assert list(house.faults(Path("desktop_app/module.py"), "x = 1\n" * 330)) == [needless]


def test_exceptions_for_files_that_are_gone_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "LONGER", {"desktop_app/gone.py": "why"})
    gone = "desktop_app/gone.py is not there: take it out of LONGER in tests/house.py"
    assert gone in house.project_faults({CODE: ""})


def test_a_warning_names_the_files_that_are_soon_too_long() -> None:
    sources = {Path("b.py"): "x = 1\n" * 301, Path("a.py"): "x = 1\n" * 300, Path("long.txt"): "x\n" * 301}
    assert list(house.warnings(sources)) == ["files above 300 lines, better split: b.py (301)"]
    assert list(house.warnings({Path("a.py"): ""})) == []


def test_crowded_folders_of_the_program_are_found() -> None:
    names = [f"m{number}.py" for number in range(27)]
    crowd = [Path("desktop_app/gui", name) for name in names]
    assert list(house.crowded_folders(crowd)) == ["desktop_app/gui: folder of 27 modules (at most 26)"]
    assert list(house.crowded_folders(crowd[1:])) == []
    assert list(house.crowded_folders(Path("tests/unit", name) for name in names)) == []


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A package of the modules `a`, `b` and `c` with the sources that the test gives; its name."""
    name = f"sample_{tmp_path.name}"
    folder = tmp_path / name
    folder.mkdir()
    sources: dict[str, str] = request.param
    for module in ("__init__", "a", "b", "c"):
        source = sources.get(module, "")
        (folder / f"{module}.py").write_text(source.replace("PACKAGE", name), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


IN_A_FUNCTION = "def f():\n    from PACKAGE.c import x\n"
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from PACKAGE import a\n"


@pytest.mark.parametrize(
    "package",
    [
        {"a": "import PACKAGE.b", "b": "from PACKAGE import c", "c": "from PACKAGE.a import x"},
        {"a": "import PACKAGE.b", "b": IN_A_FUNCTION, "c": FOR_TYPES},
    ],
    indirect=True,
)
def test_a_cycle_of_imports_is_named(package: str) -> None:
    a, b, c = (f"{package}.{module}" for module in "abc")
    assert list(house.import_cycles(package)) == [f"import cycle: {a} → {b} → {c} → {a}"]
    assert list(house.import_cycles(package, [b])) == []


@pytest.mark.parametrize(
    "package", [{"a": "from PACKAGE import b, c", "b": "from PACKAGE import a, c", "c": ""}], indirect=True
)
def test_a_known_cycle_that_is_gone_is_told_and_hides_no_other(package: str) -> None:
    a, b, c = (f"{package}.{module}" for module in "abc")
    needless = [f"{module} needs no exception: take it out of CYCLIC in tests/house.py" for module in (c, "gone")]
    assert list(house.import_cycles(package, [c, "gone"])) == [*needless, f"import cycle: {a} → {b} → {a}"]


@pytest.mark.parametrize("package", [{"a": "from PACKAGE import b, c", "b": "from PACKAGE import c"}], indirect=True)
def test_imports_in_one_direction_are_no_cycle(package: str) -> None:
    assert list(house.import_cycles(package)) == []


def test_the_project_is_looked_at() -> None:
    looked_at = {path.relative_to(house.ROOT).as_posix() for path in house.files()}
    assert looked_at > {"dev.py", ".ci/run", "desktop_app/app.py", "tests/house.py", "packaging/requirements.lock"}


@pytest.mark.parametrize("silence", ["# noqa: B018", "# noqa", "# type: ignore[arg-type]", "# pragma: no cover"])
@pytest.mark.parametrize("folder", ["desktop_app", "packaging", "tests"])
def test_a_check_is_silenced_only_with_its_reason(silence: str, folder: str) -> None:
    program, prose = Path(f"{folder}/x.py"), Path("README.md")
    assert len(list(house.faults(program, f"x  {silence}\n"))) == 1
    for reason in (" - parses it", "  # an overload by type"):
        assert not list(house.faults(program, f"x  {silence}{reason}\n"))
    assert not list(house.faults(prose, f"x  {silence}\n"))

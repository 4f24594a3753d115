"""What of CPython, Qt and the libraries stays in the package for Windows."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from installers import left_out, project, windows_tree


def test_what_is_loaded_by_something_kept_is_kept(tmp_path: Path) -> None:
    wants = {"a.pyd": ["B.dll", "KERNEL32.dll"], "b.dll": ["c.dll"], "c.dll": ["b.dll"], "d.dll": []}
    beside = {name: tmp_path / name for name in wants if name.endswith(".dll")}
    kept = windows_tree.reached([tmp_path / "a.pyd"], beside, lambda path: wants[path.name])
    assert {path.name for path in kept} == {"a.pyd", "b.dll", "c.dll"}


def test_a_dll_that_nobody_brings_is_named_with_who_wants_it(tmp_path: Path) -> None:
    for name in ("a.pyd", "b.dll", "Commessa.exe"):
        (tmp_path / name).touch()
    wants = {
        "a.pyd": ["B.DLL", "KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll"],
        "b.dll": ["persa.dll", "WINSPOOL.DRV"],
        "Commessa.exe": [],
    }
    missing = windows_tree.missing_dlls(tmp_path, lambda path: wants[path.name])
    assert missing == {"persa.dll": ["b.dll"]}


def test_every_module_of_qt_that_the_program_imports_is_kept() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (project.ROOT / "desktop_app").rglob("*.py")]
    used = windows_tree.used_modules(sources)
    assert {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork", "QtPrintSupport"} <= used
    assert windows_tree.used_modules(["    from PySide6.QtTest import QTest", "# from PySide6.QtQml import x"]) == {
        "QtTest"
    }


def test_every_code_that_the_program_asks_stdnum_for_is_kept() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (project.ROOT / "desktop_app").rglob("*.py")]
    found = [name for text in sources for name in re.findall(r"^\s*from (stdnum[\w.]* import \w+)", text, re.MULTILINE)]
    asked = {name.replace(" import ", "/").replace(".", "/").removeprefix("stdnum/") + ".py" for name in found}
    assert asked and asked <= set(left_out.NUMBERS)


def test_only_what_is_named_stays_of_a_folder_kept_by_names(tmp_path: Path) -> None:
    for name in ("util.py", "it/iva.py", "it/other.py", "de/vat.py", "oui.dat"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    left_out.keep(tmp_path, ("util.py", "it/iva.py"))
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "it",
        "it/iva.py",
        "util.py",
    ]


def test_the_standard_library_is_left_without_what_speaks_to_a_network(tmp_path: Path) -> None:
    archive = tmp_path / "python313.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("ssl.pyc", "asyncio/events.pyc", "json/decoder.pyc", "hashlib.pyc"):
            file.writestr(name, name)
    left_out.trim_standard(archive)
    with zipfile.ZipFile(archive) as file:
        assert {name: file.read(name).decode() for name in file.namelist()} == {
            name: name for name in ("json/decoder.pyc", "hashlib.pyc")
        }


def test_only_the_kinds_of_pictures_that_logos_have_are_left(tmp_path: Path) -> None:
    for name in ("Png", "Jpeg", "Psd", "WebP"):
        (tmp_path / f"{name}ImagePlugin.py").touch()
    left_out.trim_pictures(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["JpegImagePlugin.py", "PngImagePlugin.py"]


def test_python_has_a_hash() -> None:
    listed = (windows_tree.WINDOWS / "python.txt").read_text(encoding="utf-8")
    (line,) = [line for line in listed.splitlines() if not line.startswith("#")]
    assert line.partition(" --hash=sha256:")[2].isalnum()

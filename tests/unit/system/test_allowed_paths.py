"""A path that a file names is looked up only below the folders that the user chose."""

from __future__ import annotations

import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from desktop_app.system.allowed_paths import lies_below, may_be_looked_up

POSIX = PurePosixPath("/casa/anna/Documenti/Commessa")
WINDOWS = PureWindowsPath("C:/Persone/Anna/Documents/Commessa")
SHARE = PureWindowsPath("//ufficio/pratiche/Commessa")

BELOW: list[tuple[PurePath, str]] = [
    (POSIX, "/casa/anna/Documenti/Commessa/Marche/2026/a.pdf"),
    (POSIX, "/casa/anna/Documenti/Commessa/a..b.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\Marche\a.pdf"),
    (WINDOWS, "c:/PERSONE/anna/documents/COMMESSA/A.PDF"),
    (SHARE, r"\\ufficio\pratiche\Commessa\a.pdf"),
]
NOT_BELOW: list[tuple[PurePath, str]] = [
    (POSIX, "/casa/anna/Documenti/Commessa"),
    (POSIX, "/casa/anna/Documenti/Commessa2/a.pdf"),
    (POSIX, "/casa/anna/Documenti/commessa/a.pdf"),
    (POSIX, "/casa/anna/Documenti/Commessa/../../altro/a.pdf"),
    (POSIX, "/net/server/a.pdf"),
    (POSIX, "//server/a.pdf"),
    (POSIX, "//casa/anna/Documenti/Commessa/a.pdf"),
    (POSIX, "Commessa/a.pdf"),
    (POSIX, "a.pdf"),
    (POSIX, ""),
    (POSIX, "/dev/zero"),
    (POSIX, "/casa/anna/Documenti/Commessa/a\0.pdf"),
    (POSIX, r"\\server\share\a.pdf"),
    (PurePosixPath("Commessa"), "Commessa/a.pdf"),
    (PurePosixPath("/"), "//server/a.pdf"),
    (WINDOWS, r"\\server\share\a.pdf"),
    (WINDOWS, "//server/share/Persone/Anna/Documents/Commessa/a.pdf"),
    (WINDOWS, r"\\?\UNC\server\share\a.pdf"),
    (WINDOWS, r"\\?\C:\Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"\\.\C:\Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"\\.\pipe\a"),
    (WINDOWS, r"\??\C:\Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"\Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"C:Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"D:\Persone\Anna\Documents\Commessa\a.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\..\..\a.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\..\..\..\..\..\server\share\a.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\.. \a.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\NUL"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\com1.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\aux .x\a.pdf"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\a.pdf:nascosto"),
    (WINDOWS, r"C:\Persone\Anna\Documents\Commessa\a.pdf."),
    (SHARE, r"\\ufficio\altro\Commessa\a.pdf"),
    (SHARE, r"\\ufficio.evil.example\pratiche\Commessa\a.pdf"),
    (SHARE, r"C:\Commessa\a.pdf"),
]


@pytest.mark.parametrize(("folder", "path"), BELOW)
def test_what_lies_below_a_chosen_folder(folder: PurePath, path: str) -> None:
    assert lies_below(type(folder)(path), folder)


@pytest.mark.parametrize(("folder", "path"), NOT_BELOW)
def test_what_does_not(folder: PurePath, path: str) -> None:
    assert not lies_below(type(folder)(path), folder)


def test_nothing_is_asked_of_the_system_about_other_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("stat", "lstat", "open", "scandir", "readlink"):
            patch.setattr(os, name, lambda path, *_, **__: asked.append(os.fspath(path)))
        for path in ("//server/share/a.pdf", "/net/server/a.pdf", f"{tmp_path}/../a.pdf", f"{tmp_path}2/a.pdf"):
            assert not may_be_looked_up(Path(path), [tmp_path])
    assert asked == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    chosen, outside = tmp_path / "scelta", tmp_path / "fuori"
    for folder in (chosen / "vera", outside):
        folder.mkdir(parents=True)
        (folder / "a.pdf").touch()
    (chosen / "collegata").symlink_to(outside)
    (chosen / "b.pdf").symlink_to(outside / "a.pdf")
    (tmp_path / "altra").symlink_to(chosen)
    assert may_be_looked_up(chosen / "vera" / "a.pdf", [outside, chosen])
    assert may_be_looked_up(chosen / "non" / "ancora.pdf", [chosen])
    assert not may_be_looked_up(chosen / "collegata" / "a.pdf", [chosen])
    assert not may_be_looked_up(chosen / "b.pdf", [chosen])
    # The chosen folder may be a link itself: the user chose it.
    assert may_be_looked_up(tmp_path / "altra" / "vera" / "a.pdf", [tmp_path / "altra"])
    assert not may_be_looked_up(chosen / "vera" / "a.pdf", [])

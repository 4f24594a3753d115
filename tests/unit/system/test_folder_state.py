"""What is said of a data folder that cannot be used, and that a good one is its owner's alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.system import folder_state
from desktop_app.system.folder_state import FolderTrouble, prepare, probe
from tests.home import not_as_root

unix = pytest.mark.skipif(os.name == "nt", reason="rights and names of files are others on Windows")


def test_a_missing_folder_is_made_for_its_owner_alone_and_another_is_left_as_it_is(tmp_path: Path) -> None:
    new, old = tmp_path / "uno" / "due", tmp_path / "vecchia"
    old.mkdir()
    old.chmod(0o755)
    assert prepare(new) is None and prepare(old) is None
    if os.name != "nt":
        assert (new.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o700, 0o755)
    assert probe(new) is None and list(new.iterdir()) == []


@pytest.mark.parametrize("below", [".", "sotto", "sotto/sotto"])
def test_a_file_in_the_way_is_named(tmp_path: Path, below: str) -> None:
    file = tmp_path / "un file"
    file.touch()
    found = prepare(file / below)
    assert found is not None and (found.reason, found.place) == ("in_the_way", file)


@unix
def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    link = tmp_path / "dati"
    link.symlink_to(tmp_path / "no" / "no")
    assert prepare(link) == FolderTrouble("in_the_way", link)


@unix
def test_rights(shared_folder: Path) -> None:
    for mode in (0o555, 0o333, 0o000):
        shared_folder.chmod(mode)
        with not_as_root():
            found, below = prepare(shared_folder), prepare(shared_folder / "sotto")
        assert found == FolderTrouble("not_allowed", shared_folder), oct(mode)
        if mode == 0o555:
            assert below == FolderTrouble("not_allowed", shared_folder / "sotto", missing=True)


@pytest.mark.parametrize("name", ["b\udce8d", "con\0zero"])
def test_a_name_that_qt_cannot_write(tmp_path: Path, name: str) -> None:
    assert prepare(tmp_path / name) == FolderTrouble("unwritable_name", tmp_path / name)


@unix
@pytest.mark.parametrize("name", ["n" * 300, "/".join("n" * 100 for _ in range(5))])
def test_a_name_that_the_system_or_sqlite_finds_too_long(tmp_path: Path, name: str) -> None:
    found = prepare(tmp_path / name)
    assert found is not None and (found.reason, found.place) == ("too_long", tmp_path / name)


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "not_allowed"), (errno.EACCES, "not_allowed"), (errno.EIO, "unusable")],
)
def test_what_the_system_says_to_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    assert probe(tmp_path) == FolderTrouble(reason, tmp_path)  # type: ignore[arg-type]  # the reasons, to mypy any text
    assert list(tmp_path.iterdir()) == []


def test_no_folder_is_bound_to_the_account_that_makes_it_on_windows() -> None:
    """There Python makes of 0o700 rights of that account alone: a stick's dossiers would be lost on another computer.

    So every folder is made with `PRIVATE`, which is another on each system.
    """
    found = [
        f"{path.name}:{number}"
        for path in sorted((Path(folder_state.__file__).parents[1]).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "0o700" in line and not line.startswith("PRIVATE: Final = 0o777 if os.name == ")
    ]
    assert found == []
    assert (0o777 if os.name == "nt" else 0o700) == folder_state.PRIVATE

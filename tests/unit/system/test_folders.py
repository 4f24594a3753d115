"""Folders that leave the program: whole or not at all, and never over what somebody changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.system import folders
from desktop_app.system.files import FileFault
from desktop_app.system.folders import MOST_FILES, files_of, write_folder_beside

FILES = {"a.pdf": b"one", "lista.txt": b"ours"}


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def is_ours(files: dict[str, bytes]) -> bool:
    return files.get("lista.txt") == b"ours" and len(files) == 2


def write(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    return write_folder_beside(folder, files, lambda found: is_ours(dict(found)))


def test_it_is_there_with_all_its_files_and_nothing_else(tmp_path: Path) -> None:
    assert write(tmp_path / "deep" / "invio") == tmp_path / "deep" / "invio"
    assert files_of(tmp_path / "deep" / "invio") == FILES
    assert names(tmp_path / "deep") == ["invio"]


def test_the_same_again_changes_nothing_and_ours_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "invio")
    before = (tmp_path / "invio").stat()
    assert write(tmp_path / "invio") == tmp_path / "invio"
    assert (tmp_path / "invio").stat().st_mtime_ns == before.st_mtime_ns
    assert write(tmp_path / "invio", {"b.pdf": b"two"}) == tmp_path / "invio"
    assert files_of(tmp_path / "invio") == {"b.pdf": b"two"} and names(tmp_path) == ["invio"]


@pytest.mark.parametrize("change", ["added", "changed", "taken away", "folder inside", "a file", "a link"])
def test_what_somebody_changed_stays_and_the_new_one_goes_beside_it(tmp_path: Path, change: str) -> None:
    folder = write(tmp_path / "invio")
    if change == "added":
        (folder / "documento.jpg").write_bytes(b"x")
    elif change == "changed":
        (folder / "lista.txt").write_bytes(b"mine")
    elif change == "taken away":
        (folder / "a.pdf").unlink()
    elif change == "folder inside":
        (folder / "altro").mkdir()
    else:
        folder.rename(tmp_path / "altrove")
        if change == "a file":
            folder.write_bytes(b"x")
        else:
            folder.symlink_to(tmp_path / "altrove")
    assert write(folder, {"b.pdf": b"two"}) == tmp_path / "invio-2"
    assert files_of(tmp_path / "invio-2") == {"b.pdf": b"two"} and folder.exists()
    assert files_of(folder) != {"b.pdf": b"two"}


def test_one_with_too_many_files_or_one_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "invio", {f"{n}.txt": b"" for n in range(MOST_FILES + 1)})
    assert files_of(folder) is None
    monkeypatch.setattr("desktop_app.system.outside.MAX_BYTES", 2)
    assert files_of(write(tmp_path / "altro")) is None


def test_a_fault_names_the_folder_that_was_asked_for_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> bool:
        raise FileFault(f"Sul disco della cartella «{path.parent}» non c'è più posto.")

    monkeypatch.setattr(folders, "write_new", full)
    with pytest.raises(FileFault) as fault:
        write(tmp_path / "invio")
    assert str(fault.value) == f"Sul disco della cartella «{tmp_path / 'invio'}» non c'è più posto."
    assert names(tmp_path) == []


def test_the_old_one_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "invio")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if target.name == "invio" and files_of(self) == {"b.pdf": b"two"}:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FileFault, match="chiudi i programmi che la usano"):
        write(tmp_path / "invio", {"b.pdf": b"two"})
    assert files_of(tmp_path / "invio") == FILES and names(tmp_path) == ["invio"]


def test_what_a_kill_left_long_ago_goes_and_what_another_program_writes_now_stays(tmp_path: Path) -> None:
    old, new, file = (tmp_path / f".commessa-{sign * 16}.tmp" for sign in "abc")
    for each in (old, new):
        each.mkdir()
    file.write_bytes(b"x")  # of a document
    for each in (old, file):
        os.utime(each, (1, 1))
    write(tmp_path / "invio")
    assert names(tmp_path) == [new.name, "invio"]

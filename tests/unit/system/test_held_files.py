"""On Windows what looks for viruses, an index or OneDrive holds what was just written: we try again for a moment."""

from __future__ import annotations

import ast
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.damage.rebuild import create
from desktop_app.drafts.erasure import remove_leftovers
from desktop_app.system import held_files
from desktop_app.system.files import FileFault, read_bounded, remove_unfinished, write_atomically, write_new
from desktop_app.system.folders import write_folder_beside
from desktop_app.system.held_files import ATTEMPTS, READ_ATTEMPTS, patiently

ROOT = Path(__file__).resolve().parents[3]
PAUSES: list[float] = []


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    PAUSES.clear()
    monkeypatch.setattr(held_files, "_ON_WINDOWS", True)
    monkeypatch.setattr(time, "sleep", PAUSES.append)
    monkeypatch.setattr("desktop_app.system.files._ON_WINDOWS", True)
    monkeypatch.setattr("desktop_app.system.file_words._ON_WINDOWS", True)


def hold(monkeypatch: pytest.MonkeyPatch, door: str, times: int) -> list[Path]:
    """Refuses a method of Path so many times; gives what it was refused for."""
    refused: list[Path] = []
    done = getattr(Path, door)

    def held(self: Path, *more: object, **named: object) -> object:
        if len(refused) < times:
            refused.append(self)
            raise PermissionError(13, "a program has it open")
        return done(self, *more, **named)

    monkeypatch.setattr(Path, door, held)
    return refused


def written(path: Path) -> None:
    path.write_bytes(b"old")
    write_atomically(path, b"new")


def made_new(path: Path) -> None:
    assert write_new(path, b"new")


def as_folder(path: Path) -> None:
    write_folder_beside(path.with_suffix(""), {path.name: b"new"}, lambda _: True)
    path.with_suffix("").joinpath(path.name).rename(path)


def set_aside(path: Path) -> None:
    path.write_bytes(b"new")
    file.set_aside(path).rename(path)


def copied(path: Path) -> None:
    create(path)
    with closing(file.connect(path, "ro")) as connection:
        file.copy_into(connection, path.with_suffix(".copy"))
    path.with_suffix(".copy").write_bytes(b"new")
    path.with_suffix(".copy").replace(path)


def removed(path: Path) -> None:
    path.write_bytes(b"old")
    file.remove(path)
    assert not path.exists()
    path.write_bytes(b"new")


def out_of_the_archive(path: Path) -> None:
    archive = Archive(path)
    name = archive.put(b"x")
    archive.remove([name])
    assert not archive.has(name)
    path.write_bytes(b"new")


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize(
    ("door", "use"),
    [
        ("replace", written), ("rename", made_new), ("rename", as_folder), ("rename", set_aside), ("replace", copied),
        ("unlink", removed), ("unlink", out_of_the_archive),
    ],
)  # fmt: skip
def test_what_is_held_for_a_moment_is_done_all_the_same(
    door: str, use: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = hold(monkeypatch, door, 3)
    use(tmp_path / "a.pdf")
    assert len(refused) == 3 and (tmp_path / "a.pdf").read_bytes() == b"new"


@pytest.mark.usefixtures("on_windows")
def test_what_is_held_is_brought_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, refusals = os.open, [PermissionError(13, "")] * 3

    def held(*more: Any, **named: Any) -> int:
        if refusals:
            raise refusals.pop()
        return opened(*more, **named)

    (tmp_path / "a.db").write_bytes(b"new")
    monkeypatch.setattr(os, "open", held)
    file.sync_file(tmp_path / "a.db")
    assert not refusals


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("held", ["", "-wal", "-shm"])
def test_a_database_is_put_aside_with_its_journal_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """Where only one of them is held: alone, the database would have lost its last changes, and nobody would know."""
    names = ("pratiche.db", "pratiche.db-wal", "pratiche.db-shm")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == f"pratiche.db{held}":
            raise PermissionError(13, "a program has it open")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        file.set_aside(tmp_path / "pratiche.db")
    assert {each.name: each.read_bytes().decode() for each in tmp_path.iterdir()} == {name: name for name in names}


def test_one_that_is_held_does_not_keep_other_leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "copie").mkdir()
    left = [tmp_path / name for name in ("pratiche.db.nuovo", "pratiche.db.part", "copie/a.part", "copie/b.nuova")]
    left += [tmp_path / f".commessa-{number:016x}.tmp" for number in range(3)]
    unlink, held = Path.unlink, {left[0], left[2], left[4]}

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self in held:
            raise PermissionError(13, "a program has it open")
        unlink(self, missing_ok=missing_ok)

    for each in left:
        each.touch()
    monkeypatch.setattr(Path, "unlink", refused)
    remove_leftovers(tmp_path / "pratiche.db")
    remove_unfinished(tmp_path)
    assert {each for each in left if each.exists()} == held


@pytest.mark.usefixtures("on_windows")
def test_what_stays_open_in_another_program_is_said_after_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, "replace", 1_000)
    with pytest.raises(FileFault, match="aperto in un altro programma: chiudilo e riprova"):
        written(tmp_path / "a.pdf")
    assert len(PAUSES) == ATTEMPTS - 1 and sum(PAUSES) < 1.5
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"] and (tmp_path / "a.pdf").read_bytes() == b"old"


@pytest.mark.usefixtures("on_windows")
def test_what_is_held_while_it_is_read_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that were not read would be written anew with what is set next alone."""
    (tmp_path / "impostazioni.json").write_bytes(b"{}")
    hold(monkeypatch, "stat", READ_ATTEMPTS - 1)
    assert read_bounded(tmp_path / "impostazioni.json", 10) == b"{}"


def test_nothing_else_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere what is not allowed has nothing to do with open files; and another fault stays one."""
    calls: list[int] = []

    def fail(error: OSError) -> None:
        calls.append(1)
        raise error

    monkeypatch.setattr(time, "sleep", PAUSES.append)
    for on_windows, error in ((False, PermissionError()), (True, FileNotFoundError())):
        monkeypatch.setattr(held_files, "_ON_WINDOWS", on_windows)
        calls.clear()
        with pytest.raises(type(error)):
            patiently(partial(fail, error))
        assert calls == [1]


def impatient(source: str) -> Iterator[str]:
    """Where a text of Python renames or deletes a file at once, and minds whether that was done."""
    tree = ast.parse(source)
    patient: set[ast.AST] = set()
    for node in ast.walk(tree):
        waits = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "patiently"
        minds_not = isinstance(node, ast.With) and any("suppress(" in ast.unparse(each) for each in node.items)
        if waits or minds_not:
            patient.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in patient and _moves(node):
            yield f"{node.lineno}: {ast.unparse(node)}"


def _moves(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    only_target = len(call.args) == 1 and not call.keywords  # `replace` of a text has two
    return call.func.attr == "unlink" or (call.func.attr in ("rename", "replace") and only_target)


def test_every_file_is_renamed_and_deleted_patiently() -> None:
    # A part that was not written, and what is looked for by its name at the next start: nobody waits for these.
    found = {
        path.relative_to(ROOT).as_posix(): places
        for path in sorted((ROOT / "desktop_app").rglob("*.py"))
        if (places := list(impatient(path.read_text(encoding="utf-8"))))
    }
    assert {name: len(places) for name, places in found.items()} == {"desktop_app/system/files.py": 2}, found


def test_every_way_to_move_a_file_is_known() -> None:
    for moves in ("a.replace(b)", "a.rename(b)", "a.unlink()", "a.unlink(missing_ok=True)"):
        assert list(impatient(moves)), moves
    for other in ("text.replace(a, b)", "patiently(lambda: a.replace(b))", "patiently(a.unlink)"):
        assert not list(impatient(other)), other

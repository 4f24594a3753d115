"""What Windows means by its codes: "not found" may be a path too long for it, "invalid" a file that is not here."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.system import file_words
from desktop_app.system.file_words import why_not_read, why_not_written

NOT_FOUND, INVALID, REFUSED = (OSError(code, "") for code in (errno.ENOENT, errno.EINVAL, errno.EACCES))


@pytest.fixture(autouse=True)
def _on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_words, "_ON_WINDOWS", True)


def deep(folder: Path, signs: int) -> Path:
    """A path of so many signs."""
    return folder / ("c" * (signs - len(str(folder)) - 1))


def test_a_path_that_is_too_long_is_told_from_a_folder_that_is_missing(tmp_path: Path) -> None:
    short, long = deep(tmp_path, 240), deep(tmp_path, 260)
    part = tmp_path / ".part"
    assert "troppo lungo per Windows: scegli una cartella dal nome più corto" in why_not_written(NOT_FOUND, long, part)
    assert "troppo lungo per Windows" in why_not_written(NOT_FOUND, short, long)  # only what is written first
    assert "non esiste: creala" in why_not_written(NOT_FOUND, short, part)
    assert "troppo lungo per Windows: sposta il file" in why_not_read(NOT_FOUND, long)
    assert "non esiste: controlla il nome" in why_not_read(NOT_FOUND, short)


@pytest.mark.parametrize("mark", [stat.FILE_ATTRIBUTE_OFFLINE, 0x400000])
@pytest.mark.parametrize("error", [INVALID, REFUSED])
def test_a_file_that_onedrive_has_not_brought_here_is_told_from_a_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: int, error: OSError
) -> None:
    path = tmp_path / "firmato.p7m"
    assert "OneDrive" not in why_not_read(error, path)
    monkeypatch.setattr(Path, "stat", lambda _: SimpleNamespace(st_file_attributes=mark | 0x20))
    assert why_not_read(error, path) == (
        f"Il file «{path}» è solo in rete (OneDrive) e non si scarica: collegati a Internet e riprova."
    )


def test_a_file_that_is_read_only_is_told_from_one_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, part = tmp_path / "a.pdf", tmp_path / ".part"
    part.touch()
    assert "forse l'antivirus, tiene fermo" in why_not_written(REFUSED, path, part)  # it is new: nobody has it open
    path.touch()
    assert "è aperto in un altro programma: chiudilo" in why_not_written(REFUSED, path, part)
    monkeypatch.setattr(os, "access", lambda where, _: where != path)
    assert "è di sola lettura: scegli un altro nome" in why_not_written(REFUSED, path, part)
    part.unlink()
    assert "non si può scrivere: scegline un'altra" in why_not_written(REFUSED, path, part)


def test_a_file_that_another_program_keeps_to_itself(tmp_path: Path) -> None:
    assert "chiudi il programma che lo tiene aperto" in why_not_read(REFUSED, tmp_path / "ricevuta.msg")
    assert "è una cartella: indica un file" in why_not_read(REFUSED, tmp_path)

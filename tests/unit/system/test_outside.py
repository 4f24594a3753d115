"""Files that leave the program: the names that they get, and nobody's file written over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.system.files import FileFault, write_atomically, write_new
from desktop_app.system.outside import free_path, with_extension, write_beside


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [("pratica", "pratica.ics"), ("Rossi S.r.l.", "Rossi S.r.l.ics"), ("Rossi S.r.l", "Rossi S.r.l.ics"),
     ("a.ics", "a.ics"), ("A.ICS", "A.ICS"), ("a.txt", "a.txt.ics"), ("2026.11.29", "2026.11.29.ics"),
     ("...", "....ics"), ("nome. .", "nome.ics"), ("aics", "aics.ics")],
)  # fmt: skip
def test_a_dot_in_a_name_is_no_extension(chosen: str, wanted: str) -> None:
    assert with_extension(Path("da", chosen), ".ics") == Path("da", wanted)


def test_a_free_name_is_the_next_version(tmp_path: Path) -> None:
    assert free_path(tmp_path / "a.b.ics").name == "a.b.ics"
    for name in ("a.b.ics", "a.b-2.ics"):
        (tmp_path / name).touch()
    assert free_path(tmp_path / "a.b.ics").name == "a.b-3.ics"


def ours(data: bytes) -> bool:
    return data.startswith(b"nostro")


def test_a_file_of_somebody_else_stays_and_ours_goes_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"firmato")
    assert write_beside(path, b"nostro 1", ours) == tmp_path / "a-2.pdf"
    assert write_beside(path, b"nostro 2", ours) == tmp_path / "a-2.pdf"
    assert path.read_bytes() == b"firmato" and (tmp_path / "a-2.pdf").read_bytes() == b"nostro 2"
    (tmp_path / "a-2.pdf").write_bytes(b"cambiato")
    assert write_beside(path, b"nostro 3", ours) == tmp_path / "a-3.pdf"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a-2.pdf", "a-3.pdf", "a.pdf"]


def test_the_same_bytes_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert write_beside(path, b"uguale", ours) == path
    os.utime(path, (1, 1))
    assert write_beside(path, b"uguale", ours) == path
    assert path.stat().st_mtime == 1


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_is_somebody_elses(tmp_path: Path) -> None:
    target = tmp_path / "nostro"
    target.write_bytes(b"nostro")
    (tmp_path / "a.pdf").symlink_to(target)
    (tmp_path / "a-2.pdf").symlink_to(tmp_path / "nessuno")
    assert write_beside(tmp_path / "a.pdf", b"nuovo", ours) == tmp_path / "a-3.pdf"
    assert target.read_bytes() == b"nostro" and not (tmp_path / "nessuno").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_what_is_no_file_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "canale"
    os.mkfifo(pipe)
    for write in (lambda: write_beside(pipe, b"nuovo", ours), lambda: write_atomically(pipe, b"nuovo")):
        with pytest.raises(FileFault, match="dispositivo o un canale: indica un altro nome"):
            write()
    assert pipe.is_fifo()


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(FileFault, match="è una cartella: indica un nome di file"):
        write_beside(tmp_path / "a.pdf", b"nuovo", ours)


def test_a_disk_without_links_takes_new_files_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    assert write_new(tmp_path / "a", b"1") and (tmp_path / "a").read_bytes() == b"1"
    assert not write_new(tmp_path / "a", b"2") and (tmp_path / "a").read_bytes() == b"1"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="the way of POSIX")
def test_who_was_quicker_keeps_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linking = Path.hardlink_to

    def meanwhile(path: Path, part: Path) -> None:
        path.write_bytes(b"altro")
        linking(path, part)

    monkeypatch.setattr(Path, "hardlink_to", meanwhile)
    assert not write_new(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"altro"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]

"""Files that somebody hands in: single ones, of a folder, of a ZIP; so many and so large at most."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from desktop_app.system import incoming
from desktop_app.system.incoming import IncomingFile, incoming_files


def zipped(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)
    return made.getvalue()


def put(folder: Path, name: str, data: bytes = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_file_a_folder_and_a_zip_give_their_files(tmp_path: Path) -> None:
    single = put(tmp_path, "uno.pdf", b"1")
    for name in ("b.pdf", "a.pdf", "dentro/c.p7m", ".nascosto", "Thumbs.db"):
        put(tmp_path / "cartella", name, name.encode())
    inside = (("s/d.pdf", b"d"), ("s/", b""), ("__MACOSX/s/._d.pdf", b"m"), ("e.eml", b"e"))
    packed = put(tmp_path, "x.dat", zipped(*inside))
    found = list(incoming_files([single, tmp_path / "cartella", packed]))
    assert [each.name for each in found] == ["uno.pdf", "a.pdf", "b.pdf", "c.p7m", "d.pdf", "e.eml"]
    assert not any(each.refused for each in found)
    assert found[0].data == b"1" and found[4].data == b"d"


def test_a_document_of_an_office_program_is_one_file(tmp_path: Path) -> None:
    for inside in ("[Content_Types].xml", "mimetype"):
        data = zipped((inside, b"x"), ("word/document.xml", b"y"))
        assert list(incoming_files([put(tmp_path, "testo.zip", data)])) == [IncomingFile("testo.zip", data)]


def test_a_zip_in_a_zip_is_one_file(tmp_path: Path) -> None:
    inner = zipped(("a.pdf", b"a"))
    (found,) = incoming_files([put(tmp_path, "x.zip", zipped(("dentro.zip", inner)))])
    assert found == IncomingFile("dentro.zip", inner)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped(("a.pdf", b"a" * 2000))[:-10], "ZIP rovinato"),
        (b"PK\x03\x04" + b"\0" * 50, "ZIP rovinato"),
        (zipped(), "senza file"),
        (zipped(("a.pdf", bytes(range(256)) * 40)).replace(bytes(range(256))[:4], b"....", 1), ""),
    ],
)
def test_a_broken_zip_is_refused_with_a_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    found = list(incoming_files([put(tmp_path, "x.zip", data)]))
    assert says in found[0].refused


def test_a_bomb_and_a_locked_file_are_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MAX_FILE", 1000)
    data = bytearray(zipped(("bomba.pdf", b"\0" * 1_000_000), ("a.pdf", b"a")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1  # says that it is locked
    bomb, locked = incoming_files([put(tmp_path, "x.zip", bytes(data))])
    assert (bomb.data, locked.data) == (b"", b"")
    assert "bomba.pdf" in bomb.refused and "password" in locked.refused
    (large,) = incoming_files([put(tmp_path, "grande.pdf", b"a" * 1001)])
    assert not large.data and "grande.pdf" in large.refused


def test_a_zip_of_many_large_files_is_read_no_further_than_memory_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MAX_ZIP", 250_000)
    data = zipped(*((f"{each}.pdf", b"\0" * 100_000) for each in range(50)))
    *read, last = incoming_files([put(tmp_path, "x.zip", data)])
    assert [each.name for each in read] == ["0.pdf", "1.pdf"]
    assert last.name == "x.zip" and "il resto aprilo tu" in last.refused and not last.data


def test_what_cannot_be_read_is_refused_and_the_rest_is_taken(tmp_path: Path) -> None:
    (tmp_path / "vuota").mkdir()
    good = put(tmp_path, "a.pdf")
    gone, empty, taken = incoming_files([tmp_path / "non c'è.pdf", tmp_path / "vuota", good])
    assert "non esiste" in gone.refused and "nessun file" in empty.refused and taken.data == b"x"


def test_no_more_than_so_many_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MAX_FILES", 3)
    for number in range(5):
        put(tmp_path, f"c/{number}.pdf")
    found = list(incoming_files([tmp_path / "c"]))
    assert [each.name for each in found] == ["0.pdf", "1.pdf", "2.pdf", ""]
    assert found[-1].refused == incoming.TOO_MANY


def test_no_more_than_so_much_is_kept_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MAX_ALL", 5)
    paths = [put(tmp_path, f"c/{number}.pdf", b"xx") for number in range(4)]
    found = list(incoming_files(paths))
    assert [each.name for each in found] == ["0.pdf", "1.pdf", ""]
    assert found[-1].refused == incoming.ALL_TOO_LARGE


def test_signs_that_do_not_print_are_not_displayed() -> None:
    assert incoming.shown("a\u202eb\n.pdf") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}.pdf"
    assert len(incoming.shown("x" * 300)) == 77

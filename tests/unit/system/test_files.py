"""Files written whole or not at all, read up to a limit, and the sentences about what went wrong."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.system import file_words
from desktop_app.system.files import (
    FileFault,
    changed_at,
    is_regular,
    read_bounded,
    read_resource_text,
    read_start,
    write_atomically,
    write_new,
)
from desktop_app.system.outside import content_of
from tests.home import not_as_root


def fault_of_writing(path: Path) -> str:
    """The sentence; and nothing is left beside the file."""
    before = names(path.parent)
    with pytest.raises(FileFault) as caught:
        write_atomically(path, b"nuovo")
    assert names(path.parent) == before
    return str(caught.value)


def names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []  # not there, not a folder


def failing(code: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_writes_a_new_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.pdf", b"\x00\r\n\xff")
    assert (tmp_path / "a.pdf").read_bytes() == b"\x00\r\n\xff"
    assert names(tmp_path) == ["a.pdf"]


def test_replaces_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"vecchio, e piu' lungo")
    write_atomically(tmp_path / "a.pdf", b"nuovo")
    assert (tmp_path / "a.pdf").read_bytes() == b"nuovo"
    assert names(tmp_path) == ["a.pdf"]


def test_takes_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".pdf")
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_data_and_name_are_on_the_disk_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        steps.append("sync")
        sync(descriptor)

    def watched_replace(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    write_atomically(tmp_path / "a.pdf", b"x")
    assert steps == (["sync", "replace"] if os.name == "nt" else ["sync", "replace", "sync"])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "non c'è"
    assert fault_of_writing(folder / "a.pdf") == (f"La cartella «{folder}» non esiste: creala, o scegline un'altra.")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "non esiste" in fault_of_writing(tmp_path / "file" / "a.pdf")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.mkdir()
    assert fault_of_writing(path) == f"«{path}» è una cartella: indica un nome di file."


def test_a_folder_where_the_file_should_be_is_told_from_an_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses both with the same code."""
    (tmp_path / "a.pdf").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(errno.EACCES))
        patch.setattr(file_words, "_ON_WINDOWS", True)
        assert "è una cartella: indica un nome di file." in fault_of_writing(tmp_path / "a.pdf")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "è troppo lungo: scegline uno più corto." in fault_of_writing(tmp_path / ("n" * 400))


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    assert "scegli un altro nome" in fault_of_writing(tmp_path / "a\0b")


@pytest.mark.skipif(os.name == "nt", reason="the rights of a folder work otherwise on Windows")
def test_a_read_only_folder(shared_folder: Path) -> None:
    path = shared_folder / "a.pdf"
    path.write_bytes(b"vecchio")
    shared_folder.chmod(0o555)
    with not_as_root():
        sentence = fault_of_writing(path)
    assert sentence == f"Nella cartella «{shared_folder}» non si può scrivere: scegline un'altra."
    assert path.read_bytes() == b"vecchio"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    (tmp_path / "a.pdf").write_bytes(b"vecchio")
    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing(code))
        sentence = fault_of_writing(tmp_path / "a.pdf")
    assert sentence == (f"Sul disco della cartella «{tmp_path}» non c'è più posto: fai spazio, o scegline un'altra.")
    assert (tmp_path / "a.pdf").read_bytes() == b"vecchio"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_disk_that_is_full_for_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, mode=0o777: opened("/dev/full", flags & ~os.O_EXCL, mode))
    assert "non c'è più posto" in fault_of_writing(tmp_path / "a.pdf")


def test_a_file_open_in_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"vecchio")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(errno.EACCES))
        patch.setattr(file_words, "_ON_WINDOWS", True)
        sentence = fault_of_writing(path)
    assert sentence == f"«{path}» è aperto in un altro programma: chiudilo e riprova."
    assert path.read_bytes() == b"vecchio"


def test_anything_else_names_the_system_s_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(errno.EIO))
        assert f"(codice {errno.EIO})" in fault_of_writing(tmp_path / "a.pdf")


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / "a.pdf", b"x")
    assert names(tmp_path) == []


@pytest.mark.parametrize("write", [write_atomically, write_new])
def test_what_kills_left_goes_when_the_next_file_is_written(tmp_path: Path, write: Callable[..., object]) -> None:
    old, new, named, folder = (tmp_path / f".commessa-{sign * 16}.tmp" for sign in "abxc")
    for each in (old, new, named):
        each.touch()
    folder.mkdir()
    (folder / "meta.pdf").touch()
    (tmp_path / f".commessa-{'d' * 16}.tmp").symlink_to(tmp_path / "altrove")
    for each in (old, named, folder):
        os.utime(each, (0, 0))
    write(tmp_path / "nuovo", b"")
    assert names(tmp_path) == [new.name, f".commessa-{'d' * 16}.tmp", named.name, "nuovo"]


def test_reads_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bozza.json"
    path.write_bytes(b"12345")
    assert read_bounded(path, 5) == b"12345"
    with pytest.raises(FileFault, match="supera 4 byte: scegli il file giusto"):
        read_bounded(path, 4)


def test_never_reads_much_more_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "enorme"
    with path.open("wb") as file:
        file.truncate(1 << 36)
    with pytest.raises(FileFault, match="supera 3 MB"):
        read_bounded(path, 3_000_000)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("manca.json", "Il file «{}» non esiste: controlla il nome."),
        ("file/manca.json", "Il file «{}» non esiste: controlla il nome."),
        ("cartella", "«{}» è una cartella: indica un file."),
        ("a\0b", "Il file «{}» non si può leggere (codice 22): scegline un altro."),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "cartella").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileFault) as caught:
        read_bounded(tmp_path / name, 10)
    assert str(caught.value) == sentence.format(str(tmp_path / name).replace("\0", "\ufffd"))


def no_files(folder: Path) -> dict[str, Path]:
    """What has a name like a file, and may never answer or end."""
    os.mkfifo(folder / "canale")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(folder / "a.sock"))
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "verso").symlink_to(folder / "canale")
    (folder / "giro").symlink_to(folder / "giro")
    return {each.name: each for each in folder.iterdir()} | {"tty": Path("/dev/tty"), "null": Path("/dev/null")}


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_what_is_no_file_is_never_opened_nor_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda path, *_: opened.append(path))
        for name, path in no_files(tmp_path).items():
            with pytest.raises(FileFault) as caught:
                read_bounded(path, 10)
            known = "non si può leggere" if name == "giro" else "non è un file da leggere"
            assert known in str(caught.value), name
            assert content_of(path) is None and not is_regular(path)
    assert opened == []


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_a_file_that_is_exchanged_for_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "canale")
    (tmp_path / "file").write_bytes(b"x")
    usual = os.open
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda _, *what: usual(tmp_path / "canale", *what))
        with pytest.raises(FileFault, match="non è un file da leggere"):
            read_bounded(tmp_path / "file", 10)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_start(tmp_path / "link", 2) == b"ab"
    with pytest.raises(OSError, match="no regular file"):
        read_start(tmp_path / "link", 2, follow_links=False)


def test_lines_of_a_resource_end_alike_on_every_system(tmp_path: Path) -> None:
    (tmp_path / "pagina.md").write_bytes("à\r\nb\n".encode())
    assert read_resource_text(tmp_path / "pagina.md") == "à\nb\n"


@pytest.mark.skipif(os.name == "nt", reason="the rights of a file work otherwise on Windows")
def test_a_file_that_may_not_be_read(shared_folder: Path) -> None:
    path = shared_folder / "privato.json"
    path.write_bytes(b"{}")
    path.chmod(0)
    with not_as_root(), pytest.raises(FileFault, match="non si può leggere: chiedi il permesso"):
        read_bounded(path, 10)


def test_a_sentence_shows_no_invisible_signs(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read_bounded(tmp_path / "fdp\u202eabc\x1b[31m\udcff", 10)
    assert "fdp\ufffdabc\ufffd[31m\ufffd" in str(caught.value)
    str(caught.value).encode()


def test_when_a_file_was_written(tmp_path: Path) -> None:
    path = tmp_path / "bozza.json"
    path.touch()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert changed_at(path).isoformat() == "2023-11-14T22:13:20+00:00"
    with pytest.raises(FileFault, match="non esiste: controlla il nome"):
        changed_at(tmp_path / "manca")

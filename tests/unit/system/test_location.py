"""Where drafts are not safe: tables of mounts and paths as the systems write them."""

from __future__ import annotations

import ctypes
import os
import subprocess
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from desktop_app.system import location
from desktop_app.system.location import (
    UnsafeLocation,
    check_folder,
    is_remote,
    linux_mounts,
    mac_mounts,
    synchronised_by,
)

LINUX = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
40 22 0:35 / /mnt/ufficio rw,relatime shared:20 - cifs //server/ufficio rw,vers=3.0
41 22 0:36 / /mnt/due\\040parole rw - nfs4 server:/dati rw
42 22 0:37 / /case rw master:3 - autofs auto.home rw,fd=5
43 42 0:38 / /case/anna rw - nfs server:/case/anna rw
44 40 8:3 / /mnt/ufficio/locale rw - ext4 /dev/sdb1 rw
45 22 0:40 / /mnt/coperta rw - nfs server:/x rw
46 22 0:41 / /mnt/coperta rw - tmpfs tmpfs rw
47 22 0:42 / /mnt/nuvola rw - fuse.rclone nuvola: rw
not a line of the table
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//anna@server/Dati on /Volumes/Dati (ufficio) (smbfs, nodev, nosuid, mounted by anna)
server:/on on /Volumes/due parole (nfs)
"""


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/srv/anna/.local/share/Commessa", False),
        ("/mnt/ufficio", True),
        ("/mnt/ufficio/Commessa", True),
        ("/mnt/ufficio2/Commessa", False),  # a name that only begins alike
        ("/mnt/due parole/Commessa", True),
        ("/case/bruno", False),
        ("/case/anna/.local/share/Commessa", True),
        ("/mnt/ufficio/locale/Commessa", False),  # a disk of this computer, mounted inside
        ("/mnt/coperta/Commessa", False),  # what was mounted last covers what is below
        ("/mnt/nuvola/Commessa", True),
    ],
)
def test_mounts_of_linux(folder: str, remote: bool) -> None:
    assert is_remote(PurePosixPath(folder), linux_mounts(LINUX)) is remote


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/Users/anna/Library/Application Support/Commessa", False),
        ("/Volumes/Dati (ufficio)/Commessa", True),
        ("/Volumes/due parole/Commessa", True),
    ],
)
def test_mounts_of_macos(folder: str, remote: bool) -> None:
    assert is_remote(PurePosixPath(folder), mac_mounts(MAC)) is remote


def test_without_a_table_nothing_is_remote() -> None:
    assert not is_remote(PurePosixPath("/srv/dati"), linux_mounts(""))


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        (r"C:\Dati\Commessa", False),
        (r"\\server\dati\Commessa", True),
        (r"\\?\UNC\server\dati\Commessa", True),
        (r"\\?\unc\server\dati\Commessa", True),
        (r"\\?\C:\Dati\Commessa", False),
        (r"\\.\C:\Dati\Commessa", False),
    ],
)
def test_shares_of_windows(folder: str, remote: bool) -> None:
    assert is_remote(PureWindowsPath(folder)) is remote


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        (PureWindowsPath(r"C:\Dati\anna\OneDrive\Commessa"), "OneDrive"),
        (PureWindowsPath(r"C:\Dati\anna\ONEDRIVE - Cooperativa Esempio\x\Commessa"), "OneDrive"),
        (PureWindowsPath(r"G:\Il mio Drive\Commessa"), "Google Drive"),
        (PureWindowsPath(r"C:\Dati\anna\iCloudDrive\Commessa"), "iCloud Drive"),
        (PureWindowsPath(r"C:\Dati\anna\AppData\Local\Commessa"), ""),
        (PurePosixPath("/srv/anna/Dropbox (Ufficio)/Commessa"), "Dropbox"),
        (PurePosixPath("/srv/anna/Nextcloud"), "Nextcloud"),
        (PurePosixPath("/srv/anna/Dropboxes/Commessa"), ""),  # another word
        (PurePosixPath("/Users/anna/Library/CloudStorage/GoogleDrive-a@esempio.it/Commessa"), "Google Drive"),
        (PurePosixPath("/Users/anna/Library/CloudStorage/Altro/Commessa"), location.UNKNOWN_PROGRAM),
        (PurePosixPath("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/Commessa"), "iCloud Drive"),
        (PurePosixPath("/Users/anna/Library/Application Support/Commessa"), ""),
    ],
)
def test_folders_that_are_copied_away(folder: PurePath, program: str) -> None:
    assert synchronised_by(folder) == program


def test_onedrive_says_itself_where_it_lies() -> None:
    folder = PureWindowsPath(r"D:\Ufficio\Commessa")
    assert synchronised_by(folder, [PureWindowsPath(r"d:\ufficio")]) == "OneDrive"
    assert synchronised_by(folder, [PureWindowsPath(r"D:\Altro")]) == ""


# --- the system ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of which nothing bad is known."""
    monkeypatch.setattr(location, "_mounts", list)
    for name in location.ONEDRIVE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    made = tmp_path / "ufficio" / "Commessa"
    made.mkdir(parents=True)
    return made


def test_a_folder_of_this_computer(folder: Path) -> None:
    assert check_folder(folder) is None


def test_the_folder_of_the_tests_is_looked_at_with_the_system_s_own_table(tmp_path: Path) -> None:
    check_folder(tmp_path)
    if location.SYSTEM.startswith("linux"):
        assert PurePosixPath("/") in [mount.folder for mount in location._mounts()]  # noqa: SLF001 - what this system says of its mounts


@pytest.mark.parametrize(("mark", "program"), [(".stfolder", "Syncthing"), (".sync_1a2b3c.db", "Nextcloud")])
def test_a_mark_tells_whatever_the_folder_s_name(folder: Path, mark: str, program: str) -> None:
    (folder.parent / mark).touch()
    assert check_folder(folder) == UnsafeLocation("synchronised", program)


def test_a_link_leads_to_where_the_files_are(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "Dropbox" / "dati"
    there.mkdir(parents=True)
    link = folder / "dati"
    try:
        link.symlink_to(there, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert check_folder(link) == UnsafeLocation("synchronised", "Dropbox")


def test_the_environment_names_onedrive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", os.path.realpath(folder.parent))
    assert check_folder(folder) == UnsafeLocation("synchronised", "OneDrive")


def test_a_share_counts_before_a_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".stfolder").touch()
    monkeypatch.setattr(location, "is_remote", lambda *_: True)
    assert check_folder(folder) == UnsafeLocation("network")


@pytest.mark.parametrize(("kind", "danger"), [(4, UnsafeLocation("network")), (3, None)])
def test_windows_knows_a_drive_of_the_network(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: int, danger: UnsafeLocation | None
) -> None:
    asked: list[str] = []

    def drive_type(anchor: str) -> int:
        asked.append(anchor)
        return kind

    kernel = SimpleNamespace(GetDriveTypeW=drive_type)
    monkeypatch.setattr(location, "SYSTEM", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert check_folder(folder) == danger
    assert set(asked) == {folder.anchor}


def test_macos_is_asked_for_its_mounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "SYSTEM", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=MAC))
    assert [mount.kind for mount in location._mounts()] == ["apfs", "apfs", "smbfs", "nfs"]  # noqa: SLF001 - what this system says of its mounts

    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("mount", 5)

    monkeypatch.setattr(subprocess, "run", slow)
    assert location._mounts() == []  # noqa: SLF001 - what this system says of its mounts


def test_what_cannot_be_known_is_not_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise PermissionError

    monkeypatch.setattr(location, "_mounts", broken)
    (folder / ".stfolder").touch()
    assert check_folder(folder) is None

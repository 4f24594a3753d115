"""Whether a folder is safe for the database of drafts: not on a network drive, not synchronised by a cloud program.

The decisions work on plain data (paths, mount tables); `check_folder` asks the system for these.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Final, Literal, NamedTuple

from desktop_app.system.files import read_start

SYSTEM: str = sys.platform
REMOTE_FILE_SYSTEMS: Final = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "ceph", "lustre", "davfs", "webdav",
    "ftp", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs",
    "fuse.davfs2", "fuse.curlftpfs",
))  # fmt: skip
SYNC_FOLDER_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "il mio drive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
    "box-box": "Box",
    "proton drive": "Proton Drive",
    "protondrive": "Proton Drive",
    "kdrive": "kDrive",
    "seadrive": "Seafile",
}  # names that programs give to their folders
SYNC_MARKER_FILES: Final = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}  # files that programs leave in the folders they synchronise, whatever their name
ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # of the environment
UNKNOWN_PROGRAM: Final = "un programma di archiviazione in rete"
WINDOWS_DRIVE_REMOTE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
MAC_MOUNT_LINE: Final = re.compile(r"^.+? on (/.*) \((\w+)(?:,[^()]*)?\)$", re.MULTILINE)
MOUNT_TIMEOUT_SECONDS: Final = 5.0


class Mount(NamedTuple):
    """A mount point and the type of its file system, as the system calls it."""

    folder: PurePosixPath
    kind: str


class UnsafeLocation(NamedTuple):
    """Why a folder is not safe; `program` is the one that synchronises it, if that is the reason."""

    reason: Literal["network", "synchronised"]
    program: str = ""


def linux_mounts(table: str) -> list[Mount]:
    """Parses /proc/self/mountinfo; other lines are ignored."""
    found = []
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if dash and len(fields) > 4:
            folder = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
            found.append(Mount(PurePosixPath(folder), after.split(" ")[0]))
    return found


def mac_mounts(table: str) -> list[Mount]:
    """Parses the output of the `mount` command of macOS."""
    return [Mount(PurePosixPath(folder), kind) for folder, kind in MAC_MOUNT_LINE.findall(table)]


def is_remote(folder: PurePath, mounts: Iterable[Mount] = ()) -> bool:
    r"""Whether it is on another computer: `\\server\share`, or inside a network mount.

    Of two mounts at the same place the later one counts.
    """
    if not isinstance(folder, PurePosixPath):
        plain = str(folder).upper()
        return plain.startswith("\\\\?\\UNC\\") or (plain.startswith("\\\\") and plain[2:4] not in ("?\\", ".\\"))
    around = [mount for mount in mounts if folder.is_relative_to(mount.folder)]
    nearest = max(enumerate(around), key=lambda each: (len(each[1].folder.parts), each[0]), default=None)
    return nearest is not None and nearest[1].kind in REMOTE_FILE_SYSTEMS


def synchronised_by(
    folder: PurePath, roots: Iterable[PurePath] = (), marks: Mapping[PurePath, str] | None = None
) -> str:
    """The program that synchronises the folder; empty if none is known.

    `roots`: the folders that OneDrive names in the environment; `marks`: programs whose marker files are in a folder.
    """
    if any(folder.is_relative_to(root) for root in roots):
        return "OneDrive"
    for each in (folder, *folder.parents):
        if program := _by_name(each.name) or (marks or {}).get(each, ""):
            return program
        if each.parts[-2:] == ("Library", "CloudStorage"):
            return UNKNOWN_PROGRAM
    return ""


def _by_name(name: str) -> str:
    """The program of a folder name, also with an addition: `OneDrive - Una cooperativa`, `Dropbox (Ufficio)`."""
    plain = name.casefold()
    return next(
        (
            program
            for start, program in SYNC_FOLDER_NAMES.items()
            if re.match(rf"{re.escape(start)}(?: - | \(|-|$)", plain)
        ),
        "",
    )


# --- the system ------------------------------------------------------------------------------------------


def check_folder(folder: Path) -> UnsafeLocation | None:
    """Why drafts should not be kept in the folder, None if nothing is known. Slow where it is on a network drive."""
    try:
        real = Path(os.path.realpath(folder))
        if is_remote(real, _mounts()) or _is_remote_drive(folder.absolute()) or _is_remote_drive(real):
            return UnsafeLocation("network")
        roots = [Path(value) for name in ONEDRIVE_VARIABLES if (value := os.environ.get(name))]
        program = synchronised_by(real, roots, _marks(real))
    except (OSError, ValueError):
        return None  # cannot be determined
    return UnsafeLocation("synchronised", program) if program else None


def _mounts() -> list[Mount]:
    if SYSTEM.startswith("linux"):
        return linux_mounts(read_start(Path("/proc/self/mountinfo"), 10_000_000).decode(errors="replace"))
    if SYSTEM == "darwin":
        import subprocess

        with contextlib.suppress(subprocess.SubprocessError):
            done = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=MOUNT_TIMEOUT_SECONDS, check=True
            )
            return mac_mounts(done.stdout)
    return []


def _is_remote_drive(folder: Path) -> bool:
    """Whether its drive letter is a network drive (Windows only)."""
    if SYSTEM != "win32":
        return False
    import ctypes

    system: Any = ctypes  # its stubs lack `windll` on other systems
    return bool(system.windll.kernel32.GetDriveTypeW(folder.anchor) == WINDOWS_DRIVE_REMOTE)


def _marks(folder: Path) -> dict[PurePath, str]:
    found: dict[PurePath, str] = {}
    for each in (folder, *folder.parents):
        for mark, program in SYNC_MARKER_FILES.items():
            with contextlib.suppress(OSError):
                if next(each.glob(mark), None) is not None:
                    found[each] = program
    return found

"""Whether a folder is a safe place for the drafts: not on another computer, not where a program copies it away.

What is decided comes from plain data, paths and tables of mounts; `check` asks the system for them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Final, Literal, NamedTuple

SYSTEM: str = sys.platform
REMOTE: Final = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "ceph", "lustre", "davfs", "webdav",
    "ftp", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs",
    "fuse.davfs2", "fuse.curlftpfs",
))  # fmt: skip
BY_NAME: Final = {
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
}  # of folders, as each program calls its own
BY_MARK: Final = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}  # of files that a program leaves in the folder it copies, whatever its name
ROOTS: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # variables of the environment
ANY: Final = "un programma di archiviazione in rete"
WINDOWS_REMOTE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
MAC_LINE: Final = re.compile(r"^.+? on (/.*) \((\w+)(?:,[^()]*)?\)$", re.MULTILINE)
SECONDS: Final = 5.0


class Mount(NamedTuple):
    """Where a file system begins, and its type in the system's words."""

    folder: PurePosixPath
    kind: str


@dataclass(frozen=True, slots=True)
class Danger:
    """Why a folder is no safe place; `program` copies it away, where that is the reason."""

    kind: Literal["network", "synchronised"]
    program: str = ""


def linux_mounts(table: str) -> list[Mount]:
    """The lines of /proc/self/mountinfo; what is not one stays out."""
    found = []
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if dash and len(fields) > 4:
            folder = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
            found.append(Mount(PurePosixPath(folder), after.split(" ")[0]))
    return found


def mac_mounts(table: str) -> list[Mount]:
    """What the command `mount` of macOS prints."""
    return [Mount(PurePosixPath(folder), kind) for folder, kind in MAC_LINE.findall(table)]


def is_remote(folder: PurePath, mounts: Iterable[Mount] = ()) -> bool:
    r"""Whether it lies on another computer: `\\server\share`, or inside a mount of the network.

    Of two mounts in one place the later one covers the earlier.
    """
    if not isinstance(folder, PurePosixPath):
        plain = str(folder).upper()
        return plain.startswith("\\\\?\\UNC\\") or (plain.startswith("\\\\") and plain[2:4] not in ("?\\", ".\\"))
    around = [mount for mount in mounts if folder.is_relative_to(mount.folder)]
    nearest = max(enumerate(around), key=lambda each: (len(each[1].folder.parts), each[0]), default=None)
    return nearest is not None and nearest[1].kind in REMOTE


def synchronised_by(
    folder: PurePath, roots: Iterable[PurePath] = (), marks: Mapping[PurePath, str] | None = None
) -> str:
    """The program that copies the folder away, empty if none is known.

    `roots`: where OneDrive says it keeps its files; `marks`: programs that left a mark of theirs, by folder.
    """
    if any(folder.is_relative_to(root) for root in roots):
        return "OneDrive"
    for each in (folder, *folder.parents):
        if program := _by_name(each.name) or (marks or {}).get(each, ""):
            return program
        if each.parts[-2:] == ("Library", "CloudStorage"):
            return ANY
    return ""


def _by_name(name: str) -> str:
    """`OneDrive - Una cooperativa` and `Dropbox (Ufficio)` are names of the same programs, too."""
    plain = name.casefold()
    return next(
        (program for start, program in BY_NAME.items() if re.match(rf"{re.escape(start)}(?: - | \(|-|$)", plain)), ""
    )


# --- the system ------------------------------------------------------------------------------------------


def check(folder: Path) -> Danger | None:
    """What is known against keeping drafts there; takes as long as the network does, where it lies on one."""
    try:
        real = Path(os.path.realpath(folder))
        if is_remote(real, _mounts()) or _is_remote_drive(folder.absolute()) or _is_remote_drive(real):
            return Danger("network")
        roots = [Path(value) for name in ROOTS if (value := os.environ.get(name))]
        program = synchronised_by(real, roots, _marks(real))
    except (OSError, ValueError):
        return None  # it cannot be known
    return Danger("synchronised", program) if program else None


def _mounts() -> list[Mount]:
    if SYSTEM.startswith("linux"):
        return linux_mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
    if SYSTEM == "darwin":
        import subprocess

        with contextlib.suppress(subprocess.SubprocessError):
            done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=SECONDS, check=True)
            return mac_mounts(done.stdout)
    return []


def _is_remote_drive(folder: Path) -> bool:
    """Whether Windows calls its letter a drive of the network."""
    if SYSTEM != "win32":
        return False
    import ctypes

    system: Any = ctypes  # its types know only what is here
    return bool(system.windll.kernel32.GetDriveTypeW(folder.anchor) == WINDOWS_REMOTE)


def _marks(folder: Path) -> dict[PurePath, str]:
    found: dict[PurePath, str] = {}
    for each in (folder, *folder.parents):
        for mark, program in BY_MARK.items():
            with contextlib.suppress(OSError):
                if next(each.glob(mark), None) is not None:
                    found[each] = program
    return found

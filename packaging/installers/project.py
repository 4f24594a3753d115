"""What every package is made of: the program's files, its version, the commands that build it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

# The trial of an update builds an earlier version of the same program, into a folder of its own.
OTHER_VERSION, OTHER_FOLDER = "COMMESSA_PACKAGE_VERSION", "COMMESSA_PACKAGE_FOLDER"
ROOT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get(OTHER_FOLDER) or ROOT / "dist")
VERSIONED = Path("desktop_app") / "__init__.py"
NAME = "Commessa"
PUBLISHER = "Commessa"
DRAFT_KIND = "application/vnd.commessa.bozza"  # the media type of a .commessa file
PACKAGE_KIND = "application/vnd.commessa.moduli"  # that of a .moduli file
CHECKSUMS = "SHA256SUMS"
SOURCES = ("desktop_app", "forms", "resources")
NOT_SHIPPED = ("__pycache__", "pictures", "*.pyc")
VERSION_LINE = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
OLDEST = 315_532_800  # 1980: a zip knows no earlier time


class BuildFault(Exception):
    """What stops a build: one Italian sentence."""


def say(text: str) -> None:
    print(text, flush=True)


def version() -> str:
    """The version that is packed: the program's, or the one that is asked for."""
    return os.environ.get(OTHER_VERSION) or version_in((ROOT / VERSIONED).read_text(encoding="utf-8"))


def version_in(source: str) -> str:
    """The version of the program, from its one place."""
    found = VERSION_LINE.search(source)
    if found is None:
        raise BuildFault("In desktop_app/__init__.py non c'è la versione.")
    return found[1]


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows wants it: four numbers; what is no number counts as nothing."""
    found = [int(each) for each in re.findall(r"\d+", version.partition("+")[0])[:3]]
    major, minor, patch = (*found, 0, 0, 0)[:3]
    return major, minor, patch, 0


def moment() -> int:
    """Seconds since 1970 that stand for the build in all its files: SOURCE_DATE_EPOCH, or the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return max(OLDEST, int(given))
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return max(OLDEST, int(asked.stdout)) if asked.returncode == 0 and asked.stdout.strip() else OLDEST


def run(
    command: Sequence[str | Path],
    fault: str,
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    seconds: float = 1800,
) -> str:
    """What a command prints. Raises BuildFault with the sentence and the end of what it printed."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildFault(f"{fault} (nessuna risposta in {seconds:.0f} secondi)") from error
    printed = done.stdout.decode(errors="replace")
    if done.returncode != 0:
        tail = "\n".join(printed.strip().splitlines()[-25:])
        raise BuildFault(f"{fault} (codice {done.returncode})\n{tail}")
    return printed


def copy_program(target: Path) -> None:
    """The program as it runs: its code, forms and resources, without what only developers need."""
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns(*NOT_SHIPPED))
    place = target / VERSIONED
    text = place.read_text(encoding="utf-8")
    if version_in(text) != version():
        place.write_text(VERSION_LINE.sub(f'__version__ = "{version()}"', text), encoding="utf-8")


def megabytes(path: Path) -> float:
    """The size of a file, or of all files of a folder, in millions of bytes."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if not each.is_dir()]
    return sum(each.lstat().st_size for each in files) / 1e6  # a link is not the file it names


def bounded(path: Path, most: float) -> None:
    """Says how large it is. Raises BuildFault beyond `most` MB."""
    size = megabytes(path)
    say(f"{path.name}: {size:.1f} MB")
    if size > most:
        raise BuildFault(f"{path.name} è di {size:.1f} MB: non deve superare {most:.0f} MB.")


def set_times(folder: Path, when: int) -> None:
    """One time for all files, so that the same sources give the same package."""
    for path in sorted(folder.rglob("*")):
        os.utime(path, (when, when))


def write_zip(folder: Path, target: Path, when: int) -> None:
    """The folder with all it holds, sorted and dated `when`, as a zip in which it is the only folder."""
    stamp = datetime.fromtimestamp(when, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", stamp)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(info, path.read_bytes())


def finish(made: Iterable[Path]) -> None:
    """Says what was made, and puts it into SHA256SUMS beside it."""
    paths = [*made]
    for path in paths:
        say(f"{path.name}  {megabytes(path):.1f} MB")
    say(f"{note_checksums(paths)}")


def note_checksums(made: Sequence[Path]) -> Path:
    """Writes SHA256SUMS of a folder, as `sha256sum -c` reads it; what it says of other files that are there stays."""
    target = made[0].with_name(CHECKSUMS)
    lines = target.read_text(encoding="utf-8").splitlines() if target.is_file() else []
    known = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    known = {name: digest for name, digest in known.items() if target.with_name(name).is_file()}
    for path in made:
        with path.open("rb") as file:
            known[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(known.items()))
    target.write_text(text, encoding="utf-8", newline="\n")
    return target

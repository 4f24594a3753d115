"""The environment in .venv/: made from the hash-locked list the first time, and again when the list changes.

Where .venv is a link, several checkouts share it: it is never cleared under their feet, what a list lacks is added.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dev_commands import paths
from dev_commands.console import Fault, say
from dev_commands.system_packages import install_packages, missing_packages

HASHED = ["--only-binary", ":all:", "--require-hashes"]


def ensure_environment(screen: bool = False) -> None:
    """Everything that the program needs is there afterwards, or a Fault says what is missing."""
    if not (3, 11) <= sys.version_info[:2] < (3, 16):
        raise Fault(f"Serve Python da 3.11 a 3.15; questo è {sys.version.split()[0]}.")
    install_packages(missing_packages(screen))
    wanted = fingerprint()
    if is_ready(wanted):
        return
    with LockFile(paths.VENV.resolve().parent / ".venv.lock"):
        if is_ready(wanted):
            return
        if paths.VENV.is_symlink() and paths.PYTHON.exists():
            add_packages()
            shared_stamp(wanted).touch()
        else:
            say("Preparo l'ambiente in .venv (solo la prima volta, meno di un minuto)…")
            build_environment()
            paths.STAMP.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Of the list and of the Python; a security update of the same Python changes nothing here."""
    python = f"{sys.platform} {sys.implementation.cache_tag}"
    return hashlib.sha256(paths.LOCK.read_bytes() + python.encode()).hexdigest()


def is_ready(wanted: str) -> bool:
    """Whether .venv/ was made to the end, with that fingerprint, or has what that list lacked since."""
    try:
        if not paths.PYTHON.exists():
            return False
        return shared_stamp(wanted).exists() or paths.STAMP.read_text(encoding="ascii") == wanted
    except OSError:
        return False


def shared_stamp(wanted: str) -> Path:
    """Says that a shared environment has what the list of one of its checkouts asks; the others keep theirs."""
    return paths.STAMP.with_name(f"{paths.STAMP.name}-{wanted[:16]}")


def add_packages() -> None:
    """What the list has and the environment lacks; nothing is taken away that another checkout may be using."""
    if not with_uv(shutil.which("uv") or paths.BIN / "uv"):
        raise Fault("Le librerie non si sono installate: controlla la rete e ripeti lo stesso comando.")


def build_environment() -> None:
    """A fresh .venv with exactly the locked packages: by uv, in a fifth of pip's time; by pip where uv cannot."""
    uv = shutil.which("uv")
    if uv and quietly(uv, "venv", "--clear", "--python", sys.executable, paths.VENV) and with_uv(uv):
        return
    import venv  # only here: slow to import, and absent from a bare Debian

    has_pip = (
        importlib.util.find_spec("pip") is not None
    )  # that of this Python can install into .venv: it needs none of its own
    try:
        venv.EnvBuilder(with_pip=not has_pip, clear=True).create(paths.VENV.resolve())  # it refuses a link
    except (OSError, subprocess.CalledProcessError) as error:
        raise Fault(f"Non riesco a creare .venv: chiudi i programmi che la usano. ({error})") from error
    uv_alone = paths.VENV / "uv.txt"
    uv_alone.write_text(locked("uv"), encoding="utf-8")
    pip: list[str | Path] = [paths.PYTHON, "-m", "pip"]
    if has_pip:
        pip = [sys.executable, "-m", "pip", "--python", paths.PYTHON]
    if not (with_pip(pip, uv_alone) and (with_uv(paths.BIN / "uv") or with_pip(pip, paths.LOCK))):
        raise Fault("Le librerie non si sono installate: controlla la rete e ripeti lo stesso comando.")


def locked(package: str) -> str:
    """The lines of the list for one package that needs no other."""
    found = re.search(rf"^{package}==.*(\n .*)+", paths.LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return found[0] if found else ""


def with_pip(pip: list[str | Path], requirements: Path) -> bool:
    """Whether pip installed them; what it complains about goes to the screen."""
    options = "install -qq --no-input --no-user --disable-pip-version-check"
    return subprocess.run([*pip, *options.split(), *HASHED, "-r", requirements]).returncode == 0


def with_uv(uv: str | Path) -> bool:
    """Whether uv installed the whole list; it says nothing, because pip follows where it could not."""
    return quietly(uv, "pip", "install", "--python", paths.PYTHON, *HASHED, "-r", paths.LOCK)


def quietly(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


class LockFile:
    """Makes a second start wait for the first one's set-up; the system frees it even after a crash."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.file = self.path.open("a")
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    return msvcrt.locking(self.file.fileno(), msvcrt.LK_LOCK, 1)
                except OSError:
                    continue  # LK_LOCK gives up after ten seconds
        import fcntl

        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()

#!/usr/bin/env python3
"""The one door for a developer: `python3 dev.py run | test | check | bench | pictures | package | lock`.

Standard library only. Makes .venv/ from the hash-locked list the first time, and when the list changes.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOCK = HERE / "packaging" / "requirements.lock"
HASHED = ["--only-binary", ":all:", "--require-hashes"]
STAMP = VENV / "ready"  # written last: an environment made half-way has none
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

USAGE = """uso: python3 dev.py COMANDO

  run [argomenti]       prepara tutto e apre il programma; senza schermo scrive l'esempio in out/
  test [--long] [...]   prepara tutto ed esegue le prove; il resto va a pytest; --long aggiunge quelle lente
  check                 formato, stile, tipi, strati, ortografia, codice morto, regole della casa
  bench                 misura i tempi e li confronta con gli obiettivi
  pictures              disegna di nuovo le immagini del README
  package SISTEMA       linux o windows: scrive in dist/ i programmi di installazione (--verify: e li prova)
  lock                  rinnova packaging/requirements.lock da pyproject.toml (--upgrade: versioni nuove)"""

# What Qt loads from the system, and the Debian or Ubuntu package that brings it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

CHECKS = {
    "format": "-m ruff format --check --quiet --diff .",
    "lint": "-m ruff check --quiet .",
    "types": "-m mypy --no-error-summary desktop_app tests dev.py packaging",
    "layers": "-c 'from importlinter import cli; raise SystemExit(cli.lint_imports(no_logo=True))'",
    "spelling": "-m codespell_lib desktop_app tests packaging dev.py README.md ARCHITECTURE.md CHANGELOG.md",
    "dead code": "-m vulture",
    "house": "-m tests.house",
    "kinds": "-m tests.kinds",
}


class Fault(Exception):
    """What stops the set-up: one Italian sentence that says what to do."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_window() -> bool:
    """Whether the program can open one yet: app.py is the only place that does."""
    return "desktop_app.gui" in (HERE / "desktop_app" / "app.py").read_text(encoding="utf-8")


# --- the environment ---------------------------------------------------------------------------------------


def ensure_environment(screen: bool = False) -> None:
    """Everything that the program needs is there afterwards, or a Fault says what is missing."""
    if not (3, 11) <= sys.version_info[:2] < (3, 16):
        raise Fault(f"Serve Python da 3.11 a 3.15; questo è {sys.version.split()[0]}.")
    install_packages(missing_packages(screen))
    wanted = fingerprint()
    if is_ready(wanted):
        return
    with LockFile(HERE / ".venv.lock"):
        if not is_ready(wanted):
            say("Preparo l'ambiente in .venv (solo la prima volta, meno di un minuto)…")
            build_environment()
            STAMP.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Of the list and of the Python; a security update of the same Python changes nothing here."""
    python = f"{sys.platform} {sys.implementation.cache_tag}"
    return hashlib.sha256(LOCK.read_bytes() + python.encode()).hexdigest()


def is_ready(wanted: str) -> bool:
    try:
        return PYTHON.exists() and STAMP.read_text(encoding="ascii") == wanted
    except OSError:
        return False


def missing_packages(screen: bool) -> list[str]:
    """Debian packages that this machine still needs."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})}
    packages = [package for library, package in libraries.items() if not can_load(library)]
    if not PYTHON.exists() and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        packages.append(f"python3.{sys.version_info[1]}-venv")
    return packages


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> None:
    """By apt, where we may; else a Fault with the one command to run."""
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Fault(f"Mancano librerie di sistema; i pacchetti di Debian sono: {' '.join(packages)}")
    update, install = "apt-get update", f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    sudo = "sudo " if shutil.which("sudo") else ""
    by_hand = f"{sudo}{update} && {sudo}{install}"
    if sys.platform == "win32" or os.geteuid() != 0:
        raise Fault(f"Mancano pacchetti di sistema. Esegui come amministratore:\n  {by_hand}")
    say(f"Installo {len(packages)} pacchetti di sistema…")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (update, install):  # the update may fail: an old list is often good enough
        done = subprocess.run(step.split(), env=quiet, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise Fault(f"{done.stderr.strip()}\nI pacchetti non si sono installati. Ripeti:\n  {by_hand}")


def build_environment() -> None:
    """A fresh .venv with exactly the locked packages: by uv, in a fifth of pip's time; by pip where uv cannot."""
    uv = shutil.which("uv")
    if uv and quietly(uv, "venv", "--clear", "--python", sys.executable, VENV) and with_uv(uv):
        return
    import venv  # only here: slow to import, and absent from a bare Debian

    has_pip = importlib.util.find_spec("pip") is not None  # it serves two environments as well as one
    try:
        venv.EnvBuilder(with_pip=not has_pip, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Fault(f"Non riesco a creare .venv: chiudi i programmi che la usano. ({error})") from error
    uv_alone = VENV / "uv.txt"
    uv_alone.write_text(locked("uv"), encoding="utf-8")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", PYTHON] if has_pip else [PYTHON, "-m", "pip"]
    if not (with_pip(pip, uv_alone) and (with_uv(BIN / "uv") or with_pip(pip, LOCK))):
        raise Fault("Le librerie non si sono installate: controlla la rete e ripeti lo stesso comando.")


def locked(package: str) -> str:
    """The lines of the list for one package that needs no other."""
    found = re.search(rf"^{package}==.*(\n .*)+", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return found[0] if found else ""


def with_pip(pip: list[str | Path], requirements: Path) -> bool:
    """What it complains about goes to the screen."""
    options = "install -qq --no-input --no-user --disable-pip-version-check"
    return subprocess.run([*pip, *options.split(), *HASHED, "-r", requirements]).returncode == 0


def with_uv(uv: str | Path) -> bool:
    return quietly(uv, "pip", "install", "--python", PYTHON, *HASHED, "-r", LOCK)


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


# --- the commands ------------------------------------------------------------------------------------------


def in_environment(*arguments: str | Path, offscreen: bool = False, at_home: bool = True) -> int:
    command = [str(PYTHON), *map(str, arguments)]
    return subprocess.call(command, env=environment_for(offscreen), cwd=HERE if at_home else None)


def environment_for(offscreen: bool) -> dict[str, str]:
    extra = {
        "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE / "packaging"))),
        "PYTHONDONTWRITEBYTECODE": "",  # uv compiles nothing: what the first start compiles is kept for the next
    }
    if offscreen:
        extra["QT_QPA_PLATFORM"] = "offscreen"
    return {**os.environ, **extra}


def run(arguments: list[str]) -> int:
    window = has_window()
    ensure_environment(screen=window and has_screen())
    if arguments or (window and has_screen()):
        return in_environment("-m", "desktop_app", *arguments, at_home=False)
    reason = "Non c'è uno schermo" if window else "La finestra non c'è ancora"
    say(f"{reason}: preparo i documenti dell'esempio nella cartella out.")
    return export_example()


def export_example() -> int:
    """The main job without a window, on the form with most documents."""
    import json

    forms = json.loads(program("forms", "--json"))
    draft = program("example", max(forms, key=lambda form: len(form["documents"]))["id"])
    print(program("export", "-", "--to", "out", draft=draft).decode(), end="")
    return 0


def program(*arguments: str, draft: bytes = b"") -> bytes:
    """What the program prints; what it has to complain about goes to the screen as it is."""
    command = [str(PYTHON), "-m", "desktop_app", *arguments]
    done = subprocess.run(command, input=draft, stdout=subprocess.PIPE, env=environment_for(True), cwd=HERE)
    if done.returncode != 0:
        raise Fault(f"Il comando «{' '.join(arguments)}» non è riuscito.")
    return done.stdout


def test(arguments: list[str]) -> int:
    """All tests; only what pytest is told to, where it is told something."""
    ensure_environment()
    long = "--long" in arguments
    rest = [argument for argument in arguments if argument != "--long"]
    runs = [["-m", "" if long else "not long", *rest]] if rest else everything(long)
    return side_by_side([["-m", "pytest", *run] for run in runs], environment_for(offscreen=True))


def everything(long: bool) -> list[list[str]]:
    """The engine's examples are held to all of its branches, whatever hypothesis draws; counting is slow."""
    engine = "tests/unit/engine"
    chosen, and_not = ("", "") if long else ("not long", " and not long")
    return [
        ["-m", chosen, "tests", f"--ignore={engine}", "-n", "auto", "--dist", "worksteal"],
        ["-m", f"not hypothesis{and_not}", engine, "--cov", "--cov-report=term-missing"],
        ["-m", f"hypothesis{and_not}", engine],
    ]


def side_by_side(runs: list[list[str]], environment: dict[str, str]) -> int:
    """Of the first what it says at once, of the others when it has ended; gives 0 where every one did."""
    first, *others = [
        subprocess.Popen(
            [PYTHON, *run],
            env=environment,
            cwd=HERE,
            stdout=subprocess.PIPE if place else None,
            stderr=subprocess.STDOUT if place else None,
        )
        for place, run in enumerate(runs)
    ]
    codes = [first.wait()]
    for process in others:
        output, _nothing = process.communicate()
        print(output.decode(errors="replace"), end="", flush=True)
        codes.append(process.returncode)
    return next((code for code in codes if code), 0)  # one that crashed has a code below 0


def check(_: list[str]) -> int:
    """Runs all checks side by side; one line each, what the failed ones said, and the warnings of the others."""
    ensure_environment()
    started = {
        name: subprocess.Popen(
            [PYTHON, *shlex.split(command)],
            env=environment_for(True),
            cwd=HERE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name, command in CHECKS.items()
    }
    failed = 0
    for name, process in started.items():
        output, _nothing = process.communicate()
        ok = process.returncode == 0
        failed += not ok
        print(f"{name:10} {'ok' if ok else 'failed'}", flush=True)
        for line in output.decode(errors="replace").strip().splitlines():
            if not ok or line.startswith("warning:"):
                print(line, flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    ensure_environment()
    return in_environment("-m", "tests.bench", *arguments, offscreen=True)


def pictures(_: list[str]) -> int:
    ensure_environment()
    return in_environment("-m", "tests.pictures", offscreen=True)


def package(arguments: list[str]) -> int:
    """What people install; packaging/installers says how."""
    ensure_environment()
    return in_environment("-m", "installers", *arguments)


def lock(arguments: list[str]) -> int:
    ensure_environment()
    options = "--universal --generate-hashes --quiet --python-version 3.11 --group dev --no-strip-extras"
    header = ["--custom-compile-command", "python3 dev.py lock"]
    compile_ = ["-m", "uv", "pip", "compile", "pyproject.toml", *options.split(), *header]
    return in_environment(*compile_, "--output-file", LOCK.relative_to(HERE), *arguments)


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "pictures": pictures,
    "package": package,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console that lacks a sign must not stop us
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE)
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Fault as fault:
        say(str(fault))
    except OSError as error:
        say(f"Non riesco a proseguire: {error}")
    except KeyboardInterrupt:
        say("Interrotto.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

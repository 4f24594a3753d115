"""`package linux`: a .deb and a portable tar.xz in dist/, frozen with PyInstaller."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import sys
import tarfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from dev_commands.system_packages import can_load, install_packages, missing_packages
from installers import icu
from installers.carried import NOTHING, Carried
from installers.components import REPLACEABLE
from installers.frozen import SETTINGS, freeze
from installers.project import (
    DIST,
    DRAFT_KIND,
    PACKAGE_KIND,
    ROOT,
    BuildFault,
    bounded,
    finish,
    megabytes,
    moment,
    run,
    say,
    version,
)

LINUX = ROOT / "packaging" / "linux"
WORK = DIST / "linux"
TREE = WORK / "frozen" / "commessa"
MOST_DEB, MOST_INSTALLED = 40, 140
NOBODY = "commessa@localhost"
NO_ADDRESS = "commessa: bogus-mail-host *\ncommessa: bogus-mail-host-in-debian-changelog *"
KINDS = {"DRAFT_KIND": DRAFT_KIND, "PACKAGE_KIND": PACKAGE_KIND}
TOOLS = {
    "strip": "binutils",
    "gcc": "gcc",
    "chrpath": "chrpath",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
}
VERIFY_TOOLS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "import": "imagemagick"}
# What the frozen program leaves to the system; names of Debian 12 and, after |, of later ones.
DEPENDS = (
    "libc6 (>= 2.36)", "libgl1", "libegl1", "libx11-6", "libxcb1", "libfontconfig1", "libfreetype6", "libdbus-1-3",
    "libglib2.0-0 | libglib2.0-0t64", "libgssapi-krb5-2", "zlib1g", "libssl3 | libssl3t64",
    "libsqlite3-0",
)  # fmt: skip


def products() -> dict[str, Path]:
    """What is made, by kind."""
    return {
        "deb": DIST / f"commessa_{version()}_amd64.deb",
        "portable": DIST / f"Commessa-{version()}-linux-x86_64.tar.xz",
    }


def package(quick: bool = False, inside: Carried = NOTHING) -> None:
    """Builds everything anew; `quick` packs badly, to try things out; `inside` is what an association adds."""
    install_packages(lacking_libraries())
    os.environ["SOURCE_DATE_EPOCH"] = str(moment())
    shutil.rmtree(WORK, ignore_errors=True)
    freeze(WORK, "x86_64-manylinux_2_36")
    slim(TREE)
    compile_replaceable(TREE / "_internal")
    bounded(TREE, MOST_INSTALLED)
    inside.lay(TREE)
    say("Scrivo i pacchetti…")
    made = products()
    write_deb(made["deb"], quick, inside)
    write_portable(made["portable"], quick)
    bounded(made["deb"], 100 if quick else MOST_DEB)
    finish(made.values())


def lacking_libraries() -> list[str]:
    """Debian packages of what PyInstaller takes along: on a machine without them it would only warn."""
    packages = missing_packages(screen=True)
    minor = sys.version_info[1]
    if sys.base_prefix == "/usr" and not can_load(f"libpython3.{minor}.so.1.0"):
        packages.append(f"libpython3.{minor}")
    return packages


def slim(tree: Path) -> None:
    """Takes the symbols for debuggers out of all libraries, and away what only installers or other languages need."""
    libraries = [path for path in tree.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    run(["strip", "--strip-unneeded", *libraries], "Le librerie non si alleggeriscono.")
    for path in libraries:
        if path.name.startswith("libicudata.so"):
            icu.trim(path)
        if path.parent.name == "lib-dynload" or path.name.startswith("libpython"):  # they name where they were built
            run(["chrpath", "-d", path], f"{path.name} non si legge.")
    for info in tree.rglob("*.dist-info"):
        shutil.rmtree(info)


def compile_replaceable(folder: Path) -> None:
    """Compiles what lies there as source; each is held against it at every start, so that a user's own counts."""
    places = [folder, *(folder / name for name in REPLACEABLE)]  # the first is left out of tracebacks
    options = ["-q", "--invalidation-mode", "checked-hash", "-s"]
    fault = "I moduli non si compilano."
    run([sys.executable, "-m", "compileall", *options, *places], fault, environment=SETTINGS)


# --- the packages ------------------------------------------------------------------------------------------


def write_deb(target: Path, quick: bool, inside: Carried) -> None:
    """The Debian package: the program in /usr/lib, its entry in the menu, its kind of file."""
    root = WORK / "deb"
    shutil.copytree(TREE, root / "usr" / "lib" / "commessa", symlinks=True)
    place_shared(root / "usr" / "share", inside)
    link = root / "usr" / "bin" / "commessa"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/commessa/commessa")
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    values = {"VERSION": version(), "KB": str(round(megabytes(root) * 1000)), "DEPENDS": ", ".join(DEPENDS)}
    values["MAINTAINER"] = maintainer(inside)
    values["HOMEPAGE"] = f"\nHomepage: {inside.page}" if inside.page else ""
    control.write_text(filled("control", values), encoding="utf-8")
    write_md5sums(root)
    level = "-z1" if quick else "-z9"
    alike = {"DPKG_DEB_THREADS_MAX": "1"}  # on any number of processors
    build: list[str | Path] = ["dpkg-deb", "-Zxz", level, "--root-owner-group", "--build", root, target]
    run(build, "Il pacchetto .deb non si scrive.", environment=alike)


def place_shared(share: Path, inside: Carried) -> None:
    """Menu entry, icon, kind of file, description for software centres, licence and changes."""
    day = datetime.fromtimestamp(moment(), UTC).date().isoformat()
    entry = share / "applications" / "commessa.desktop"
    about = share / "metainfo" / "it.commessa.commessa.metainfo.xml"
    page = f'\n  <url type="homepage">{escape(inside.page)}</url>' if inside.page else ""
    about_values = {**KINDS, "VERSION": version(), "DATE": day, "PUBLISHER": escape(inside.publisher), "PAGE": page}
    contents = {
        entry: filled("commessa.desktop", KINDS),
        about: filled("metainfo.xml", about_values),
        share / "mime" / "packages" / "commessa.xml": filled("commessa-mime.xml", KINDS),
        share / "doc" / "commessa" / "copyright": filled(
            "copyright", {"LICENCE": (ROOT / "LICENSE").read_text(encoding="utf-8").strip()}
        ),
        share / "lintian" / "overrides" / "commessa": overrides(inside),
    }
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    news = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    (share / "doc" / "commessa" / "NEWS.gz").write_bytes(news)
    changes = gzip.compress(changelog(inside).encode(), mtime=0)
    (share / "doc" / "commessa" / "changelog.gz").write_bytes(changes)
    manual = share / "man" / "man1" / "commessa.1.gz"
    manual.parent.mkdir(parents=True)
    page_of_manual = filled("commessa.1", {"VERSION": version(), "DATE": day})
    manual.write_bytes(gzip.compress(page_of_manual.encode(), mtime=0))
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "commessa.svg", icons)
    run(["desktop-file-validate", entry], "La voce di menu non è scritta bene.")
    run(["appstreamcli", "validate", "--no-net", about], "La descrizione per i centri software non è scritta bene.")


def overrides(inside: Carried) -> str:
    """What Debian's checker is told of, with the reason; without an association nobody can be written to."""
    nobody = f"# --association names who hands it out.\n{NO_ADDRESS}\n" if NOBODY in maintainer(inside) else ""
    return filled("lintian-overrides", {}) + nobody


def write_md5sums(root: Path) -> None:
    """What `dpkg --verify` holds the installed files to; and nobody but root may write them."""
    lines = []
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or "DEBIAN" in path.parts:
            continue
        runs = path.stat().st_mode & 0o100 and ".so" not in path.name  # a library is loaded, not run
        path.chmod(0o755 if path.is_dir() or runs else 0o644)
        if path.is_file():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    (root / "DEBIAN" / "md5sums").write_text("".join(lines), encoding="utf-8")


def changelog(inside: Carried) -> str:
    """The changes as Debian's tools read them; what changed stands beside it."""
    when = format_datetime(datetime.fromtimestamp(moment(), UTC))
    return f"commessa ({version()}) stable; urgency=medium\n\n  * NEWS.gz.\n\n -- {maintainer(inside)}  {when}\n"


def maintainer(inside: Carried) -> str:
    """Who answers for the package, as Debian writes it: a name without signs of an address, and an address."""
    name = re.sub(r'[<>@,"()]', " ", inside.publisher)
    address = inside.support if re.fullmatch(r"[^\s<>@]+@[^\s<>@]+", inside.support) else NOBODY
    return f"{' '.join(name.split())} <{address}>"


def write_portable(target: Path, quick: bool) -> None:
    """A folder that runs from where it is unpacked."""
    folder = target.name.removesuffix(".tar.xz")
    with tarfile.open(target, "w:xz", preset=1 if quick else 9) as archive:
        for path in sorted(TREE.rglob("*")):
            archive.add(path, f"{folder}/{path.relative_to(TREE)}", recursive=False, filter=_plain)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing in an archive tells who made it, or when."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = moment()
    return entry


def filled(template: str, values: dict[str, str]) -> str:
    """The text of a file of packaging/linux with its @NAMES@ replaced. Raises BuildFault where one is left."""
    text = (LINUX / template).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    if left := re.search(r"@[A-Z_]+@", text):
        raise BuildFault(f"{template}: nessuno ha dato {left[0]}.")
    return text

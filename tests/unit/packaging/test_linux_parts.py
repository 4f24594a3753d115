"""The parts of the Linux and macOS packages that build nothing: lacking libraries, templates, the Mac's icon."""

from __future__ import annotations

import ctypes
import io
import shutil
import struct
import tarfile
from pathlib import Path

import pytest

from desktop_app.system.paths import DRAFT_SUFFIX, PACKAGE_SUFFIX
from installers import debian, frozen, icon, icu, linux, msi, project
from installers.__main__ import main
from installers.carried import Carried
from installers.components import REPLACEABLE
from installers.project import BuildFault

LOG = """\
26347 WARNING: Library not found: could not resolve 'libgtk-3.so.0', dependency of '/x/platformthemes/libqgtk3.so'.
26347 WARNING: Library not found: could not resolve 'libxcb-icccm.so.4', dependency of '/x/platforms/libqxcb.so'.
26348 WARNING: Library shell32 required via ctypes not found
"""


def test_a_library_that_something_shipped_needs_stops_the_build(tmp_path: Path) -> None:
    """The GTK theme is not shipped; the screen's plug-in is, and without its library no window would open."""
    assert frozen.unresolved(LOG, tmp_path) == []
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqxcb.so").touch()
    assert frozen.unresolved(LOG, tmp_path) == ["libxcb-icccm.so.4"]


DEBIAN = """\
Files: *
Copyright: 2001 Anna
License: Expat

Files: src/b.c
 src/c.c
License: BSD-3-clause or GPL-2

Files: debian/*
License: GPL-3

License: GPL-2
 On Debian systems, see /usr/share/common-licenses/GPL-2.
"""


def test_a_library_of_the_system_has_the_licence_that_debian_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert debian.named(DEBIAN) == "Expat, BSD-3-clause or GPL-2"
    assert debian.named("It was packaged by Anna.") == "vedi il testo"
    (tmp_path / "GPL-2").write_text("GNU GENERAL PUBLIC LICENSE")
    monkeypatch.setattr(debian, "FULL_TEXTS", tmp_path)
    pointed = DEBIAN.replace("/usr/share/common-licenses", str(tmp_path))
    assert debian.whole(pointed).endswith("GNU GENERAL PUBLIC LICENSE")


def test_what_users_may_replace_is_compiled_and_held_against_its_source(tmp_path: Path) -> None:
    for name in REPLACEABLE:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    linux.compile_replaceable(tmp_path)
    for name in REPLACEABLE:
        (compiled,) = (tmp_path / name / "__pycache__").iterdir()
        by_hash, checked = 1, 2
        assert struct.unpack("<I", compiled.read_bytes()[4:8])[0] == by_hash | checked


def test_a_double_click_opens_every_kind_of_file_in_every_package() -> None:
    known = "".join(linux.filled(name, linux.KINDS) for name in ("commessa.desktop", "commessa-mime.xml"))
    packages = {
        "deb": known,
        "msi": "".join(msi._classes()),  # noqa: SLF001 - what the package says of it is asked of its maker
        "setup": (project.ROOT / "packaging" / "windows" / "setup.nsi").read_text(encoding="utf-8"),
        "app": (project.ROOT / "packaging" / "frozen" / "commessa.spec").read_text(encoding="utf-8"),
    }
    for suffix in (DRAFT_SUFFIX, PACKAGE_SUFFIX):
        ends = (f"*{suffix}", f"\\{suffix}", f'"{suffix[1:]}"')
        assert {name for name, text in packages.items() if any(end in text for end in ends)} == set(packages), suffix


def test_a_template_is_filled_whole() -> None:
    whose = {"MAINTAINER": "Unione <soci@unione.example.it>", "HOMEPAGE": ""}
    control = linux.filled("control", {"VERSION": "1.2", "KB": "7", "DEPENDS": "libc6", **whose})
    assert "Version: 1.2\nArchitecture" in control and "Depends: libc6\n" in control
    with pytest.raises(BuildFault, match="DEPENDS"):
        linux.filled("control", {"VERSION": "1.2", "KB": "7", **whose})


@pytest.mark.parametrize(
    ("publisher", "support", "maintainer"),
    [
        ("Unione (Nord), Esempio", "soci@unione.example.it", "Unione Nord Esempio <soci@unione.example.it>"),
        ("Unione", "06 0000000", "Unione <commessa@localhost>"),
    ],
)
def test_a_maintainer_is_written_as_debian_reads_it(publisher: str, support: str, maintainer: str) -> None:
    assert linux.maintainer(Carried(publisher=publisher, support=support)) == maintainer


def test_an_archive_does_not_tell_who_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tree = tmp_path / "albero"
    (tree / "lib").mkdir(parents=True)
    (tree / "lib" / "a.so").write_bytes(b"x")
    (tree / "lib" / "b.so").symlink_to("a.so")
    monkeypatch.setattr(linux, "TREE", tree)
    made = [tmp_path / "x" / "Commessa-1.tar.xz", tmp_path / "y" / "Commessa-1.tar.xz"]
    for path in made:
        path.parent.mkdir()
        linux.write_portable(path, quick=True)
        tree.joinpath("lib", "a.so").touch()
    assert made[0].read_bytes() == made[1].read_bytes()
    with tarfile.open(fileobj=io.BytesIO(made[0].read_bytes())) as archive:
        entries = archive.getmembers()
    assert [entry.name for entry in entries] == [f"Commessa-1/{name}" for name in ("lib", "lib/a.so", "lib/b.so")]
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries} == {(0, "", 1_700_000_000)}
    assert entries[2].issym()


def test_the_mac_s_icon_holds_every_size(tmp_path: Path, qapp: object) -> None:
    target = tmp_path / "commessa.icns"
    icon.write_icns(project.ROOT / "resources" / "icons" / "commessa.svg", target)
    data = target.read_bytes()
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)
    at, found = 8, {}
    while at < len(data):
        kind, length = data[at : at + 4], struct.unpack(">I", data[at + 4 : at + 8])[0]
        picture = data[at + 8 : at + length]
        assert picture.startswith(b"\x89PNG")
        found[kind] = struct.unpack(">I", picture[16:20])[0]
        at += length
    assert found == icon.MAC_SIZES


def test_a_mac_s_package_is_made_on_a_mac(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert main(["macos"]) == 1
    assert "soltanto su un Mac" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["solaris"], ["linux", "--veloce"]])
def test_what_is_not_understood_shows_how_it_is_used(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "package SISTEMA" in capsys.readouterr().err


def test_the_installed_files_can_be_held_against_their_sums(tmp_path: Path) -> None:
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "a").write_bytes(b"abc")
    (tmp_path / "usr" / "a").chmod(0o666)
    (tmp_path / "usr" / "c.so.1").touch(0o755)
    (tmp_path / "usr" / "b").symlink_to("a")
    linux.write_md5sums(tmp_path)
    assert (
        tmp_path / "DEBIAN" / "md5sums"
    ).read_text() == "900150983cd24fb0d6963f7d28e17f72  usr/a\nd41d8cd98f00b204e9800998ecf8427e  usr/c.so.1\n"
    assert not (tmp_path / "usr" / "c.so.1").stat().st_mode & 0o111
    assert (tmp_path / "usr" / "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("name", "size", "kept"),
    [
        ("icudt73l/coll/it.res", 9, True),
        ("icudt73l/coll/root.res", 9, True),
        ("icudt73l/coll/ja.res", 9, False),
        ("icudt73l/it_IT.res", 9, True),
        ("icudt73l/zu_ZA.res", 9, False),
        ("icudt73l/pool.res", 9, True),
        ("icudt73l/zoneinfo64.res", 9, True),
        ("icudt73l/curr/it.res", 9, False),
        ("icudt73l/brkitr/cjdict.dict", 9, False),
        ("icudt73l/nfkc.nrm", 9, True),
        ("icudt73l/ibm-923_P100-1998.cnv", 900, True),
        ("icudt73l/gb18030.cnv", 90_000, False),
    ],
)
def test_of_icu_the_italian_and_english_words_stay(name: str, size: int, kept: bool) -> None:
    assert icu.is_kept(name, size) == kept


@pytest.mark.skipif(shutil.which("gcc") is None, reason="only who builds packages needs a compiler")
def test_a_smaller_library_of_icu_is_found_where_the_whole_one_was(tmp_path: Path) -> None:
    parts = {f"icudt73l/{name}": name.encode() * 5 for name in ("coll/it.res", "coll/ja.res", "nfkc.nrm", "pool.res")}
    head = struct.pack("<HH", 32, 0x27DA) + b"\x14\0\0\0\0\0\2\0CmnD".ljust(28, b"\0")
    library = tmp_path / "libicudata.so.73"
    library.write_bytes(b"ELF" * 100 + head + icu._table(parts))  # noqa: SLF001 - the parts of the library, which nothing else names
    icu.trim(library)
    data = library.read_bytes()
    kept = icu._parts(data[data.index(b"CmnD") - 12 + 32 :])  # noqa: SLF001 - the parts of the library, which nothing else names
    assert sorted(kept) == ["icudt73l/coll/it.res", "icudt73l/nfkc.nrm", "icudt73l/pool.res"]
    assert all(kept[name].startswith(parts[name]) for name in kept)
    handle = ctypes.CDLL(str(library))
    assert ctypes.string_at(ctypes.addressof(ctypes.c_char.in_dll(handle, "icudt73_dat")), 32) == head
    other = tmp_path / "other.so"  # the one that is loaded must stay as it is
    other.write_bytes(b"ELF")
    with pytest.raises(BuildFault, match="dati di ICU"):
        icu.trim(other)


def test_only_a_package_without_an_association_has_nobody_to_write_to() -> None:
    assert linux.NO_ADDRESS in linux.overrides(Carried())
    assert "bogus" not in linux.overrides(Carried(publisher="Unione", support="soci@unione.example.it"))

"""The MSI for group policy: for all users of a machine, by an administrator, without questions."""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from installers.carried import NOTHING, Carried
from installers.project import DRAFT_KIND, NAME, PACKAGE_KIND, BuildFault, moment, numbers, run, version

FAMILY = uuid.UUID("5d0bb3c4-7a4c-4a5c-9a53-3a2f3a1f7b0e")  # never changes: an MSI replaces the one before by it

TIME = b"\x40\0\0\0"  # before a moment in the list that describes an MSI
SECONDS_TO_1970 = 11_644_473_600  # Windows counts from 1601
NEAR = 120  # bytes behind the code in which the times stand
ICON = "commessa.ico"
OF_SETUP = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Commessa"  # where Setup.exe says that it was here
BRANCH = "Software\\Classes\\"


def write(tree: Path, target: Path, icon: Path, inside: Carried) -> None:
    """The tree as an MSI. What wixl reads has to lie in the folder that it is run in."""
    here = tree.parent
    shutil.copy(icon, here / ICON)
    source = here / "product.wxs"
    described = describe(tree, version(), inside)
    source.write_text(described, encoding="utf-8")
    run(["wixl", "--arch", "x64", "--output", target, source.name], "L'MSI non si scrive.", folder=here)
    target.write_bytes(settled(target.read_bytes(), described, _guid(f"package {version()} {contents(tree)}")))


def settled(made: bytes, described: str, code: str) -> bytes:
    """The MSI with a code of its contents and the build's time, where wixl puts a random one and this moment.

    Its code is the only one that was not described; the two times stand behind it in the same list.
    """
    found = set(re.findall(rb"\{([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})\}", made))
    given = [each for each in found if each.decode() not in described]
    if len(given) != 1:
        raise BuildFault("Nell'MSI non trovo il codice del pacchetto.")
    made = made.replace(given[0], code.encode())
    head, mark, rest = made.partition(code.encode())
    when = TIME + struct.pack("<Q", (moment() + SECONDS_TO_1970) * 10_000_000)
    times, number = re.subn(re.escape(TIME) + b".{8}", lambda _: when, rest[:NEAR], flags=re.DOTALL)
    if number != 2:
        raise BuildFault("Nell'MSI non trovo le due date.")
    return head + mark + times + rest[NEAR:]


def contents(tree: Path) -> str:
    """A digest of all files with their names: no two packages may have the same code."""
    digest = hashlib.sha256()
    for path in _files(tree):
        digest.update(f"{path.relative_to(tree).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def describe(tree: Path, version: str, inside: Carried = NOTHING) -> str:
    """The product in WiX's language; the same tree and version give the same text."""
    number = ".".join(map(str, numbers(version)[:3]))
    folders = "\n".join(_folder(tree, tree))
    refs = "\n".join(f"<ComponentRef Id={quoteattr(_id('c', path, tree))}/>" for path in _files(tree))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{_guid(f"product {version}")}" UpgradeCode="{str(FAMILY).upper()}" Name="{NAME}" Version="{number}"
 Manufacturer={quoteattr(inside.publisher)} Language="1040" Codepage="1252">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Languages="1040"
 SummaryCodepage="1252"/>
<Media Id="1" Cabinet="commessa.cab" EmbedCab="yes"/>
<MajorUpgrade DowngradeErrorMessage="Su questo computer c'è già una versione più nuova di Commessa."/>
<Property Id="OFSETUP"><RegistrySearch Id="Setup" Root="HKCU" Key="{OF_SETUP}" Name="InstallLocation"
 Type="raw"/></Property>
<Condition Message="Su questo computer c'è già Commessa, installata con Setup: disinstallala prima (le tue
 pratiche restano), poi riprova.">Installed OR NOT OFSETUP</Condition>
<Icon Id="{ICON}" SourceFile="{ICON}"/>
<Property Id="ARPPRODUCTICON" Value="{ICON}"/>
{"".join(_said(inside))}<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="{NAME}">
{folders}
</Directory></Directory>
<Directory Id="ProgramMenuFolder">
<Component Id="Menu" Guid="{_guid("menu")}" Win64="yes">
<Shortcut Id="Start" Name="{NAME}" Target="[INSTALLDIR]{NAME}.exe" WorkingDirectory="INSTALLDIR"/>
<RegistryValue Root="HKLM" Key="Software\\{NAME}" Name="menu" Type="integer" Value="1" KeyPath="yes"/>
{"".join(_classes())}
</Component>
</Directory>
</Directory>
<Feature Id="Main" Level="1">
<ComponentRef Id="Menu"/>
{refs}
</Feature>
</Product>
</Wix>
"""


def _said(inside: Carried) -> Iterator[str]:
    """Where users get help, as the list of installed programs shows it."""
    for name, words in (("ARPCONTACT", inside.support), ("ARPURLINFOABOUT", inside.page)):
        if words:
            yield f"<Property Id={quoteattr(name)} Value={quoteattr(words)}/>\n"


def _classes() -> Iterator[str]:
    """A double click on a draft or on a package of forms opens the program."""
    for suffix, kind, name, words in (
        (".commessa", DRAFT_KIND, f"{NAME}.Bozza", "Bozza di Commessa"),
        (".moduli", PACKAGE_KIND, f"{NAME}.Moduli", "Moduli di Commessa"),
    ):
        yield from _class(suffix, kind, name, words)


def _class(suffix: str, kind: str, name: str, words: str) -> Iterator[str]:
    opened = f'"[INSTALLDIR]{NAME}.exe" "%1"'
    values = (
        (suffix, "", name),
        (suffix, "Content Type", kind),
        (name, "", words),
        (f"{name}\\DefaultIcon", "", f"[INSTALLDIR]{NAME}.exe,0"),
        (f"{name}\\shell\\open\\command", "", opened),
    )
    for key, entry, value in values:
        named = f" Name={quoteattr(entry)}" if entry else ""
        where = f'Root="HKLM" Key={quoteattr(BRANCH + key)}{named}'
        yield f'<RegistryValue {where} Type="string" Value={quoteattr(value)}/>\n'


def _files(tree: Path) -> list[Path]:
    return [path for path in sorted(tree.rglob("*")) if path.is_file()]


def _folder(folder: Path, tree: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        name = quoteattr(path.name)
        if path.is_dir():
            yield f"<Directory Id={quoteattr(_id('d', path, tree))} Name={name}>"
            yield from _folder(path, tree)
            yield "</Directory>"
        else:
            guid = _guid(path.relative_to(tree).as_posix())
            yield f'<Component Id={quoteattr(_id("c", path, tree))} Guid="{guid}" Win64="yes">'
            source = quoteattr(path.relative_to(tree.parent).as_posix())
            file = f"<File Id={quoteattr(_id('f', path, tree))} Name={name} Source={source}"
            yield f'{file} KeyPath="yes"/></Component>'


def _id(kind: str, path: Path, tree: Path) -> str:
    return kind + uuid.uuid5(FAMILY, path.relative_to(tree).as_posix()).hex


def _guid(name: str) -> str:
    return str(uuid.uuid5(FAMILY, name)).upper()

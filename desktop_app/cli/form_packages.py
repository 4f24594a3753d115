"""The commands for packages of forms: an association makes a `.moduli` file, a member takes it in."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli.arguments import day, path_after
from desktop_app.cli.command import COMPLETE, Command, Context
from desktop_app.cli.form_check import doubt_of
from desktop_app.console import print_error, print_line
from desktop_app.engine.italian.phrases import counted
from desktop_app.seals import minisign
from desktop_app.system import clock
from desktop_app.system.files import FileFault, read_bounded, write_new
from desktop_app.system.outside import with_extension
from desktop_app.system.paths import PACKAGE_SUFFIX

MOST_OF_KEY = 10_000  # bytes of its file
NO_SENDER = "Dopo --from scrivi il nome di chi manda i moduli: chi li riceve lo legge."
THERE = "«{}» c'è già: indica un altro nome, o spostalo."


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("CARTELLA", type=path_after("CARTELLA"), nargs="+")
    parser.add_argument("--key", type=path_after("--key"), required=True)
    parser.add_argument("--to", type=path_after("--to"), required=True)
    parser.add_argument("--from", dest="sender", default="")
    parser.add_argument("--until", type=day)


def pack(options: argparse.Namespace, context: Context) -> int:
    """Checks the forms, signs them and writes the package; says which key those who take it must know."""
    from desktop_app.form_packages.manifest import FORMAT, Manifest, PackageFault
    from desktop_app.form_packages.package import make_package
    from desktop_app.form_packages.packing import files_of_forms, hashes

    sender = " ".join((options.sender or context.association.name).split())
    if not sender:
        raise PackageFault(NO_SENDER)
    folders = [Path(os.path.abspath(each)) for each in options.CARTELLA]  # noqa: PTH100 - a link stays one
    files = files_of_forms(folders, context.library)
    for folder in folders:
        if doubt := doubt_of(context.library.load_folder(folder), context.library):
            print_error(doubt)
    key = _secret_key(options.key)
    content = Manifest(
        format=FORMAT,
        sender=sender,
        made=clock.utc_now().replace(microsecond=0),
        program=__version__,
        files=hashes(files),
        valid_to=options.until,
    )
    data = make_package(content, files, key)
    path = with_extension(options.to, PACKAGE_SUFFIX)
    if not write_new(path, data):
        raise FileFault(THERE.format(path))
    forms = counted(len(content.forms), "un modulo", "{} moduli")
    print_line(f"{path}: {forms} di {sender} ({', '.join(content.forms)}), {len(data) // 1000} kB.")
    print_line(f"Chi lo riceve ha bisogno della chiave {key.public.number}, in associazione.toml:")
    print_line(f'keys = ["{key.public.text}"]')
    return COMPLETE


def _secret_key(path: Path) -> minisign.SecretKey:
    """The key in a file of minisign; its password is asked for, or read from the first line of the input."""
    try:
        text = read_bounded(path, MOST_OF_KEY).decode()
        password = _password() if minisign.needs_password(text) else ""
        return minisign.read_secret(text, password)
    except UnicodeDecodeError:
        raise FileFault(f"«{path}» non è il file di una chiave segreta di minisign: indica quello.") from None
    except minisign.KeyFault as fault:
        raise FileFault(f"La chiave in «{path}» {fault}: indica quella che hai fatto con «minisign -G».") from None


def _password() -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("Password della chiave: ")
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""


def _add_install(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("FILE", type=path_after("FILE"))


def install(options: argparse.Namespace, context: Context) -> int:
    """Takes a package in for the window and the command line of this user."""
    from desktop_app.form_packages.installing import install as steps_of
    from desktop_app.form_packages.keys import known_keys
    from desktop_app.form_packages.package import MOST_PACKED, read_package

    package = read_package(read_bounded(options.FILE, MOST_PACKED), known_keys(context.association))
    steps = steps_of(package, context.library.sources, clock.today())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done = end.value
            break
    if done.warning:
        print_error(done.warning)
    for form in done.forms:
        print_line(f"{form.id}  {form.spec.title}")
    print_line("C'era già." if done.already else f"Installato, da {done.sender}.")
    return COMPLETE


COMMANDS = (
    Command(
        "forms-pack",
        "CARTELLA… --key FILE --to FILE [--from NOME] [--until AAAA-MM-GG]",
        "prepara un pacchetto firmato di moduli",
        _add_pack,
        pack,
    ),
    Command("forms-install", "FILE", "installa un pacchetto firmato di moduli", _add_install, install),
)

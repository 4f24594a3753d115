"""`python -m installers SYSTEM [OPTION…]`, which `python3 dev.py package` calls in .venv."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from dev_commands.console import Fault
from dev_commands.main import help_of
from dev_commands.system_packages import install_packages
from installers import linux, linux_verify, macos, macos_verify, windows, windows_verify
from installers.carried import NOTHING, Carried, carried
from installers.project import BuildFault

SYSTEMS = {"linux": (linux, linux_verify), "macos": (macos, macos_verify), "windows": (windows, windows_verify)}


def main(arguments: list[str]) -> int:
    options, folder = _association(arguments[1:])
    if not arguments or arguments[0] not in SYSTEMS or not options <= {"--verify", "--quick"}:
        print(help_of("package"), file=sys.stderr)
        return 2
    builder, verifier = SYSTEMS[arguments[0]]
    try:
        need(builder.TOOLS | (builder.VERIFY_TOOLS if "--verify" in options else {}))
        inside = NOTHING if folder is None else carried(folder)
        products = [*builder.products().values()]
        if "--verify" not in options or not all(_is_there(each, inside) for each in products):
            builder.package(quick="--quick" in options, inside=inside)
            for each in products:
                _note(each).parent.mkdir(exist_ok=True)
                _note(each).write_text(inside.digest, encoding="utf-8")
        return verifier.verify(inside) if "--verify" in options else 0
    except (BuildFault, Fault) as fault:
        print(fault, file=sys.stderr)
    return 1


def _association(arguments: list[str]) -> tuple[set[str], Path | None]:
    """The options, and the folder that follows `--association`."""
    if "--association" not in arguments[:-1]:
        return set(arguments), None
    at = arguments.index("--association")
    return set(arguments[:at] + arguments[at + 2 :]), Path(arguments[at + 1])


def _is_there(product: Path, inside: Carried) -> bool:
    """Whether a package lies in dist/ with just that inside: another one would be tried for what it never had."""
    note = _note(product)
    return product.is_file() and note.is_file() and note.read_text(encoding="utf-8") == inside.digest


def _note(product: Path) -> Path:
    """Where it is kept what an association added to a package of dist/."""
    return product.parent / "cache" / f"{product.name}.contenuto"


def need(tools: Mapping[str, str]) -> None:
    """Installs the Debian packages of the tools that are not there. Raises Fault with the command to run."""
    install_packages(sorted({package for tool, package in tools.items() if not shutil.which(tool)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

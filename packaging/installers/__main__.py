"""`python -m installers SYSTEM [--verify] [--quick]`, which `python3 dev.py package` calls in .venv."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

from dev_commands.console import Fault
from dev_commands.main import help_of
from dev_commands.system_packages import install_packages
from installers import linux, linux_verify, macos, macos_verify, windows, windows_verify
from installers.project import BuildFault

SYSTEMS = {"linux": (linux, linux_verify), "macos": (macos, macos_verify), "windows": (windows, windows_verify)}


def main(arguments: list[str]) -> int:
    options = set(arguments[1:])
    if not arguments or arguments[0] not in SYSTEMS or not options <= {"--verify", "--quick"}:
        print(help_of("package"), file=sys.stderr)
        return 2
    builder, verifier = SYSTEMS[arguments[0]]
    try:
        need(builder.TOOLS | (builder.VERIFY_TOOLS if "--verify" in options else {}))
        if "--verify" not in options or not all(path.is_file() for path in builder.products().values()):
            builder.package(quick="--quick" in options)
        return verifier.verify() if "--verify" in options else 0
    except (BuildFault, Fault) as fault:
        print(fault, file=sys.stderr)
    return 1


def need(tools: Mapping[str, str]) -> None:
    """Installs the Debian packages of the tools that are not there. Raises Fault with the command to run."""
    install_packages(sorted({package for tool, package in tools.items() if not shutil.which(tool)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

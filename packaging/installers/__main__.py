"""`python -m installers windows [--verify] [--quick]`, which `python3 dev.py package` calls in .venv."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

import dev
from installers import windows, windows_verify
from installers.project import BuildFault

USAGE = """uso: python3 dev.py package windows [--verify] [--quick]

  windows     scrive in dist/ Setup.exe, zip portatile e MSI
  --verify    prova con wine quelli che ci sono, o li scrive prima: installa, apre, aggiorna, disinstalla
  --quick     comprime poco: solo per provare"""


def main(arguments: list[str]) -> int:
    options = set(arguments[1:])
    if arguments[:1] != ["windows"] or not options <= {"--verify", "--quick"}:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        need(windows.TOOLS | (windows.VERIFY_TOOLS if "--verify" in options else {}))
        if "--verify" not in options or not all(path.is_file() for path in windows.products().values()):
            windows.package(quick="--quick" in options)
        return windows_verify.verify() if "--verify" in options else 0
    except (BuildFault, dev.Fault) as fault:
        print(fault, file=sys.stderr)
    return 1


def need(tools: Mapping[str, str]) -> None:
    """Installs the Debian packages of the tools that are not there. Raises dev.Fault with the command to run."""
    dev.install_packages(sorted({package for tool, package in tools.items() if not shutil.which(tool)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m installers SYSTEM [--verify] [--quick]`, which `python3 dev.py package` calls in .venv."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

import dev
from installers import linux, linux_verify, macos, macos_verify, windows, windows_verify
from installers.project import BuildFault

USAGE = """uso: python3 dev.py package SISTEMA [--verify] [--quick]

  linux       scrive in dist/ il pacchetto .deb e la cartella portatile
  macos       scrive in dist/ l'immagine disco con l'applicazione; solo su un Mac
  windows     scrive in dist/ Setup.exe, zip portatile e MSI
  --verify    prova quelli che ci sono, o li scrive prima: installa, apre, aggiorna, disinstalla
              (linux: in una Debian 12 nuova; windows: con wine)
  --quick     comprime poco: solo per provare"""
SYSTEMS = {"linux": (linux, linux_verify), "macos": (macos, macos_verify), "windows": (windows, windows_verify)}


def main(arguments: list[str]) -> int:
    options = set(arguments[1:])
    if not arguments or arguments[0] not in SYSTEMS or not options <= {"--verify", "--quick"}:
        print(USAGE, file=sys.stderr)
        return 2
    builder, verifier = SYSTEMS[arguments[0]]
    try:
        need(builder.TOOLS | (builder.VERIFY_TOOLS if "--verify" in options else {}))
        if "--verify" not in options or not all(path.is_file() for path in builder.products().values()):
            builder.package(quick="--quick" in options)
        return verifier.verify() if "--verify" in options else 0
    except (BuildFault, dev.Fault) as fault:
        print(fault, file=sys.stderr)
    return 1


def need(tools: Mapping[str, str]) -> None:
    """Installs the Debian packages of the tools that are not there. Raises dev.Fault with the command to run."""
    dev.install_packages(sorted({package for tool, package in tools.items() if not shutil.which(tool)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

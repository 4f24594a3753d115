"""The Debian and Ubuntu packages that the program needs from the system: which are missing, how they are installed."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from dev_commands import paths
from dev_commands.console import Fault, say

# What Qt loads from the system, and the package that brings it.
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


def missing_packages(screen: bool) -> list[str]:
    """The packages that this machine still needs; with a screen more than without."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})}
    packages = [package for library, package in libraries.items() if not can_load(library)]
    if not paths.PYTHON.exists() and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        packages.append(f"python3.{sys.version_info[1]}-venv")
    return packages


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> None:
    """Installs them by apt where we may. Raises Fault with the one command to run where we may not."""
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

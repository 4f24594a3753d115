"""What every test lives in: its own home and data folder, no network, no language of this machine."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.home import data_folder_in, live_in, make_home

# A busy machine is no fault of the program, and the same code gives the same examples on every machine.
settings.register_profile("unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# One time zone from the first test to the last: the C library asks for it when it likes, not at each test.
os.environ["TZ"] = "Europe/Rome"
if hasattr(time, "tzset"):
    time.tzset()

ROOT = Path(__file__).resolve().parent.parent

_connect = socket.socket.connect


def _only_local(self: socket.socket, address: Any) -> None:
    """Windows has no AF_UNIX: asyncio's own pair of sockets goes over the loopback there."""
    at_home = sys.platform == "win32" and address[0] in ("127.0.0.1", "::1")
    if at_home or self.family == getattr(socket, "AF_UNIX", None):
        return _connect(self, address)
    pytest.fail(f"A test tried to connect to {address!r}: the program makes no network connection.")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _only_local)
    monkeypatch.setattr(socket.socket, "connect_ex", _only_local)


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folders, empty and gone with the test."""
    home = make_home(tmp_path_factory)
    live_in(home, monkeypatch)
    yield data_folder_in(home)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def make_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a real disk of a size like "2m"; only root can make one, the test is skipped where it cannot."""
    disk = tmp_path / "disco"

    def make(size: str) -> Path:
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True, check=False).returncode:
            disk.rmdir()
            pytest.skip("no small disk can be made here")
        return disk

    yield make
    if disk.exists():
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in the memory, where the system has one: for tests that end programs, to which a disk adds only time."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Unlike tmp_path, one that other users may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """Cycles are only collected in the tests' own thread: a Qt timer in one must not end in the store's."""
    gc.disable()
    yield
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    if due:
        gc.collect(due[-1])


def pytest_sessionstart() -> None:
    """A form of this repository does not change while tests run, and a Form is never changed: read it once a process.

    What lies elsewhere is read each time; the tests of the loader call it themselves.
    """
    from desktop_app import library

    load = vars(library)["load"]
    read_once = cache(load)

    def load_form(folder: Path, id: str, *blocks: Path) -> object:
        return (read_once if folder.is_relative_to(ROOT) else load)(folder, id, *blocks)

    pytest.MonkeyPatch().setattr(library, "load", load_form)

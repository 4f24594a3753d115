"""The power goes while anything changes the store: what the disk has then is all that was acknowledged, and whole.

A real file system (ext4) lies in a file that is the disk. At any moment the program is stopped and the file copied:
what had not reached the disk by then is not in it. The copy is the disk that the next start finds.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.ledger import Ledger
from tests.end2end.lives import Life
from tests.end2end.store_child import live
from tests.end2end.test_store_killed import MOST_WAIT, age, look

SIZE = "48M"


class Disk:
    """`folder` is where it is mounted."""

    def __init__(self, place: Path) -> None:
        self.image, self.then, self.folder = place / "disco.img", place / "dopo.img", place / "disco"
        self.folder.mkdir()
        self.is_mounted = False

    def make(self) -> None:
        self.unmount()
        self.image.unlink(missing_ok=True)
        run("truncate", "-s", SIZE, self.image)
        run("mkfs.ext4", "-q", "-F", self.image)
        self.mount()

    def mount(self) -> None:
        run("mount", "-o", "loop", self.image, self.folder)
        self.is_mounted = True

    def unmount(self) -> None:
        if self.is_mounted:
            run("umount", self.folder)
            self.is_mounted = False

    def remember(self) -> None:
        """What is on the disk at this moment, and will be after the power has come back."""
        run("cp", "--sparse=always", self.image, self.then)

    def cut(self) -> None:
        """The power goes and comes back: nobody may have a file open there."""
        self.unmount()
        self.then.replace(self.image)
        self.mount()


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@pytest.fixture
def disk(quick_folder: Path) -> Iterator[Disk]:
    """Needs root and Linux's own tools; the test is skipped where there is no such disk."""
    missing = [tool for tool in ("mkfs.ext4", "mount", "cp") if shutil.which(tool) is None]
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or missing:
        pytest.skip(f"only root on Linux can make a disk and take it away ({', '.join(missing) or 'not root'})")
    made = Disk(quick_folder)
    try:
        made.make()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no disk can be made here: {error.stderr.decode(errors='replace').strip()}")
    yield made
    if made.is_mounted:
        subprocess.run(["umount", "--lazy", str(made.folder)], check=True)


def cut(disk: Disk, log: Path, times: int, seed: int) -> Ledger:
    """Cuts the power and looks, again and again on the same disk."""
    ledger, chance = Ledger(), random.Random(seed)
    data, outside = disk.folder / "dati", disk.folder / "fuori"
    outside.mkdir()
    run("sync", "-f", disk.folder)
    for _ in range(times):
        life = Life(live, log, data, outside, log, chance.randrange(10**9), ledger.n)
        try:
            lines = chance.choice([0, 1, 2, 5, 20, 50, 100])
            life.wait(lines, chance, MOST_WAIT)
            if chance.random() < 0.3:  # a system also writes when it likes, and the program goes on
                run("sync", "-f", disk.folder)
                life.wait(lines + chance.randrange(30), chance, MOST_WAIT)
            life.stop()
            disk.remember()
        finally:
            life.kill()
        disk.cut()
        ledger.hear(life.told())
        look(data, outside, ledger)
        age(outside)
    return ledger


@pytest.mark.long
def test_two_hundred_power_cuts_lose_nothing_and_bring_nothing_back(disk: Disk, tmp_path: Path) -> None:
    ledger = cut(disk, tmp_path / "log", 200, 1)
    assert ledger.tally.acknowledged > 1_000 and ledger.tally.deleted > 10
    sys.stdout.write(f"{ledger.tally}\n")

"""The packages of the system that are missing, and what is said where they may not be installed."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from dev_commands import run, system_packages
from dev_commands.console import Fault


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries that Qt needs")
def test_who_may_not_install_gets_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "can_load", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: f"bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system_packages.missing_packages(screen=False)[0] == "libgl1"
    with pytest.raises(Fault) as caught:
        system_packages.install_packages(["libgl1", "libegl1"])
    assert str(caught.value).splitlines() == [
        "Mancano pacchetti di sistema. Esegui come amministratore:",
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1",
    ]


def test_a_screen_needs_more_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "can_load", lambda library: False)
    assert set(system_packages.missing_packages(screen=True)) > set(system_packages.missing_packages(screen=False))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_packages_and_have_a_screen(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(system_packages, "can_load", lambda library: False)
    assert system_packages.missing_packages(screen=True) == []
    assert run.has_screen()

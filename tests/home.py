"""The user that the tests are: folders apart from the machine's, for a moment without the rights of root."""

from __future__ import annotations

import logging.handlers  # noqa: F401 - loaded while everybody may read it: nobody may not, and Python remembers that
import os
import tempfile
from pathlib import Path

import pytest


def make_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home; pytest numbers none of these: for the next number it would look through all that there are."""
    return Path(tempfile.mkdtemp(prefix="home", dir=tmp_path_factory.getbasetemp()))


def data_folder_in(home: Path) -> Path:
    """Where the program's data lie in a home."""
    return home / "Commessa"


def live_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a user whose home this is; also for the processes that a test starts."""
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LANGUAGE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", "")  # none, whatever this machine was given
    monkeypatch.setenv("COMMESSA_DATA", str(data_folder_in(home)))


class not_as_root:
    """Root may write everywhere: for a moment it is nobody."""

    def __enter__(self) -> None:
        self.was_root = os.geteuid() == 0
        if self.was_root:
            os.seteuid(65534)

    def __exit__(self, *_: object) -> None:
        if self.was_root:
            os.seteuid(0)

"""Stores that are closed after the test, whatever happened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.support import LIMIT, fill

Make = Callable[[Path], Drafts]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Make]:
    """Makes stores, not yet open."""
    made: list[Drafts] = []

    def make(folder: Path) -> Drafts:
        made.append(Drafts(folder))
        return made[-1]

    yield make
    for each in made:
        each.close(1)
    assert not [thread for thread in threading.enumerate() if thread.name == "drafts"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dati dell'utente à"


@pytest.fixture
def drafts(store: Make, folder: Path) -> Drafts:
    """An open store in a new folder."""
    made = store(folder)
    made.open()
    return made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries again at once."""
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.02)


@pytest.fixture
def used(folder: Path) -> Path:
    """The file of a session that ended well."""
    drafts = Drafts(folder)
    drafts.open()
    fill(drafts)
    assert drafts.close(LIMIT)
    return drafts.path

"""Stores that are closed after the test, whatever happened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.changes import PreparedSave
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import LONG_AGO, Saved
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.writer import Writer
from tests.unit.drafts.support import LIMIT, fill
from tests.unit.drafts.writing import Handle

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


@pytest.fixture
def fake_handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Handle:
    def stored(made: Handle, prepared: PreparedSave) -> Saved:
        if prepared.job.id == "rotto" and made.refusal is not None:
            raise made.refusal
        return Saved(LONG_AGO, 1, int(prepared.data))

    monkeypatch.setattr(writer, "save", stored)
    monkeypatch.setattr(writer, "mark_session", lambda _, closed: f"closed: {closed}")
    monkeypatch.setattr(writer, "RETRY_SECONDS", 3_600)
    monkeypatch.setattr(writer, "IDLE_SECONDS", 3_600)
    return Handle(tmp_path)


@pytest.fixture
def thread(fake_handle: Handle) -> Iterator[Writer]:
    made = Writer(cast(DatabaseHandle, fake_handle))
    yield made
    fake_handle.free.set()
    made.stop(0)

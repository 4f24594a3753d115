"""The writing connection and its file: what was committed is where everybody looks for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.changes import insert
from desktop_app.drafts.file import Connection
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import StoreFault
from tests.unit.drafts.support import FORM, ask, content


@pytest.fixture
def handle(folder: Path) -> Iterator[DatabaseHandle]:
    path = folder / file.NAME
    made = DatabaseHandle(path, open_file(path)[0])
    yield made
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_file_deleted_in_the_middle_of_a_change_is_noticed_before_the_change_is_acknowledged(
    handle: DatabaseHandle,
) -> None:
    attempts: list[str] = []

    def change(connection: Connection) -> None:
        attempts.append(f"dossier {len(attempts)}")
        if len(attempts) == 1:
            handle.path.unlink()
        insert(connection, attempts[-1], content(), FORM, "Uno")

    handle.run(change)
    handle.close()
    assert attempts[-1] in [id for (id,) in ask(handle.path, "SELECT id FROM drafts")]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_change_whose_file_disappears_each_time_is_not_acknowledged(handle: DatabaseHandle) -> None:
    def change(connection: Connection) -> None:
        handle.path.unlink()

    with pytest.raises(StoreFault, match=r"la cartella .* non c'è"):
        handle.run(change)

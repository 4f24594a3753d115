"""What the tests of the store read of it, of its files, and of its refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.drafts import backup_folder
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.support import names

OLD = Path(__file__).parents[2] / "data" / "drafts"  # files of older versions


def numbers(drafts: Drafts, id: str) -> list[int]:
    return [each.number for each in drafts.history(id)]


def titles(drafts: Drafts) -> list[str]:
    return sorted(row.title for row in drafts.rows())


def daily_copies(drafts: Drafts) -> list[str]:
    folder = backup_folder.place(drafts.path)
    return names(folder) if folder.exists() else []


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(do: Callable[[], object]) -> str:
    """The sentence with which the store refuses to do something."""
    with pytest.raises(StoreFault) as caught:
        do()
    return str(caught.value)

"""A thousand damaged data folders: each opens, nothing that is wrong goes unsaid, and no dossier is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.drafts import damaging
from tests.unit.drafts.damaging import KINDS, Truth

CASES = 1_000
FEW = 2  # of each kind in every run of the tests
UNPROVED = ("cut", "gone")  # too much is gone to prove that a dossier was deleted: it comes back from the copy


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    return damaging.make_truth(tmp_path_factory.mktemp("vero"))


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_seen_and_no_dossier_is_lost(truth: Truth, tmp_path: Path, kind: str) -> None:
    for number in range(FEW):
        holds(truth, tmp_path / str(number), kind, number)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_damages(truth: Truth, tmp_path: Path, kind: str) -> None:
    for number in range(FEW, CASES // len(KINDS) + 1):
        holds(truth, tmp_path / str(number), kind, number)


def holds(truth: Truth, folder: Path, kind: str, number: int) -> None:
    damaging.damage(truth, folder, kind, number)
    found = damaging.outcome(truth, folder)
    assert found.opened, (kind, number)
    assert not found.silent, (kind, number)
    assert not found.missing and not found.wrong_acts, (kind, number, found)
    assert not found.revived or kind in UNPROVED, (kind, number)
    shutil.rmtree(folder)

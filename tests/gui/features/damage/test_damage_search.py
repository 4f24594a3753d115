"""The window on a hundred damaged folders: it opens, says what is wrong, mends it, and every dossier opens in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.damage import controller, words
from tests.gui.support.program import BRIEF_FORM, Program, Start, example
from tests.unit.drafts import damaging
from tests.unit.drafts.damaging import KINDS, Truth

OF_EACH = 7
WITH_A_PAGE_OF_ITS_OWN = "gone"  # a file that is not there any more is asked about before


def drafted(**told: object) -> str:
    """The example with one answer that tells drafts apart."""
    draft = example(BRIEF_FORM)
    field = next(id for id, value in draft.answers.items() if isinstance(value, str) and value.isalpha())
    return replace(draft, answers={**draft.answers, field: str(told)}).to_json()


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    return damaging.make_truth(tmp_path_factory.mktemp("vero"), drafted, BRIEF_FORM)


@pytest.mark.long
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != WITH_A_PAGE_OF_ITS_OWN])
@pytest.mark.parametrize("number", range(OF_EACH))
def test_the_window_opens_says_and_mends(
    truth: Truth, start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, number: int
) -> None:
    holds(truth, start, qtbot, tmp_path, monkeypatch, kind, number)


@pytest.mark.parametrize("kind", ["zero", "wal bit"])
def test_one_of_two_kinds(
    truth: Truth, start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    holds(truth, start, qtbot, tmp_path, monkeypatch, kind, 1)


def holds(
    truth: Truth, start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, number: int
) -> None:
    monkeypatch.setattr(controller, "CHECK_DELAY_MS", 0)
    folder = tmp_path / "dati"
    damaging.damage(truth, folder, kind, number)
    program = start(where=folder)
    room = program.app.damage
    qtbot.waitUntil(lambda: room.found is not None, timeout=30_000)
    told = program.notices()
    if room.found is not None and not room.found.is_sound:
        if not any("Ho recuperato" in each for each in program.notices()):  # a change that met the damage had it mended
            program.follow(words.found_words(room.found), "Ripara")
        qtbot.waitUntil(lambda: any("Ho recuperato" in each for each in program.notices()), timeout=30_000)
    opened = what_opens(program)
    assert set(opened) >= truth.copied, (kind, number)
    assert told or all(opened.get(id) == text for id, text in truth.contents.items()), (kind, number)
    assert program.leave()
    shutil.rmtree(folder)


def what_opens(program: Program) -> dict[str, str]:
    """The draft of each dossier of the list, opened in the window; of the bin, read."""
    found = {row.id: program.drafts.read(row.id).content for row in program.drafts.rows(binned=True)}
    for row in program.drafts.rows():
        program.app.editor.open(row.id)
        assert program.app.editor.open_id == row.id
        found[row.id] = program.stored.content
        program.app.show_dossiers()
    return found

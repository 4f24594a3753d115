"""The writer where one change cannot be stored, or the file is damaged: what goes on, what waits, what is told."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import cast

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.changes import PreparedSave
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import LONG_AGO, PendingSave, Saved
from desktop_app.drafts.writer import Writer
from tests.unit.drafts.support import LIMIT, Answer
from tests.unit.drafts.writing import BROKEN, FULL, Handle, busy, save

# --- one change among others ---------------------------------------------------------------------------------


def together(thread: Writer, fake_handle: Handle, *changes: tuple[int, str]) -> list[Answer]:
    """Changes that come to the writer in one batch."""
    busy(thread, fake_handle)
    answers = [save(thread, number, id) for number, id in changes]
    fake_handle.free.set()
    return answers


def test_a_change_that_the_disk_refuses_stops_no_other(thread: Writer, fake_handle: Handle) -> None:
    fake_handle.refusal = FULL
    broken, after, held = together(thread, fake_handle, (1, "rotto"), (2, "altro"), (3, "rotto"))
    assert after.acknowledged().revision == 2
    assert broken.refused() == held.refused() == thread.failing() != ""
    assert thread.pending() == 2
    fake_handle.refusal = None
    thread.retry()
    assert (broken.acknowledged().revision, held.acknowledged().revision) == (1, 3)
    assert fake_handle.runs[-1] == [Saved(LONG_AGO, 1, 1), Saved(LONG_AGO, 1, 3)]  # in their order, as they were typed


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    found: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: found.append(arguments.exc_type))
    return found


OURS = (
    "Non riesco a salvare: c'è stato un inconveniente nel programma. Quello che hai scritto è ancora qui. "
    "Annulla l'ultima modifica, o esporta la bozza."
)


@pytest.mark.parametrize("fault", [RuntimeError("of the program"), sqlite3.IntegrityError("UNIQUE")])
def test_a_fault_of_the_program_is_no_fault_of_the_disk_and_stops_nobody(
    thread: Writer, fake_handle: Handle, reported: list[object], fault: Exception
) -> None:
    fake_handle.refusal = fault
    broken, after = together(thread, fake_handle, (1, "rotto"), (2, "altro"))
    assert after.acknowledged().revision == 2 and broken.refused() == OURS == thread.failing()
    assert thread.call(lambda _: "goes on") == "goes on"
    assert reported == [type(fault)] and thread.pending() == 1
    assert not thread.flush(0.01)  # it is not stored, and nobody may believe so
    fake_handle.refusal = None
    assert save(thread, 3, "rotto").acknowledged().revision == 3
    assert thread.pending() == 0 and thread.failing() == ""


def test_a_content_that_cannot_be_made_is_tried_again_when_the_user_asks(
    thread: Writer, fake_handle: Handle, reported: list[object]
) -> None:
    good: list[str] = []

    def content() -> str:
        return good[0]

    answer = Answer()
    thread.put(PendingSave("id", content, "", "", "", None, False, answer.done, answer.failed, []))
    assert answer.refused() == OURS and reported == [IndexError] and fake_handle.runs == []
    good.append("5")
    thread.retry()
    assert answer.acknowledged().revision == 5 and thread.failing() == ""


def test_a_summary_that_cannot_be_made_stops_no_change(
    thread: Writer, fake_handle: Handle, reported: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[PreparedSave] = []

    def keep(_: object, prepared: PreparedSave) -> Saved:
        stored.append(prepared)
        return Saved(LONG_AGO, 1, 4)

    monkeypatch.setattr(writer, "save", keep)
    answer = Answer()

    def summary(*_: object) -> str:
        raise ZeroDivisionError

    thread.put(PendingSave("id", "4", "", "", summary, None, False, answer.done, answer.failed, []))
    assert answer.acknowledged().revision == 4
    assert [each.summary for each in stored] == [""]
    assert set(reported) <= {ZeroDivisionError, AttributeError}  # here there are no exports to compare with


# --- damage --------------------------------------------------------------------------------------------------


def test_what_met_damage_is_done_on_the_file_that_takes_its_place(fake_handle: Handle, tmp_path: Path) -> None:
    sound, asked = Handle(tmp_path), []

    def repair() -> DatabaseHandle:
        asked.append(fake_handle.closed)
        if len(asked) == 1:
            raise FULL  # no room for it yet
        return cast(DatabaseHandle, sound)

    thread = Writer(cast(DatabaseHandle, fake_handle), repair)
    fake_handle.error = BROKEN
    with pytest.raises(StoreFault, match="il disco è pieno"):
        thread.call(lambda _: "first")
    assert save(thread, 1).acknowledged().revision == 1
    assert thread.call(lambda _: "second") == "second"
    assert asked == [True, True] and fake_handle.runs == []
    assert sound.runs == [[Saved(LONG_AGO, 1, 1)], "second"]
    assert thread.stop(LIMIT) and sound.runs[-1] == "closed: True"


def test_a_file_is_repaired_once(fake_handle: Handle, tmp_path: Path) -> None:
    sound = Handle(tmp_path)
    sound.error = BROKEN
    thread = Writer(cast(DatabaseHandle, fake_handle), lambda: cast(DatabaseHandle, sound))
    fake_handle.error = BROKEN
    with pytest.raises(StoreFault, match="è danneggiato"):
        thread.call(lambda _: None)
    assert not thread.stop(0) or sound.closed

"""The writer's thread by itself, on a file that does what the test says: order, failures, the end."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import LONG_AGO, PendingSave, Saved
from desktop_app.drafts.writer import Call, Writer
from tests.unit.drafts.support import LIMIT, Answer

FULL = sqlite3.OperationalError("full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
BROKEN = sqlite3.DatabaseError("malformed")
BROKEN.sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Handle:
    """In place of a file: `error` is what a change meets, `free` lets it go on, `journal` is how it was emptied."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: Exception | None = None
        self.runs: list[object] = []
        self.journal: list[bool] = []
        self.checkpointed = threading.Event()
        self.closed = False
        self.free = threading.Event()
        self.free.set()

    def run(self, work: Callable[[Any], Any]) -> Any:
        assert self.free.wait(LIMIT)
        if self.error is not None:
            raise self.error
        self.runs.append(work(self))
        return self.runs[-1]

    def checkpoint(self, all_of_it: bool = False) -> bool:
        self.journal.append(all_of_it)
        self.checkpointed.set()
        return True

    def pop_notice(self) -> str:
        return ""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Handle:
    monkeypatch.setattr(writer, "save", lambda _, job: Saved(LONG_AGO, 1, int(job.content)))
    monkeypatch.setattr(writer, "mark_session", lambda _, closed: f"closed: {closed}")
    monkeypatch.setattr(writer, "RETRY_SECONDS", 3_600)
    monkeypatch.setattr(writer, "IDLE_SECONDS", 3_600)
    return Handle(tmp_path)


@pytest.fixture
def thread(handle: Handle) -> Iterator[Writer]:
    made = Writer(cast(DatabaseHandle, handle))
    yield made
    handle.free.set()
    made.stop(0)


def save(thread: Writer, number: int) -> Answer:
    answer = Answer()
    thread.put(PendingSave("id", str(number), "", "", "", None, False, answer.done, answer.failed, []))
    return answer


def busy(thread: Writer, handle: Handle) -> None:
    """Lets it begin a change that does not end before `handle.free`."""
    begun = threading.Event()
    handle.free.clear()

    def work(_: object) -> str:
        return "busy"

    run = handle.run

    def watched(work: Callable[[Any], Any]) -> Any:
        begun.set()
        handle.run = run  # type: ignore[method-assign]
        return run(work)

    handle.run = watched  # type: ignore[method-assign]
    thread.put(Call(work))
    assert begun.wait(LIMIT)


def test_changes_that_came_meanwhile_are_made_together_and_calls_in_their_place(thread: Writer, handle: Handle) -> None:
    busy(thread, handle)
    answers = [save(thread, 1), save(thread, 2)]
    thread.put(Call(lambda _: "between"))
    answers.append(save(thread, 3))
    assert thread.pending() == 3
    handle.free.set()
    assert [answer.acknowledged().revision for answer in answers] == [1, 2, 3]
    assert thread.flush(LIMIT) and thread.pending() == 0
    assert handle.runs == ["busy", [Saved(LONG_AGO, 1, 1), Saved(LONG_AGO, 1, 2)], "between", [Saved(LONG_AGO, 1, 3)]]


def test_a_call_gives_its_result_or_its_fault(thread: Writer, handle: Handle) -> None:
    assert thread.call(lambda _: 7) == 7
    handle.error = FULL
    with pytest.raises(StoreFault, match="Non riesco a farlo: il disco è pieno"):
        thread.call(lambda _: 7)
    handle.error = None
    assert thread.call(lambda _: 8) == 8
    assert handle.journal == []


def test_only_a_call_that_deletes_for_good_empties_the_journal(thread: Writer, handle: Handle) -> None:
    thread.call(lambda _: None, wipe=True)
    assert handle.journal == [True]


def test_the_file_is_replaced_outside_any_transaction(thread: Writer, handle: Handle) -> None:
    given: list[object] = []
    thread.replace_file(given.append)
    assert given == [handle] and handle.runs == []


def test_an_idle_writer_moves_the_journal_into_the_file_without_emptying_it(
    thread: Writer, handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "IDLE_SECONDS", 0.01)
    save(thread, 1).acknowledged()
    assert handle.checkpointed.wait(LIMIT) and handle.journal[0] is False
    handle.checkpointed.clear()
    thread.call(lambda _: None)
    assert handle.checkpointed.wait(LIMIT)


def test_a_change_that_fails_stays_and_what_is_called_behind_it_hears_why(thread: Writer, handle: Handle) -> None:
    busy(thread, handle)
    first, behind = save(thread, 1), Call(lambda _: "behind")
    thread.put(behind)
    second = save(thread, 2)
    handle.error = FULL
    handle.free.set()
    told = "Non riesco a salvare: il disco è pieno. Quello che hai scritto è ancora qui. Libera spazio, poi riprova."
    assert first.refused() == told == thread.failing()
    assert behind.over.wait(LIMIT)
    assert str(behind.fault) == "Non riesco a farlo: il disco è pieno. Libera spazio, poi riprova."
    assert second.sentences == []
    assert thread.pending() == 2
    handle.error = None
    thread.retry()
    assert (first.acknowledged().revision, second.acknowledged().revision) == (1, 2)
    assert thread.failing() == "" and "behind" not in handle.runs


def test_each_reason_is_told_once_and_a_new_one_again(thread: Writer, handle: Handle) -> None:
    handle.error = FULL
    answer = save(thread, 1)
    answer.refused()
    assert not thread.flush(0)
    save(thread, 2).refused()  # tried again, with the first
    assert len(answer.sentences) == 1
    handle.error = BROKEN
    save(thread, 3).refused()
    assert [sentence.split(":")[1].split(".")[0].strip() for sentence in answer.sentences] == [
        "il disco è pieno", "il file delle pratiche è danneggiato",
    ]  # fmt: skip


def test_a_failed_change_is_tried_again_by_itself(
    thread: Writer, handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.01)
    handle.error = FULL
    answer = save(thread, 1)
    answer.refused()
    handle.error = None
    assert answer.acknowledged().revision == 1


def test_a_caller_that_gave_up_gets_nothing_done(
    thread: Writer, handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "CALL_SECONDS", 0.01)
    busy(thread, handle)
    with pytest.raises(StoreFault, match="il disco non risponde"):
        thread.call(lambda _: "too late")
    handle.free.set()
    monkeypatch.setattr(writer, "CALL_SECONDS", LIMIT)
    assert thread.call(lambda _: "later") == "later"
    assert handle.runs == ["busy", "later"]


# --- the end -------------------------------------------------------------------------------------------------


def test_the_end_marks_the_session_and_closes_the_file(thread: Writer, handle: Handle) -> None:
    save(thread, 1)
    assert thread.stop(LIMIT)
    assert handle.runs[-1] == "closed: True" and handle.closed
    with pytest.raises(StoreFault, match="il file delle pratiche è chiuso"):
        save(thread, 2)


def test_what_only_waits_is_done_before_the_end(thread: Writer, handle: Handle) -> None:
    busy(thread, handle)
    waiting = Call(lambda _: "remembered")
    thread.put(waiting)
    handle.free.set()
    assert thread.stop(LIMIT)
    assert waiting.fault is None and handle.runs == ["busy", "remembered", "closed: True"]


def test_the_end_with_a_change_that_cannot_be_made(thread: Writer, handle: Handle) -> None:
    handle.error = FULL
    save(thread, 1).refused()
    assert not thread.stop(0)
    handle.error = None
    assert handle.runs == [] and handle.closed  # not marked: the next start says that something is missing


def test_after_damage_the_next_start_looks_at_the_whole_file(thread: Writer, handle: Handle) -> None:
    handle.error = BROKEN
    with pytest.raises(StoreFault):
        thread.call(lambda _: None)
    handle.error = FULL
    with pytest.raises(StoreFault):
        thread.call(lambda _: None)
    handle.error = None
    assert thread.stop(LIMIT) and handle.runs == [] and handle.closed


def test_a_session_that_cannot_be_marked_ends_all_the_same(thread: Writer, handle: Handle) -> None:
    thread.call(lambda _: None)
    handle.error = FULL
    assert thread.stop(LIMIT) and handle.closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_whoever_is_told_is_reported(
    thread: Writer, handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: reported.append(arguments.exc_value))
    fault = RuntimeError("of the caller")

    def broken(_: object) -> None:
        raise fault

    thread.put(PendingSave("id", "1", "", "", "", None, False, broken, None, []))
    assert thread.flush(LIMIT) and thread.call(lambda _: "goes on") == "goes on"
    assert reported == [fault]

"""The writer's thread by itself, on a file that does what the test says: order, failures, the end."""

from __future__ import annotations

import threading

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.changes import DAMAGE_SEEN
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.jobs import Call
from desktop_app.drafts.models import LONG_AGO, PendingSave, Saved
from desktop_app.drafts.writer import Writer
from tests.unit.drafts.support import LIMIT
from tests.unit.drafts.writing import BROKEN, FULL, Handle, busy, save


def test_changes_that_came_meanwhile_are_made_together_and_calls_in_their_place(
    thread: Writer, fake_handle: Handle
) -> None:
    busy(thread, fake_handle)
    answers = [save(thread, 1), save(thread, 2)]
    thread.put(Call(lambda _: "between"))
    answers.append(save(thread, 3))
    assert thread.pending() == 3
    fake_handle.free.set()
    assert [answer.acknowledged().revision for answer in answers] == [1, 2, 3]
    assert thread.flush(LIMIT) and thread.pending() == 0
    assert fake_handle.runs == [
        "busy",
        [Saved(LONG_AGO, 1, 1), Saved(LONG_AGO, 1, 2)],
        "between",
        [Saved(LONG_AGO, 1, 3)],
    ]


def test_a_call_gives_its_result_or_its_fault(thread: Writer, fake_handle: Handle) -> None:
    assert thread.call(lambda _: 7) == 7
    fake_handle.error = FULL
    with pytest.raises(StoreFault, match="Non riesco a farlo: il disco è pieno"):
        thread.call(lambda _: 7)
    fake_handle.error = None
    assert thread.call(lambda _: 8) == 8
    assert fake_handle.journal == []


def test_only_a_call_that_deletes_for_good_empties_the_journal(thread: Writer, fake_handle: Handle) -> None:
    thread.call(lambda _: None, wipe=True)
    assert fake_handle.journal == [True]


def test_the_file_is_replaced_outside_any_transaction(thread: Writer, fake_handle: Handle) -> None:
    given: list[object] = []
    thread.with_handle(given.append)
    assert given == [fake_handle] and fake_handle.runs == []


def test_an_idle_writer_moves_the_journal_into_the_file_without_emptying_it(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "IDLE_SECONDS", 0.01)
    save(thread, 1).acknowledged()
    assert fake_handle.checkpointed.wait(LIMIT) and fake_handle.journal[0] is False
    fake_handle.checkpointed.clear()
    thread.call(lambda _: None)
    assert fake_handle.checkpointed.wait(LIMIT)


def test_a_journal_that_is_moved_slowly_keeps_nobody_waiting(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window asks how much is pending, and hands over what was typed: it never waits for the disk."""
    monkeypatch.setattr(writer, "IDLE_SECONDS", 0.01)
    begun, free, ended = threading.Event(), threading.Event(), list[bool]()

    def checkpoint(all_of_it: bool = False) -> bool:
        begun.set()
        ended.append(free.wait(LIMIT))
        return True

    monkeypatch.setattr(fake_handle, "checkpoint", checkpoint)
    save(thread, 1).acknowledged()
    assert begun.wait(LIMIT)
    answer = save(thread, 2)
    assert thread.pending() == 1 and ended == []
    free.set()
    assert answer.acknowledged().revision == 2


def test_a_change_that_fails_stays_and_what_is_called_behind_it_hears_why(thread: Writer, fake_handle: Handle) -> None:
    busy(thread, fake_handle)
    first, behind = save(thread, 1), Call(lambda _: "behind")
    thread.put(behind)
    second = save(thread, 2)
    fake_handle.error = FULL
    fake_handle.free.set()
    told = "Non riesco a salvare: il disco è pieno. Quello che hai scritto è ancora qui. Libera spazio, poi riprova."
    assert first.refused() == told == thread.failing()
    assert behind.over.wait(LIMIT)
    assert str(behind.fault) == "Non riesco a farlo: il disco è pieno. Libera spazio, poi riprova."
    assert second.sentences == []
    assert thread.pending() == 2
    fake_handle.error = None
    thread.retry()
    assert (first.acknowledged().revision, second.acknowledged().revision) == (1, 2)
    assert thread.failing() == "" and "behind" not in fake_handle.runs


def test_each_reason_is_told_once_and_a_new_one_again(thread: Writer, fake_handle: Handle) -> None:
    fake_handle.error = FULL
    answer = save(thread, 1)
    answer.refused()
    assert not thread.flush(0)
    save(thread, 2).refused()  # tried again, with the first
    assert len(answer.sentences) == 1
    fake_handle.error = BROKEN
    save(thread, 3).refused()
    assert [sentence.split(":")[1].split(".")[0].strip() for sentence in answer.sentences] == [
        "il disco è pieno", "il file delle pratiche è danneggiato",
    ]  # fmt: skip


def test_a_failed_change_is_tried_again_by_itself(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.01)
    fake_handle.error = FULL
    answer = save(thread, 1)
    answer.refused()
    fake_handle.error = None
    assert answer.acknowledged().revision == 1


def test_a_caller_that_gave_up_gets_nothing_done(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "CALL_SECONDS", 0.01)
    busy(thread, fake_handle)
    with pytest.raises(StoreFault, match="il disco non risponde"):
        thread.call(lambda _: "too late")
    fake_handle.free.set()
    monkeypatch.setattr(writer, "CALL_SECONDS", LIMIT)
    assert thread.call(lambda _: "later") == "later"
    assert fake_handle.runs == ["busy", "later"]


def test_work_that_has_begun_has_no_deadline(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given up, it would be done all the same: whoever tried again would get it twice."""
    monkeypatch.setattr(writer, "CALL_SECONDS", 0.01)
    begun, results = threading.Event(), []

    def work(_: object) -> str:
        begun.set()
        assert fake_handle.free.wait(LIMIT)
        return "done"

    fake_handle.free.set()
    monkeypatch.setattr(fake_handle, "run", lambda given: given(fake_handle))
    fake_handle.free.clear()
    caller = threading.Thread(target=lambda: results.append(thread.call(work)))
    caller.start()
    assert begun.wait(LIMIT)
    caller.join(0.1)  # ten times as long as it waits for work to begin
    assert caller.is_alive() and results == []
    fake_handle.free.set()
    caller.join(LIMIT)
    assert results == ["done"]


# --- the end -------------------------------------------------------------------------------------------------


def test_the_end_marks_the_session_and_closes_the_file(thread: Writer, fake_handle: Handle) -> None:
    save(thread, 1)
    assert thread.stop(LIMIT)
    assert fake_handle.runs[-1] == "closed: True" and fake_handle.closed
    with pytest.raises(StoreFault, match="il file delle pratiche è chiuso"):
        save(thread, 2)


def test_what_only_waits_is_done_before_the_end(thread: Writer, fake_handle: Handle) -> None:
    busy(thread, fake_handle)
    waiting = Call(lambda _: "remembered")
    thread.put(waiting)
    fake_handle.free.set()
    assert thread.stop(LIMIT)
    assert waiting.fault is None and fake_handle.runs == ["busy", "remembered", "closed: True"]


def test_the_end_with_a_change_that_cannot_be_made(thread: Writer, fake_handle: Handle) -> None:
    fake_handle.error = FULL
    save(thread, 1).refused()
    assert not thread.stop(0)
    fake_handle.error = None
    assert fake_handle.runs == [] and fake_handle.closed  # not marked: the next start says that something is missing


def test_after_damage_the_next_start_mends_the_file(thread: Writer, fake_handle: Handle) -> None:
    fake_handle.error = BROKEN
    with pytest.raises(StoreFault):
        thread.call(lambda _: None)
    fake_handle.error = FULL
    with pytest.raises(StoreFault):
        thread.call(lambda _: None)
    fake_handle.error = None
    assert thread.stop(LIMIT) and fake_handle.runs == [f"closed: {DAMAGE_SEEN}"] and fake_handle.closed


def test_a_session_that_cannot_be_marked_ends_all_the_same(thread: Writer, fake_handle: Handle) -> None:
    thread.call(lambda _: None)
    fake_handle.error = FULL
    assert thread.stop(LIMIT) and fake_handle.closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_whoever_is_told_is_reported(
    thread: Writer, fake_handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: reported.append(arguments.exc_value))
    fault = RuntimeError("of the caller")

    def broken(_: object) -> None:
        raise fault

    thread.put(PendingSave("id", "1", "", "", "", None, False, broken, None, []))
    assert thread.flush(LIMIT) and thread.call(lambda _: "goes on") == "goes on"
    assert reported == [fault]

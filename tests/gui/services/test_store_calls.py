"""Work on the store beside the window's thread: its order, its answers, and a disk that does not answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.drafts.faults import StoreFault
from desktop_app.gui.services import store_calls
from desktop_app.gui.services.store_calls import StoreCalls, while_alive
from tests.gui.support.event_loop import Turns

LIMIT = 20


@pytest.fixture
def calls(qtbot: QtBot) -> Iterator[StoreCalls]:
    made = StoreCalls()
    yield made
    made.close(LIMIT)


class Disk:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.free = threading.Event()

    def work(self, result: str) -> str:
        assert self.free.wait(LIMIT)
        return result


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", 0)
    disk = Disk()
    yield disk
    disk.free.set()


def failed(fault: Exception) -> None:
    raise AssertionError(fault)


def test_a_disk_that_answers_at_once_is_waited_for(calls: StoreCalls) -> None:
    told: list[object] = []
    calls.ask(lambda: threading.current_thread().name, told.append, failed)
    calls.ask(lambda: 2, told.append, failed)
    assert told == ["store", 2] and not calls.is_waiting


def test_the_window_goes_on_while_the_disk_is_slow(qtbot: QtBot, calls: StoreCalls, slow: Disk) -> None:
    told: list[str] = []
    waiting: list[bool] = []
    calls.waiting_changed.connect(waiting.append)
    calls.ask(lambda: slow.work("first"), told.append, failed)
    calls.ask(lambda: slow.work("second"), told.append, failed)
    assert told == [] and calls.is_waiting and waiting == [True]
    slow.free.set()
    qtbot.waitUntil(lambda: told == ["first", "second"], timeout=LIMIT * 1000)
    assert waiting == [True, False] and not calls.is_waiting


def test_each_answer_comes_in_a_turn_of_its_own(qtbot: QtBot, calls: StoreCalls, slow: Disk) -> None:
    """Much may hang on each: together they held the window up."""
    turns, told = Turns(), list[tuple[str, int]]()
    for name in "abc":
        calls.ask(partial(slow.work, name), lambda name: told.append((name, turns.count)), failed)
    slow.free.set()
    qtbot.waitUntil(lambda: len(told) == 3, timeout=LIMIT * 1000)
    assert [name for name, _ in told] == ["a", "b", "c"] and len({turn for _, turn in told}) == 3


def test_a_fault_is_told_and_what_comes_after_is_done(calls: StoreCalls) -> None:
    faults: list[str] = []
    told: list[int] = []

    def broken() -> int:
        raise StoreFault("il disco è pieno", "Libera spazio.")

    calls.ask(broken, told.append, lambda fault: faults.append(str(fault)))
    calls.ask(lambda: 1, told.append, failed)
    assert faults == ["Non riesco ad aprire le pratiche: il disco è pieno. Libera spazio."] and told == [1]


def test_a_fault_of_the_program_is_raised_where_it_is_logged(calls: StoreCalls) -> None:
    def broken() -> Exception:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        calls.ask(broken, failed, failed)
    told: list[int] = []
    calls.ask(lambda: 1, told.append, failed)
    assert told == [1]


def test_nothing_is_told_after_the_end(qtbot: QtBot, calls: StoreCalls, slow: Disk) -> None:
    told: list[str] = []
    calls.ask(lambda: slow.work("too late"), told.append, failed)
    slow.free.set()
    calls.close(LIMIT)
    qtbot.wait(1)
    calls.ask(lambda: "after the end", told.append, failed)
    assert told == []


def test_what_is_done_later_needs_its_widget(qtbot: QtBot, calls: StoreCalls) -> None:
    from PySide6.QtCore import QObject
    from shiboken6 import delete

    owner, done = QObject(), list[int]()
    do = while_alive(owner, lambda: done.append(1))
    do()
    delete(owner)
    do()
    assert done == [1]

"""What is done in later turns: one thing in each, in its order, and never for somebody who is gone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop_app.gui.widgets.layout import later as module
from desktop_app.gui.widgets.layout.later import drop_turns, in_turn, in_turns, later
from tests.gui.support.event_loop import Turns, work


@pytest.fixture
def context() -> Iterator[QObject]:
    context = QObject()
    yield context
    delete(context)


def test_one_thing_is_done_in_each_turn_in_its_order(qtbot: QtBot, context: QObject) -> None:
    turns, done = Turns(), list[tuple[int, str]]()
    in_turn(context, lambda: done.append((turns.count, "a")))
    in_turn(context, lambda: done.append((turns.count, "b")))
    in_turn(context, lambda: done.append((turns.count, "c")))
    assert not done
    qtbot.waitUntil(lambda: len(done) == 3)
    assert [name for _, name in done] == ["a", "b", "c"]
    assert len({turn for turn, _ in done}) == 3


def test_nothing_more_is_done_in_a_turn_that_was_long(qtbot: QtBot, context: QObject) -> None:
    turns, busy, done = Turns(), list[int](), list[int]()

    def first() -> None:
        busy.append(turns.count)
        work(1.5 * module.LONG_TURN)

    QTimer.singleShot(0, context, first)
    in_turn(context, lambda: done.append(turns.count))
    qtbot.waitUntil(lambda: bool(done))
    assert busy and busy[0] < done[0]


def test_it_is_done_even_where_no_turn_seems_short(
    qtbot: QtBot, context: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONG_TURN", -1.0)
    turns, done = Turns(), list[int]()
    in_turn(context, lambda: done.append(turns.count))
    begun = turns.count
    qtbot.waitUntil(lambda: bool(done))
    assert done[0] - begun >= module.PATIENCE


def test_what_waits_when_the_program_ends_is_dropped(qtbot: QtBot, context: QObject) -> None:
    done = list[str]()
    in_turn(context, lambda: done.append("before"))
    drop_turns()
    in_turn(context, lambda: done.append("after"))
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["after"]


@pytest.mark.parametrize("ms", [0, 5])
def test_nothing_is_done_for_somebody_who_is_gone(qtbot: QtBot, context: QObject, ms: int) -> None:
    gone, done = QObject(), list[str]()
    in_turn(gone, lambda: done.append("too late"), ms)
    in_turn(context, lambda: done.append("next"), 2 * ms)
    delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["next"]


def test_what_is_asked_for_goes_on_while_a_menu_or_a_window_waits_for_an_answer(qtbot: QtBot, context: QObject) -> None:
    loop, done = QEventLoop(), list[str]()
    QTimer.singleShot(2000, loop, loop.quit)
    in_turn(context, loop.exec)
    in_turn(context, lambda: done.append("behind it"))
    in_turn(context, loop.quit)
    in_turn(context, lambda: done.append("after it"))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["behind it", "after it"]


def test_a_fault_in_one_leaves_the_others(qtbot: QtBot, context: QObject) -> None:
    done = list[str]()
    with qtbot.captureExceptions() as faults:
        in_turn(context, lambda: 1 / 0)
        in_turn(context, lambda: done.append("next"))
        qtbot.waitUntil(lambda: bool(done))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_what_is_short_is_done_in_the_next_turn_whatever_waits(qtbot: QtBot, context: QObject) -> None:
    """All is selected where a field was clicked: later it would take what was typed meanwhile."""
    turns, done = Turns(), list[str]()

    def long() -> None:
        work(0.001)
        done.append("long")

    for _ in range(20):
        in_turn(context, long)
    later(context, lambda: done.append("short"))
    qtbot.waitUntil(lambda: len(done) == 21)
    assert done.index("short") <= 1 and turns.count >= 20


def test_what_else_is_due_comes_between_two_of_them(qtbot: QtBot, context: QObject) -> None:
    """Qt asks first for the timer that was due first: the row's own was, for it is started before a thing is done."""
    done, clock = list[str](), QTimer(context, interval=3, timerType=Qt.TimerType.PreciseTimer)
    clock.timeout.connect(lambda: done.append("clock"))
    clock.start()

    def long() -> None:
        work(0.01)
        done.append("long")

    for _ in range(5):
        in_turn(context, long)
    qtbot.waitUntil(lambda: done.count("long") == 5)
    assert not any(pair == ("long", "long") for pair in pairwise(done))


def test_between_two_pieces_there_is_the_rest_that_was_asked_for(context: QObject) -> None:
    asked = list[int]()

    def when(_: QObject, do: Callable[[], object], ms: int = 0) -> None:
        asked.append(ms)
        do()

    pieces = iter([True, True, False])
    in_turns(context, lambda: next(pieces), 7, when)
    assert asked == [0, 7, 7]


@pytest.mark.parametrize("when", [later, in_turn])
def test_who_goes_in_the_middle_of_a_long_work_is_kept_by_nothing(
    qtbot: QtBot, context: QObject, when: Callable[..., None]
) -> None:
    """Without the collection of cycles, which comes when the hands rest: pages would pile up until then."""

    class Page:
        def __init__(self) -> None:
            self.made = 0

        def make(self) -> bool:
            self.made += 1
            return True

    pages, gone = [Page()], QObject()
    there = weakref.ref(pages[0])
    gc.disable()
    try:
        in_turns(gone, pages[0].make, when=when)
        qtbot.waitUntil(lambda: pages[0].made > 2)
        delete(gone)
        pages.clear()
        qtbot.waitUntil(lambda: there() is None)
    finally:
        gc.enable()

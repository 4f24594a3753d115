"""What is done in later turns: one thing in each, in its order, and never for somebody who is gone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop_app.gui.widgets.layout import later as module
from desktop_app.gui.widgets.layout.later import later


class Turns(QObject):
    """Counts the turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        QAbstractEventDispatcher.instance().awake.connect(self._count)

    def _count(self) -> None:
        self.count += 1


@pytest.fixture
def context() -> Iterator[QObject]:
    context = QObject()
    yield context
    delete(context)


def work(seconds: float) -> None:
    """Computes for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_one_thing_is_done_in_each_turn_in_its_order(qtbot: QtBot, context: QObject) -> None:
    turns, done = Turns(), list[tuple[int, str]]()
    later(context, lambda: done.append((turns.count, "a")))
    later(context, lambda: done.append((turns.count, "b")))
    later(context, lambda: done.append((turns.count, "c")))
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
    later(context, lambda: done.append(turns.count))
    qtbot.waitUntil(lambda: bool(done))
    assert busy and busy[0] < done[0]


def test_it_is_done_even_where_no_turn_seems_short(
    qtbot: QtBot, context: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONG_TURN", -1.0)
    turns, done = Turns(), list[int]()
    later(context, lambda: done.append(turns.count))
    begun = turns.count
    qtbot.waitUntil(lambda: bool(done))
    assert done[0] - begun >= module.PATIENCE


@pytest.mark.parametrize("ms", [0, 5])
def test_nothing_is_done_for_somebody_who_is_gone(qtbot: QtBot, context: QObject, ms: int) -> None:
    gone, done = QObject(), list[str]()
    later(gone, lambda: done.append("too late"), ms)
    later(context, lambda: done.append("next"), 2 * ms)
    delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["next"]


def test_what_is_asked_for_goes_on_while_a_menu_or_a_window_waits_for_an_answer(qtbot: QtBot, context: QObject) -> None:
    loop, done = QEventLoop(), list[str]()
    QTimer.singleShot(2000, loop, loop.quit)
    later(context, loop.exec)
    later(context, lambda: done.append("behind it"))
    later(context, loop.quit)
    later(context, lambda: done.append("after it"))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["behind it", "after it"]


def test_a_fault_in_one_leaves_the_others(qtbot: QtBot, context: QObject) -> None:
    done = list[str]()
    with qtbot.captureExceptions() as faults:
        later(context, lambda: 1 / 0)
        later(context, lambda: done.append("next"))
        qtbot.waitUntil(lambda: bool(done))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]

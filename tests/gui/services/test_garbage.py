"""Cycles are collected when the hands rest, and no pass looks at what stays as long as the program."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.services import garbage
from desktop_app.gui.services.garbage import Collector
from desktop_app.gui.widgets.layout import later
from tests.gui.support.event_loop import Turns, work


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    thresholds = gc.get_threshold()
    made = Collector()
    gc.set_threshold(1, 0, 0)  # all is due
    yield made
    gc.set_threshold(*thresholds)
    made.close()


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_a_cycle_is_collected_unless_the_user_is_typing(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = weakref.ref(Ring())
    collector.touch()
    collector.collect_due()
    assert gone() is not None
    monkeypatch.setattr(garbage, "REST_SECONDS", 0)
    collector.collect_due()
    assert gone() is None


def test_older_objects_are_looked_at_each_fifth_time(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are many: between two of those passes only what just came is collected, in portions."""
    monkeypatch.setattr(garbage, "REST_SECONDS", 0)
    kept = [Ring()]
    gone = weakref.ref(kept[0])
    gc.collect(0)
    kept.clear()
    passes = 0
    while gone() is not None:
        collector.collect_due()
        passes += 1
    assert passes == garbage.PAUSES


def test_a_pass_does_not_come_in_a_turn_that_was_long(
    qtbot: QtBot, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, passes, busy = Turns(), list[int](), list[int]()
    monkeypatch.setattr(collector, "collect_due", lambda: passes.append(turns.count))
    clock = next(iter(collector.findChildren(QTimer)))

    def compute() -> None:
        busy.append(turns.count)
        work(2 * later.LONG_TURN)

    clock.timeout.connect(compute)
    qtbot.waitUntil(lambda: bool(passes))
    assert busy and passes[0] > busy[0]


def test_code_that_came_later_is_passed_over_too(collector: Collector) -> None:
    kept = Ring()
    collector.keep()
    assert not any(each is kept for each in gc.get_objects())


def test_what_was_there_at_the_start_is_passed_over_until_the_end(qapp: QApplication) -> None:
    kept: list[Ring] = [Ring()]
    collector = Collector()
    assert gc.get_freeze_count() > 1_000 and not any(each is kept[0] for each in gc.get_objects())
    collector.close()
    assert gc.get_freeze_count() == 0 and any(each is kept[0] for each in gc.get_objects())

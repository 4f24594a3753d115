"""The worker: order, stop, faults, an end without leftovers, and a window that lives on meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.gui.services.worker import (
    CLOSING,
    LONG,
    ON_SCREEN,
    UNEXPECTED_FAULT,
    JobFault,
    Progress,
    Steps,
    Task,
    Worker,
    in_one_step,
)
from desktop_app.pdf.faults import PdfFault
from desktop_app.system.files import FileFault
from tests.gui.support import documents as papers
from tests.gui.support.event_loop import Turns


def never(value: object) -> None:
    pytest.fail(f"nobody should hear of {value!r}")


def test_work_runs_elsewhere_and_is_handed_over_here(qtbot: QtBot, worker: Worker) -> None:
    threads: list[str] = []
    done: list[str] = []

    def finish(name: str) -> None:
        threads.append(threading.current_thread().name)
        done.append(name)

    worker.submit(in_one_step(lambda: threading.current_thread().name), finish, never)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["pdf"] and threads == [threading.main_thread().name]


def test_what_is_seen_goes_before_long_work_even_when_that_has_begun(qtbot: QtBot, worker: Worker) -> None:
    order: list[Any] = []
    begun, go = threading.Event(), threading.Event()

    def long() -> Steps[str]:
        begun.set()
        assert go.wait(20)
        yield "first step"
        return "long"

    worker.submit(long(), order.append, never, order.append, LONG)
    assert begun.wait(20)
    worker.submit(in_one_step(lambda: "later"), order.append, never, rank=LONG)
    worker.submit(in_one_step(lambda: "seen"), order.append, never, rank=ON_SCREEN)
    go.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order == ["first step", "seen", "long", "later"]


def test_the_end_of_each_job_comes_in_a_turn_of_its_own_when_the_window_is_ready(qtbot: QtBot, worker: Worker) -> None:
    turns, told, waiting = Turns(), list[tuple[str, int]](), list[Callable[[], object]]()

    def submit(names: str) -> None:
        for name in names:
            worker.submit(in_one_step(partial(str, name)), lambda name: told.append((name, turns.count)), never)

    worker.when_ready = waiting.append
    submit("abc")
    qtbot.waitUntil(lambda: len(waiting) == 3)
    assert not told
    worker.when_ready = lambda do: do()
    for do in waiting:
        do()
    submit("def")
    qtbot.waitUntil(lambda: len(told) == 6)
    assert [name for name, _ in told] == [*"abcdef"] and len({turn for _, turn in told[3:]}) == 3


@pytest.mark.parametrize("kind", [PdfFault, FileFault, JobFault])
def test_a_fault_is_its_sentence(qtbot: QtBot, worker: Worker, kind: type[Exception]) -> None:
    heard: list[str] = []

    def fail() -> None:
        raise kind("Una frase.")

    worker.submit(in_one_step(fail), never, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["Una frase."]


def test_a_fault_of_the_program_is_told_and_reaches_the_log(qtbot: QtBot, worker: Worker) -> None:
    heard: list[str] = []
    with capture_exceptions() as raised:
        worker.submit(in_one_step(lambda: 1 // 0), never, heard.append)
        qtbot.waitUntil(lambda: bool(heard))
    assert heard == [UNEXPECTED_FAULT] and raised[0][0] is ZeroDivisionError
    after: list[int] = []
    worker.submit(in_one_step(lambda: 1), after.append, never)
    qtbot.waitUntil(lambda: bool(after))


def test_dropped_work_is_closed_and_heard_of_no_more(qtbot: QtBot, worker: Worker) -> None:
    closed, steps = threading.Event(), threading.Semaphore(0)

    def endless() -> Steps[None]:
        try:
            while True:
                steps.release()
                yield "again"
        finally:
            closed.set()

    job = worker.submit(endless(), never, never, rank=LONG)
    assert steps.acquire(timeout=20)
    job.drop()
    unbegun = worker.submit(in_one_step(lambda: pytest.fail("it began")), never, never, rank=LONG)
    unbegun.drop()
    qtbot.waitUntil(closed.is_set)
    end: list[int] = []
    worker.submit(in_one_step(lambda: 1), end.append, never, rank=LONG)
    qtbot.waitUntil(lambda: bool(end))


def test_closing_ends_what_runs_and_still_cleans_up(qtbot: QtBot) -> None:
    worker, seen = Worker(), list[str]()
    begun = threading.Event()

    def endless() -> Steps[None]:
        try:
            while True:
                begun.set()
                yield None
        finally:
            seen.append(f"closed in {threading.current_thread().name}")

    worker.submit(endless(), never, never, rank=LONG)
    assert begun.wait(20)
    worker.submit(in_one_step(lambda: seen.append("cleaned")), never, never, rank=CLOSING)
    worker.submit(in_one_step(lambda: seen.append("never")), never, never, rank=LONG + 1)
    worker.close()
    assert seen == ["cleaned", "closed in pdf"]
    assert worker.submit(in_one_step(lambda: 1), never, never).is_dropped
    qtbot.wait(0)  # what was on its way is not handed over


@pytest.mark.usefixtures("qapp")
def test_a_worker_that_never_worked_has_no_thread() -> None:
    before = threading.active_count()
    Worker().close()
    assert threading.active_count() == before


def test_cycles_are_collected_in_the_thread_of_the_window_alone(qtbot: QtBot) -> None:
    where: list[str] = []

    def watch(*_: object) -> None:
        where.append(threading.current_thread().name)

    def litter() -> None:
        for _ in range(20_000):
            cycle: list[object] = []
            cycle.append(cycle)

    gc.enable()  # as the program begins
    worker, done = Worker(), list[None]()
    gc.callbacks.append(watch)
    try:
        worker.submit(in_one_step(litter), done.append, never)
        qtbot.waitUntil(lambda: bool(done) and bool(where), timeout=20_000)
    finally:
        gc.callbacks.remove(watch)
        worker.close()
    assert set(where) == {threading.main_thread().name} and gc.isenabled()


def test_a_task_tells_and_stops(qtbot: QtBot, worker: Worker) -> None:
    told: list[tuple[str, int, int]] = []

    def count() -> Steps[int]:
        number = 0
        while not (yield Progress(f"passo {number}", number, 1000)):
            number += 1
        return number

    task = Task(worker, count())
    task.progressed.connect(lambda *values: told.append(values))
    task.progressed.connect(lambda *_: task.stop())
    with qtbot.waitSignal(task.finished, timeout=20_000) as end:
        pass
    assert told[0] == ("passo 0", 0, 1000) and end.args is not None and end.args[0] >= 0


def test_the_window_lives_while_a_document_is_made(qtbot: QtBot, worker: Worker) -> None:
    dossier = papers.example()
    document_set, documents = dossier.documents, dossier.documents.applicable()
    ticks, made = list[int](), list[list[bytes]]()
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(len(made)))
    timer.start()
    worker.submit(in_one_step(lambda: [document_set.pdf(document) for document in documents]), made.append, never)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    timer.stop()
    assert 0 in ticks

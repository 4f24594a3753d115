"""Readers, and the one who exchanges the file: never both."""

from __future__ import annotations

import threading

import pytest

from desktop_app.drafts import gate as module
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.gate import Gate
from tests.unit.drafts.support import LIMIT


def test_any_number_may_read_at_once() -> None:
    gate = Gate()
    with gate.reading(), gate.reading():
        pass
    with gate.alone():
        pass


def test_who_comes_while_the_file_is_exchanged_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READER_SECONDS", 0.01)
    gate = Gate()
    with gate.alone(), pytest.raises(StoreFault, match="viene sostituito"), gate.reading():
        pass
    with gate.reading():
        pass


def test_who_wants_to_be_alone_waits_for_a_read_and_gives_up_where_it_does_not_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ALONE_SECONDS", 0.01)
    gate = Gate()
    with gate.reading(), pytest.raises(StoreFault, match="un altro programma"), gate.alone():
        pass
    with gate.reading():  # and nobody is kept out afterwards
        pass


def test_the_last_reader_lets_it_in() -> None:
    gate, inside, leave = Gate(), threading.Event(), threading.Event()

    def read() -> None:
        with gate.reading():
            inside.set()
            leave.wait(LIMIT)

    reader = threading.Thread(target=read)
    reader.start()
    assert inside.wait(LIMIT)
    threading.Timer(0.02, leave.set).start()
    with gate.alone():
        assert leave.is_set()
    reader.join(LIMIT)

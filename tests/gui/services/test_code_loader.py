"""The code of a dossier's window: one module in each turn, and whoever waits for it is not forgotten."""

from __future__ import annotations

import threading
from importlib.util import find_spec

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.gui.services import code_loader
from desktop_app.gui.services.code_loader import CodeLoader

NAMES = ("nobody.has.this", "nor.this", "nor.that")


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of three modules of which nobody has loaded any, once they are."""
    names = list[str]()
    monkeypatch.setattr(code_loader, "MODULES", NAMES)
    monkeypatch.setattr(code_loader, "import_module", names.append)
    return names


def test_one_module_is_loaded_in_each_turn_and_then_whoever_waits_goes_on(qtbot: QtBot, imported: list[str]) -> None:
    loader, done, seen, clock = CodeLoader(), list[str](), list[int](), QTimer(interval=0)
    clock.timeout.connect(lambda: seen.append(len(imported)))
    loader.loaded.connect(lambda: done.append("kept"))  # before it is used, while nothing else is there
    loader.when_loaded(lambda: done.append("a dossier"))
    loader.when_loaded(lambda: done.append("another"))
    assert imported == done == []
    clock.start()
    qtbot.waitUntil(lambda: bool(done))
    assert tuple(imported) == NAMES and done == ["kept", "a dossier", "another"]
    assert set(seen) >= {1, 2, 3}, "two of them in one turn"
    loader.when_loaded(lambda: done.append("at once"))
    qtbot.waitUntil(lambda: done[-1] == "at once")


def test_each_of_those_who_wait_has_a_turn_of_its_own(qtbot: QtBot, imported: list[str]) -> None:
    """What they do is open a dossier, which takes its time; who asks between them comes after them."""
    loader, done, seen, clock = CodeLoader(), list[str](), list[int](), QTimer(interval=0)
    clock.timeout.connect(lambda: seen.append(len(done)))

    def first() -> None:
        done.append("first")
        loader.when_loaded(lambda: done.append("last"))

    loader.when_loaded(first)
    loader.when_loaded(lambda: done.append("second"))
    clock.start()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["first", "second", "last"] and set(seen) >= {1, 2}, "two of them in one turn"


def test_a_fault_of_one_who_waits_leaves_the_others(qtbot: QtBot, imported: list[str]) -> None:
    loader, done = CodeLoader(), list[str]()
    with qtbot.captureExceptions() as faults:
        loader.when_loaded(lambda: 1 / 0)
        loader.when_loaded(lambda: done.append("next"))
        qtbot.waitUntil(lambda: bool(done))
    assert len(faults) == 1


def test_nothing_goes_on_once_the_program_ends(qtbot: QtBot, imported: list[str]) -> None:
    loader, done = CodeLoader(), list[str]()
    loader.when_loaded(lambda: done.append("too late"))
    loader.close()
    turns, clock = list[bool](), QTimer(interval=0)
    clock.timeout.connect(lambda: turns.append(True))
    clock.start()
    qtbot.waitUntil(lambda: len(turns) > 6)
    assert imported == done == []


def test_where_all_is_there_nobody_waits() -> None:
    assert all(find_spec(name) for name in code_loader.MODULES)
    for name in code_loader.MODULES:
        __import__(name)
    done = list[bool]()
    CodeLoader().when_loaded(lambda: done.append(True))
    assert done == [True]


def test_what_was_asked_for_last_comes_first(qtbot: QtBot, imported: list[str]) -> None:
    loader, done = CodeLoader(), list[str]()
    loader.when_loaded(lambda: done.append("a dossier"))
    loader.when_loaded(lambda: done.append("the guide"), ("the.guide",))
    loader.when_loaded(lambda: done.append("its other page"), ("the.guide",))
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["the guide", "its other page", "a dossier"] and imported == ["the.guide", *NAMES]


def test_what_asks_for_more_gets_it(qtbot: QtBot, imported: list[str]) -> None:
    loader, done = CodeLoader(), list[str]()
    loader.when_loaded(lambda: loader.when_loaded(lambda: done.append("both"), ("the.guide",)))
    qtbot.waitUntil(lambda: bool(done))
    assert imported == [*NAMES, "the.guide"]


def test_what_takes_long_is_loaded_beside_the_window(
    qtbot: QtBot, imported: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, go_on = list[int](), threading.Event()

    def load(name: str) -> None:
        threads.append(threading.get_ident())
        if name == "heavy":
            go_on.wait(20)

    monkeypatch.setattr(code_loader, "BESIDE", frozenset({"heavy"}))
    monkeypatch.setattr(code_loader, "import_module", load)
    loader, done = CodeLoader(), list[bool]()
    loader.when_loaded(lambda: done.append(True), ("heavy", "light"))
    qtbot.waitUntil(lambda: bool(threads))  # the window's thread goes on
    assert not done
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))
    assert threads[0] != threading.get_ident() and threads[1:] == [threading.get_ident()]


def test_only_what_knows_nothing_of_the_window_is_loaded_beside_it() -> None:
    names = {*code_loader.MODULES, *code_loader.GUIDE}
    assert names >= code_loader.BESIDE and not any("gui" in name for name in code_loader.BESIDE)
    assert all(find_spec(name) for name in names)

"""A disk that takes its time: the window goes on, nothing is lost, and everything asked for arrives in the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop_app.drafts import changes, writer
from desktop_app.drafts.store import Drafts
from desktop_app.gui.services import store_calls, store_session
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, settle, texts

WAITS = "Aspetto il disco…"


class SlowDisk:
    """Holds every change and every opening of the store until it is let go; `began` tells that one waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free, self.began = threading.Event(), threading.Event()
        self.free.set()
        for holder, name in ((writer, "save"), (changes, "insert"), (changes, "put_in_bin"), (Drafts, "open")):
            monkeypatch.setattr(holder, name, self._held(getattr(holder, name)))

    def _held(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def held(*arguments: Any, **options: Any) -> Any:
            self.began.set()
            assert self.free.wait(20)
            return real(*arguments, **options)

        return held

    def stand(self) -> None:
        self.began.clear()
        self.free.clear()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    made = SlowDisk(monkeypatch)
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(store_session, "WAIT_MS", 0)
    yield made
    made.free.set()


@pytest.fixture
def program(start: Start, disk: SlowDisk) -> Program:
    """One dossier, open."""
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait(lambda: program.app.editor.view is not None)
    return program


def test_the_window_is_there_before_the_store_opens(start: Start, disk: SlowDisk) -> None:
    disk.stand()
    program = start(start=False)
    program.entrance.start()
    program.notice(WAITS)
    assert program.status() == "Apro le pratiche…" and program.window.isVisible()
    assert not program.context.store.is_open
    disk.free.set()
    program.wait(lambda: program.context.store.is_open)
    program.wait(lambda: not program.notices())  # what the window asks after that is answered, too


def test_what_is_asked_for_meanwhile_arrives(program: Program, disk: SlowDisk) -> None:
    disk.stand()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.app.editor.open_id
    program.notice(WAITS)
    settle()
    assert program.app.editor.open_id == first and program.view.isVisible()  # where the user was, and usable
    program.write(texts(program)[0], "Scritto mentre il disco dormiva")
    disk.free.set()
    program.wait(lambda: program.app.editor.open_id not in ("", first))
    program.wait(lambda: not program.notices())  # what the window asks after that is answered, too
    program.app.editor.open(first)
    program.wait(lambda: program.app.editor.open_id == first)
    assert program.draft.answers[texts(program)[0]] == "Scritto mentre il disco dormiva"


@pytest.mark.parametrize("patience", [0, 0.2], ids=["form read later", "form read at once"])
def test_asking_twice_makes_one(
    program: Program, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    program.wait(lambda: not program.context.store.is_waiting)
    before = len(program.drafts.rows())
    disk.stand()
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", patience)
    for _ in range(3):
        program.app.editor.begin_example(BRIEF_FORM)
    disk.free.set()
    program.wait(lambda: not program.context.store.is_waiting)
    assert len(program.drafts.rows()) == before + 1


def test_leaving_a_dossier_waits_beside_the_window(program: Program, disk: SlowDisk) -> None:
    id, field = program.app.editor.open_id, texts(program)[0]
    disk.stand()
    program.write(field, "Ultima parola")
    program.app.show_dossiers()
    settle()
    assert program.view.isVisible()
    disk.free.set()
    program.wait(lambda: program.app.editor.view is None)
    program.app.editor.open(id)
    program.wait(lambda: program.app.editor.view is not None)
    assert program.draft.answers[field] == "Ultima parola"


@pytest.mark.parametrize("times", [1, 3])
def test_the_window_closes_by_itself_when_the_disk_has_everything(program: Program, disk: SlowDisk, times: int) -> None:
    """However often that was asked meanwhile: two closings that wait must not wait for each other."""
    id, field = program.app.editor.open_id, texts(program)[0]
    disk.stand()
    program.write(field, "Chiudo")
    program.key(Key.Key_Tab)
    for _ in range(times):
        assert not program.leave()
        settle()
    assert program.window.isVisible()
    disk.free.set()
    program.wait(lambda: not program.window.isVisible())
    program.over = True
    again = Drafts(program.folder)
    again.open()
    assert "Chiudo" in again.read(id).content
    assert again.close(20)


def test_a_dossier_is_deleted_beside_the_window(program: Program, disk: SlowDisk) -> None:
    program.app.show_dossiers()
    program.wait(lambda: program.app.editor.view is None)
    (row,) = program.drafts.rows()
    disk.stand()
    program.page().chosen.delete_requested.emit([row.id])
    assert disk.began.wait(20)
    settle()
    assert not program.app.dossiers.is_empty()
    disk.free.set()
    program.wait(lambda: program.app.dossiers.is_empty())
    assert program.drafts.rows() == []

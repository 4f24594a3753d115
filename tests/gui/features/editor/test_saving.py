"""What is typed is stored, and said to be stored only when it is."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.drafts import models as records
from desktop_app.gui.wording.moments import time_of_day
from tests.gui.support.program import BRIEF_FORM, LIMIT, Key, Start, settle, texts


def test_typing_then_closing_at_once_loses_nothing(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    field = texts(program)[0]
    assert program.app.editor.saver is not None
    program.app.editor.saver._pause.setInterval(LIMIT)  # noqa: SLF001 - however slowly the keys come
    program.write(field, "Ultimo tasto")
    assert program.stored_draft.answers.get(field) is None  # it was not even handed over yet
    assert program.leave()
    again = start()
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.draft.answers[field] == "Ultimo tasto"


def test_leaving_a_field_saves_without_a_pause(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    monkeypatch.setattr(program.app.editor.saver, "changed", lambda: None)
    field = texts(program)[0]
    program.write(field, "Subito")
    program.key(Key.Key_Tab)
    program.wait(lambda: program.stored_draft.answers.get(field) == "Subito")


def test_saved_is_said_only_after_the_acknowledgement(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    settle()
    said: list[tuple[str, bool]] = []
    told = program.window.show_saved

    def heard(words: str, well: bool = True) -> None:
        said.append((words, well))
        told(words, well)

    monkeypatch.setattr(program.window, "show_saved", heard)
    saved: list[records.Saved] = []
    assert program.app.editor.saver is not None
    program.app.editor.saver.saved.connect(saved.append)
    before = program.status()
    program.write(texts(program)[0], "Attendo")
    program.app.editor.saver.save()
    assert said == [] and program.status() == before
    program.wait(lambda: saved)
    program.wait(lambda: said)
    assert said == [(f"Salvato alle {time_of_day(saved[0].at)}", True)]
    assert program.stored_draft.answers[texts(program)[0]] == "Attendo"


def test_ctrl_s_is_harmless(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    program.keys("Ctrl+S")
    program.wait(lambda: program.status() == "Tutto già salvato")
    program.write(texts(program)[0], "Con calma")
    program.keys("Ctrl+S")
    program.wait_saved()
    program.keys("Ctrl+S")
    assert program.context.store.last_saved is not None
    assert program.status() == f"Tutto già salvato alle {time_of_day(program.context.store.last_saved)}"
    assert time_of_day(dt.datetime.now(dt.UTC))[:2] == program.status()[-5:-3]

"""The forms are read before anybody asks for one, and nothing of it is seen."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from desktop_app.gui.app import controller, preload
from tests.gui.support.program import FORM, Start


def test_the_forms_are_read_while_the_list_is_looked_at(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "PRELOAD_MS", 0)
    program = start()
    program.wait(lambda: program.context.catalog.library.catalogue)
    assert FORM in {each.id for each in program.context.catalog.library.catalogue or ()}
    assert program.app.editor.view is None and program.notices() == []


def test_what_opens_slowly_is_loaded_by_then(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(preload, "import_module", loaded.append)
    monkeypatch.setattr(controller, "PRELOAD_MS", 0)
    program = start()
    every = [f"desktop_app.{each}" for each in preload.PAGES]
    program.wait(lambda: len(loaded) == len(every))
    assert loaded == every and all(find_spec(each) for each in every)


def test_a_dossier_may_be_opened_meanwhile(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "PRELOAD_MS", 0)
    program = start()
    program.app.editor.begin_example(FORM)
    program.wait(lambda: program.context.catalog.library.catalogue)
    assert program.view.dossier.state.complete


def test_the_window_may_be_closed_meanwhile(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "PRELOAD_MS", 0)
    for _ in range(3):
        assert start().leave()

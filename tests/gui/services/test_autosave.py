"""What the saver hands to the store: the dossier as it was at that moment, whatever is typed meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.drafts.models import LONG_AGO, Saved, Stored
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft
from desktop_app.gui.services.autosave import Saver
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder
from tests.gui.support.program import BRIEF_FORM

TODAY = dt.date(2026, 11, 22)


class SlowStore:
    """Keeps what it is given, as one does whose disk has no time yet."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    def save(self, id: str, content: Any, title: str, step: str, done: Any, failed: Any, **options: Any) -> None:
        self.given.append(
            {"id": id, "content": content, "title": title, "step": step, "done": done, "failed": failed, **options}
        )


@pytest.fixture
def dossier() -> Dossier:
    return Dossier(Library([forms_folder()]).load(BRIEF_FORM), Draft(BRIEF_FORM), TODAY)


@pytest.fixture
def store() -> SlowStore:
    return SlowStore()


@pytest.fixture
def saver(qapp: QApplication, dossier: Dossier, store: SlowStore) -> Saver:
    stored = Stored("id", BRIEF_FORM, "", "", "", "", LONG_AGO, None, 1, 1, 1, 1, 1)
    return Saver(cast(Drafts, store), stored, dossier)


def text_fields(dossier: Dossier) -> list[str]:
    return [
        each.id for each in dossier.form.fields.values()
        if each.spec.type == "text" and not each.formula and dossier.state.cells[each.id].visible
    ]  # fmt: skip


def test_what_is_typed_while_the_disk_is_slow_is_not_in_what_was_handed_over(
    saver: Saver, dossier: Dossier, store: SlowStore
) -> None:
    first, second, *_ = text_fields(dossier)
    dossier.answer(first, "Prima")
    then, summary = dossier.draft.to_json(), summary_of(dossier.state, []).to_json()
    saver.save()
    dossier.close_step()
    dossier.answer(second, "Dopo")
    (given,) = store.given
    assert (given["content"](), given["summary"]([], [])) == (then, summary)
    assert summary != summary_of(dossier.state, []).to_json()  # else it could not be told


def test_what_the_store_has_already_is_not_handed_over_again(saver: Saver, dossier: Dossier, store: SlowStore) -> None:
    saver.save()
    assert store.given == []
    dossier.answer(text_fields(dossier)[0], "Una")
    saver.save()
    saver.save()
    assert len(store.given) == 1
    saver.store()  # asked for by name: the list of dossiers shows something else
    assert len(store.given) == 2 and store.given[0]["revision"] == store.given[1]["revision"]


def test_going_back_keeps_what_was_undone_and_a_new_change_leaves_it_aside(
    saver: Saver, dossier: Dossier, store: SlowStore
) -> None:
    first, second, *_ = text_fields(dossier)
    dossier.answer(first, "Una")
    saver.save()
    dossier.undo()
    saver.save()
    dossier.answer(second, "Altra")
    saver.save()
    given = [(each["revision"], each["keep_later"], each["after"]) for each in store.given]
    assert given == [(2, False, 1), (1, True, None), (3, False, 1)]


def test_how_a_version_came_about_goes_with_it(saver: Saver, dossier: Dossier, store: SlowStore) -> None:
    before = dossier.draft
    dossier.answer(text_fields(dossier)[0], "Una")
    saver.save()
    dossier.take_version(before, ("taken", "allora"))
    saver.save()
    assert [each["note"] for each in store.given] == [None, ("taken", "allora")]


def test_a_pause_in_typing_saves_and_what_the_store_says_is_passed_on(
    saver: Saver, dossier: Dossier, store: SlowStore, qtbot: QtBot
) -> None:
    saver.step = "passo"
    dossier.answer(text_fields(dossier)[0], "Una")
    saver.changed()
    qtbot.waitUntil(lambda: bool(store.given))
    (given,) = store.given
    assert (given["id"], given["step"], given["title"]) == ("id", "passo", dossier.state.title)
    saved = Saved(LONG_AGO, 2, 2)
    with qtbot.waitSignal(saver.saved) as told:
        given["done"](saved)
    assert told.args == [saved]
    with qtbot.waitSignal(saver.failed) as told:
        given["failed"]("Non riesco a salvare.")
    assert told.args == ["Non riesco a salvare."]

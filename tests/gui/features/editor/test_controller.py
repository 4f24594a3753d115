"""Dossiers opened and copied in the real window, on real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts.models import Stored
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.services import notices
from desktop_app.gui.services.notices import ABOUT_A_DOSSIER
from tests.gui.support.program import BRIEF_FORM, Program, Start, example, texts
from tests.gui.support.trouble import assert_told, field, held
from tests.support.trouble import Locker


def test_a_dossier_opens_at_its_step_without_making_the_others(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    step = program.view.ids[2]
    id = program.stored.id
    program.app.show_dossiers()
    program.app.editor.open(id, step)
    made = {field.page for id, field in program.view.dossier.form.fields.items() if program.view.part(id) is not None}
    assert program.view.step == step and made == {step}


# --- copies --------------------------------------------------------------------------------------------------


def test_a_duplicate_of_the_open_dossier_has_its_last_keystroke(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.write(texts(program)[0], "Copiata")
    program.keys("Ctrl+D")
    assert program.stored.id == first, "somebody types"
    program.window.menus.actions["duplicate"].trigger()
    assert program.stored.id != first
    assert program.draft.answers[texts(program)[0]] == "Copiata"
    program.write(texts(program)[0], "Solo qui")
    program.app.show_dossiers()
    assert len(program.drafts.rows()) == 2
    program.app.editor.open(first)
    assert program.draft.answers[texts(program)[0]] == "Copiata"


# --- what was told of it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["list", "other", "new"])
def test_what_was_told_of_a_dossier_leaves_with_it(start: Start, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export, and whatever else was done in it; what concerns the whole program stays."""
    monkeypatch.setattr(notices, "READ_SECONDS", 0)
    program = start()
    other = program.drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Altra pratica")
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(program.folder / "esportati")
    program.view.go_to_summary()
    program.app.documents.export()
    program.notice("Esportat")
    for key in ABOUT_A_DOSSIER:
        program.window.say(f"{key}", "ok", f"Fatto: {key}.")
    program.window.say("backup", "warning", "La copia di oggi non c'è.")
    program.wait_saved()
    if way == "list":
        program.app.show_dossiers()
    elif way == "other":
        program.app.editor.open(other)
    else:
        program.app.editor.begin(BRIEF_FORM)
    program.page()
    assert [each for each in program.notices() if "copia di oggi" not in each] == []
    assert program.notices()


@pytest.mark.parametrize("way", ["list", "other", "at once"])
def test_what_nobody_can_have_read_stays_until_the_next_time(
    start: Start, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job ends, or something fails, while the user is on the way to another dossier, or in the moment before."""
    program = start()
    other = program.drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Altra pratica")
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait_saved()
    store, wait = program.context.store, program.context.store.when_stored

    def tell() -> None:
        program.window.say("output", "ok", "Esportati 3 documenti.")
        program.window.say("act", "error", "Non riesco a registrarlo.")
        program.window.say("copied", "info", "Questa è una copia.")  # of the dossier that is left, it is not

    def told_meanwhile(*then: Any) -> None:
        tell()
        wait(*then)

    if way == "at once":
        tell()
    else:
        monkeypatch.setattr(notices, "READ_SECONDS", 0)
        monkeypatch.setattr(store, "when_stored", told_meanwhile)
    program.app.show_dossiers() if way == "list" else program.app.editor.open(other)
    program.page()
    monkeypatch.setattr(store, "when_stored", wait)
    assert {each.split(".")[0] for each in program.notices()} == {"Esportati 3 documenti", "Non riesco a registrarlo"}
    monkeypatch.setattr(notices, "READ_SECONDS", 0)
    program.app.editor.open(other)
    program.page()
    assert program.notices() == []


def test_what_was_told_in_the_list_leaves_when_a_dossier_is_opened(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "READ_SECONDS", 0)
    program = start()
    id = program.drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Una pratica")
    program.window.say("output", "ok", "Esportate 3 scadenze.")
    program.app.editor.open(id)
    program.page()
    assert not program.notices()


# --- what cannot be stored -----------------------------------------------------------------------------------

WORDS = "Scritto all'ultimo momento"


@contextmanager
def locked_while_another_is_read(program: Program, take: Callable[[Path], Locker]) -> Iterator[list[Locker]]:
    """Something is typed, and another program takes the file, after the last look whether all is stored."""
    lockers: list[Locker] = []
    read, place = program.drafts.read, FieldRef(field(program))

    def read_then_lock(id: str) -> Stored:
        stored = read(id)
        if not lockers:
            lockers.append(take(program.drafts.path))
            program.view.session.answer(place, WORDS)
        return stored

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program.drafts, "read", read_then_lock)
        yield lockers


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("another", ["opened", "begun"])
def test_what_cannot_be_stored_stays_open_when_another_dossier_is_wanted(
    start: Start, lock: Callable[[Path], Locker], another: str
) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    other = program.stored.id
    program.app.editor.begin(BRIEF_FORM)
    view, saver, first = program.view, program.app.editor.saver, field(program)
    with locked_while_another_is_read(program, lock) as lockers:
        if another == "opened":
            program.app.editor.open(other)
        else:
            program.app.editor.begin(BRIEF_FORM)
    assert program.page() is view is program.app.editor.view and program.app.editor.saver is saver
    assert_told(program, "un altro programma sta usando il file delle pratiche.", first, WORDS)
    lockers[0].end()
    program.wait(lambda: held(program, first) == WORDS)
    program.app.editor.open(other)
    assert program.stored.id == other and first not in program.draft.answers

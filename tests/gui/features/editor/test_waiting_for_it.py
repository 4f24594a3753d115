"""What is asked for while a dossier comes into the window waits for it, in the order of the hand."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.features.signing.intake import Taken
from desktop_app.gui.services.worker import in_one_step
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.wording.step_words import SIGNING, SUMMARY
from tests.gui.support.program import Start, settle, texts
from tests.gui.support.two_dossiers import two

NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


def test_the_key_of_an_entry_waits_like_the_entry(start: Start) -> None:
    program = start()
    first, second = two(program)
    view = program.view
    program.app.editor.open(first)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert program.window.current_page() is view, "nobody waits for what takes long"
    settle()
    assert program.app.editor.open_id not in (first, second)


def test_a_shortcut_pressed_meanwhile_is_about_the_dossier_that_comes(start: Start) -> None:
    program = start()
    first, second = two(program)
    program.write(texts(program)[0], "Seconda")
    program.app.editor.open(first)
    program.keys("Ctrl+D")
    settle()
    assert program.app.editor.open_id not in (first, second)
    assert "Seconda" not in program.draft.answers.values()


def test_keys_meanwhile_wait_and_come_after_what_was_asked_for_before(start: Start) -> None:
    """In the order of the hand: an entry of the menus, then a key, which is about what the entry brought."""
    program = start()
    first, second = two(program)
    view = program.view
    program.app.editor.open(first)
    program.window.menus.actions["duplicate"].trigger()
    program.type(" ")
    assert program.window.current_page() is view, "nobody waits for what takes long"
    settle()
    program.wait_saved()
    assert program.app.editor.open_id not in (first, second)
    assert program.draft.answers == {"datore_tipo": "privato"}
    assert not any("privato" in program.drafts.read(id).content for id in (first, second))


def test_what_waits_behind_a_dossier_that_asks_for_another_waits_for_that_one(start: Start) -> None:
    program = start()
    first, second = two(program)
    editor, seen = program.app.editor, list[str]()
    editor.open(first)
    store = program.context.store
    editor.coming.then(lambda: editor.duplicate(first))
    editor.coming.then(lambda: seen.append(store.attached.id if store.attached is not None else ""))
    settle()
    assert seen == [editor.open_id] and editor.open_id not in (first, second) and editor.coming.is_over
    editor.open(first)
    editor.coming.then(lambda: editor.duplicate(first))
    editor.coming.finish()
    assert editor.coming.is_over and editor.open_id not in (first, second, *seen)


def test_what_is_asked_for_by_what_waited_comes_before_what_was_asked_for_later(start: Start) -> None:
    program = start()
    first, _ = two(program)
    coming, done = program.app.editor.coming, list[str]()

    def first_of_all() -> None:
        for name in ("its own", "its second"):
            coming.then(partial(done.append, name))

    program.app.editor.open(first)
    coming.then(first_of_all)
    coming.then(lambda: done.append("later"))
    settle()
    assert done == ["its own", "its second", "later"]


def test_the_end_of_a_job_waits_for_the_dossier_that_comes(start: Start) -> None:
    """What became of a document is told of the dossier that was asked for, which is not brought in for it."""
    program = start()
    first, _ = two(program)
    program.app.editor.open(first)
    shown = list[str]()

    def tell(_: object) -> None:
        attached = program.context.store.attached
        shown.append(attached.id if attached is not None else "")

    program.context.worker.submit(in_one_step(lambda: None), tell, pytest.fail)
    program.wait(lambda: bool(shown))
    assert shown == [first]


@pytest.mark.parametrize(
    ("held", "key"),
    [
        (CTRL, Qt.Key.Key_R),
        (CTRL, Qt.Key.Key_A),
        (NONE, Qt.Key.Key_F8),
        (NONE, Qt.Key.Key_Escape),
        (ALT, Qt.Key.Key_Down),
    ],
)
def test_a_key_that_is_no_shortcut_of_the_dossier_does_not_have_it_made_at_once(
    start: Start, held: Qt.KeyboardModifier, key: Qt.Key
) -> None:
    """Ctrl+R (Riepilogo) and F8 (Controlla) are those of entries that come with the dossier: none is in the list."""
    program = start()
    first, _ = two(program)
    program.app.show_dossiers()
    settle()
    program.app.editor.open(first)
    program.wait(lambda: not program.app.editor.coming.is_over)
    left, window = program.window.current_page(), program.window
    focused = QApplication.focusWidget()
    assert focused is not None
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):  # no turn of the event loop between
        QApplication.sendEvent(focused, QKeyEvent(kind, key, held))
        assert window.current_page() is left
    settle()
    assert program.app.editor.open_id == first
    assert (program.view.step == SUMMARY) == (key == Qt.Key.Key_R)


def test_files_that_were_taken_are_told_of_in_the_dossier_that_comes(start: Start) -> None:
    program = start()
    first, _ = two(program)
    left = program.window.current_page()
    program.app.editor.open(first)
    program.app.signing.intake.taken.emit(Taken(()))
    assert program.window.current_page() is left, "it is not brought in for that"
    settle()
    assert program.app.editor.open_id == first and program.view.step == SIGNING


def test_a_notice_about_the_dossier_that_is_left_is_not_followed_in_the_one_that_comes(start: Start) -> None:
    program = start()
    first, _ = two(program)
    program.window.say("act", "ok", "Fatto.", "", (("undo", "Annulla"),), lambda _: pytest.fail("of another dossier"))
    callout = program.window.callouts[-1]
    program.app.editor.open(first)
    next(each for each in callout.findChildren(Link) if each.text() == "Annulla").click()
    settle()
    assert program.app.editor.open_id == first and not program.callouts()


def test_keys_in_the_guide_are_for_the_guide(start: Start) -> None:
    program = start()
    first, _ = two(program)
    program.app.guide.open_here()
    program.wait(lambda: program.app.guide.guide is not None and program.app.guide.guide.isVisible())
    guide = program.app.guide.guide
    assert guide is not None
    program.wait(guide.isActiveWindow)
    left = program.window.current_page()
    program.app.editor.open(first)
    QTest.keyClick(guide.windowHandle(), Qt.Key.Key_Escape)
    assert program.window.current_page() is left and not guide.isVisible()
    settle()
    assert program.app.editor.open_id == first


def test_a_key_between_the_dossier_and_what_waits_for_it_waits_too(start: Start) -> None:
    program = start()
    first, second = two(program)
    program.app.editor.open(first)
    program.window.menus.actions["duplicate"].trigger()
    left = program.window.current_page()
    window = program.window
    while window.current_page() is left:
        QApplication.processEvents()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    settle()
    program.wait_saved()
    assert program.app.editor.open_id not in (first, second)
    assert program.draft.answers == {"datore_tipo": "privato"}
    assert not any("privato" in program.drafts.read(id).content for id in (first, second))

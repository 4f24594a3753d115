"""Pages that cover another one: they look alike, and lead back to what they covered."""

from __future__ import annotations

from desktop_app.gui.features.about.page import AboutPage
from tests.gui.support.program import BRIEF_FORM, Key, Start, focus, texts


def test_about_and_back_to_where_the_user_was(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.go(texts(program)[1])
    here = focus()
    program.app.run("about")
    assert isinstance(program.page(), AboutPage) and program.page().isAncestorOf(focus())
    program.key(Key.Key_Return)
    assert program.page() is program.view and focus() is here

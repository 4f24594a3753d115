"""The rail beside the steps: on a low screen, too, the open step is seen whole."""

from __future__ import annotations

import pytest

from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.rail import RailItem
from tests.gui.support.every_page import resized
from tests.gui.support.program import FORM, Start, settle

FADE = 24  # px of the area's lower end, where what goes on is only half seen


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_the_open_step_is_seen_whole_on_a_low_screen(start: Start, text: float) -> None:
    program = resized(start, 1366, 690, text)
    program.app.editor.begin(FORM)
    for step in (*program.view.ids, program.view.ids[0]):
        program.view.go_to(step)
        settle()
        item = next((each for each in program.view.findChildren(RailItem) if each.isChecked()), None)
        assert item is not None
        if not item.isVisible():  # in a narrow window a button opens the steps
            assert text > 1
            return
        area = next(each for each in program.view.findChildren(FadeScrollArea) if each.isAncestorOf(item)).viewport()
        place, is_last = item.mapTo(area, item.rect().topLeft()).y(), step == program.view.ids[-1]
        assert place >= 0 and place + item.height() <= area.height() - (0 if is_last else FADE), step

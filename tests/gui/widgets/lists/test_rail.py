"""The list of steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.lists.rail import MANY, Rail, RailItem, RailStep
from tests.gui.support.gallery_samples import STEPS
from tests.gui.support.parts import Shown
from tests.gui.support.program import settle
from tests.gui.support.reader import spoken

Key = Qt.Key


def test_the_rail_is_one_stop_with_arrows_inside(shown: Shown, theme: Theme) -> None:
    before, rail, after = TextEditor(theme), Rail(theme), TextEditor(theme)
    rail.show_steps(STEPS, 3)
    assert "4 passi completi su 7" in [each.text() for each in rail.findChildren(QLabel)]
    shown(before, rail, after)
    chosen: list[int] = []
    rail.step_requested.connect(chosen.append)
    before.focus_widget().setFocus()
    QTest.keyClick(before.focus_widget(), Key.Key_Tab)
    items = rail.findChildren(RailItem)
    assert items[3].hasFocus() and spoken(items[3]) == "Passo 4 di 9: La commessa, c’è un problema"
    QTest.keyClick(items[3], Key.Key_Down)
    assert items[4].hasFocus() and chosen == []
    QTest.keyClick(items[4], Key.Key_Return)
    QTest.keyClick(items[4], Key.Key_Home)
    QTest.keyClick(items[0], Key.Key_Space)
    assert chosen == [4, 0] and items[3].isChecked(), "the current step is told from outside"
    QTest.keyClick(items[0], Key.Key_Tab)
    assert after.focus_widget().hasFocus()


def test_many_steps_stand_in_lower_rows_that_say_only_what_no_icon_does(shown: Shown, theme: Theme) -> None:
    few, many = Rail(theme), Rail(theme)
    few.show_steps(STEPS, 0, short=True)
    steps = [*(RailStep(f"Passo {number}", "done") for number in range(MANY)), RailStep("Sbagliato", "problem")]
    many.show_steps(steps, 0, short=True)
    shown(few, many)
    rows = many.findChildren(RailItem)
    assert rows[0].height() < few.findChildren(RailItem)[0].height()
    assert rows[-1].height() > rows[0].height(), "what is wrong is written"
    assert spoken(rows[0]) == "Passo 1 di 13: Passo 0, completo"
    assert (rows[0].toolTip(), rows[-1].toolTip()) == ("Completo", ""), "in words, too"
    many.show_steps(steps, 0)  # the window is higher now
    settle()
    assert {each.height() for each in rows} == {few.findChildren(RailItem)[0].height()}


def test_an_item_that_gets_words_gets_their_height_too(shown: Shown, theme: Theme) -> None:
    """What can be pressed is capped at the height that its words need; the words may come later."""
    rail = Rail(theme)
    many = [RailStep(f"Passo {number}", "todo") for number in range(MANY + 1)]
    rail.show_steps(many, 0, short=True)
    shown(rail)
    rail.show_steps([RailStep(each.title, "todo", "Mancano 2 risposte") for each in many], 0, short=True)
    settle()
    items = rail.findChildren(RailItem)
    assert [each.height() for each in items] == [each.heightForWidth(each.width()) for each in items]

"""Repeated lines: adding, duplicating, removing, by keyboard and by click; hundreds of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.lists.line_row import LineRow
from tests.gui.support.editor import focus, item, leave, lines, open_line, opened, small
from tests.unit.engine.support import ask, make_form, one_page
from tests.unit.engine.support import group as group_of

Key = Qt.Key
TWO = {"persone": [{"chi": "Ada", "ore": "20"}, {"chi": "Bea", "ore": "30", "costo": "100.00"}]}


def on_lines(qtbot: QtBot, tmp_path: Path, answers: dict[str, Any] | None = None) -> DossierView:
    view = opened(qtbot, small(tmp_path), answers)
    view.go_to("secondo")
    return view


def press(view: DossierView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(), key)
        QApplication.processEvents()


def test_a_line_is_added_and_filled_in_by_keys_alone(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path)
    press(view, Key.Key_Space)  # «Aggiungi persona» has the focus
    QTest.keyClicks(focus(), "Ada")
    press(view, Key.Key_Return)
    QTest.keyClicks(focus(), "20")
    press(view, Key.Key_Return)
    line = view.dossier.lines("persone")[0]
    assert (line["chi"], line["ore"]) == ("Ada", "20")
    press(view, Key.Key_Escape)
    assert open_line(lines(view, "persone")) is None
    assert focus() is lines(view, "persone").list.row(line["id"])


def test_a_closed_line_says_what_it_holds(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    first, second = (lines(view, "persone").list.row(id).accessibleName() for id in ("1", "2"))
    assert first == "Riga 1: Ada, 20\u00a0ore. Completa"
    assert second == "Riga 2: Bea, 30\u00a0ore, 100,00\u00a0€. Completa"


def test_what_lacks_in_a_line_is_named_when_it_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path)
    group = lines(view, "persone")
    group.add_line()
    (id,) = group.list.ids
    assert "Da finire" in group.list.row(id).accessibleName()
    assert item(view, "persone", "chi").notices == ()
    group.close_line()
    assert "2 problemi" in group.list.row(id).accessibleName()
    group.open_line(id)
    assert item(view, "persone", "chi").notices != ()


def test_a_line_is_duplicated_below_and_open(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    group.open_line("2")
    group.copy_line()
    assert len(group.list.ids) == 3
    assert open_line(group) == group.list.ids[-1]
    assert view.dossier.lines("persone")[2]["chi"] == "Bea"


def test_a_removed_line_is_one_click_away_until_something_else_changes(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    group.list.row("1").setFocus()
    press(view, Key.Key_Delete)
    assert group.list.ids == ["2"]
    assert focus() is group.list.row("2")
    undo = next(each for each in group.findChildren(Link) if each.text() == "Annulla")
    undo.click()
    assert [line["chi"] for line in view.dossier.lines("persone")] == ["Ada", "Bea"]
    assert focus() is group.list.row("1")
    group.remove_line("1")
    group.add_line()
    assert [each for each in group.findChildren(Link) if each.text() == "Annulla" and each.isVisible()] == []


def test_removing_the_open_line_closes_its_fields(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    group.open_line("1")
    group.remove_line("1")
    assert open_line(group) is None
    assert not item(view, "persone", "chi").isVisible()
    view.undo()
    assert group.list.ids == ["1", "2"]


def test_undo_of_a_cell_opens_its_line(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    group.open_line("1", "ore")
    QTest.keyClicks(focus(), "35")
    leave()
    group.open_line("2")
    view.undo()
    assert open_line(group) == "1"
    field = focus()
    assert isinstance(field, QLineEdit)
    assert field.text() == "20"


def test_the_arrows_go_from_line_to_line_and_tab_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    view.go_to(FieldRef("persone"))
    leave()
    assert focus() is group.list.row("1")
    press(view, Key.Key_Down)
    assert focus() is group.list.row("2")
    press(view, Key.Key_Up, Key.Key_End)
    assert focus() is group.list.row("2")
    press(view, Key.Key_Return)
    assert open_line(group) == "2"
    leave()
    assert item(view, "persone", "ore").isAncestorOf(focus())
    QTest.keyClick(focus(), Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(focus(), Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus() is group.list.row("2")


def test_what_a_line_lacks_is_named_when_another_one_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, TWO)
    group = lines(view, "persone")
    group.add_line()
    new = group.list.ids[-1]
    group.open_line("1")
    assert "2 problemi" in group.list.row(new).accessibleName()
    group.add_line()
    second = group.list.ids[-1]
    group.add_line()
    assert "2 problemi" in group.list.row(second).accessibleName()


def test_tab_reaches_one_line_the_one_where_the_arrows_were(qtbot: QtBot, tmp_path: Path) -> None:
    view = on_lines(qtbot, tmp_path, {"persone": [*TWO["persone"], {"chi": "Cleo", "ore": "10"}]})
    group = lines(view, "persone")
    view.go_to(FieldRef("persone"))
    leave()
    press(view, Key.Key_Up)
    assert focus() is group.list.row("1")  # the first stays the first
    press(view, Key.Key_Down)
    view.session.change(lambda: view.dossier.remove_line("persone", "3"))
    view.go_to(FieldRef("persone"))
    leave()
    assert focus() is group.list.row("2")
    leave()
    assert not isinstance(focus(), LineRow)


def test_a_column_that_is_asked_sometimes_comes_and_goes_in_the_open_line(qtbot: QtBot) -> None:
    columns = (ask("chi"), ask("estero", "yes_no"), ask("paese", visible_when="estero"))
    form = make_form(one_page(group_of("persone", *columns)))
    view = opened(qtbot, form, {"persone": [{"chi": "Ada", "estero": False}]})
    lines(view, "persone").open_line("1")
    country = item(view, "persone", "paese")
    assert not country.isVisible()
    view.session.answer(FieldRef("persone", "estero", "1"), True)
    assert country.isVisible()
    view.undo()
    assert not country.isVisible()


def test_three_hundred_lines_have_editors_for_one(qtbot: QtBot, tmp_path: Path) -> None:
    many = [{"chi": f"Persona {number}", "ore": "20"} for number in range(300)]
    view = on_lines(qtbot, tmp_path, {"persone": many})
    group = lines(view, "persone")
    assert group.findChildren(QLineEdit) == []
    view.go_to(FieldRef("persone", "ore", "300"))
    assert len(group.findChildren(QLineEdit)) == 3
    QTest.keyClicks(focus(), "21")
    assert view.dossier.state.cells["totale_ore"].value == 299 * 20 + 21
    assert group.list.row("300").visibleRegion().isEmpty() is False

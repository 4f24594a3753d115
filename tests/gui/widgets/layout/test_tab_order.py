"""Tab stops: the controls that Tab reaches in a page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desktop_app.gui.widgets.layout.tab_order import reading_order, set_tab_order, stops_as_laid_out, tab_stops


def test_the_list_of_a_combo_box_is_no_stop(qtbot: QtBot) -> None:
    """It drops into a window of its own, and Tab never leaves a window."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    box, line = QComboBox(), QLineEdit()
    box.addItems(["uno", "due"])
    for each in (box, line):
        layout.addWidget(each)
    assert box.view().window() is not page
    assert tab_stops(page) == [box, line]
    set_tab_order(tab_stops(page))
    assert box.nextInFocusChain() is line


def items_known_to_pyside() -> list[object]:
    return [each for each in Shiboken.getAllValidWrappers() if type(each).__name__.startswith("QWidgetItem")]


def test_a_page_is_read_in_the_order_of_its_layouts_and_no_item_of_them_outlives_its_widget(qtbot: QtBot) -> None:
    """PySide would know an item that Qt has deleted, and crash with whatever is made at its place in memory."""
    page = QWidget()
    qtbot.addWidget(page)
    first, second, third, last = (QLineEdit() for _ in range(4))
    column, row = QVBoxLayout(page), QHBoxLayout()
    column.addWidget(last)
    column.insertLayout(0, row)
    row.addWidget(third)
    row.insertWidget(0, second)
    column.insertWidget(0, first)
    before = items_known_to_pyside()
    assert [*reading_order(page)] == [page, first, second, third, last]
    assert stops_as_laid_out(page) == [first, second, third, last]
    assert items_known_to_pyside() == before
    for each in (first, third):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [*reading_order(page)] == [page, second, last]
    assert items_known_to_pyside() == before

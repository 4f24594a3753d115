"""Tab stops: the controls that Tab reaches in a page."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops


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

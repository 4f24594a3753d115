"""The pages of a document: turned, zoomed, moved, drawn by the worker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.widgets.controls.button import Button
from tests.gui.support import documents as papers
from tests.gui.support.preview import LONG_WAIT, press, show
from tests.unit.pdf import samples

Key = Qt.Key


def test_pages_and_text_are_those_of_the_exported_bytes(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    expected = samples.pages(papers.pdf())
    assert page.pdf is not None and page.pdf.data == papers.pdf()
    assert page.view.page_count == page.thumbnails.page_count == len(expected)
    for number, text in enumerate(expected):
        page.view.go_to(number)
        assert page.view.accessibleName() == f"Pagina {number + 1} di {len(expected)}, Convenzione locale (Allegato A)"
        assert samples.squeezed(page.view.accessibleDescription()) == samples.squeezed(text)
        assert page.header.page_label.text() == f"Pagina {number + 1} di {len(expected)}"
        assert page.thumbnails.current == number


def test_keys_turn_pages(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    last = page.view.page_count - 1
    for key, number in (
        (Key.Key_PageDown, 1), (Key.Key_PageDown, 2), (Key.Key_PageUp, 1), (Key.Key_End, last),
        (Key.Key_PageDown, last), (Key.Key_Home, 0), (Key.Key_PageUp, 0), (Key.Key_Right, 1), (Key.Key_Left, 0),
    ):  # fmt: skip
        press(page, key)
        assert page.view.page == number, key
    bar = page.view.verticalScrollBar()
    press(page, Key.Key_Down)
    assert bar.value() > 0
    press(page, Key.Key_Up)
    assert bar.value() == 0
    while page.view.page < last:
        press(page, Key.Key_Space)
    assert bar.value() > 0


def test_keys_turn_pages_from_the_header_too(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    button = page.header.findChildren(Button)[0]
    button.setFocus()
    QTest.keyClick(button, Key.Key_PageDown)
    assert page.view.page == 1 and button.hasFocus()
    page.resize(1000, 690)  # the header is built again
    assert page.view.hasFocus()


def test_the_wheel_scrolls_and_the_page_is_told(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    with qtbot.waitSignal(page.view.page_changed):
        page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    assert page.view.page == page.thumbnails.current == page.view.page_count - 1


def test_small_pages_are_a_list_that_leads_to_its_page(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    item = page.thumbnails.model().index(2, 0)
    assert item.data() == f"Pagina 3 di {page.view.page_count}"
    page.thumbnails.setFocus()
    QTest.keyClick(page.thumbnails, Key.Key_Down)
    assert page.view.page == 1
    spot = page.thumbnails.visualRect(item).center()
    QTest.mouseClick(page.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.view.page == 2


def test_zoom_by_keys_goes_before_the_menu(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    shortcut = QShortcut(QKeySequence("Ctrl++"), page)  # as the window's menu has
    shortcut.activated.connect(lambda: pytest.fail("the menu took the key"))
    fitted = page.view.percent
    press(page, Key.Key_Plus, control=True)
    assert page.view.percent > fitted
    press(page, Key.Key_0, control=True)
    assert page.view.percent == 100
    press(page, Key.Key_Minus, control=True)
    assert page.view.percent == 90
    page.view.set_zoom("page")
    assert page.view.percent < 90
    place = page.view.placement.page_rects()[0]
    assert place.height() < page.view.viewport().height()


def test_zoom_keeps_the_place(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    page.view.go_to(2)
    for zoom in (2.0, 0.5, "page", "width"):
        page.view.set_zoom(zoom)
        assert page.view.page == 2


def test_a_page_wider_than_the_view_is_moved_to_the_sides(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    page.view.set_zoom(3.0)
    assert page.view.can_pan
    left = page.view.pan_offset
    press(page, Key.Key_Right)
    assert page.view.pan_offset > left and page.view.page == 0
    viewport = page.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(viewport, QPoint(400, 100))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert page.view.pan_offset < left + 60 and page.view.verticalScrollBar().value() == 100
    page.view.set_zoom("width")
    assert not page.view.can_pan


def test_control_and_wheel_zoom(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    before = page.view.percent
    for turn, larger in ((120, True), (-120, False)):
        event = QWheelEvent(
            QPointF(50, 50), page.view.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(page.view.viewport(), event)
        assert (page.view.percent > before) is larger or not larger


def inked(image: QImage) -> int:
    """Dark dots in the middle of the view."""
    return sum(
        image.pixelColor(x, y).lightness() < 90
        for x in range(image.width() // 3, image.width() * 2 // 3)
        for y in range(image.height() // 3, image.height() * 2 // 3, 2)
    )


def test_what_is_seen_is_drawn_by_the_worker(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    qtbot.waitUntil(lambda: page.view.images.image(0) is not None, timeout=LONG_WAIT)
    picture, ratio = page.view.images.image(0), page.view.devicePixelRatioF()
    assert picture is not None
    assert picture.width() == round(page.view.placement.page_rects()[0].width() * ratio)
    assert inked(page.view.viewport().grab().toImage()) > 500
    page.view.go_to(page.view.page_count - 1)
    qtbot.waitUntil(lambda: page.view.images.image(page.view.page_count - 1) is not None, timeout=LONG_WAIT)
    assert page.view.images.image(0) is None  # out of sight, out of memory

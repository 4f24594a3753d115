"""The summary at first sight: nothing scrolled away, nothing squeezed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.session.dossier import Dossier
from tests.gui.support.layout import faults
from tests.gui.support.program import settle
from tests.gui.support.summary_page import FORMS, NOW, empty, example, export, show_exports, shown, spoilt


@pytest.mark.parametrize("id", FORMS)
@pytest.mark.parametrize("make", [example, spoilt, empty])
def test_large_text_begins_at_the_top_with_the_focus_in_sight(
    qtbot: QtBot, qapp: QApplication, make: Callable[[str], Dossier], id: str
) -> None:
    page = shown(qtbot, qapp, make(id), 2.0, 683)
    page.resize(1366, 560)
    page.setFocus()
    settle()
    area = page.findChildren(FadeScrollArea)[0]
    focused = QApplication.focusWidget()
    assert focused is not None and area.isAncestorOf(focused)
    assert area.verticalScrollBar().value() == 0 < area.verticalScrollBar().maximum()
    assert area.viewport().rect().contains(focused.mapTo(area.viewport(), focused.rect().bottomLeft()))


@pytest.mark.parametrize("id", FORMS)
def test_the_documents_have_their_room_however_narrow_the_page_began(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = SummaryPage(apply_scheme(qapp, "light", 1.0), example(id), lambda: NOW)
    qtbot.addWidget(page)
    page.resize(710, 4000)  # what the step before leaves it beside its panel
    page.show()
    page.resize(1126, 4000)  # nothing scrolls, so nothing else makes Qt measure again
    qtbot.waitUntil(lambda: page.is_whole)
    settle()
    assert page.documents.width() > 300
    assert faults(page.documents) == []


@pytest.mark.parametrize("id", FORMS)
def test_everything_that_takes_the_focus_has_a_name_and_comes_as_one_reads(
    qtbot: QtBot, qapp: QApplication, id: str
) -> None:
    page = shown(qtbot, qapp, spoilt(id))
    page.setFocus()
    order: list[tuple[int, int]] = []
    start = QApplication.focusWidget()
    content = page._area.widget()  # noqa: SLF001 - what is scrolled, and the documents in their order
    assert content is not None
    while (focused := QApplication.focusWidget()) is not None and (focused is not start or not order):
        face = QAccessible.queryAccessibleInterface(focused)
        assert face.text(QAccessible.Text.Name) and face.role() in (QAccessible.Role.Button, QAccessible.Role.Link)
        beside = page.documents.isAncestorOf(focused)
        corner = focused.mapTo(page.documents if beside else content, focused.rect().topLeft())
        order.append((int(beside), corner.y()))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == sorted(order) and len(order) > 15


@pytest.mark.parametrize("id", FORMS)
@pytest.mark.parametrize(
    "factor", [1.0, pytest.param(1.25, marks=pytest.mark.long), pytest.param(1.5, marks=pytest.mark.long), 2.0]
)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, id: str, factor: float) -> None:
    widths = [560, 660, 1019, 1020, 1126, 1680, 1300]
    first = (FORMS.index(id) + round(4 * factor)) % len(widths)  # one page opens narrow, another wide
    widths = widths[first:] + widths[:first]
    dossier = spoilt(id)
    page = shown(qtbot, qapp, dossier, factor, widths[0])
    show_exports(page, dossier, export(page.documents._ids[0], changed=True))  # noqa: SLF001 - what is scrolled, and the documents in their order
    for width in widths:
        page.resize(round(width * factor), page.height())
        settle()
        assert faults(page) == [], width
        assert page.documents_link.isVisible() == (width < 1020)
        if page.documents_link.isVisible():
            page.documents_link.click()
            assert next(iter(page.documents.entries.values())).buttons["preview"].hasFocus()

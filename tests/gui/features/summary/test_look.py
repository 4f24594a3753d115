"""The summary at first sight: nothing scrolled away, nothing squeezed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.session.dossier import Dossier
from tests.gui.features.summary.test_page import FORMS, NOW, empty, example, settle, shown, spoilt
from tests.gui.support.layout import faults


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
    settle()
    assert page.documents.width() > 300
    assert faults(page.documents) == []

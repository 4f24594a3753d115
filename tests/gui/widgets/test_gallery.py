"""At every text size and width: no cut text, nothing outside its parent, no overlaps."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from tests.gui.support import gallery
from tests.gui.support.layout import faults

WIDTHS = (340, 420, 500, 560, 640, 760, 900, 1200)  # at 100 %: narrow window and large text take the same path


def test_the_measure_sees_faults(qtbot: QtBot, theme: Theme) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    for spot in (0, 10):
        label = QLabel("Una scritta lunga", root)
        label.setGeometry(spot, 0, 40, 30)
    root.resize(45, 30)
    found = " ".join(faults(root))
    assert "is cut at 40" in found and "leaves its parent" in found and "overlap" in found


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("block", list(gallery.BLOCKS))
def test_every_part_fits(qtbot: QtBot, qapp: QApplication, block: str, factor: float) -> None:
    theme = apply_scheme(qapp, "light", factor)
    area = FadeScrollArea(theme)
    content = QWidget()
    column = QVBoxLayout(content)
    column.addWidget(gallery.BLOCKS[block](theme))
    area.set_content(content)
    qtbot.addWidget(area)
    area.show()
    found = []
    for width in WIDTHS:
        if block == "home" and width < 640:
            continue  # narrower than supported
        area.resize(round(width * factor), round(700 * factor))
        QApplication.sendPostedEvents()
        qapp.processEvents()
        found += [f"{width} em: {fault}" for fault in faults(content)]
        if content.minimumSizeHint().width() > area.viewport().width():
            found.append(f"{width} em: needs {content.minimumSizeHint().width()} px across")
    assert not found, "\n".join(found)

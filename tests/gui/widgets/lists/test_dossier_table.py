"""The table of dossiers."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.lists.dossier_table import DossierDelegate, DossierTable
from tests.gui.support.gallery_samples import DOSSIERS
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_the_list_opens_by_enter_and_tells_what_is_chosen(shown: Shown, theme: Theme) -> None:
    table = DossierTable(theme)
    shown(table, width=1000)
    opened: list[int] = []
    current: list[int] = []
    table.open_requested.connect(opened.append)
    table.current_row_changed.connect(current.append)
    table.show_rows(DOSSIERS, 1)
    assert current == [], "showing tells nothing"
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    assert (current, opened) == ([2], [2])
    said = table.model().index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Da correggere\n2 problemi"


def test_words_that_do_not_fit_are_cut_and_none_take_no_room(theme: Theme) -> None:
    table, ground = DossierTable(theme), QImage(400, 40, QImage.Format.Format_RGB32)
    delegate, painter = cast(DossierDelegate, table.itemDelegate()), QPainter(ground)
    wide = [
        delegate.write(painter, QRect(0, 0, room, 40), words, "body", 400, theme.color("text"))
        for words, room in (("Cooperativa sociale", 400), ("Cooperativa sociale", 60), ("", 60))
    ]
    painter.end()
    assert 60 < wide[0] < 400 and 30 < wide[1] <= 60 and wide[2] == 0


def test_columns_give_way(shown: Shown, theme: Theme) -> None:
    table = DossierTable(theme)
    window = shown(table, width=1000)
    counts = []
    for width in (1000, 700, 500):
        window.resize(width, 400)
        counts.append(sum(not table.isColumnHidden(column) for column in range(7)))
    assert counts == [6, 3, 2]

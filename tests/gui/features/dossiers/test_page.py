"""The page with the list of dossiers: its keys and buttons, and what it looks like at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import apply_scheme
from tests.gui.support.dossiers import PLACE, known, links, row, shown, some, told, words
from tests.gui.support.layout import faults
from tests.gui.support.program import settle

Key = Qt.Key


# --- opening ---------------------------------------------------------------------------------------------


def test_a_dossier_is_opened_by_keys_and_a_lack_leads_to_its_place(home: DossiersPage) -> None:
    opened, at = told(home.chosen.open_requested), told(home.open_at_requested)
    home.table.setFocus()
    QTest.keyClick(home.table, Key.Key_Down)
    QTest.keyClick(home.table, Key.Key_Return)
    assert opened == ["b"]
    home.choose("a")
    lack = next(link for link in links(home.details) if "riga 2" in link.text())
    lack.setFocus()
    QTest.keyClick(lack, Key.Key_Return)
    assert at == [("a", PLACE)]


def test_the_buttons_tell_what_is_wanted(home: DossiersPage) -> None:
    home.choose("a")
    copied, opened, new, imported = (
        told(each)
        for each in (
            home.chosen.duplicate_requested,
            home.chosen.open_requested,
            home.new_requested,
            home.import_requested,
        )
    )
    for button in (home.details.bar.copy, home.details.bar.open, home.head.new, home.head.importer):
        button.click()
    assert (copied, opened, len(new), len(imported)) == (["a"], ["a"], 1, 1)


def test_without_dossiers_there_is_a_way_to_begin(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", 1.0), [])
    heard = told(page.new_requested)
    assert "Quale pratica vuoi preparare?" in words(page)
    assert page.details.isHidden() and page.head.search.isHidden()
    page.setFocus()
    assert page._list.empty is not None  # noqa: SLF001 - what stands in place of the empty list
    page._list.empty.action_requested.emit()  # noqa: SLF001 - what stands in place of the empty list
    assert len(heard) == 1


# --- how it looks and reads ------------------------------------------------------------------------------


def test_tab_goes_as_one_reads_and_everything_has_a_name(home: DossiersPage) -> None:
    home.head.importer.setFocus()
    seen = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        face = QAccessible.queryAccessibleInterface(focused)
        name = face.text(QAccessible.Text.Name)
        assert name and face.role() != QAccessible.Role.NoRole
        seen.append(name)
        QTest.keyClick(focused, Key.Key_Tab)
    first = ["Importa", "Nuova pratica", "Cerca in tutte le pratiche", "Tutte: 5", "Pratiche"]
    assert seen[:6] == [*first, "Apri il cestino"]
    assert seen[6:10] == ["Le righe: riga 2: ore", "Apri", "Duplica", "Altre azioni"]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("first", [660, 1366])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, factor: float, first: int) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", factor), some(), round(first * factor), round(680 * factor))
    page.perform("bin")
    for bin_view in (False, True):
        if bin_view:
            page.show_bin([row("v", known("Vecchia"), days=3, binned=True)])
            page.show_bin_view(True)
        for width in (first, 660, 760, 900, 1079, 1100, 1366, 1920):
            page.resize(round(width * factor), page.height())
            QApplication.processEvents()
            assert faults(page) == [], (width, bin_view)
            if not bin_view:
                assert page.details.isVisible() == (width >= 1080)
                assert page.foot.bar.isVisible() == (width < 1080)


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_a_low_page_has_its_search_beside_the_buttons_and_room_for_the_list(
    qtbot: QtBot, qapp: QApplication, factor: float
) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", factor), some(), round(740 * factor), round(320 * factor))
    page.choose("a")
    whole = [each for each in range(5) if page.table.viewport().rect().contains(row_at(page, each))]
    assert whole == [0, 1] and row_at(page, 2).top() < page.table.viewport().height()
    assert faults(page) == [] and page.foot.bar.isVisible()
    page.head.search.setFocus()
    page.head.search.setText("ross")
    QTest.keyClick(page.head.search, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not page.head.isAncestorOf(focus_of(page)), "the search is first now"
    page.head.search.setFocus()
    for width, height in ((740, 680), (740, 320), (512, 680), (740, 320)):
        page.resize(round(width * factor), round(height * factor))
        settle()
        assert faults(page) == [], (width, height)
        assert page.head.search.isVisible() and page.head.search.hasFocus() and page.head.search.text() == "ross"
        assert page.head.title.isVisible() == (height == 680) and page.head.filters.isVisible()
    page.show_bin_view(True)
    settle()
    assert page.head.title.isVisible() and faults(page) == []


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_in_a_very_low_page_filters_that_are_not_in_use_leave_their_room_to_the_list(
    qtbot: QtBot, qapp: QApplication, factor: float
) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", factor), some(), round(512 * factor), round(228 * factor))
    page.choose("a")
    settle()
    assert page.table.viewport().rect().contains(row_at(page, 0)) and not page.head.filters.isVisible()
    assert faults(page) == []
    page.resize(round(740 * factor), round(320 * factor))
    settle()
    page.head.filters.buttons["due"].click()
    page.resize(round(512 * factor), round(228 * factor))
    settle()
    assert page.head.filters.isVisible(), "what is let through is never hidden"


def row_at(page: DossiersPage, at: int) -> QRect:
    return page.table.visualRect(page.table.model().index(at, 0))


def focus_of(page: DossiersPage) -> QWidget:
    focused = page.focusWidget()
    assert focused is not None
    return focused

"""Menus at any size of text: one column, marks that grow with it, what cannot be chosen told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import SCHEME_COLORS, Theme, apply_theme
from desktop_app.gui.widgets.controls.menu import Menu, styled_menu
from tests.gui.support.program import settle

Open = Callable[[Theme], Menu]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """A menu on the screen with one that is ticked, one with a menu inside, one that cannot be chosen, and many."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_menu(theme: Theme) -> Menu:
        apply_theme(qapp, theme)
        menu = styled_menu(theme, parent)
        for number in range(60):
            menu.addAction(f"Voce {number}")
        menu.actions()[0].setCheckable(True)
        menu.actions()[0].setChecked(True)
        menu.actions()[1].setEnabled(False)
        menu.insertMenu(menu.actions()[1], menu.add_inner("Altre"))
        menu.popup(parent.pos())
        settle()
        return menu

    yield open_menu
    apply_theme(qapp, Theme())


def painted(menu: Menu, room: QRect, ground: str) -> QRect:
    """What of this room is not in the colour of its ground."""
    image: QImage = menu.grab(room).toImage()
    other = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() != QColor(ground).name()
    ]
    if not other:
        return QRect()
    xs, ys = [x for x, _ in other], [y for _, y in other]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def apart(one: QColor, other: QColor) -> int:
    parts = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return sum(map(abs, parts))


def ink(menu: Menu, action: QAction) -> QColor:
    """The colour of an entry's words: of what is drawn there, the one that is least like the ground."""
    image, ground = menu.grab(menu.actionGeometry(action)).toImage(), menu.theme.color("surface")
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colors, key=lambda each: apart(each, ground))


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_tick_and_arrow_are_as_high_as_the_text(opened: Open, scheme: str, factor: float) -> None:
    theme = Theme(scheme, factor)
    menu = opened(theme)
    ticked, inner = menu.actionGeometry(menu.actions()[0]), menu.actionGeometry(menu.actions()[1])
    beside = theme.px(16) + theme.gap(8)
    tick = painted(menu, QRect(ticked.topLeft(), ticked.bottomLeft()).adjusted(1, 1, beside, -1), theme.colors.surface)
    room = QRect(inner.topRight(), inner.bottomRight()).adjusted(-beside, 1, -1, -1)
    arrow = painted(menu, room, theme.colors.surface)
    assert tick.width() > theme.px(9) and tick.height() > theme.px(6)
    assert arrow.height() > theme.px(6)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_more_entries_than_the_screen_holds_stay_in_one_column_to_be_scrolled(opened: Open, factor: float) -> None:
    menu = opened(Theme("light", factor))
    assert menu.sizeHint().height() > menu.screen().availableGeometry().height()
    assert len({menu.actionGeometry(each).left() for each in menu.actions()}) == 1
    assert menu.screen().availableGeometry().contains(menu.geometry().adjusted(2, 2, -2, -2))


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
def test_what_cannot_be_chosen_has_another_colour(opened: Open, scheme: str) -> None:
    theme = Theme(scheme)
    menu = opened(theme)
    on, off = (ink(menu, menu.actions()[number]) for number in (3, 2))
    assert apart(on, theme.color("text")) < apart(on, theme.color("off"))
    assert apart(off, theme.color("off")) < apart(off, theme.color("text"))


def test_all_menus_have_one_size_of_text_also_those_that_qt_makes(opened: Open) -> None:
    theme = Theme("light", 1.5)
    menu = opened(theme)
    qts = QLineEdit(menu).createStandardContextMenu()
    qts.ensurePolished()
    assert menu.font().pixelSize() == qts.font().pixelSize() == theme.font("small").pixelSize()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_keys_stand_apart_from_the_longest_words(qapp: QApplication, qtbot: QtBot, factor: float) -> None:
    theme = Theme("light", factor)
    apply_theme(qapp, theme)
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = styled_menu(theme, parent)
    entry = menu.addAction("Cerca una pratica\tCtrl+F")
    menu.popup(parent.pos())
    settle()
    words, keys = (menu.fontMetrics().horizontalAdvance(each) for each in ("Cerca una pratica", "Ctrl+F"))
    room = menu.actionGeometry(entry).width() - theme.gap(12) - theme.gap(24)
    assert room - words - keys >= theme.gap(24)
    apply_theme(qapp, Theme())


def test_a_menu_that_is_scrolled_says_so_as_large_as_its_text(opened: Open) -> None:
    theme = Theme("light", 2.0)
    menu = opened(theme)
    strip = QRect(1, menu.height() - theme.gap(24), menu.width() - 2, theme.gap(24) - 1)
    mark = painted(menu, strip.adjusted(0, 0, 0, -2), theme.colors.surface)
    assert mark.width() > theme.px(8) and abs(mark.center().x() - menu.width() / 2) < theme.px(2)

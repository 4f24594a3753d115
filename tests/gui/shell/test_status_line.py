"""The status line in any width: what was saved is seen whole, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.status_line import StatusLine
from tests.gui.support.program import settle

Make = Callable[[int, float, bool], StatusLine]
SAVED, PLACE = "Le pratiche non si possono aprire", "I dati restano su questo computer"


@pytest.fixture
def line_in(theme: Theme) -> Iterator[Make]:
    """The line in a window of that width, which does not grow for it."""

    windows: list[QWidget] = []

    def make(width: int, factor: float, well: bool) -> StatusLine:
        window = QWidget()
        windows.append(window)
        line = StatusLine(theme._replace(factor=factor))
        line.setParent(window)
        line.show_saved(SAVED, well=False)
        line.show_place(PLACE, well)
        window.show()
        line.resize(width, line.sizeHint().height())
        settle()
        return line

    yield make
    for window in windows:
        window.deleteLater()


def seen(line: StatusLine) -> list[str]:
    """The words that are seen; none of them is cut."""
    labels = [each for each in line.findChildren(QLabel) if each.isVisible() and each.text()]
    assert not [each.text() for each in labels if each.width() < each.sizeHint().width()]
    return [each.text() for each in labels]


@pytest.mark.parametrize(
    ("width", "factor", "count"), [(640, 1.0, 3), (640, 1.5, 1), (640, 2.0, 1), (1024, 2.0, 2), (1366, 2.0, 3)]
)
def test_what_has_no_room_is_left_out_the_least_first(line_in: Make, width: int, factor: float, count: int) -> None:
    assert len(seen(line_in(width, factor, True))) == count
    assert seen(line_in(width, factor, True))[0] == SAVED


def test_a_place_that_is_no_good_one_is_never_left_out(line_in: Make) -> None:
    assert seen(line_in(800, 2.0, True)) == [SAVED]
    labels = line_in(640, 2.0, False).findChildren(QLabel)
    assert [each.text() for each in labels if each.isVisible() and each.text()] == [SAVED, PLACE]


def test_what_was_left_out_comes_back_with_the_room_for_it(line_in: Make) -> None:
    line = line_in(1366, 2.0, True)
    for width, count in ((700, 1), (1366, 3), (800, 1)):
        line.resize(width, line.height())
        settle()
        assert len(seen(line)) == count
    line.show_saved("Salvato", well=True)
    settle()
    assert seen(line)[:2] == ["Salvato", PLACE]

"""Where the pages of the preview lie, and the steps of the zoom."""

from __future__ import annotations

import pytest

from desktop_app.gui.services.page_placement import PagePlacement, next_zoom


def test_pages_lie_one_below_the_other() -> None:
    layout = PagePlacement.fit(((600, 800), (800, 600), (600, 800)), "width", (880, 500), 20, 40)
    assert layout.scale == 1.0 and layout.page_tops() == [20, 840, 1460] and layout.height == 2280
    places = layout.page_rects()
    assert [place.left() for place in places] == [140, 40, 140]
    assert [layout.page_at(y) for y in (0, 19, 700, 820, 1439, 1440, 9999)] == [0, 0, 0, 1, 1, 2, 2]
    assert layout.overflow == 0
    assert PagePlacement.fit(((600, 800),), "page", (880, 500), 20, 40).scale == pytest.approx(460 / 800)
    assert PagePlacement.fit(((600, 800),), 2.0, (880, 500), 20, 40).overflow == 1600 + 40 - 880
    assert PagePlacement.fit(((600, 800),), "width", (9000, 500), 20, 40).zoom == 1.5


def test_steps_of_zoom_end_at_both_sides() -> None:
    assert next_zoom(1.0, True) == 1.1 and next_zoom(1.0, False) == 0.9 and next_zoom(1.07, True) == 1.1
    assert next_zoom(4.0, True) == 4.0 and next_zoom(0.25, False) == 0.25

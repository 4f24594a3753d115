"""How the columns stand at a size of the window, told in em: its width over the size of the text."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.gui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Widths in px. `rail_width` 0: the rail is a button in the header; `panel_width` 0: the panel is under the form.
    `page_width`: of a page beside the questions, 0 where there is no room for one.

    `columns` is how many short fields share a row; `low` windows save height; `open_interpretations`: there is
    room to write the interpretations adopted out.
    """

    rail_width: int
    form_width: int
    panel_width: int
    page_width: int
    columns: int
    low: bool
    open_interpretations: bool

    @property
    def fixed_bar(self) -> bool:
        """Whether Indietro and Avanti stay in sight; on narrow windows they end the form."""
        return self.rail_width > 0


def breakpoint_for(theme: Theme, width: int, height: int) -> Breakpoint:
    """The layout of a window of that size in px, the same for each step."""
    em, low = width / theme.factor, height / theme.factor < 720
    columns = 1 if em < 560 else 2
    if em >= 1700:
        return Breakpoint(theme.px(264), theme.px(800), theme.px(500), theme.px(620), columns, low, True)
    form = theme.px(680)  # with rail and panel this leaves room for a scroll bar in a window of 1366
    if em >= 1260:
        return Breakpoint(theme.px(240), form, theme.px(352), theme.px(440), columns, low, False)
    return Breakpoint(theme.px(240) if em >= 900 else 0, form, 0, 0, columns, low, False)

"""How the columns fold: decided by em, the window's width over the size of the text."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.gui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Widths in pixels for a theme. `rail` 0: it is a button; `panel` 0: it stands under the form."""

    rail: int
    form: int
    panel: int
    columns: int
    low: bool
    spread: bool

    @property
    def wide_bar(self) -> bool:
        """Whether Indietro and Avanti stay in sight; on narrow windows they end the form."""
        return self.rail > 0


def breakpoint_for(theme: Theme, width: int, height: int, has_lines: bool) -> Breakpoint:
    """The layout for a window of that size."""
    em, low = width / theme.factor, height / theme.factor < 720
    columns = 1 if em < 560 else 2
    if em >= 1700:
        return Breakpoint(theme.px(264), theme.px(860 if has_lines else 760), theme.px(500), columns, low, True)
    form = theme.px(860 if has_lines else 640)
    if em >= 1260:
        return Breakpoint(theme.px(240), form, theme.px(352 if has_lines else 416), columns, low, False)
    rail = theme.px(240) if em >= 900 else 0
    return Breakpoint(rail, form, 0, columns, low, False)

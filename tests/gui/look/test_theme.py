"""Contrasts of the colours; text size, spacing and scheme as the user chose them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import SCHEME_COLORS, Scheme, Theme, apply_scheme
from desktop_app.gui.widgets.drawing import states
from desktop_app.gui.widgets.feedback.callout import CALLOUT_LOOKS
from desktop_app.system.paths import resources_folder

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("surface", "canvas", "sunken", "accent_soft", "error_soft", "warn_soft", "ok_soft")
PAIRS = [
    *(("text", ground, TEXT) for ground in GROUNDS),
    *(("muted", ground, TEXT) for ground in ("surface", "canvas", "sunken", "accent_soft")),
    ("off", "surface", TEXT),
    *(("accent", ground, TEXT) for ground in GROUNDS),
    *(("on_accent", ground, TEXT) for ground in ("accent", "accent_hover", "accent_press")),
    *((ink, f"{ink}_soft", TEXT) for ink in ("error", "warn", "ok")),
    *((ink, ground, TEXT) for ink in ("error", "warn", "ok") for ground in ("surface", "canvas", "accent_soft")),
    *(("border", ground, SHAPE) for ground in ("surface", "canvas", "sunken")),
    *((f"on_{tone}", f"bar_{tone}", TEXT) for tone in ("first", "second", "unit")),
    ("bar_first", "bar_second", SHAPE),
]


def luminance(color: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(scheme: str, ink: str, ground: str, least: float) -> None:
    colors = SCHEME_COLORS[scheme]
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= least


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
def test_what_cannot_be_chosen_is_told_apart_from_what_can(qapp: QApplication, scheme: Scheme) -> None:
    """In menus, and in the windows and the calendar that Qt draws by the palette."""
    colors = apply_scheme(qapp, scheme).colors
    off, text = (
        qapp.palette().color(group, QPalette.ColorRole.Text).name()
        for group in (QPalette.ColorGroup.Disabled, QPalette.ColorGroup.Active)
    )
    assert (off, text) == (colors.off, colors.text) and contrast(off, text) > 2.5
    apply_scheme(qapp, "light", 1.0)


def test_contrast_of_black_on_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_text_grows_by_the_factor_and_space_by_less() -> None:
    theme = Theme("light", 2.0)
    assert (theme.px(39), theme.gap(20), theme.font("small").pixelSize()) == (78, 27, 28)


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_the_weights_of_the_type_are_there(theme: Theme, weight: int) -> None:
    font = theme.font("body", weight)
    assert QFontInfo(font).family() == "Titillium Web"
    widths = [QFontMetrics(theme.font("body", each)).horizontalAdvance("Valore della commessa") for each in (400, 600)]
    assert widths[0] != widths[1], "no real weight, only the regular one"


@pytest.mark.parametrize(
    "made", [stylesheets.for_input, stylesheets.for_popup, stylesheets.for_menu, stylesheets.for_scroll_bar]
)
def test_a_sheet_is_small_and_sets_no_font(made: Callable[[Theme], str]) -> None:
    written = made(Theme())
    assert len(written.encode()) < 5_000 and "{" in written and "{{" not in written
    assert "font" not in written


def test_the_application_has_no_style_sheet(qapp: QApplication) -> None:
    apply_scheme(qapp, "light", 1.0)
    assert qapp.styleSheet() == ""  # Qt would evaluate it for every widget


def test_a_scheme_sets_palette_and_font_of_the_application(qapp: QApplication) -> None:
    theme = apply_scheme(qapp, "dark", 1.5)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.colors.surface
    assert qapp.font().pixelSize() == theme.px(15.5)
    assert apply_scheme(qapp, "system").name in SCHEME_COLORS


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_tool_tips_are_dressed_as_the_rest(qapp: QApplication, scheme: Scheme) -> None:
    theme = apply_scheme(qapp, scheme, 2.0)
    look, font = QToolTip.palette(), QToolTip.font()
    assert look.color(QPalette.ColorRole.ToolTipBase).name() == theme.colors.surface
    assert look.color(QPalette.ColorRole.ToolTipText).name() == theme.colors.text
    assert (font.family(), font.pixelSize()) == (theme.font("small").family(), theme.font("small").pixelSize())
    apply_scheme(qapp, "light", 1.0)


def test_every_icon_that_is_named_is_there(theme: Theme) -> None:
    groups = (
        states.STEP_LOOKS,
        states.DOSSIER_LOOKS,
        states.DOCUMENT_LOOKS,
        states.SEVERITY_LOOKS,
        states.ORIGIN_LOOKS,
    )
    named = {state.icon for group in groups for state in group.values()}
    named |= {look[0] for look in CALLOUT_LOOKS.values()}
    for name in named | {path.stem for path in (resources_folder() / "icons").glob("*.svg")}:
        picture = icons.icon(name, theme.colors.accent, 20).pixmap(20, 20).toImage()
        seen = {picture.pixelColor(x, y).alpha() for x in range(20) for y in range(20)}
        assert max(seen) > 200, name

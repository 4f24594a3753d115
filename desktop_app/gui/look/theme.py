"""Colours, fonts and spacing in light, dark and high contrast, for any text size.

`apply_scheme` sets up the application and returns the Theme, which all our widgets take as their first argument; on a
change the pages are built again with the new one. What Qt draws gets its shape from `stylesheets`.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.system.paths import resources_folder

Scheme = Literal["system", "light", "dark", "contrast"]
Role = Literal["display", "h1", "h2", "body", "small", "tiny"]

FAMILY: Final = "Titillium Web"
# Font sizes by role, in px at 100 %.
SIZES: Final[dict[Role, float]] = {"display": 42, "h1": 25, "h2": 18, "body": 15.5, "small": 14, "tiny": 13}
SPACE_GROWTH: Final = 0.35  # spaces grow by this share of the text's growth, so that pages at 200 % stay shorter


class Colors(NamedTuple):
    """The colour tokens. A test checks the contrast of every pair that is used together."""

    surface: str
    canvas: str
    sunken: str
    text: str
    muted: str
    off: str
    line: str
    border: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_line: str
    error: str
    error_soft: str
    error_line: str
    warn: str
    warn_soft: str
    warn_line: str
    ok: str
    ok_soft: str
    ok_line: str
    bar_first: str
    bar_second: str
    bar_unit: str
    on_first: str
    on_second: str
    on_unit: str


LIGHT: Final = Colors(
    surface="#ffffff", canvas="#f3f6f9", sunken="#e9eef3",
    text="#16202c", muted="#4a5765", off="#6b7784", line="#d6dde5", border="#74818f",
    accent="#0f56a8", accent_hover="#0b4585", accent_press="#083464", on_accent="#ffffff",
    accent_soft="#e2edf9", accent_line="#a9c9ec",
    error="#b3241b", error_soft="#fdefed", error_line="#e9b5b0",
    warn="#7d4a00", warn_soft="#fff4dc", warn_line="#e5c98c",
    ok="#17693a", ok_soft="#e7f4eb", ok_line="#a8d2b6",
    bar_first="#516173", bar_second="#a9b6c3", bar_unit="#0f56a8",
    on_first="#ffffff", on_second="#16202c", on_unit="#ffffff",
)  # fmt: skip

DARK: Final = Colors(
    surface="#1b222a", canvas="#14191f", sunken="#252e38",
    text="#e9eef3", muted="#aebac6", off="#8594a3", line="#343f4b", border="#8594a3",
    accent="#8fc1f7", accent_hover="#b0d4fa", accent_press="#c8e1fc", on_accent="#0a1c30",
    accent_soft="#22364c", accent_line="#3f638b",
    error="#ffa198", error_soft="#3a2322", error_line="#7d4440",
    warn="#f2c566", warn_soft="#352c1a", warn_line="#6e5a2c",
    ok="#82d3a1", ok_soft="#1c3227", ok_line="#356349",
    bar_first="#9aaab9", bar_second="#4a5661", bar_unit="#8fc1f7",
    on_first="#10151a", on_second="#ffffff", on_unit="#0a1c30",
)  # fmt: skip

CONTRAST: Final = Colors(
    surface="#000000", canvas="#000000", sunken="#000000",
    text="#ffffff", muted="#ffffff", off="#a0a0a0", line="#ffffff", border="#ffffff",
    accent="#ffe13a", accent_hover="#fff09a", accent_press="#ffffff", on_accent="#000000",
    accent_soft="#000000", accent_line="#ffe13a",
    error="#ffb3ab", error_soft="#000000", error_line="#ffb3ab",
    warn="#ffd47a", warn_soft="#000000", warn_line="#ffd47a",
    ok="#a6f0bf", ok_soft="#000000", ok_line="#a6f0bf",
    bar_first="#ffffff", bar_second="#8a8a8a", bar_unit="#ffe13a",
    on_first="#000000", on_second="#000000", on_unit="#000000",
)  # fmt: skip

SCHEME_COLORS: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


class Theme(NamedTuple):
    """A colour scheme and the text size as a factor (1.0 is 100 %). Immutable."""

    name: str = "light"
    factor: float = 1.0

    @property
    def colors(self) -> Colors:
        return SCHEME_COLORS[self.name]

    @property
    def is_contrast(self) -> bool:
        """High contrast has no tinted backgrounds and no fades: borders must say what these say."""
        return self.name == "contrast"

    def color(self, token: str) -> QColor:
        """The colour of a token (a field of Colors)."""
        return QColor(getattr(self.colors, token))

    def px(self, size: float) -> int:
        """The size in px of a control or of text that is `size` px at 100 %."""
        return round(size * self.factor)

    def gap(self, size: float) -> int:
        """The size in px of a space that is `size` px at 100 %; spaces grow less than text."""
        return round(size * (1 + SPACE_GROWTH * (self.factor - 1)))

    def font(self, role: Role = "body", weight: int | None = None) -> QFont:
        """A font of the type scale; `weight` is 400, 600 or 700."""
        return QFont(typeface(self.px(SIZES[role]), weight or (700 if role in ("display", "h1", "h2") else 400)))


@cache
def typeface(pixels: int, weight: int) -> QFont:
    """The window's font in that size and weight; cached, so never modify it: `Theme.font` gives a copy."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


def apply_scheme(app: QApplication, scheme: Scheme = "system", factor: float = 1.0) -> Theme:
    """Resolves the scheme and applies its theme. With "system", call again when `app.styleHints()` reports a change."""
    theme = Theme(resolve_scheme(app, scheme), factor)
    apply_theme(app, theme)
    return theme


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Sets palette and font of the application. All existing widgets are updated: with thousands that takes seconds."""
    load_fonts(app)
    look = palette(theme.colors)
    app.setPalette(look)
    QToolTip.setPalette(look)
    app.setFont(theme.font())
    for kind in ("QMenu", "QMenuBar"):  # one size in all menus, also in those that Qt makes
        app.setFont(theme.font("small"), kind)  # type: ignore[arg-type]  # bytes, it says, and takes only str
    QToolTip.setFont(theme.font("small"))  # afterwards: that of the application takes its place


def resolve_scheme(app: QApplication, scheme: Scheme) -> str:
    """The scheme to use ("system" as it is now); tells Qt, so that title bars and native dialogs follow."""
    hints = app.styleHints()
    if scheme == "system":
        hints.unsetColorScheme()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    hints.setColorScheme(Qt.ColorScheme.Light if scheme == "light" else Qt.ColorScheme.Dark)
    return scheme


def load_fonts(app: QApplication) -> None:
    """Registers the window's font in its three weights, once per application."""
    if app.property(FAMILY):  # asking the font database would list all system fonts
        return
    app.setProperty(FAMILY, True)
    for face in ("Regular", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / f"TitilliumWeb-{face}.ttf"))


def palette(colors: Colors) -> QPalette:
    """The QPalette of a colour scheme."""
    role, made = QPalette.ColorRole, QPalette()
    tokens = {
        role.Window: colors.surface, role.WindowText: colors.text,
        role.Base: colors.surface, role.AlternateBase: colors.canvas, role.Text: colors.text,
        role.PlaceholderText: colors.muted,
        role.Button: colors.surface, role.ButtonText: colors.text, role.BrightText: colors.on_accent,
        role.Highlight: colors.accent, role.HighlightedText: colors.on_accent, role.Accent: colors.accent,
        role.Link: colors.accent, role.LinkVisited: colors.accent,
        role.ToolTipBase: colors.surface, role.ToolTipText: colors.text,
        role.Light: colors.surface, role.Midlight: colors.sunken, role.Mid: colors.line,
        role.Dark: colors.border, role.Shadow: colors.border,
    }  # fmt: skip
    for each, color in tokens.items():
        made.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colors.off))
    return made

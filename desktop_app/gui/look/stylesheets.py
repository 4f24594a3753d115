"""Small style sheets for widgets that Qt draws, set on those widgets only.

A style sheet on the application would be evaluated for every label: a sixth of the time that a step takes to open.
They set shapes, and colours that depend on a state, never fonts. All sizes scale with the theme. A field's state is a
dynamic property, so that a change needs a repolish and not another style sheet.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.gui.look.theme import Theme

SCROLLER = 24  # px at 100 %: where a menu that is too long for the screen says that there is more

INPUT_SHEET = """
QPlainTextEdit, QComboBox {{ border: 1px solid {border}; border-radius: {r6}px; padding: 0 {p12}px;
  background: {surface}; color: {text}; placeholder-text-color: {muted};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit {{ padding: {p5}px {p14}px; }}
QComboBox {{ padding-left: {p14}px; padding-right: {p34}px; combobox-popup: 0; }}
[state="error"] {{ border: 2px solid {error}; }}
[state="warning"] {{ border: 2px solid {warn}; }}
QPlainTextEdit[state="error"], QPlainTextEdit[state="warning"] {{ padding: {less5}px {less14}px; }}
QComboBox[state="error"], QComboBox[state="warning"] {{ padding-left: {less14}px; }}
[look="computed"] {{ background: {sunken}; border: 1px dotted {border}; }}
[look="fixed"], QPlainTextEdit:disabled, QComboBox:disabled {{ background: {sunken}; border: 1px {dashes} {line};
  color: {muted}; }}
QComboBox::drop-down, QComboBox::down-arrow {{ width: 0; border: none; image: none; }}
"""

POPUP_SHEET = """
QListView {{ border: 1px solid {border}; background: {surface}; padding: {p4}px; outline: none;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QListView::item {{ min-height: {p34}px; padding: 0 {p8}px; border-radius: {r5}px; }}
QListView::item:selected {{ background: {accent}; color: {on_accent}; }}
"""

MENU_SHEET = """
QMenuBar {{ background: {surface}; border-bottom: 1px solid {line}; padding: 0 {p8}px; }}
QMenuBar::item {{ padding: {less4}px {less10}px; background: transparent; color: {text}; border: 1px solid transparent;
  border-radius: {r5}px; }}
QMenuBar::item:selected {{ background: {accent_soft}; border-color: {accent}; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: {p6}px; menu-scrollable: 1; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p12}px; border-radius: {r5}px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {off}; }}
QMenu::indicator, QMenu::right-arrow {{ width: {mark}px; height: {mark}px; border: none; image: none; }}
QMenu::scroller {{ height: {scroller}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
"""

SCROLL_BAR_SHEET = """
QScrollBar:vertical {{ width: {bar}px; background: transparent; border: none; margin: {p4}px 2px; }}
QScrollBar:horizontal {{ height: {bar}px; background: transparent; border: none; margin: 2px {p4}px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: {p34}px; }}
QScrollBar::handle:horizontal {{ min-width: {p34}px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


# The windows that Qt brings where the system has none. Their lines would be those of light windows: not seen in others.
WINDOW_SHEET = """
QFileDialog {{ min-width: {wide}px; min-height: {high}px; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPushButton, QTreeView, QListView {{ border: 1px solid {border};
  border-radius: {r5}px; background: {surface}; color: {text}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ padding: {p4}px {p6}px; }}
QAbstractSpinBox QLineEdit, QComboBox QListView {{ border: none; padding: 0; }}
QPushButton {{ padding: {p5}px {p14}px; }}
QPushButton:default {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPushButton:focus, QTreeView:focus, QListView:focus {{
  border: 2px solid {accent}; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QPushButton:disabled, QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {sunken};
  border: 1px {dashes} {line}; color: {off}; }}
QToolButton {{ background: {icon_ground}; color: #000000; border: 1px solid {border}; border-radius: {r5}px;
  padding: {p4}px; }}
QToolButton:disabled {{ background: {sunken}; border: 1px {dashes} {line}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {border};
  background: {surface}; border-radius: {half}px; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator:checked {{ width: {inner}px; height: {inner}px; border: {ring}px solid {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; }}
QRadioButton:focus, QCheckBox:focus {{ color: {accent}; }}
QHeaderView::section {{ background: {canvas}; color: {muted}; border: none; border-bottom: 1px solid {line};
  padding: {p4}px {p6}px; }}
QGroupBox {{ border: 1px solid {line}; border-radius: {r5}px; margin-top: {title}px; padding: {p8}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {p8}px; color: {text}; }}
"""


def for_qts_windows(theme: Theme) -> str:
    """For the parent of the windows that Qt brings where the system has none: files, printers, its own questions."""
    return _filled(WINDOW_SHEET + SCROLL_BAR_SHEET + MENU_SHEET, theme)


def for_input(theme: Theme) -> str:
    """For a multi-line input or a combo box, with its scroll bar and popup."""
    return _filled(INPUT_SHEET + POPUP_SHEET + SCROLL_BAR_SHEET, theme)


def for_popup(theme: Theme) -> str:
    """For a list of suggestions."""
    return _filled(POPUP_SHEET + SCROLL_BAR_SHEET, theme)


def for_menu(theme: Theme) -> str:
    """For a menu bar or a menu."""
    return _filled(MENU_SHEET, theme)


def for_scroll_bar(theme: Theme) -> str:
    """For a scroll bar."""
    return _filled(SCROLL_BAR_SHEET, theme)


def set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Sets a dynamic property that the widget's style sheet or paintEvent reads, and redraws the widget."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        if widget.styleSheet():
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        widget.update()


@cache
def _filled(template: str, theme: Theme) -> str:
    spaces = {f"p{size}": theme.gap(size) for size in (4, 5, 6, 8, 10, 12, 14, 24)}
    radii = {f"r{size}": theme.px(size) for size in (5, 6)}
    # A thicker border takes less padding, so that the text does not move.
    thinner = {f"less{size}": theme.gap(size) - 1 for size in (4, 5, 10, 14)}
    sizes = {"p34": theme.px(34), "bar": theme.px(10), "mark": theme.px(16), "scroller": theme.gap(SCROLLER)}
    ring = theme.px(5)
    sizes |= {"wide": theme.px(560), "high": theme.px(320), "half": theme.px(16) // 2 + 1, "title": theme.px(24),
              "ring": ring, "inner": theme.px(16) + 2 - 2 * ring}  # fmt: skip
    # The pictures of Qt's own buttons are black.
    icon_ground = {"light": theme.colors.surface, "dark": theme.colors.muted}.get(theme.name, "#ffffff")
    dashes = "dashed" if theme.is_contrast else "solid"  # there no background says that a field is disabled
    return template.format(
        **theme.colors._asdict(), **spaces, **thinner, **radii, **sizes, dashes=dashes, icon_ground=icon_ground
    )

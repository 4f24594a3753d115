"""The one style sheet: only shape, and colours that depend on a state. Fonts never stand in it.

A field's state is a dynamic property, so that a change costs one polish and not a new sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.gui.theme import Theme

TEMPLATE = """
QLineEdit, QPlainTextEdit, QComboBox {{ border: 1px solid {border}; border-radius: {r6}px; padding: {p0}px {p12}px;
  background: {surface}; color: {text}; placeholder-text-color: {muted};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] {{
  border: 2px solid {error}; padding: {p0}px {p11}px; }}
QLineEdit[state="warning"], QPlainTextEdit[state="warning"], QComboBox[state="warning"] {{
  border: 2px solid {warn}; padding: {p0}px {p11}px; }}
QLineEdit[look="computed"], QPlainTextEdit[look="computed"] {{ background: {sunken}; border: 1px dotted {border}; }}
QLineEdit[look="fixed"], QPlainTextEdit[look="fixed"], QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled {{ background: {sunken}; border: 1px {off} {line}; color: {muted}; }}
QPlainTextEdit {{ padding: {p5}px {p14}px; }}
QLineEdit[look="bare"] {{ border: none; background: transparent; padding: 0; }}
QComboBox {{ padding-left: {p14}px; padding-right: {p34}px; combobox-popup: 0; }}
QComboBox::drop-down, QComboBox::down-arrow {{ width: 0; border: none; image: none; }}
QComboBox QAbstractItemView, QListView[popup="true"] {{ border: 1px solid {border}; background: {surface};
  padding: {p4}px; outline: none; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item {{ min-height: {row}px; padding: 0 {p8}px; }}
.QPushButton {{ border: 1px solid {border}; border-radius: {r7}px; background: {surface}; padding: 0 {p16}px;
  min-height: {button}px; }}
.QPushButton:hover {{ border-color: {accent}; background: {accent_soft}; }}
.QPushButton:default {{ border-color: {accent}; background: {accent}; color: {on_accent}; }}
.QPushButton:focus {{ border: 3px solid {accent}; }}
.QPushButton:default:focus {{ border-color: {text}; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {line}; padding: 0 {p8}px; }}
QMenuBar::item {{ padding: {p4}px {p10}px; background: transparent; color: {text}; }}
QMenuBar::item:selected {{ background: {accent_soft}; color: {text}; border-radius: {r5}px; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: {p6}px; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p12}px; border-radius: {r5}px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
QToolTip {{ border: 1px solid {border}; background: {surface}; color: {text}; padding: {p4}px; }}
QScrollBar:vertical {{ width: {bar}px; background: transparent; border: none; margin: {p4}px 2px; }}
QScrollBar:horizontal {{ height: {bar}px; background: transparent; border: none; margin: 2px {p4}px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: {p34}px; }}
QScrollBar::handle:horizontal {{ min-width: {p34}px; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView {{ border: none; outline: none; background: {surface}; }}
QScrollArea[line="left"] {{ border: none; border-left: 1px solid {line}; }}
QScrollArea[line="right"] {{ border: none; border-right: 1px solid {line}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {border};
  padding: 0 {p12}px; font-size: {tiny}px; font-weight: 600; }}
"""


def write(theme: Theme) -> str:
    """The sheet for one theme; every number follows the size of the text or that of the space."""
    colors = theme.colors._asdict()
    spaces = {f"p{size}": theme.gap(size) for size in (0, 4, 5, 6, 8, 10, 11, 12, 14, 16, 24)}
    radii = {f"r{size}": theme.px(size) for size in (5, 6, 7)}
    sizes = {
        "p34": theme.px(34),
        "row": theme.px(34),
        "button": theme.px(32),
        "bar": theme.px(10),
        "tiny": theme.px(13),
    }
    off = "dashed" if theme.is_contrast else "solid"  # there no ground tells that a field is off
    return TEMPLATE.format(**colors, **spaces, **radii, **sizes, off=off)

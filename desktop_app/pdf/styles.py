"""The look of a printed page: measures in points, colours and paragraph styles."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desktop_app.pdf import fonts

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE_MARGIN: Final = 25 * mm
TOP_MARGIN: Final = 23 * mm
BOTTOM_MARGIN: Final = 25 * mm
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE_MARGIN
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN

INK: Final = HexColor(0x14171C)
BLANK_LINE: Final = HexColor(0x6F7681)  # 4.6:1 on white
SECONDARY: Final = HexColor(0x565D68)
HAIRLINE: Final = HexColor(0xB9C0CA)
HEADER_FILL: Final = HexColor(0xEFF2F6)
WATERMARK: Final = HexColor(0xE9ECF0)

LIST_INDENT: Final = 15.0  # at least
MARK_GAP: Final = 5.0
HAND_LINE: Final = 8 * mm  # from a line to write on to the next
LOWERED: Final = 7.0  # points that text stands lower there than it would: the room to write is above its line
LOWERED_IN_CELL: Final = 5.0
AFTER_HAND: Final = 4.0  # points below words with a blank; lines alone follow each other closely
RAISED_SIZE: Final = 0.68  # size of a note's mark, as a share of the font size
RAISED_BY: Final = 0.34  # how far it is raised, likewise

_SIZES: Final = {  # size, leading, space before, space after
    "title": (14.5, 19, 0, 10),
    "heading": (11.5, 16, 12, 4),
    "subheading": (10.5, 15, 8, 3),
    "body": (10.5, 15, 6, 6),
    "item": (10.5, 15, 0, 3.5),
    "centred": (10.5, 15, 5, 7),
    "cell": (9.5, 13, 0, 0),
    "numeric": (9.5, 13, 0, 0),
    "label": (10.5, 14, 0, 0),
    "note": (8.5, 11.5, 0, 4),
    "draft": (10.5, 14, 0, 12),
    "letterhead": (11, 14, 0, 0),
}
_CENTRED: Final = ("title", "centred")


@cache
def paragraph_style(kind: str, indent: float = 0) -> ParagraphStyle:
    size, leading, before, after = _SIZES[kind]
    in_cell = kind in ("cell", "numeric")
    return ParagraphStyle(
        kind,
        fontName=fonts.register_face(fonts.REGULAR),
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        textColor=INK,
        alignment=TA_CENTER if kind in _CENTRED else TA_RIGHT if kind == "numeric" else TA_LEFT,
        allowOrphans=int(in_cell),  # cells may break after any line, paragraphs not after the first
        allowWidows=int(in_cell),
    )


@cache
def for_a_hand(style: ParagraphStyle, lined: bool = True, after: float = 0) -> ParagraphStyle:
    """The style with lines HAND_LINE apart and the room above each of them; not `lined`: only as low as those."""
    more: dict[str, Any] = {"leading": HAND_LINE, "spaceBefore": 0, "spaceAfter": after} if lined else {}
    lowered = LOWERED_IN_CELL if style.name in ("cell", "numeric") else LOWERED
    return ParagraphStyle(style.name, style, lowered=lowered, **more)


def text_colour(run_style: str) -> Color:
    """The colour of a run, by its style."""
    return BLANK_LINE if run_style == "blank" else INK

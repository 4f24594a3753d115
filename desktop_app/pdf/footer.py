"""The foot of each page: the document, the page and how many there are; whose it is, of which dossier and day."""

from __future__ import annotations

from typing import Final

from desktop_app.engine.documents.blocks import Imprint
from desktop_app.engine.italian.company_names import cut, fitted
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.flowables.drawing import draw_on_line
from desktop_app.pdf.tags import TaggedCanvas

SIZE: Final = 8.0
LEADING: Final = 10.5
BASELINE: Final = styles.BOTTOM_MARGIN - 26  # of the first line
BETWEEN: Final = " · "
_RULE: Final = BASELINE + 13
_RIGHT: Final = styles.PAGE_WIDTH - styles.SIDE_MARGIN
_GAP: Final = 20.0  # between what stands left and right


class Footer:
    """Draws the foot of the pages of one document, as an artifact; what all pages share is worked out once."""

    def __init__(self, title: str, imprint: Imprint) -> None:
        self._title = _pieces(cut(title, lambda text: _width(text) <= _room("Pagina 0000 di 0000")))
        self._dossier = _pieces(imprint.dossier)
        room, parties = _room(imprint.dossier), [fonts.one_line(name) for name in imprint.parties]
        self._parties = _pieces(fitted(parties, BETWEEN, lambda text: _width(text) <= room))

    def __call__(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        with canvas.artifact("/Type /Pagination /Subtype /Footer"):
            canvas.setStrokeColor(styles.HAIRLINE)
            canvas.setLineWidth(0.6)
            canvas.line(styles.SIDE_MARGIN, _RULE, _RIGHT, _RULE)
            canvas.setFillColor(styles.SECONDARY)
            _write(canvas, BASELINE, self._title, _pieces(f"Pagina {page} di {pages}"))
            if self._parties:
                _write(canvas, BASELINE - LEADING, self._parties, self._dossier)
            elif self._dossier:
                _write(canvas, BASELINE - LEADING, self._dossier, [])


def _write(canvas: TaggedCanvas, y: float, left: list[fonts.FacePiece], right: list[fonts.FacePiece]) -> None:
    for x, pieces in ((styles.SIDE_MARGIN, left), (_RIGHT - fonts.text_width(right, SIZE), right)):
        if pieces:
            draw_on_line(canvas, x, y, pieces, SIZE)


def _pieces(text: str) -> list[fonts.FacePiece]:
    return fonts.split_by_face(text, fonts.REGULAR)


def _width(text: str) -> float:
    return fonts.text_width(_pieces(text), SIZE)


def _room(right: str) -> float:
    """The points that are left beside the words on the right."""
    taken = _width(right) + _GAP if right else 0.0
    room: float = styles.TEXT_WIDTH - taken
    return room

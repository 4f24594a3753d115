"""A formula as written by hand: fractions with a bar, first with symbols, then with the user's numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painted_label import PaintedLabel, content_update
from desktop_app.gui.widgets.drawing.painting import painting


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction: numerator above, denominator below the bar."""

    above: str
    below: str


FormulaPiece = str | Ratio
LONGEST_RESULT = "= 88,8888888888…"  # the widest that a quotient can become


def formula_pieces(expression: str) -> list[FormulaPiece]:
    """Splits "a + (b − c) / d" at the operators outside brackets; a single division becomes a Ratio."""
    found: list[FormulaPiece] = []
    for term, sign in _cut(expression, r"\s([+−=≠<>≤≥])\s"):
        found += _term(term)
        if sign:
            found.append(sign)
    return found


def _term(term: str) -> list[FormulaPiece]:
    factors = _cut(term, r"\s([×/])\s")
    signs = [sign for _, sign in factors if sign]
    if signs.count("/") != 1:  # no fraction, or several in a row, which are clearer on one line
        return [term]
    place = signs.index("/")
    above = " × ".join(factor for factor, _ in factors[: place + 1])
    ratio = Ratio(_without_brackets(above), _without_brackets(factors[place + 1][0]))
    rest: list[FormulaPiece] = [part for factor, _ in factors[place + 2 :] for part in ("×", factor)]
    return [ratio, *rest]


def _cut(words: str, signs: str) -> list[tuple[str, str]]:
    """Splits at the operators (a regular expression) outside all brackets: each part with the operator after it."""
    parts, start = [], 0
    for found in re.finditer(signs, words):
        before = words[: found.start()]
        if before.count("(") == before.count(")"):
            parts.append((words[start : found.start()], found[1]))
            start = found.end()
    return [*parts, (words[start:], "")]


def _without_brackets(words: str) -> str:
    """Removes the outer brackets, which the fraction bar makes needless."""
    if not (words.startswith("(") and words.endswith(")")):
        return words
    depth = 0
    for place, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(words) - 1:
            return words
    return words[1:-1]


@dataclass(slots=True)
class _Atom:
    """A word or a ratio, which is never broken: font, size and space after it in px; `spot` is its top left corner."""

    piece: FormulaPiece
    font: QFont
    wide: int
    high: int
    after: int
    spot: QPointF


class FormulaView(PaintedLabel):
    """Wraps before an "=", inside a side of the equation only where it must.

    Room for ten decimals of a quotient is always kept, so that what is below does not move at the next keystroke.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._groups: list[list[tuple[FormulaPiece, QFont]]] = []
        self._placed: dict[int, tuple[list[_Atom], int]] = {}

    def show_formula(self, formula: str, numbers: str = "", result: str = "") -> None:
        """Shows the three parts of a calculation: "n = (a − b) / c", the right side with numbers, and the result."""
        said = " = ".join(part for part in (formula, numbers, result) if part)
        if said == self.accessibleName():
            return
        self.setAccessibleName(said)
        symbol, _, body = formula.partition(" = ")
        theme = self._theme
        strong, small, bold = theme.font("body", 600), theme.font("small"), theme.font("small", 600)
        groups: list[list[tuple[FormulaPiece, QFont]]] = [[(f"{symbol} =", strong)] if body else []]
        groups[0] += [(piece, small) for piece in formula_pieces(body or symbol)]
        if numbers and numbers != result and numbers != body:
            groups.append([("=", small), *((piece, bold) for piece in formula_pieces(numbers))])
        if result:
            groups.append([(f"= {result}", strong)])
        with content_update(self):
            self._groups = groups
            self._placed.clear()

    def heightForWidth(self, width: int) -> int:
        return self._place(width)[1]

    def _place(self, width: int) -> tuple[list[_Atom], int]:
        """All atoms with their places, and the total height; cached, as Qt asks many times for the same width."""
        if width not in self._placed:
            self._placed[width] = self._lay_out(width)
        return self._placed[width]

    def _lay_out(self, width: int) -> tuple[list[_Atom], int]:
        rows, left = list[list[_Atom]](), 0
        for number, group in enumerate(self._groups):
            atoms = [self._atom(piece, font) for piece, font in group]
            if _row_width(atoms) > width:
                atoms = [word for piece, font in group for word in self._words(piece, font, width)]
            if not rows or (left and left + self._room(number, atoms) > width):
                rows.append([])
                left = 0
            for atom in atoms:
                if left and left + atom.wide > width:
                    rows.append([])
                    left = 0
                atom.spot = QPointF(left, 0)
                rows[-1].append(atom)
                left += atom.wide + atom.after
        return self._stack(rows)

    def _room(self, number: int, atoms: list[_Atom]) -> int:
        """The width that a group needs to stay on its row: that of the result counts as the longest there can be."""
        whole = _row_width(atoms)
        if number == 0 or len(self._groups) < 3 or not any(isinstance(piece, Ratio) for piece, _ in self._groups[0]):
            return whole
        ((result, font),) = self._groups[2]
        longest = max(self._atom(each, font).wide for each in (result, LONGEST_RESULT))
        return longest if number == 2 else whole + atoms[-1].after + longest

    def _stack(self, rows: list[list[_Atom]]) -> tuple[list[_Atom], int]:
        top, placed = 0, list[_Atom]()
        for row in rows:
            high = max((atom.high for atom in row), default=0)
            for atom in row:
                atom.spot = QPointF(atom.spot.x(), top + (high - atom.high) / 2)
                placed.append(atom)
            top += high + self._theme.gap(4)
        return placed, max(0, top - self._theme.gap(4))

    def _atom(self, piece: FormulaPiece, font: QFont) -> _Atom:
        metrics, gap = QFontMetrics(font), self._theme.px(6)
        if isinstance(piece, Ratio):
            wide = max(metrics.horizontalAdvance(side) for side in (piece.above, piece.below))
            return _Atom(piece, font, wide + self._theme.px(10), 2 * metrics.height() + 3, gap, QPointF())
        return _Atom(piece, font, metrics.horizontalAdvance(piece) + 1, metrics.height(), gap, QPointF())

    def _words(self, piece: FormulaPiece, font: QFont, width: int) -> list[_Atom]:
        """A piece as single words; a ratio that fits on a line of its own stays whole."""
        atom = self._atom(piece, font)
        if atom.wide <= width and isinstance(piece, Ratio):
            return [atom]
        line = f"({piece.above}) / {piece.below}" if isinstance(piece, Ratio) else piece
        words = [self._atom(word, font) for word in line.split(" ")]
        for word in words[:-1]:  # words of one piece are a space apart
            word.after = QFontMetrics(font).horizontalAdvance(" ")
        return words

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setPen(self._theme.color("text"))
            for atom in self._place(self.width())[0]:
                self._draw(painter, atom)

    def _draw(self, painter: QPainter, atom: _Atom) -> None:
        painter.setFont(atom.font)
        room = QRectF(atom.spot.x(), atom.spot.y(), atom.wide, atom.high)
        if isinstance(atom.piece, str):
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), atom.piece)
            return
        half, center = atom.high / 2, Qt.AlignmentFlag.AlignHCenter
        above = QRectF(room.left(), room.top(), room.width(), half)
        painter.drawText(above, int(center | Qt.AlignmentFlag.AlignVCenter), atom.piece.above)
        painter.drawText(above.translated(0, half), int(center | Qt.AlignmentFlag.AlignVCenter), atom.piece.below)
        painter.setPen(QPen(self._theme.color("text"), 1.3 * self._theme.factor))
        painter.drawLine(QPointF(room.left(), room.center().y()), QPointF(room.right(), room.center().y()))
        painter.setPen(self._theme.color("text"))


def _row_width(atoms: list[_Atom]) -> int:
    """The width of the atoms in one row."""
    return sum(atom.wide + atom.after for atom in atoms) - (atoms[-1].after if atoms else 0)

"""Rows of the summary: drawn, not built of labels, so that hundreds of answers weigh little. Each is a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop_app.gui.features.summary.words import MISSING, AnswerItem, LineItem, Remark
from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import UNLIMITED, Pressable
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.lists.line_row import LineColumnLayout

NARROW_EM: Final = 500  # below it the label stands above its answer
LONGEST: Final = 1500
ROLES: Final[tuple[Role, Role]] = ("body", "tiny")
ARROWS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
WIDTHS: Final = 8  # kept laid out: Qt asks for five before the page stands
LOOKS: Final = {
    "error": ("state-problem", "error"), "warning": ("state-warning", "warn"), "note": ("info", "muted"),
    "missing": ("state-doing", "accent"), "computed": ("calculator", "muted"),
    "overridden": ("pen-line", "warn"), "book": ("contact", "muted"), "unconfirmed": ("circle-question-mark", "warn"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or an icon at their place in a row."""

    rect: QRect
    words: str = ""
    role: Role = "small"
    weight: int = 400
    color: str = "text"
    icon: str = ""
    link: bool = False
    right: bool = False


class Sheet:
    """Lays words out one under the other within a column."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.pieces: list[Piece] = []

    def words(
        self, left: float, top: int, wide: float, words: str, role: Role = "small", weight: int = 400,
        color: str = "text", link: bool = False, right: bool = False,
    ) -> int:  # fmt: skip
        """Puts words there, wrapped, and tells where they end."""
        metrics = QFontMetrics(self.theme.font(role, weight))
        room = QRect(round(left), top, max(1, round(wide)), UNLIMITED)
        high = metrics.boundingRect(room, wrapping(metrics, words, room.width()), words).height()
        self.pieces.append(
            Piece(QRect(room.left(), top, room.width(), high), words, role, weight, color, "", link, right)
        )
        return top + high

    def icon(self, left: float, top: int, name: str, color: str, role: Role = "tiny") -> float:
        """Puts an icon beside the first line of some words, and tells where they begin."""
        size, line = self.theme.px(15), QFontMetrics(self.theme.font(role)).height()
        place = QRect(round(left), top + (line - size) // 2, size, size)
        self.pieces.append(Piece(place, color=color, icon=name))
        return left + size + self.theme.gap(6)

    def said(self, left: float, top: int, wide: float, all_said: tuple[Remark, ...]) -> int:
        """Sentences with their icons."""
        for each in all_said:
            icon, color = LOOKS[each.kind]
            start = self.icon(left, top, icon, color)
            ink = "error" if each.kind == "error" else "text" if each.kind in ("warning", "missing") else "muted"
            top = self.words(start, top, wide - (start - left), each.words, "tiny", 600 if ink == "error" else 400, ink)
        return top

    def draw(self, painter: QPainter) -> None:
        for piece in self.pieces:
            color = self.theme.color(piece.color)
            if piece.icon:
                icons.draw(painter, piece.icon, color, QRectF(piece.rect))
                continue
            font = self.theme.font(piece.role, piece.weight)
            font.setUnderline(piece.link)
            painter.setFont(font)
            painter.setPen(color)
            side = Qt.AlignmentFlag.AlignRight if piece.right else Qt.AlignmentFlag.AlignLeft
            flags = wrapping(QFontMetrics(font), piece.words, piece.rect.width())
            painter.drawText(piece.rect, flags | int(side), piece.words)


def wrapping(metrics: QFontMetrics, words: str, width: int) -> int:
    """Between words; inside one only where it is longer than the line."""
    longest = max(words.split(), key=len, default="")
    inside = len(longest) > 12 and metrics.horizontalAdvance(longest) > width
    return int(Qt.TextFlag.TextWrapAnywhere if inside else Qt.TextFlag.TextWordWrap)


class SummaryRow(Pressable):
    """Pressed, it leads to where the answer is given. The arrows go from row to row."""

    reached = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._laid: dict[int, tuple[Sheet, int]] = {}
        self.setProperty("ringGap", 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lay_out(self, sheet: Sheet, width: int) -> int:
        """Puts the row's words on the sheet, and tells how high it is."""
        raise NotImplementedError

    def forget(self) -> None:
        """The words have changed."""
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def _at(self, width: int) -> tuple[Sheet, int]:
        if width not in self._laid:
            if len(self._laid) >= WIDTHS:
                self._laid.clear()
            sheet = Sheet(self.theme)
            self._laid[width] = (sheet, self.lay_out(sheet, width))
        return self._laid[width]

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._at(width)[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # Qt's own would go on like Tab
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.reached.emit()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        with painting(self) as painter:
            if self.underMouse() and not theme.is_contrast:
                painter.fillRect(self.rect(), theme.color("canvas"))
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
            self._at(self.width())[0].draw(painter)


class AnswerRow(SummaryRow):
    """Label, answer, and the words that lead to it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._answer: AnswerItem | None = None

    def show_answer(self, answer: AnswerItem) -> None:
        """Draws again only what changed."""
        if answer != self._answer:
            self._answer = answer
            self.setAccessibleName(f"{answer.link}: {answer.spoken}")
            self.forget()

    def lay_out(self, sheet: Sheet, width: int) -> int:
        answer = self._answer
        if answer is None:
            return 0
        theme, pad = self.theme, self.theme.gap(7)
        metrics = QFontMetrics(theme.font("small", 600))
        link = metrics.horizontalAdvance(answer.link) + 2
        narrow = width < theme.px(NARROW_EM)
        left = 0 if narrow else round(width * 0.36)
        room = width - link - theme.gap(14) - left
        sheet.words(width - link, pad, link, answer.link, "small", 600, "accent", link=True)
        if narrow:
            top = under = sheet.words(0, pad, room, answer.label, "small", 400, "muted")
        else:
            top = pad
            under = sheet.words(0, pad, left - theme.gap(16), answer.label, "small", 400, "muted")
        missing = answer.value == MISSING
        start = float(left)
        if missing:
            start = sheet.icon(left, top, "state-doing", "accent", "body")
        value = answer.value if len(answer.value) <= LONGEST else answer.value[:LONGEST] + "…"
        bottom = sheet.words(start, top, room - (start - left), value, "body", 400, "muted" if missing else "text")
        said = answer.said
        if said and said[0].kind == "computed" and self._has_room(value, said[0], room):
            beside = left + QFontMetrics(theme.font("body")).horizontalAdvance(value) + theme.gap(14)
            sheet.said(beside, top + theme.px(2), room - (beside - left), said[:1])
            said = said[1:]
        bottom = sheet.said(left, bottom, room, said)
        return max(bottom, under) + pad + 1

    def _has_room(self, value: str, said: Remark, room: float) -> bool:
        """Whether both stand on one line."""
        body, tiny = (QFontMetrics(self.theme.font(role)) for role in ROLES)
        used = body.horizontalAdvance(value) + tiny.horizontalAdvance(said.words)
        return "\n" not in value and used + self.theme.px(60) < room


class SummaryLineRow(SummaryRow):
    """One line as a row of a table, with all else that was answered in it below."""

    def __init__(self, columns: LineColumnLayout) -> None:
        super().__init__(columns.theme)
        self._columns = columns
        self._line: LineItem | None = None

    def show_line(self, line: LineItem) -> None:
        """Draws again only what changed."""
        if line != self._line:
            self._line = line
            said = " ".join(each.words for each in line.said)
            self.setAccessibleName(f"Modifica: {line.words.spoken} {line.rest} {said}".strip())
            self.forget()

    def lay_out(self, sheet: Sheet, width: int) -> int:
        line, columns = self._line, self._columns
        if line is None:
            return 0
        theme, pad = self.theme, self.theme.gap(7)
        places = columns.places(width)
        bottom = sheet.words(0, pad, columns.number, str(line.words.number), "small", 600, "muted")
        rest = [line.rest] if line.rest else []
        for index, slot in reversed(list(enumerate(columns.columns))):
            main, sub = line.words.cells[index]
            if index not in places:
                rest[:0] = [f"{slot.caption}: {' '.join(part for part in (main, sub) if part)}"] if main or sub else []
                continue
            left, wide = places[index]
            end = sheet.words(left, pad, wide, main, "small", 600 if index == 0 else 400, right=slot.right)
            if sub:
                end = sheet.words(left, end, wide, sub, "tiny", 400, "muted", right=slot.right)
            bottom = max(bottom, end)
        bottom = max(bottom, self._state(sheet, pad, *places["state"]))
        size = theme.px(16)
        place = QRect(width - size - theme.gap(6), pad + theme.px(3), size, size)
        sheet.pieces.append(Piece(place, color="accent", icon="chevron-right"))
        left, wide = columns.number, width - columns.number - columns.chevron
        if rest:
            bottom = sheet.words(left, bottom, wide, " · ".join(rest), "tiny", 400, "muted")
        return sheet.said(left, bottom, wide, line.said) + pad + 1

    def _state(self, sheet: Sheet, top: int, left: float, wide: float) -> int:
        assert self._line is not None
        state, words = self._line.words.state, self._line.words.words
        start = sheet.icon(left, top, state.icon, state.color)
        ink = "error" if state.color == "error" else "muted"
        return sheet.words(start, top, wide - (start - left), words, "tiny", 600, ink)

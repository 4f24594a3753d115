"""The rows of the summary, each a link. Painted by one widget (no labels): there may be hundreds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop_app.gui.features.summary.answer_items import MISSING_ANSWER, AnswerItem, LineItem, Remark
from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import UNLIMITED, Pressable
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.lists.line_row import LineColumnLayout

NARROW_WIDTH: Final = 500  # px at 100 %: in narrower rows the label is above its answer
MAX_ANSWER_LENGTH: Final = 1500
VALUE_AND_REMARK_ROLES: Final[tuple[Role, Role]] = ("body", "tiny")
ARROW_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
MAX_CACHED_WIDTHS: Final = 8  # Qt asks for five before a page is laid out
REMARK_LOOKS: Final = {
    "error": ("state-problem", "error"), "warning": ("state-warning", "warn"), "note": ("info", "muted"),
    "missing": ("state-doing", "accent"), "computed": ("calculator", "muted"),
    "overridden": ("pen-line", "warn"), "book": ("contact", "muted"), "unconfirmed": ("circle-question-mark", "warn"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowItem:
    """A text or an icon with its rectangle."""

    rect: QRect
    words: str = ""
    role: Role = "small"
    weight: int = 400
    color: str = "text"
    icon: str = ""
    link: bool = False
    right: bool = False


class RowContent:
    """The texts and icons of a row, with their places."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.items: list[RowItem] = []

    def add_text(
        self, left: float, top: int, wide: float, words: str, role: Role = "small", weight: int = 400,
        color: str = "text", link: bool = False, right: bool = False,
    ) -> int:  # fmt: skip
        """Adds wrapped text; returns its bottom."""
        metrics = QFontMetrics(self.theme.font(role, weight))
        room = QRect(round(left), top, max(1, round(wide)), UNLIMITED)
        high = metrics.boundingRect(room, wrap_flags(metrics, words, room.width()), words).height()
        self.items.append(
            RowItem(QRect(room.left(), top, room.width(), high), words, role, weight, color, "", link, right)
        )
        return top + high

    def add_icon(self, left: float, top: int, name: str, color: str, role: Role = "tiny") -> float:
        """Adds an icon beside the first line of a text; returns where that text begins."""
        size, line = self.theme.px(15), QFontMetrics(self.theme.font(role)).height()
        place = QRect(round(left), top + (line - size) // 2, size, size)
        self.items.append(RowItem(place, color=color, icon=name))
        return left + size + self.theme.gap(6)

    def add_remarks(self, left: float, top: int, wide: float, remarks: tuple[Remark, ...]) -> int:
        """Adds sentences with their icons; returns their bottom."""
        for each in remarks:
            icon, color = REMARK_LOOKS[each.kind]
            start = self.add_icon(left, top, icon, color)
            ink = "error" if each.kind == "error" else "text" if each.kind in ("warning", "missing") else "muted"
            weight = 600 if ink == "error" else 400
            top = self.add_text(start, top, wide - (start - left), each.words, "tiny", weight, ink)
        return top

    def draw(self, painter: QPainter) -> None:
        for piece in self.items:
            color = self.theme.color(piece.color)
            if piece.icon:
                icons.draw(painter, piece.icon, color, QRectF(piece.rect))
                continue
            font = self.theme.font(piece.role, piece.weight)
            font.setUnderline(piece.link)
            painter.setFont(font)
            painter.setPen(color)
            side = Qt.AlignmentFlag.AlignRight if piece.right else Qt.AlignmentFlag.AlignLeft
            flags = wrap_flags(QFontMetrics(font), piece.words, piece.rect.width())
            painter.drawText(piece.rect, flags | int(side), piece.words)


def wrap_flags(metrics: QFontMetrics, words: str, width: int) -> int:
    """Text flags: wrap between words, inside a word only where it is longer than the line."""
    longest = max(words.split(), key=len, default="")
    inside = len(longest) > 12 and metrics.horizontalAdvance(longest) > width
    return int(Qt.TextFlag.TextWrapAnywhere if inside else Qt.TextFlag.TextWordWrap)


class SummaryRow(Pressable):
    """A row that leads to its answer when pressed. `focused` when it gets the focus."""

    focused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._contents: dict[int, tuple[RowContent, int]] = {}
        self.setProperty("ringGap", 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, content: RowContent, width: int) -> int:
        """Adds the row's texts for a width; returns the row's height."""
        raise NotImplementedError

    def invalidate(self) -> None:
        """The texts have changed: discards the cached layouts."""
        self._contents.clear()
        self.updateGeometry()
        self.update()

    def _content_at(self, width: int) -> tuple[RowContent, int]:
        if width not in self._contents:
            if len(self._contents) >= MAX_CACHED_WIDTHS:
                self._contents.clear()
            content = RowContent(self.theme)
            self._contents[width] = (content, self.fill(content, width))
        return self._contents[width]

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._content_at(width)[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROW_KEYS:
            event.ignore()  # handled by AnswerGroup; Qt would move the focus as Tab does
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        with painting(self) as painter:
            if self.underMouse() and not theme.is_contrast:
                painter.fillRect(self.rect(), theme.color("canvas"))
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
            self._content_at(self.width())[0].draw(painter)


class AnswerRow(SummaryRow):
    """Label, answer, remarks, and the words of the link."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._answer: AnswerItem | None = None

    def show_answer(self, answer: AnswerItem) -> None:
        """Shows new content; drawn again only if it changed."""
        if answer != self._answer:
            self._answer = answer
            self.setAccessibleName(f"{answer.link}: {answer.spoken}")
            self.invalidate()

    def fill(self, content: RowContent, width: int) -> int:
        answer = self._answer
        if answer is None:
            return 0
        theme, pad = self.theme, self.theme.gap(7)
        metrics = QFontMetrics(theme.font("small", 600))
        link = metrics.horizontalAdvance(answer.link) + 2
        narrow = width < theme.px(NARROW_WIDTH)
        left = 0 if narrow else round(width * 0.36)
        room = width - link - theme.gap(14) - left
        content.add_text(width - link, pad, link, answer.link, "small", 600, "accent", link=True)
        if narrow:
            top = under = content.add_text(0, pad, room, answer.label, "small", 400, "muted")
        else:
            top = pad
            under = content.add_text(0, pad, left - theme.gap(16), answer.label, "small", 400, "muted")
        missing = answer.value == MISSING_ANSWER
        start = float(left)
        if missing:
            start = content.add_icon(left, top, "state-doing", "accent", "body")
        value = answer.value if len(answer.value) <= MAX_ANSWER_LENGTH else answer.value[:MAX_ANSWER_LENGTH] + "…"
        bottom = content.add_text(start, top, room - (start - left), value, "body", 400, "muted" if missing else "text")
        remarks = answer.remarks
        if remarks and remarks[0].kind == "computed" and self._has_room(value, remarks[0], room):
            beside = left + QFontMetrics(theme.font("body")).horizontalAdvance(value) + theme.gap(14)
            content.add_remarks(beside, top + theme.px(2), room - (beside - left), remarks[:1])
            remarks = remarks[1:]
        bottom = content.add_remarks(left, bottom, room, remarks)
        return max(bottom, under) + pad + 1

    def _has_room(self, value: str, remarks: Remark, room: float) -> bool:
        """Whether value and remark fit on one line."""
        body, tiny = (QFontMetrics(self.theme.font(role)) for role in VALUE_AND_REMARK_ROLES)
        used = body.horizontalAdvance(value) + tiny.horizontalAdvance(remarks.words)
        return "\n" not in value and used + self.theme.px(60) < room


class SummaryLineRow(SummaryRow):
    """One line as a row of a table, with its further answers below."""

    def __init__(self, columns: LineColumnLayout) -> None:
        super().__init__(columns.theme)
        self._columns = columns
        self._line: LineItem | None = None

    def show_line(self, line: LineItem) -> None:
        """Shows new content; drawn again only if it changed."""
        if line != self._line:
            self._line = line
            remarks = " ".join(each.words for each in line.remarks)
            self.setAccessibleName(f"Modifica: {line.words.spoken} {line.further_answers} {remarks}".strip())
            self.invalidate()

    def fill(self, content: RowContent, width: int) -> int:
        line, columns = self._line, self._columns
        if line is None:
            return 0
        theme, pad = self.theme, self.theme.gap(7)
        places = columns.places(width)
        bottom = content.add_text(0, pad, columns.number, str(line.words.number), "small", 600, "muted")
        rest = [line.further_answers] if line.further_answers else []
        for index, slot in reversed(list(enumerate(columns.columns))):
            main, sub = line.words.cells[index]
            if index not in places:
                rest[:0] = [f"{slot.caption}: {' '.join(part for part in (main, sub) if part)}"] if main or sub else []
                continue
            left, wide = places[index]
            end = content.add_text(left, pad, wide, main, "small", 600 if index == 0 else 400, right=slot.right)
            if sub:
                end = content.add_text(left, end, wide, sub, "tiny", 400, "muted", right=slot.right)
            bottom = max(bottom, end)
        bottom = max(bottom, self._state(content, pad, *places["state"]))
        size = theme.px(16)
        place = QRect(width - size - theme.gap(6), pad + theme.px(3), size, size)
        content.items.append(RowItem(place, color="accent", icon="chevron-right"))
        left, wide = columns.number, width - columns.number - columns.chevron
        if rest:
            bottom = content.add_text(left, bottom, wide, " · ".join(rest), "tiny", 400, "muted")
        return content.add_remarks(left, bottom, wide, line.remarks) + pad + 1

    def _state(self, content: RowContent, top: int, left: float, wide: float) -> int:
        assert self._line is not None
        state, words = self._line.words.state, self._line.words.words
        start = content.add_icon(left, top, state.icon, state.color)
        color = "error" if state.color == "error" else "muted"
        return content.add_text(start, top, wide - (start - left), words, "tiny", 600, color)

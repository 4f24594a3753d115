"""Read-only text: labels, headings and tool tips in the fonts and colours of the theme, and a separator."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.mnemonics import without_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting, set_height_for_width

WORD_WRAP = int(Qt.TextFlag.TextWordWrap)
WORD_WRAP_CENTRED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class _OneLineLabel(QLabel):
    """A label whose size hint is its text on one line; that of a wrapping QLabel is a block of several lines."""

    _has_buddy = False  # asked of `buddy()`, PySide would take the buddy for a child of the label

    def setBuddy(self, buddy: QWidget) -> None:
        super().setBuddy(buddy)
        if (parent := buddy.parentWidget()) is not None:
            buddy.setParent(parent)  # Qt does nothing; PySide took the buddy for a child of the label
        self._has_buddy = True

    def sizeHint(self) -> QSize:
        words = without_mnemonic(self.text()) if self._has_buddy else self.text()  # the mnemonic's "&" is not drawn
        metrics = self.fontMetrics()
        spare = metrics.averageCharWidth()  # drawing may need a little more than `horizontalAdvance`, and would wrap
        return QSize(metrics.horizontalAdvance(words) + spare, metrics.height())


class LiveText(QLabel):
    """Text that may change at every keystroke. While its size stays the same nothing around it is laid out again.

    With `one_line` its size hint is the text on one line; text with a number grows in steps of a few digits' width,
    so that one digit more does not move its neighbours.
    """

    def __init__(self, theme: Theme, role: Role = "small", weight: int | None = None, one_line: bool = False) -> None:
        super().__init__()
        self._theme, self._words, self._one_line = theme, "", one_line
        self._ink, self._heights = theme.color("text"), dict[int, int]()
        self.setFont(theme.font(role, weight))
        self.setWordWrap(True)
        set_height_for_width(self, QSizePolicy.Policy.Preferred if one_line else QSizePolicy.Policy.Expanding)
        self.resize(0, 0)

    def text(self) -> str:
        """The words shown. QLabel's own text stays empty, because `setText` would lay out the page at each change."""
        return self._words

    def show_words(self, words: str) -> None:
        """Shows the words literally, never as markup."""
        if words == self._words:
            return
        before = (self.sizeHint(), self.heightForWidth(self.width()))
        self._words = words
        self._heights.clear()
        self.setAccessibleName(words)
        if not words:
            self.resize(0, 0)  # layouts skip it from now on
        if before != (self.sizeHint(), self.heightForWidth(self.width())):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._one_line:
            return QSize(self._theme.px(120), self.fontMetrics().height())
        wide = self.fontMetrics().horizontalAdvance(self._words) + 1
        step = self._theme.px(40) if any(sign.isdigit() for sign in self._words) else 1
        return QSize(-(-wide // step) * step if self._words else 0, self.fontMetrics().height() if self._words else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(120), self.sizeHint().width()), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._words:
            return 0
        if width not in self._heights:
            room = QRect(0, 0, max(1, width), 4000)
            self._heights[width] = self.fontMetrics().boundingRect(room, WORD_WRAP_CENTRED, self._words).height()
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self._ink)
            painter.drawText(self.rect(), WORD_WRAP_CENTRED, self._words)


def text_label(
    theme: Theme, words: str, role: Role = "body", color: str = "text", weight: int | None = None,
    wrap: bool = True, one_line: bool = False,
) -> QLabel:  # fmt: skip
    """A label in a role and colour of the theme; plain text, so that no value typed by the user acts as markup."""
    label = _OneLineLabel(words) if one_line else QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(role, weight))
    set_text_color(theme, label, color)
    if wrap:
        label.setWordWrap(True)
        set_height_for_width(label, QSizePolicy.Policy.Expanding)
    return label


def literal_tip(words: str) -> str:
    """A tool tip that is shown literally: Qt would take "<b>" in it for markup."""
    if "<" not in words and "&" not in words:
        return words
    from html import escape

    return f"<span>{escape(words)}</span>".replace("\n", "<br>")


def set_tooltip(widget: QWidget, words: str) -> None:
    """Sets a tool tip, shown literally."""
    widget.setToolTip(literal_tip(words))


def set_text_color(theme: Theme, label: QLabel, color: str) -> None:
    """Gives a label a colour (a token of the theme)."""
    look, ink = label.palette(), theme.color(color)
    if look.color(QPalette.ColorRole.WindowText) == ink:
        return
    look.setColor(QPalette.ColorRole.WindowText, ink)
    label.setPalette(look)


def heading(theme: Theme, words: str, role: Role = "h2", one_line: bool = False) -> QLabel:
    """A label in the font of a heading, and told as one."""
    label = text_label(theme, words, role, one_line=one_line)
    speak_as(label, "heading")
    return label


def bold_then_plain(fact: str, words: str) -> str:
    """Rich text with the fact in bold and the words after it; both are escaped."""
    from html import escape

    bold = f'<span style="font-weight:600">{escape(fact)}</span>' if fact else ""
    return f"{bold} {escape(words)}".strip()


class Separator(QWidget):
    """A 1 px line between two sections; Qt fills it, no paintEvent is needed."""

    def __init__(self, theme: Theme, color: str = "line") -> None:
        super().__init__()
        look = self.palette()
        look.setColor(QPalette.ColorRole.Window, theme.color(color))
        self.setPalette(look)
        self.setAutoFillBackground(True)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

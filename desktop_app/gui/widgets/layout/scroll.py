"""A vertical scroll area that fades out at its lower edge while there is more below."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import Separator
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.layout.later import later


class ScrollContent(QWidget):
    """A scroll area's content, or a part of it. Its size hint is 0 high: only `heightForWidth` of its layout counts,
    so that Qt does not measure every part at widths that are never used.
    """

    @property
    def reveal_whole(self) -> bool:
        """Whether all of it is scrolled into sight when a control inside gets the focus, where that fits."""
        return False

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width(), 0) if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.minimumSize().width(), 0) if layout is not None else super().minimumSizeHint()


def centred_column(column: QWidget, side: int, content: QWidget | None = None) -> QWidget:
    """Content for a scroll area: `column` centred, up to its maximum width, `side` px free at both sides."""
    content = content or ScrollContent()
    row = QHBoxLayout(content)
    row.setContentsMargins(side, 0, side, 0)
    row.addStretch(1)
    row.addWidget(column, 1000)
    row.addStretch(1)
    return content


class Fade(QWidget):
    """A gradient from transparent to the background colour; mouse events pass through."""

    def __init__(self, theme: Theme, background: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = theme.color(background)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtGui import QLinearGradient  # PySide makes enumerations of two hundred names for it

        clear = self._background.toRgb()
        clear.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, clear)
        gradient.setColorAt(1, self._background)
        with painting(self) as painter:
            painter.fillRect(self.rect(), gradient)


class FadeScrollArea(QScrollArea):
    """Scrolls vertically only. A control that gets the focus by keyboard is scrolled into sight, above the fade.

    `background` is a colour of the theme; `line` draws a border at that side.
    """

    def __init__(self, theme: Theme, background: str = "surface", line: Literal["", "left", "right"] = "") -> None:
        super().__init__()
        self._theme, self._background = theme, background
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_background(self)
        # A viewport made by Qt would be the first widget that Python did not make: PySide then loads all types, 30 ms.
        viewport = QWidget()
        self._set_background(viewport)
        self.setViewport(viewport)
        self._fade = Fade(theme, background, self)
        self._fade.setVisible(False)
        self._side, self._line = line, Separator(theme) if line else None
        if self._line is not None:
            self._line.setParent(self)
        bar = self.verticalScrollBar()
        bar.setStyleSheet(stylesheets.for_scroll_bar(theme))
        bar.valueChanged.connect(self._update_fade)
        bar.rangeChanged.connect(self._update_fade)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._focus_changed)

    def set_content(self, content: QWidget) -> None:
        """Shows new content; the old one is deleted."""
        self._set_background(content)  # before setWidget, which would lose it
        self.setWidget(content)

    def reveal(self, widget: QWidget) -> None:
        """Scrolls until the widget is above the fade, with the part around it that asks for it (`reveal_whole`)."""
        margin, around = self._theme.gap(40), widget.parentWidget()
        while around is not None and not (isinstance(around, ScrollContent) and around.reveal_whole):
            around = around.parentWidget()
        room = self.viewport().height() - around.height() if around is not None else 0
        if around is not None and room >= self._theme.px(24):
            self.ensureWidgetVisible(around, 0, min(margin, room // 2))
        else:
            self.ensureWidgetVisible(widget, 0, margin)
        self._lift_above_fade(widget)

    def _lift_above_fade(self, widget: QWidget) -> None:
        """For Qt a widget that is in sight is not scrolled, though the fade may lie over it."""
        bar, top = self.verticalScrollBar(), widget.mapTo(self.viewport(), QPoint()).y()
        below = top + widget.height() - (self.viewport().height() - self._fade.height())
        bar.setValue(bar.value() + max(0, min(below, top)))

    def _set_background(self, widget: QWidget) -> None:
        look = widget.palette()
        look.setColor(QPalette.ColorRole.Window, self._theme.color(self._background))
        widget.setPalette(look)
        widget.setAutoFillBackground(True)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        content = self.widget()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # a click must not scroll its target away
        if new is None or new.focusPolicy() == Qt.FocusPolicy.NoFocus:  # a page that keeps the focus for a part to come
            return
        if content is not None and content.isAncestorOf(new) and not by_mouse:
            # Later: a page that was just built has no geometry yet.
            later(self, lambda: self._reveal_focused(new))

    def _reveal_focused(self, widget: QWidget) -> None:
        content = self.widget()
        if content is not None and widget is QApplication.focusWidget() and content.isAncestorOf(widget):
            self.reveal(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self._theme.px(24)
        self._fade.setGeometry(0, self.height() - high, self.viewport().width(), high)
        self._fade.raise_()
        if self._line is not None:
            self._line.setFixedSize(1, self.height())
            self._line.move(0 if self._side == "left" else self.width() - 1, 0)
            self._line.raise_()
        self._update_fade()
        self._keep_focus_visible(event.oldSize().height())

    def _keep_focus_visible(self, old_height: int) -> None:
        """When the area gets lower: scrolls so that the focused control, if it was visible before, stays visible."""
        content, focused = self.widget(), QApplication.focusWidget()
        if content is None or focused is None or self.height() >= old_height or not content.isAncestorOf(focused):
            return
        bottom = focused.mapTo(content, focused.rect().bottomLeft()).y() - self.verticalScrollBar().value()
        if self.height() - self._theme.px(24) <= bottom < old_height:
            later(self, lambda: self._reveal_focused(focused))

    def _update_fade(self) -> None:
        bar = self.verticalScrollBar()
        self._fade.setVisible(bar.value() < bar.maximum() and not self._theme.is_contrast)

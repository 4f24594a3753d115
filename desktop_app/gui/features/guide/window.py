"""The window of the guide: contents and search at the left, the page at the right; it stands beside the main one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.guide.listing import GuideContents, GuideLine
from desktop_app.gui.features.guide.pages import STEP, GuideEntry, GuidePart, Page, parts_with
from desktop_app.gui.features.guide.reader import Reader
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator, text_label
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay
from desktop_app.gui.widgets.inputs.search_field import SearchField

SMALLEST = 300  # em, in both directions
NARROW = 620  # em below which contents and page take turns
LIST_WIDE = 236


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reader is: a page and one of its sections, or its top."""

    key: str
    part: int | None = None


class GuideWindow(QWidget):
    """Shows the entries it is given. `left` when the user goes back to the dossier, `zoomed` for the size of text."""

    left = Signal()
    zoomed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Guida di Commessa")
        self._entries: dict[str, GuideEntry] = {}
        self._past: list[Spot] = []
        self._spot = Spot("")
        self._words = ""
        self._listed = False  # in a narrow window: contents instead of the page
        self._overlay = FocusOverlay(theme, self)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._frame = QWidget()
        self.build(theme)
        self._set_shortcuts()

    # --- building ----------------------------------------------------------------------------------------

    def build(self, theme: Theme) -> None:
        """Makes everything anew in another look; what was shown is shown again."""
        self._theme = theme
        self.setMinimumSize(theme.px(SMALLEST), theme.px(SMALLEST))
        self._outer.removeWidget(self._frame)
        self._frame.hide()
        self._frame.deleteLater()
        self._overlay.set_theme(theme)
        self._frame = QWidget()
        self._search = SearchField(theme, "Cerca nella guida")
        self._search.setText(self._words)
        self._search.search_changed.connect(self._searched)
        self._search.enter_pressed.connect(self._open_first)
        self._list, self._reader = GuideContents(theme), Reader(theme)
        self._list.chosen.connect(self.go)
        self._nothing = text_label(theme, "Non trovo queste parole. Prova con una parola sola.", "small", "muted")
        self._back = Button(theme, "Indietro", "quiet", icon="arrow-left", small=True)
        self._back.clicked.connect(self.back)
        self._turn = Button(theme, "Indice", icon="book-open", small=True)
        self._turn.clicked.connect(self._take_turns)
        self._close = Button(theme, "&Chiudi", small=True)
        self._close.clicked.connect(self.close)
        self._side, self._main = self._make_side(theme), self._make_main(theme)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._main, 1)
        self._outer.addWidget(self._frame)
        self._fold()
        if self._entries:
            self._show_list()
            self._show()

    def _make_side(self, theme: Theme) -> QWidget:
        side = QWidget()
        side.setAutoFillBackground(True)
        look = side.palette()
        look.setColor(look.ColorRole.Window, theme.color("canvas"))
        side.setPalette(look)
        column = QVBoxLayout(side)
        gap = theme.gap(10)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self._search)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        self._nothing.hide()
        return side

    def _make_main(self, theme: Theme) -> QWidget:
        main = QWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(14), theme.gap(8))
        bar.setSpacing(theme.gap(8))
        bar.addWidget(self._back)
        bar.addWidget(self._turn)
        bar.addStretch(1)
        bar.addWidget(self._close)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Separator(theme))
        ring = theme.gap(6)  # room for the mark of the focus
        around = QHBoxLayout()
        around.setContentsMargins(ring, ring, ring, ring)
        around.addWidget(self._reader)
        column.addLayout(around, 1)
        return main

    def _set_shortcuts(self) -> None:
        for keys, do in (
            ("Esc", self.close),
            ("F1", self.left.emit),
            ("Alt+Left", self.back),
            ("Ctrl+F", self.focus_search),
            ("Ctrl++", lambda: self.zoomed.emit("larger")),
            ("Ctrl+-", lambda: self.zoomed.emit("smaller")),
            ("Ctrl+0", lambda: self.zoomed.emit("normal")),
        ):
            QShortcut(QKeySequence(keys), self, do)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The dossier has the focus again."""
        super().closeEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(760), self._theme.px(640))

    # --- folding -----------------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Whether there is room only for the contents or the page."""
        return self.width() / self._theme.factor < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.narrow
        self._turn.setVisible(narrow)
        self._side.setVisible(not narrow or self._listed)
        self._side.setMaximumWidth(self.width() if narrow else self._theme.px(LIST_WIDE))
        self._side.setMinimumWidth(0 if narrow else self._theme.px(LIST_WIDE))
        self._main.setVisible(not narrow or not self._listed)

    def _take_turns(self) -> None:
        self._listed = True
        self._fold()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is shown -----------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[GuideEntry]) -> None:
        """The contents; where the page that was read is not among them, the first one is shown."""
        self._entries = {entry.key: entry for entry in entries}
        self._past = [spot for spot in self._past if spot.key in self._entries]
        self._show_list()
        if self._spot.key in self._entries:
            self._show()
        elif entries:
            self._spot = Spot(entries[0].key)
            self._show()

    @property
    def spot(self) -> Spot:
        """Where the reader is."""
        return self._spot

    @property
    def entries(self) -> Mapping[str, GuideEntry]:
        """The contents, by key."""
        return self._entries

    def page(self) -> Page:
        """The page that is shown."""
        return self._entries[self._spot.key].make()

    @property
    def section(self) -> GuidePart | None:
        """The section it was opened at."""
        return self._part(self.page())

    @property
    def reads_steps(self) -> bool:
        """Whether a step is read: then the guide goes along with the dossier."""
        return self._spot.key.startswith(STEP)

    def go(self, key: str, part: int | None = None, remember: bool = True) -> None:
        """Shows a page, or one of its sections."""
        spot = Spot(key, part)
        if key not in self._entries:
            return
        if remember and self._spot.key and spot != self._spot:
            self._past.append(self._spot)
        self._spot = spot
        self._listed = False
        self._fold()
        self._show()

    def go_to(self, key: str, id: str, remember: bool = True) -> None:
        """Shows the section of a page that an id belongs to."""
        page = self._entries[key].make() if key in self._entries else None
        parts = page.parts if page is not None else ()
        part = next((number for number, each in enumerate(parts) if id in each.ids), None)
        self.go(key, part, remember)

    def back(self) -> None:
        """The page read before this one."""
        if self._past:
            self._spot = self._past.pop()
            self._show()

    def _show(self) -> None:
        page, part = self.page(), self.section
        self._reader.show_page(page, part, self._words)
        self._back.setEnabled(bool(self._past))
        self.setWindowTitle(f"{page.title} – Guida di Commessa")
        if not self._words:
            self._list.mark(self._spot.key)

    def _part(self, page: Page) -> GuidePart | None:
        at = self._spot.part
        return page.parts[at] if at is not None and at < len(page.parts) else None

    # --- contents and search -----------------------------------------------------------------------------

    def _show_list(self) -> None:
        lines = list(self._found() if self._words else self._contents())
        self._list.show_lines(lines)
        self._nothing.setVisible(bool(self._words) and not lines)

    def _contents(self) -> Iterator[GuideLine]:
        group = ""
        for entry in self._entries.values():
            if entry.group != group:
                group = entry.group
                yield GuideLine(group)
            yield GuideLine(entry.title, entry.key)

    def _found(self) -> Iterator[GuideLine]:
        for entry in self._entries.values():
            page = entry.make()
            for part in parts_with(page, self._words):
                yield GuideLine(part.title, entry.key, page.parts.index(part), page.title)

    def _searched(self, words: str) -> None:
        self._words = words.strip()
        self._show_list()
        self._show()

    def _open_first(self) -> None:
        line = self._list.first()
        if line is not None and self._words:
            self.go(line.key, line.part)
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """The words to look for, all selected."""
        if self.narrow:
            self._take_turns()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_text(self) -> None:
        """The page, to be read with the arrows."""
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

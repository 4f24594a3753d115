"""The window of the guide: contents and search at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.guide.page_reader import PageReader
from desktop_app.gui.features.guide.pages import STEP, GuideEntry, PageContent, PageSection
from desktop_app.gui.features.guide.side import GuideSide
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.kept_place import KeptPlace
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import Separator
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay

MIN_SIZE = 300  # px at 100 %, width and height
NARROW_WIDTH = 620  # px at 100 %: narrower windows show either contents or page
CONTENTS_WIDTH = 236  # px at 100 %


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """A page and one of its sections (its index), or its top."""

    key: str
    section: int | None = None


class GuideWindow(QWidget):
    """`return_requested` on F1 and when it closes; `zoom_requested` brings larger, smaller or normal.

    Keeps a history of the positions that were read.
    """

    return_requested = Signal()
    zoom_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Guida di Commessa")
        self._entries: dict[str, GuideEntry] = {}
        self._history: list[ReadingPosition] = []
        self._position = ReadingPosition("")
        self._is_drawn = True
        self._contents_shown = False  # in a narrow window: instead of the page
        self._focus_overlay = FocusOverlay(theme, self)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._frame = QWidget()
        self._build(theme)
        self._set_shortcuts()

    # --- building ----------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """In which it was built."""
        return self._theme

    def rebuild(self, theme: Theme) -> None:
        """Builds all widgets again with another theme: the same line at the top, focus, search and caret as before."""
        top, side, place = self._reader.top, self._side, KeptPlace.of(self._frame, self._theme.factor)
        self._build(theme)
        self._side.resume(side)
        if self.isVisible():
            self._frame.show()
            self._outer.activate()  # the text has its width from now on
            self._show()
            self._reader.scroll_to(top)
        place.only_focus().put(self._frame, theme.factor)

    def _build(self, theme: Theme) -> None:
        self._theme = theme
        self.setMinimumSize(theme.px(MIN_SIZE), theme.gap(MIN_SIZE))  # large text scrolls on a low screen
        self._outer.removeWidget(self._frame)
        self._frame.hide()
        self._frame.deleteLater()
        self._focus_overlay.set_theme(theme)
        self._frame = QWidget()
        self._side, self._reader = GuideSide(theme), PageReader(theme)
        self._side.page_requested.connect(self.open_page)
        self._side.searched.connect(lambda: self._reader.highlight(self._side.words))
        self._side.first_requested.connect(self._open_first)
        self._back_button = Button(theme, "Indietro", "quiet", icon="arrow-left", small=True)
        self._back_button.clicked.connect(self.go_back)
        self._contents_button = Button(theme, "Indice", icon="book-open", small=True)
        self._contents_button.clicked.connect(self._show_contents)
        self._close = Button(theme, "&Chiudi", small=True)
        self._close.clicked.connect(self.close)
        self._main = self._make_main(theme)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._main, 1)
        self._outer.addWidget(self._frame)
        self._adapt_to_width()

    def _make_main(self, theme: Theme) -> QWidget:
        main = QWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(14), theme.gap(8))
        bar.setSpacing(theme.gap(8))
        bar.addWidget(self._back_button)
        bar.addWidget(self._contents_button)
        bar.addStretch(1)
        bar.addWidget(self._close)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Separator(theme))
        ring = theme.gap(6)  # space for the focus ring
        around = QHBoxLayout()
        around.setContentsMargins(ring, ring, ring, ring)
        around.addWidget(self._reader)
        column.addLayout(around, 1)
        return main

    def _set_shortcuts(self) -> None:
        for keys, do in (
            ("Esc", self.close),
            ("F1", self.return_requested.emit),
            ("Alt+Left", self.go_back),
            ("Ctrl+F", self.focus_search),
            ("Ctrl++", lambda: self.zoom_requested.emit("larger")),
            ("Ctrl+-", lambda: self.zoom_requested.emit("smaller")),
            ("Ctrl+0", lambda: self.zoom_requested.emit("normal")),
        ):
            QShortcut(QKeySequence(keys), self, do)

    def showEvent(self, event: QShowEvent) -> None:
        """What was opened before is drawn now, and only that."""
        super().showEvent(event)
        if not event.spontaneous() and self._entries:
            self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks to return to the dossier."""
        super().closeEvent(event)
        self.return_requested.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(760), self._theme.px(640))

    # --- narrow windows ----------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Whether there is only room for either contents or page."""
        return self.width() / self._theme.factor < NARROW_WIDTH

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt_to_width()

    def _adapt_to_width(self) -> None:
        narrow = self.narrow
        self._contents_button.setVisible(narrow)
        self._side.setVisible(not narrow or self._contents_shown)
        self._side.setMaximumWidth(self.width() if narrow else self._theme.px(CONTENTS_WIDTH))
        self._side.setMinimumWidth(0 if narrow else self._theme.px(CONTENTS_WIDTH))
        self._main.setVisible(not narrow or not self._contents_shown)

    def _show_contents(self) -> None:
        self._contents_shown = True
        self._adapt_to_width()
        self._side.focus_list()

    # --- what is shown -----------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[GuideEntry]) -> None:
        """Replaces the contents; if the page shown is not among them, the first one is opened."""
        self._entries = {entry.key: entry for entry in entries}
        self._history = [position for position in self._history if position.key in self._entries]
        self._side.show_entries(entries)
        if self._position.key in self._entries:
            self._show()
        elif entries:
            self._position = ReadingPosition(entries[0].key)
            self._show()

    @property
    def position(self) -> ReadingPosition:
        """The page and section that are shown."""
        return self._position

    @property
    def entries(self) -> Mapping[str, GuideEntry]:
        """The entries of the contents, by key."""
        return self._entries

    def page(self) -> PageContent:
        """The content of the page shown."""
        return self._entries[self._position.key].make()

    @property
    def section(self) -> PageSection | None:
        """The section at which the page was opened."""
        return self._section_at(self.page())

    @property
    def reads_step(self) -> bool:
        """Whether the page of a step is shown: such pages follow the focus in the dossier."""
        return self._position.key.startswith(STEP)

    def open_page(self, key: str, section: int | None = None, remember: bool = True) -> None:
        """Opens a page, at one of its sections; `remember` adds the current position to the history."""
        position = ReadingPosition(key, section)
        if key not in self._entries:
            self._show()  # what is read may be another one's
            return
        if remember and self._position.key and position != self._position:
            self._history.append(self._position)
        self._position = position
        self._contents_shown = False
        self._adapt_to_width()
        self._show()

    def open_section(self, key: str, id: str, remember: bool = True) -> None:
        """Opens a page at the section that has this id, else at its top."""
        page = self._entries[key].make() if key in self._entries else None
        sections = page.sections if page is not None else ()
        section = next((number for number, each in enumerate(sections) if id in each.ids), None)
        self.open_page(key, section, remember)

    def go_back(self) -> None:
        """Opens the previous position of the history."""
        if self._history:
            self._position = self._history.pop()
            self._show()

    @contextmanager
    def undrawn(self) -> Iterator[None]:
        """Within it no page is drawn: another one is opened right after it."""
        self._is_drawn = False
        try:
            yield
        finally:
            self._is_drawn = True

    def _show(self) -> None:
        if not (self.isVisible() and self._is_drawn):
            return
        page, section = self.page(), self.section
        self._reader.show_page(page, section, self._side.words)
        self._back_button.setEnabled(bool(self._history))
        self.setWindowTitle(f"{page.title} – Guida di Commessa")
        self._side.show_page(self._position.key)

    def _section_at(self, page: PageContent) -> PageSection | None:
        at = self._position.section
        return page.sections[at] if at is not None and at < len(page.sections) else None

    # --- contents and search -----------------------------------------------------------------------------

    def _open_first(self) -> None:
        line = self._side.first()
        if line is not None:
            self.open_page(line.key, line.section)
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Focuses the search field, its text selected."""
        if self.narrow:
            self._show_contents()
        self._side.focus_search()

    def focus_text(self) -> None:
        """Focuses the page."""
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

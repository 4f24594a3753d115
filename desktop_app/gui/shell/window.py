"""The one main window: menus, the page that is shown, notices above it, what was saved below it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.menus import Menus
from desktop_app.gui.shell.notice_column import NoticeColumn
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.status_line import StatusLine
from desktop_app.gui.widgets.controls.dropping import local_files
from desktop_app.gui.widgets.drawing.labels import Separator
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.drop_sign import DropSign
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay
from desktop_app.gui.widgets.feedback.notice import Links, Notice, NoticeKind
from desktop_app.gui.widgets.layout.later import in_turn, in_turns, later
from desktop_app.gui.widgets.layout.page_stack import PageStack
from desktop_app.gui.widgets.layout.tab_order import reading_order, walk

SMALLEST = (640, 480)
WAIT_MS, PATIENCE_MS = 15, 450  # that another look takes, at most, until it is painted where the user was
Follow = Callable[[str], None]


class Window(QMainWindow):
    """Shows pages, notices and what was saved; decides nothing.

    `may_close` is asked before the window closes: it stays open where that gives False.
    """

    painted = Signal()  # once, when the window is on the screen
    page_shown = Signal(object)  # a Page
    activated = Signal()  # the user comes back to it from another program
    files_dropped = Signal(list)  # of paths
    rebuilt = Signal()  # in another look: what stood outside the pages is to be put there again

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle("Commessa")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.menus = Menus(self, theme)
        self._notices: dict[str, tuple[Callout, Follow | None]] = {}
        self._told_at: dict[str, float] = {}
        self._saved_now = ("", True)
        self._place_now = ("", True)  # nothing is said before it was looked at
        self._painted = False
        self._above: NoticeColumn | None = None  # made for the first notice
        self._is_whole = False  # not while the frame is built anew: what is told meanwhile is shown then
        self._overlay = FocusOverlay(theme, self)
        self._drop_sign: DropSign | None = None  # while files are held above the window
        self.build(theme).show()

    def build(self, theme: Theme) -> QWidget:
        """Makes the frame, again when the theme or the size of text has changed; pages are put in anew."""
        self.theme = theme
        frame = QWidget()
        frame.hide()  # until there is something to be seen: the window's layout would show it
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        told = [(key, callout.notice, follow) for key, (callout, follow) in self._notices.items()]
        self._notices.clear()
        self.pages, self._above = PageStack(), None
        column.addWidget(self.pages, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._below)
        column.addWidget(Separator(theme))
        self._status = StatusLine(theme)
        column.addWidget(self._status)
        self.setCentralWidget(frame)
        self._is_whole = True
        self.show_saved(*self._saved_now)
        self.show_place(*self._place_now)
        self._overlay.set_theme(theme)
        self.menus.dress(theme)
        for key, notice, follow in told:
            self._put(key, notice, follow)
        return frame

    def rebuild(self, theme: Theme, apply: Callable[[], None]) -> None:
        """Deletes the frame with its pages, applies the theme, builds a new one; never called from within it.

        The window stands as it was painted last until `show_when`; what is typed goes into the new pages.
        """
        old = self.centralWidget()  # not taken out first: Qt would dress all of it once more, without a window
        self.setUpdatesEnabled(False)
        size = self.pages.size()
        if old is not None:
            old.hide()
            self._is_whole, self._above = False, None  # to delete the focus or to dress the window tells many
            delete(old)
        apply()
        self.build(theme)
        self.pages.resize(size)  # that the pages will have: they are arranged for it at once
        self.rebuilt.emit()

    def show_when(self, ready: Callable[[], bool]) -> None:
        """Shows the new frame: it is laid out in one turn of the event loop, and painted in a later one, when it is
        `ready` or has had enough time.
        """  # fmt: skip
        frame, waits = self.centralWidget(), iter(range(PATIENCE_MS // WAIT_MS))
        assert frame is not None

        def paint() -> None:
            if not ready() and next(waits, None) is not None:
                in_turn(frame, paint, WAIT_MS)
            else:
                self.setUpdatesEnabled(True)

        def lay_out() -> None:
            if frame.isHidden():
                unseen.deleteLater()
                frame.show()
                in_turn(frame, paint)

        from desktop_app.gui.shell.unseen_frame import UnseenFrame

        unseen = UnseenFrame(frame, lay_out)
        in_turn(frame, lay_out)

    # --- what is shown -----------------------------------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Brings a page to the front, and the focus into it."""
        new = self.pages.indexOf(page) < 0
        if new:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._fit_notices()
        focused = self.focusWidget()
        # To a new page Qt gives the focus too: to whatever comes first in it.
        if new or focused is None or not page.isAncestorOf(focused):
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    def current_page(self) -> Page | None:
        """The page that is shown."""
        page = self.pages.currentWidget()
        return page if isinstance(page, Page) else None

    def holds(self, page: Page) -> bool:
        """Whether a page is still there to be shown."""
        return isValid(page) and self.pages.indexOf(page) >= 0

    def drop_page(self, page: Page, pieces: Iterator[None] | None = None) -> None:
        """Takes a page away for good; it is deleted once the next one was painted, after what deletes it in pieces."""
        self.pages.removeWidget(page)
        if pieces is None:
            later(page, page.deleteLater)
            return

        def delete_some() -> bool:
            for _ in pieces if isValid(page) else ():
                return True
            if isValid(page):
                later(page, page.deleteLater)
            return False

        in_turns(self, delete_some, when=later)

    def end(self) -> None:
        """Hides it; pages that were taken away are deleted now, while what frees their documents still works."""
        self.hide()
        for page in self.pages.findChildren(Page, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if self.pages.indexOf(page) < 0:
                page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def tell(self, key: str, notice: Notice | None, follow: Follow | None = None) -> None:
        """A notice above the page, until it is told None under the same key; its links go to `follow`."""
        self._told_at[key] = time.monotonic()
        self._put(key, notice, follow)

    def told_since(self, key: str, moment: float) -> Notice | None:
        """The notice with that key, if it was told after a moment of `time.monotonic`."""
        return self._notices[key][0].notice if key in self._notices and self._told_at[key] >= moment else None

    def _put(self, key: str, notice: Notice | None, follow: Follow | None) -> None:
        old, _ = self._notices.pop(key, (None, None))
        if old is not None and self._above is not None:
            self._above.remove(old)
        if notice is None:
            return
        callout = Callout(self.theme, notice, bar=False)
        if follow:
            callout.link_activated.connect(lambda link: self.menus.perform(partial(self._follow, key, follow, link)))
        self._notices[key] = (callout, follow)
        if self._is_whole:
            self._column_above().add(callout)

    def _follow(self, key: str, follow: Follow, link: str) -> None:
        """Unless the notice is gone by now: it was about a dossier that was left meanwhile."""
        if key in self._notices and self._notices[key][1] is follow:
            follow(link)

    def _column_above(self) -> NoticeColumn:
        if self._above is None:
            frame = self.pages.parentWidget()
            layout = frame.layout() if frame is not None else None
            assert frame is not None and isinstance(layout, QVBoxLayout)
            self._above = NoticeColumn(self.theme, frame)
            layout.insertWidget(0, self._above)
        return self._above

    @property
    def callouts(self) -> list[Callout]:
        """The notices above the page, the newest last."""
        return [callout for callout, _ in self._notices.values()]

    def say(
        self,
        key: str,
        kind: NoticeKind,
        fact: str,
        text: str = "",
        links: Links = (),
        follow: Callable[[str], object] | None = None,
    ) -> None:
        """A notice that can be closed; it goes when one of its links is followed, whose key `follow` gets."""

        def followed(link: str) -> None:
            self.tell(key, None)
            if link != "close" and follow is not None:
                follow(link)

        self.tell(key, Notice(kind, fact, text, (*links, ("close", "Chiudi"))), followed)

    def put_below(self, strip: QWidget) -> None:
        """A strip above the status line: a job that goes on."""
        if self._is_whole:
            self._below.addWidget(strip)

    def show_saved(self, words: str, well: bool = True) -> None:
        """What the status line says of saving."""
        self._saved_now = (words, well)
        if not self._is_whole:
            return
        self._status.show_saved(words, well)

    def show_place(self, words: str, well: bool = True) -> None:
        """What the status line says of where the data are."""
        self._place_now = (words, well)
        if not self._is_whole:
            return
        self._status.show_place(words, well)

    @property
    def saved_words(self) -> str:
        """What the status line says now."""
        return self._saved_now[0]

    def when_painted(self, do: Callable[[], None]) -> None:
        """Does something after the window was seen for the first time, or soon where it was."""
        if self._painted:
            later(self, do)
        else:
            self.painted.connect(do)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            later(self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notices()

    def _fit_notices(self) -> None:
        if self._above is not None:
            later(self._above, self._above.fit)  # once frame and page have their size

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the page says, whichever part was made last."""
        page, frame, here = self.current_page(), self.centralWidget(), self.focusWidget()
        if page is not None and frame is not None and here is not None:
            order = page.tab_order([*reading_order(frame)])
            if walk(order, here, 1 if next else -1):
                return True
        return super().focusNextPrevChild(next)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken wherever they are dropped; text goes to the field below it."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self._show_drop_sign(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop_sign(False)

    def _show_drop_sign(self, on: bool) -> None:
        if self._drop_sign is not None:
            self._drop_sign.hide()
            self._drop_sign.deleteLater()
        self._drop_sign = DropSign(self.theme, self) if on else None

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop_sign(False)
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            later(self, lambda: self.files_dropped.emit(files))  # the file manager waits for the end of this

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: what was typed is stored, or the window stays and says why not."""
        event.accept() if self.may_close() else event.ignore()

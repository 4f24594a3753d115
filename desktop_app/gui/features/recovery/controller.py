"""Le pratiche non si aprono: shown in place of everything that needs the store, until one of the ways leads on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop_app.drafts.faults import StoreFault, not_opened
from desktop_app.gui.features.recovery.trouble import Trouble, Way
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.worker import ON_SCREEN
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.system import log
from desktop_app.system.files import FileFault
from desktop_app.system.paths import given_data_folder, usual_data_folder

if TYPE_CHECKING:  # loaded where something went wrong
    from desktop_app.drafts.inventory import Inventory
    from desktop_app.drafts.rescue import Rescued
    from desktop_app.gui.features.recovery.page import RecoveryPage

T = TypeVar("T")


class RecoveryController(Room):
    """`retry_requested`: try all from the beginning. `begin_requested`: go on without a file, with what copies have.

    `take_over_requested`: the lock is to be ours, as the user has confirmed. `folder_chosen` brings the folder that
    takes the place of the present one.
    """

    retry_requested = Signal()
    begin_requested = Signal()
    take_over_requested = Signal()
    folder_chosen = Signal(object)
    shown = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.page: RecoveryPage | None = None
        self._trouble: Trouble | None = None
        self._when_open: Notice | None = None  # told once the store is open
        self._saved_in = Path()
        self._waits = False  # a file that was given, for the store
        context.store.opened.connect(lambda _: self._on_opened())

    @property
    def is_shown(self) -> bool:
        """Whether the dossiers cannot be reached now."""
        return self._trouble is not None

    def show(self, trouble: Trouble) -> None:
        """The page for a trouble; where it is the one that is shown already, that it was tried again."""
        from desktop_app.gui.features.recovery import words

        self._context.window.show_saved(words.STATUS, well=False)
        if self.page is not None and self._trouble == trouble:
            self.page.show_busy(False)
            self.page.show_notice(words.tried_again())
        else:
            self._drop_page()
            self._trouble = trouble
            self._show_page()
        self.shown.emit()

    def _show_page(self) -> None:
        from desktop_app.gui.features.recovery import words
        from desktop_app.gui.features.recovery.page import RecoveryPage

        assert self._trouble is not None
        trouble, folder = self._trouble, self._path.parent
        if folder != usual_data_folder():
            trouble = trouble._replace(ways=(*trouble.ways[:1], "usual_folder", *trouble.ways[1:]))
        self.page = RecoveryPage(self._context.theme, trouble, folder, words.does(is_kept=given_data_folder() is None))
        self.page.way_chosen.connect(lambda way: self._go(cast(Way, way)))
        self.page.backup_chosen.connect(self._open_copy)
        self.page.answered.connect(self._on_answered)
        if self._waits:
            self.page.show_waiting()
        self._context.window.show_page(self.page)
        self._look()

    @property
    def _path(self) -> Path:
        return self._context.drafts.path

    def _look(self) -> None:
        """Reads the copies beside the window."""
        from desktop_app.drafts import inventory

        page, path = self.page, self._path

        def fill(found: Inventory) -> None:
            if page is not None and isValid(page) and page is self.page:
                page.show_inventory(found)

        self._context.worker.submit(inventory.take(path), fill, lambda _: None, rank=ON_SCREEN)

    def tell_waiting(self) -> None:
        """A file that somebody opened is not forgotten."""
        self._waits = True
        if self.page is not None:
            self.page.show_waiting()

    def refuse(self, trouble: Trouble) -> None:
        """What was chosen is no better; the page stays."""
        if self.page is not None:
            self.page.show_busy(False)
            self.page.show_notice(Notice("error", trouble.fact, trouble.advice))

    def leave(self) -> None:
        """The store is open: what is shown next is the list."""
        self._trouble = None
        self._drop_page()

    def _drop_page(self) -> None:
        if self.page is not None:
            self._context.window.drop_page(self.page)
        self.page = None

    # --- ways on -----------------------------------------------------------------------------------------

    def _go(self, way: Way) -> None:
        if self.page is None:
            return
        match way:
            case "retry":
                self.page.show_busy(True)
                self.retry_requested.emit()
            case "recover":
                self._recover()
            case "begin":
                self.begin_requested.emit()
            case "take_over":
                self._ask()
            case "other_folder":
                self._choose_folder()
            case "usual_folder":
                self.folder_chosen.emit(usual_data_folder())
            case "rescue":
                self._rescue()
            case "show_folder":
                show_folder(self._path.parent, self._context.window)

    def _ask(self) -> None:
        from desktop_app.gui.features.recovery import words

        if self.page is not None and self._trouble is not None:
            self.page.show_notice(Notice("warning", *self._trouble.question, words.ANSWERS))

    def _on_answered(self, link: str) -> None:
        if self.page is None:
            return
        if link == "saved":
            show_folder(self._saved_in, self._context.window)
            return
        self.page.show_notice(None)
        if link == "take_over":
            self.page.show_busy(True)
            self.take_over_requested.emit()
        else:
            self.page.focus_on("take_over" if link == "leave" else "rescue")

    def _choose_folder(self) -> None:
        from desktop_app.drafts.inventory import place_in

        if chosen := self._ask_folder():
            self.folder_chosen.emit(place_in(Path(chosen)))

    def _open_copy(self, copy: Path) -> None:
        from desktop_app.drafts import inventory
        from desktop_app.gui.features.recovery import words

        path = self._path
        self._do(words.WORKING, lambda: inventory.open_instead(path, copy), self._then_open(words.opened_copy))

    def _recover(self) -> None:
        from desktop_app.drafts import rescue
        from desktop_app.gui.features.recovery import words

        path = self._path
        self._do(words.RECOVERING, lambda: rescue.recover(path), self._then_open(words.recovered))

    def _then_open(self, told: Callable[[T], Notice]) -> Callable[[T], None]:
        """Opens what is there now, and tells then what became of it."""

        def done(result: T) -> None:
            self._when_open = told(result)
            self.retry_requested.emit()

        return done

    def _rescue(self) -> None:
        from desktop_app.drafts import rescue
        from desktop_app.gui.features.recovery import words

        chosen, path, page = self._ask_folder(), self._path, self.page

        def done(saved: Rescued) -> None:
            if page is not None and isValid(page):
                self._saved_in = saved.folder
                page.show_busy(False)
                page.show_notice(words.rescued(saved))

        if chosen:
            self._do(words.RESCUING, lambda: rescue.save_readable(path, Path(chosen)), done)

    def _ask_folder(self) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getExistingDirectory(self._context.asking, "Quale cartella?")

    def _do(self, told: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Work on the files of the closed store, beside the window; what cannot be done is said on the page."""
        page, store = self.page, self._context.store
        if page is None:
            return

        def failed(fault: Exception) -> None:
            if isValid(page):
                page.show_busy(False)
                page.show_notice(Notice("error", str(fault)))

        page.show_busy(True)
        page.show_notice(Notice("info", told))
        store.close_store()  # it may have been opened before something else went wrong
        store.ask(lambda: _expecting_all(work), done, failed)

    def _on_opened(self) -> None:
        notice, self._when_open, self._waits = self._when_open, None, False
        if notice is not None:
            self._context.store.tell("recovery", notice.kind, notice.fact, text=notice.text)

    # --- another look ------------------------------------------------------------------------------------

    def release_pages(self) -> Callable[[], None]:
        shown = self.page is not None and self._context.overlays.uncovered is self.page
        self.page = None
        return self._show_page if shown else do_nothing


def _expecting_all(work: Callable[[], T]) -> T:
    """Does it; what nobody expected is a StoreFault, too, so that the page can go on."""
    try:
        return work()
    except (StoreFault, FileFault):
        raise
    except Exception as error:
        log.log_exception(type(error), error.__traceback__)
        raise not_opened() from None

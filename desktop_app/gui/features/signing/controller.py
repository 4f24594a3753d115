"""Makes Firma e invio for the dossier that is open, and does what is asked for there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import ref

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.feedback.notice import NoticeKind
from desktop_app.gui.wording.step_words import SIGNING, SUMMARY

if TYPE_CHECKING:  # imported with the first dossier, or the first file
    from desktop_app.gui.features.signing.acting import Acting
    from desktop_app.gui.features.signing.desk import Desk
    from desktop_app.gui.features.signing.files import DossierFiles
    from desktop_app.gui.features.signing.history import History
    from desktop_app.gui.features.signing.intake import Intake, Taken
    from desktop_app.gui.features.signing.page import SigningPage
    from desktop_app.gui.features.signing.sending.sending_desk import SendingDesk
    from desktop_app.gui.look.theme import Theme
    from desktop_app.gui.steps.closing_step import ClosingStep
    from desktop_app.session.dossier import Dossier

GUIDE_PAGE: Final = "firma-e-invio"


class SigningController(Room):
    """`export_requested` brings ids of documents; `step_requested` the id of the step to show; `open_requested` the id
    of a dossier; `guide_requested` asks for the guide where the user is; `answer_offered` brings a place of the dossier
    and what is to be written there; `recorded` comes when something was kept; `rectify_requested` brings the reason.
    """  # fmt: skip

    export_requested = Signal(list)
    step_requested = Signal(str)
    open_requested = Signal(str)
    guide_requested = Signal()
    answer_offered = Signal(object, str)
    recorded = Signal()
    rectify_requested = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._made: ref[SigningPage] | None = None  # it may go at any time, with its dossier

    @cached_property
    def desk(self) -> Desk:
        """What the page shows beside answers and acts."""
        from desktop_app.gui.features.signing.desk import Desk

        return Desk()

    @cached_property
    def intake(self) -> Intake:
        """What looks at files that come back."""
        from desktop_app.gui.features.signing.intake import Intake

        intake = Intake(self._context)
        intake.taken.connect(self._on_taken)
        return intake

    @cached_property
    def _files(self) -> DossierFiles:
        from desktop_app.gui.features.signing.files import DossierFiles

        return DossierFiles(self._context)

    @cached_property
    def _acting(self) -> Acting:
        from desktop_app.gui.features.signing.acting import Acting

        acting = Acting(self._context, self.desk)
        acting.recorded.connect(self._on_recorded)
        return acting

    @cached_property
    def _history(self) -> History:
        from desktop_app.gui.features.signing.history import History

        return History(self._context, self._acting, self._files)

    @cached_property
    def _sendings(self) -> SendingDesk:
        from desktop_app.gui.features.signing.sending.sending_desk import SendingDesk

        sendings = SendingDesk(self._context, self._acting)
        sendings.answer_offered.connect(self.answer_offered)
        sendings.chosen.connect(self.show_desk)
        return sendings

    @property
    def _page(self) -> SigningPage | None:
        """The page of the open dossier; None until it is first shown, and while the window is built anew."""
        page = self._made() if self._made is not None else None
        return page if page is not None and isValid(page) else None

    def actions(self) -> Sequence[Entry]:
        return (
            Action("signing", "&Firma e invio", self.show, "Ctrl+I", "dossier"),
            Action("add_files", "&Aggiungi file tornati…", self.choose_files, None, "store"),
            Action("fascicolo", "Salva il fa&scicolo…", self._save_fascicolo, None, "dossier"),
        )

    def show(self) -> None:
        """Shows the step."""
        self.step_requested.emit(SIGNING)

    def make_step(self, theme: Theme, dossier: Dossier) -> ClosingStep:
        """The last step of a dossier that was opened."""
        from desktop_app.gui.features.signing.rail_words import rail_step
        from desktop_app.gui.steps.closing_step import ClosingStep

        return ClosingStep(SIGNING, GUIDE_PAGE, lambda: rail_step(dossier), lambda: self._make_page(theme, dossier))

    def _make_page(self, theme: Theme, dossier: Dossier) -> SigningPage:
        from desktop_app.gui.features.signing.page import SigningPage

        page = SigningPage(theme, dossier, self.desk)
        self._made = ref(page)
        page.guide_requested.connect(self.guide_requested)
        page.requested.connect(self.do)
        page.pen_registered.connect(self._acting.register_pen)
        page.after.rectify_requested.connect(self.rectify_requested)
        page.attached.connect(self._sendings.attach)
        page.names_chosen.connect(lambda on: self._sendings.choose_names(on, page))
        page.shown.connect(lambda: self._on_shown(page))
        return page

    def _on_shown(self, page: SigningPage) -> None:
        if page is not self._page:  # its dossier was closed meanwhile
            return
        page.show_days(self._history.days(page.dossier))
        self._sendings.refresh(page)

    def save_fascicolo_to(self, path: Path) -> None:
        """The same into a file that is known."""
        saver = self._context.store.saver
        if saver is not None:
            self._history.write(saver.dossier, path)

    def _save_fascicolo(self) -> None:
        saver = self._context.store.saver
        if saver is not None:
            self._history.save(saver.dossier)

    def begin(self, id: str) -> None:
        """A dossier was opened."""
        self.desk.begin(id)

    def forget(self) -> None:
        """The dossier was closed."""
        self._made = None
        if "_sendings" in vars(self):
            self._sendings.forget()
        if "desk" in vars(self):
            self.desk.begin("")

    def release_pages(self) -> Callable[[], None]:
        self._made = None
        if "_sendings" in vars(self):
            self._sendings.release()
        return do_nothing

    # --- files that come back ----------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Files that were dropped on the window, or copied: each goes where it belongs."""
        self.intake.take(paths)

    def choose_files(self) -> None:
        """Asks for the files."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._context.asking, "Aggiungi i file tornati")
        if names:
            self.take([Path(each) for each in names])

    def may_close(self, close: Callable[[], object]) -> bool:
        """Before the window closes: whether no file is being taken; else `close` is called afterwards."""
        return "intake" not in vars(self) or self.intake.may_close(close)

    def _on_taken(self, taken: Taken) -> None:
        # what became of them is told in the dossier that is asked for
        self._context.store.when_come(lambda: self._show_taken(taken))

    def _show_taken(self, taken: Taken) -> None:
        self._acting.keep_trusted(taken)
        self.desk.answers[:0] = taken.arrivals
        self._on_recorded()
        if self.desk.id:
            self.show()  # last, so that a page that is made now is drawn once
        else:
            self._tell(taken)

    def _tell(self, taken: Taken) -> None:
        """Where no dossier is open, what became of the files is said above the page."""
        from desktop_app.gui.features.signing.arrival_rows import arrival_rows

        rows = list(arrival_rows(taken.arrivals, "", {}))
        first = rows[0] if rows else None
        if first is not None:
            more = f" E altri {len(rows) - 1} file." if len(rows) > 1 else ""
            kinds: dict[str, NoticeKind] = {"ok": "ok", "note": "note"}
            links = tuple(each for each in first.actions if each[0].startswith("dossier:"))
            text = f"{first.fact} {first.remedy}{more}".strip()
            self._context.window.say("intake", kinds.get(first.tone, "warning"), first.name, text, links, self._do_link)
        self.desk.answers.clear()

    def _do_link(self, key: str) -> None:
        self.do(*key.partition(":")[::2])

    def _on_recorded(self) -> None:
        self.recorded.emit()  # the page of the dossier that is open is drawn again

    def show_desk(self) -> None:
        """Draws what the desk has."""
        if self._page is not None:
            self._page.show_state()

    # --- what is asked for -------------------------------------------------------------------------------

    def do(self, what: str, about: str = "") -> None:
        """Does what a button or a link of the page asks, `about` a document, an act, an answer or a sending."""
        page = self._page
        if what == "dossier":
            self.open_requested.emit(about)
        if page is None:
            return
        match what:
            case "summary":
                self.step_requested.emit(SUMMARY)
            case "export":
                waiting = [each for each, row in page.rows.items() if row.is_waiting]
                self.export_requested.emit([about] if about else waiting)
            case "add":
                self.choose_files()
            case "open" | "folder":
                self._open(what, about)
            case "pen" | "scan" | "close_pen":
                self._pen(what, about)
            case "fascicolo" | "open_entry" | "show_entry" | "check_entry" | "remove_entry":
                self._history.do(what, about, page)
            case "undo" | "check" | "assign" | "about" | "met" | "withdraw":
                self._acting.do(what, about, page)
            case _:
                self._sendings.do(what, about)

    def _open(self, what: str, document: str) -> None:
        """The signed file that came back, else the exported one."""
        page = self._page
        if page is None:
            return
        dossier = page.dossier
        act = self._acting.best_file(document, dossier)
        if act is not None and act.file:
            self._files.open_kept(act.file, act.name, show=what == "folder")
            return
        export = dossier.comparison.current(document, dossier.exports, dossier.state)
        if export is not None:
            (self._files.open if what == "open" else self._files.show)(export.path)

    def _pen(self, what: str, about: str) -> None:
        desk = self.desk
        if what == "close_pen":
            desk.pen, desk.scan = None, None
        elif what == "scan":
            self._acting.choose_scan()
        elif about.isdigit():  # an answer: the scan that was handed in
            arrival, _ = desk.answers[int(about)]
            desk.pen, desk.scan = desk.pen or "", arrival.file
        else:
            desk.pen = about
        self.show_desk()
        if self._page is not None and what == "pen":
            self._page.focus_pen()

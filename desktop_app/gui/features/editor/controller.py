"""What the user does with dossiers: opens, starts, imports, leaves them; it puts the pages into the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.models import DossierEntry, Opened, Stored
from desktop_app.drafts.store import Drafts
from desktop_app.gui.features.deadlines import controller as deadlines_desk
from desktop_app.gui.features.documents.controller import Output
from desktop_app.gui.features.dossiers import transfer as files_desk
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.forms import controller as forms_desk
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.association import AssociationProvider
from desktop_app.gui.services.store_session import FLUSH_SECONDS, SLOW, StoreSession
from desktop_app.gui.shell.overlays import OverlayHost, OverlayPage
from desktop_app.gui.shell.window import Window
from desktop_app.gui.wording.moments import clock
from desktop_app.system.clock import today
from desktop_app.system.paths import FormSource

if TYPE_CHECKING:  # imported where a dossier is opened: the first window needs none of it
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.gui.features.new_dossier.page import NewDossierPage
    from desktop_app.gui.services.address_books import AddressBooks
    from desktop_app.gui.steps.edit_session import EditSession
    from desktop_app.library import Library
    from desktop_app.session.dossier import Dossier

MENDED = "Ho ripreso la sua ultima versione buona: rileggila, le ultime modifiche possono mancare."


class Desk(StoreSession):
    """Holds the one open dossier, if any. Every fault becomes a notice above the page.

    `emptied`: what lay in the bin was deleted for good.
    """

    emptied = Signal()

    guide_wanted = Signal(object)  # of a FieldRef

    def __init__(self, window: Window, drafts: Drafts, forms: Sequence[Path | FormSource], output: Output) -> None:
        super().__init__(window, drafts)
        self.output, self._forms = output, forms
        self.home: DossiersPage | None = None
        self.page_new: NewDossierPage | None = None
        self.waiting_file = ""
        self.aside = OverlayHost(window)
        self.handed = AssociationProvider(self, output.worker)
        self.store_opened.connect(lambda opened: self.handed.look(lambda: self._welcome(opened)))
        self.file_wanted.connect(self.export_draft)
        output.exported.connect(self.show_exports)
        output.problem_wanted.connect(self._show_first_problem)

    @cached_property
    def library(self) -> Library:
        """The forms there are."""
        from desktop_app.library import Library

        return Library(self.handed.association.among(self._forms))

    @cached_property
    def books(self) -> AddressBooks:
        """The address books."""
        from desktop_app.gui.services.address_books import AddressBooks

        books = AddressBooks(self.drafts.addresses, self.faults_told, self.handed.cards)
        books.changed.connect(self._record_changed)
        return books

    def _record_changed(self, _record: str) -> None:
        if self.view is not None:
            self.view.session.refresh_records()

    @property
    def theme(self) -> Theme:
        """The look of the moment."""
        return self.window.theme

    # --- starting and ending -----------------------------------------------------------------------------

    def start(self) -> None:
        """The list at once, read with the plain driver; the store opens after the first paint."""
        self.show_home()
        self.window.show_saved("Apro le pratiche…")
        self.window.when_painted(self.open_store)

    def _welcome(self, opened: Opened) -> None:
        """Where the user was, if the program ended at once; else the list, or the first start."""
        if opened.notice:
            self.tell("damage", "warning", opened.notice)
        if opened.recovered and opened.draft is not None:
            self.open(opened.draft, opened.step)
        if self.view is not None:
            at = f" alle {clock(opened.at)}" if opened.at else ""
            fact = "Commessa si era chiusa all'improvviso."
            self.tell("recovered", "info", fact, text=f"Sei dove eri{at}: non manca nulla.")
        else:
            self.show_home()
            if self.home is not None and self.home.is_empty():
                self.show_new()
        file, self.waiting_file = self.waiting_file, ""
        if file:
            self.import_draft(file)

    def end(self) -> None:
        """The very end, of the worker too."""
        super().end()
        self.output.close()

    # --- pages -------------------------------------------------------------------------------------------

    def show_home(self, chosen: str = "") -> None:
        """The list of dossiers, one of them chosen: the one just left; one that cannot be stored stays open."""
        chosen = chosen or (self.saver.id if self.saver is not None else "")
        if not self.close_dossier():
            return
        if self.home is None:
            self.home = self._make_home()
            self.home.tell_chosen()
        else:
            self.refresh_home()
        if chosen:
            self.home.choose(chosen)
        there = self.window.pages.currentWidget() is self.home
        self.window.show_page(self.home)
        if not there:  # not where the last visit ended
            self.home.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.wake()

    def _make_home(self) -> DossiersPage:
        rows: list[DossierEntry] = []
        with self.faults_told():
            rows = self.drafts.rows()
        home = DossiersPage(self.theme, rows=rows)
        home.opened.connect(self.open)
        home.opened_at.connect(lambda id, place: self.open(id, place=place))
        home.new_requested.connect(self.show_new)
        home.import_requested.connect(self.import_draft)
        home.deadlines_requested.connect(lambda: deadlines_desk.show_all(self))
        home.duplicated.connect(self.duplicate)
        home.chosen.connect(self._show_exports_of)
        home.bin_requested.connect(lambda: self._change(self.wake))
        home.binned.connect(lambda id: self._change(lambda: self.drafts.bin(id)))
        home.restored.connect(lambda id: self._change(lambda: self.drafts.restore(id)))
        home.bin_emptied.connect(self._empty_bin)
        return home

    def _empty_bin(self) -> None:
        with self.faults_told():
            self.drafts.empty_bin()
            self.emptied.emit()
        self.refresh_home()

    def refresh_home(self) -> None:
        """Reads the list again."""
        if self.home is None:
            return
        with self.faults_told():
            self.home.show_rows(self.drafts.rows())
            if self.home.in_bin:
                self.home.show_bin(self.drafts.rows(binned=True))

    def _show_exports_of(self, id: str) -> None:
        self.wake()
        if self.home is not None and self.store_open:
            with self.faults_told():
                self.home.show_exports(id, self.drafts.exports(id))

    def show_new(self) -> None:
        """First start and Nuova pratica are the same page."""
        from desktop_app.gui.features.new_dossier.page import NewDossierPage

        if not self.close_dossier():
            return
        if self.page_new is None:
            self.page_new = NewDossierPage(self.theme)
            self.page_new.chosen.connect(self.begin)
            self.page_new.example_requested.connect(self.begin_example)
            self.page_new.import_requested.connect(self.import_draft)
            self.page_new.guide_requested.connect(lambda: self.window.action_requested.emit("guide"))
            self.page_new.closed.connect(self.show_home)
        forms_desk.fill_new(self)
        self.window.show_page(self.page_new)
        self.page_new.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)  # not where the last visit ended
        self.wake()

    def rebuild(self, theme: Theme, apply: Callable[[], None]) -> None:
        """The same pages in another look, where they were; what is being typed stays half typed."""
        from desktop_app.gui.features.editor.caret import Caret

        dossier, caret, preview = self.view, Caret.held(self.window), self.output.place
        chosen = self.home.current_row() if self.home is not None else None
        uncovered = self.aside.behind or self.window.pages.currentWidget()
        was_new = self.page_new is not None and uncovered is self.page_new
        self.home = self.page_new = None
        covered = self.aside.let_go()
        self.output.forget_pages()
        self.window.rebuild(theme, apply)
        self.output.show_strip()
        if dossier is not None and self.view is not None:
            self._show_view(dossier.dossier, dossier.step, dossier.session)
            if caret is not None:
                caret.put(self.view)
            if preview is not None:
                self.output.preview(self.saver, *preview)
        elif was_new:
            self.show_new()
        else:
            self.show_home(chosen.id if chosen is not None else "")
        covered()

    # --- one dossier -------------------------------------------------------------------------------------

    def open(self, id: str, step: str = "", place: FieldRef | None = None) -> None:
        """Opens a dossier at a step, or at a place in it, with the history of earlier sessions."""
        if not self.ready():
            return
        with self.faults_told():
            from desktop_app.engine.answers.draft import parse

            stored = self._read(id)
            history = [(each.number, parse(each.content.encode())) for each in self.drafts.history(id)]
            dossier = self._dossier(stored.content)
            dossier.restore_history(history, stored.revision)
            self.close_dossier()
            self._take(stored, dossier, step or stored.step, place)

    def _dossier(self, content: str) -> Dossier:
        from desktop_app.engine.answers.draft import parse
        from desktop_app.session.dossier import Dossier

        draft = parse(content.encode())
        head = self.handed.association.letterhead
        return Dossier(self.library.load(draft.form), draft, today(), records=self.books.answers, letterhead=head)

    def _read(self, id: str) -> Stored:
        """A dossier; where it is damaged, its newest good revision takes its place, and that is said."""
        try:
            return self.drafts.read(id)
        except DamagedDraft as damaged:
            if damaged.offer is None:
                raise
            content = damaged.offer.content
            self.drafts.save(id, content, self._dossier(content).state.title, revision=damaged.offer.number)
            self.drafts.flush(FLUSH_SECONDS)
            self.tell("damage", "warning", "Questa pratica si era rovinata sul disco.", text=MENDED)
            return self.drafts.read(id)

    def begin(self, form_id: str) -> None:
        """A new dossier, with the answers that the association prepared."""
        from desktop_app.engine.answers.draft import Draft
        from desktop_app.engine.answers.presets import fitting

        with self.faults_told():
            prepared = fitting(self.library.load(form_id), self.handed.association.answers)
            self.create(Draft(form_id, prepared))

    def begin_example(self, form_id: str) -> None:
        """A new dossier with the example's answers, to look at."""
        with self.faults_told():
            self.create(self.library.example(form_id))

    def create(self, draft: Draft) -> None:
        """A new dossier with these answers, open."""
        from desktop_app.session.summary import summary_of

        if not self.ready():
            return
        with self.faults_told():
            dossier = self._dossier(draft.to_json())
            summary = summary_of(dossier.state).to_json()
            id = self.drafts.create(draft.to_json(), draft.form, dossier.state.title, summary=summary)
            self.close_dossier()
            self._take(self.drafts.read(id), dossier, "", None)

    def _take(self, stored: Stored, dossier: Dossier, step: str, place: FieldRef | None) -> None:
        from desktop_app.gui.services.autosave import Saver

        self.saver = Saver(self.drafts, stored, dossier)
        self.saver.saved.connect(self._saved)
        self.saver.failed.connect(self._failed)
        self._show_view(dossier, step, None)
        if place is not None and self.view is not None:
            self.view.go_to(place)

    def _show_view(self, dossier: Dossier, step: str, session: EditSession | None) -> None:
        from desktop_app.gui.features.editor.view import DossierView
        from desktop_app.gui.features.summary.page import SummaryPage
        from desktop_app.gui.steps.edit_session import EditSession

        assert self.saver is not None
        summary = SummaryPage(self.theme, dossier)
        session = session or EditSession(dossier, self.books)
        self.view = view = DossierView(self.theme, dossier, summary, session, step, self.window.pages.size())
        summary.preview_requested.connect(lambda id: self.output.preview(self.saver, id))
        summary.export_requested.connect(lambda ids: self.output.export(self.saver, ids))
        summary.calendar_requested.connect(lambda: deadlines_desk.export_open(self))
        summary.print_requested.connect(lambda id: self.output.print(self.saver, id))
        view.edited.connect(self._edited)
        view.session.visible_problems_changed.connect(self._left)
        view.step_changed.connect(self._stepped)
        view.home.connect(self.show_home)
        view.preview.connect(lambda: self.output.preview(self.saver, ""))
        view.guide_wanted.connect(self.guide_wanted)
        self.show_exports()
        self.window.show_page(view)
        view.go_to(view.step)
        self._stepped(view.step)
        self.wake()

    def show_exports(self) -> None:
        """Tells the summary, or the list, which documents were exported."""
        from desktop_app.gui.features.summary.page import SummaryPage

        if self.view is not None and self.saver is not None:
            with self.faults_told():
                assert isinstance(self.view.summary, SummaryPage)
                self.view.summary.show_exports(self.drafts.exports(self.saver.id))
        elif self.home is not None and self.home.isVisible():
            self.refresh_home()

    def close_dossier(self) -> bool:
        """Stores what is open and puts it away; False where it cannot be stored: it stays, and that is said."""
        if self.view is None or self.saver is None:
            return True
        if not self._stored():
            self._failed(self.drafts.failing or SLOW)
            return False
        self.window.drop_page(self.view)
        self.view, self.saver = None, None
        self.output.forget_pages()
        self.window.tell("recovered", None)
        self.drafts.remember_open(None)
        return True

    def _show_first_problem(self) -> None:
        if self.view is not None:
            self.view.check_all()

    def _edited(self) -> None:
        self.output.worker.collector.touch()
        if self.saver is not None:
            self.saver.changed()
        self.wake()

    def _stepped(self, step: str) -> None:
        if self.saver is not None:
            self.saver.step = step
            self.saver.save()
            self.drafts.remember_open(self.saver.id, step)

    def wake(self) -> None:
        """Lets the menu entries sleep that have no use now."""
        dossier = self.view.dossier if self.view else None
        undo, redo = (dossier.can_undo(), dossier.can_redo()) if dossier else (False, False)
        self.window.menus.wake(dossier=dossier is not None, chosen=self._listed() is not None, undo=undo, redo=redo)

    def _listed(self) -> DossierEntry | None:
        """The dossier chosen in the list, while the list is shown."""
        home = self.window.pages.currentWidget()
        return home.current_row() if isinstance(home, DossiersPage) and not home.in_bin else None

    # --- files -------------------------------------------------------------------------------------------

    def duplicate(self, id: str = "") -> None:
        """A copy of a dossier; without an id of the open one, or of the one chosen in the list."""
        one = self.saver or self._listed()
        id = id or (one.id if one is not None else "")
        if not id or not self.ready():
            return
        with self.faults_told():
            copy = self.drafts.duplicate(id)
            self.open(copy)
            if self.saver is not None and self.saver.id == copy:
                self.saver.store()

    def import_draft(self, file: str = "") -> None:
        """A .commessa file becomes a dossier of its own, as soon as the store is open."""
        files_desk.import_draft(self, file)

    def export_draft(self, file: str = "") -> None:
        """The open dossier as a .commessa file, which the command line reads as well."""
        files_desk.export_draft(self, file)

    def _change(self, change: Callable[[], object]) -> None:
        with self.faults_told():
            change()
            self.refresh_home()

    def show_aside(self, make: Callable[[Theme, Library], OverlayPage]) -> None:
        """A page that covers what is shown, until it is `closed`."""
        self.aside.show(lambda: make(self.theme, self.library))

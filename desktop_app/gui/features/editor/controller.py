"""Opens, starts and closes dossiers, and holds the one that is open: its view and its saver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.models import Stored
from desktop_app.gui.services.position import Position
from desktop_app.gui.services.store_session import FLUSH_SECONDS
from desktop_app.gui.shell.actions import Action, Entry, MenuItem, Standard, Submenu
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic

if TYPE_CHECKING:  # imported where a dossier is opened: the first window needs none of it
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.gui.features.editor.summary_step import SummaryStep
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.look.theme import Theme
    from desktop_app.gui.services.address_books import AddressBooks
    from desktop_app.gui.services.autosave import Saver
    from desktop_app.gui.steps.edit_session import EditSession
    from desktop_app.session.dossier import Dossier

MENDED = "Ho ripreso la sua ultima versione buona: rileggila, le ultime modifiche possono mancare."
MakeSummary = Callable[["Theme", "Dossier"], "SummaryStep"]


class EditorController(Room):
    """At most one dossier is open. Every fault becomes a notice above the page.

    `make_summary` makes the last step, which is a room of its own. `changed` comes when what is open, or what can be
    undone in it, has changed; `closed` when a dossier was put away.
    """

    changed = Signal()
    edited = Signal()
    closed = Signal()
    home_requested = Signal()
    preview_requested = Signal()
    guide_requested = Signal(object)  # a FieldRef

    def __init__(self, context: AppContext, make_summary: MakeSummary) -> None:
        super().__init__(context)
        self._make_summary = make_summary
        self.view: DossierView | None = None

    def actions(self) -> Sequence[Entry]:
        return (
            Action("undo", "&Annulla", self._in_view(lambda view: view.undo()), Standard.Undo, "undo"),
            Action("redo", "&Ripeti", self._in_view(lambda view: view.redo()), "Ctrl+Y", "redo"),
            Action("back", "&Indietro", self._in_view(lambda view: view.back()), "Alt+Left", "dossier"),
            Action("next", "A&vanti", self._in_view(lambda view: view.forward()), "Alt+Right", "dossier"),
            Submenu("steps", "&Passi", self._steps, "dossier"),
            Action("check", "&Controlla", self._in_view(lambda _: self.check_all()), "F8", "dossier"),
            Action("summary", "&Riepilogo", self._in_view(lambda view: view.go_to_summary()), "Ctrl+R", "dossier"),
        )

    # --- what is open ------------------------------------------------------------------------------------

    @property
    def saver(self) -> Saver | None:
        """The saver of the open dossier."""
        return self._context.store.saver

    @property
    def open_id(self) -> str:
        """The id of the open dossier; empty where none is open."""
        saver = self.saver
        return saver.id if saver is not None else ""

    def position(self) -> Position | None:
        """Where the user is in the open dossier, None where none is open."""
        view = self.view
        if view is None:
            return None
        from desktop_app.gui.steps.caret import field_ref_at

        ref = field_ref_at(self._context.window.focusWidget(), view) if view.isVisible() else None
        return Position(view.dossier.form, view.step, view.isVisible(), ref)

    def check_all(self) -> None:
        """Names every problem of today and goes to the first."""
        self._context.day.today()
        if self.view is not None:
            self.view.check_all()

    def on_day_changed(self, today: dt.date) -> None:
        if self.view is not None:
            self.view.session.move_to(today)
            self.show_exports()

    @cached_property
    def _books(self) -> AddressBooks:
        """The address books; where a record changes, what the dossier says of it is worked out anew."""
        books = self._context.books
        books.changed.connect(self._refresh_records)
        return books

    def _refresh_records(self, _record: str) -> None:
        if self.view is not None:
            self.view.session.refresh_records()

    def show_exports(self) -> None:
        """Tells the dossier which documents were exported from it, and the window what they are worth now."""
        if self.view is not None and self.saver is not None:
            with self._context.store.faults_told():
                self.view.show_exports(self._context.drafts.exports(self.saver.id))

    def _in_view(self, do: Callable[[DossierView], object]) -> Callable[[], None]:
        def done() -> None:
            if self.view is not None and self.view.isVisible():  # not behind a preview
                do(self.view)

        return done

    def _steps(self) -> list[MenuItem]:
        from desktop_app.gui.features.editor.rail_words import steps_of

        view = self.view
        if view is None:
            return []
        items: list[MenuItem] = []
        for number, (id, step) in enumerate(zip(view.ids, steps_of(view.session), strict=True), 1):
            key = f"\tCtrl+{number}" if number < 10 else ""
            items.append((escape_mnemonic(step.title) + key, self._in_view(partial(_go_to, step=id))))
        return items

    # --- opening -----------------------------------------------------------------------------------------

    def open(self, id: str, step: str = "", ref: FieldRef | None = None) -> None:
        """Opens a dossier at a step, or at a place in it, with the history of earlier sessions."""
        if not self._context.store.ready():
            return
        with self._context.store.faults_told():
            from desktop_app.engine.answers.draft import parse_stored

            drafts = self._context.drafts
            stored = self._read(id)
            history = [(each.number, parse_stored(each.content)) for each in drafts.history(id)]
            dossier = self._dossier(stored.content)
            dossier.restore_history(history, stored.revision)
            self._take(stored, dossier, step or stored.step, ref)

    def _read(self, id: str) -> Stored:
        """A dossier; where it is damaged, its newest good revision takes its place, and that is said."""
        drafts = self._context.drafts
        try:
            return drafts.read(id)
        except DamagedDraft as damaged:
            if damaged.offer is None:
                raise
            content = damaged.offer.content
            drafts.save(id, content, self._dossier(content).state.title, revision=damaged.offer.number)
            drafts.flush(FLUSH_SECONDS)
            self._context.store.tell("damage", "warning", "Questa pratica si era rovinata sul disco.", text=MENDED)
            return drafts.read(id)

    def _dossier(self, content: str) -> Dossier:
        from desktop_app.engine.answers.draft import parse_stored
        from desktop_app.session.dossier import Dossier

        context, draft = self._context, parse_stored(content)
        form, letterhead = context.catalog.library.load(draft.form), context.association.association.letterhead
        return Dossier(form, draft, context.day.today(), records=self._books.answers, letterhead=letterhead)

    def begin(self, form_id: str) -> None:
        """A new dossier, with the answers that the association prepared."""
        from desktop_app.engine.answers.draft import Draft
        from desktop_app.engine.answers.presets import fitting

        context = self._context
        with context.store.faults_told():
            prepared = fitting(context.catalog.library.load(form_id), context.association.association.answers)
            self.create(Draft(form_id, prepared))

    def begin_example(self, form_id: str) -> None:
        """A new dossier with the example's answers, to look at."""
        with self._context.store.faults_told():
            self.create(self._context.catalog.library.example(form_id))

    def create(self, draft: Draft) -> None:
        """A new dossier with these answers, open."""
        from desktop_app.session.summary import summary_of

        if not self._context.store.ready():
            return
        with self._context.store.faults_told():
            drafts, dossier = self._context.drafts, self._dossier(draft.to_json())
            summary = summary_of(dossier.state).to_json()
            id = drafts.create(draft.to_json(), draft.form, dossier.state.title, summary=summary)
            self._take(drafts.read(id), dossier, "", None)

    def duplicate(self, id: str) -> None:
        """A copy of a dossier, open."""
        if not id or not self._context.store.ready():
            return
        with self._context.store.faults_told():
            copy = self._context.drafts.duplicate(id)
            self.open(copy)
            if self.saver is not None and self.saver.id == copy:
                self.saver.store()

    def _take(self, stored: Stored, dossier: Dossier, step: str, ref: FieldRef | None) -> None:
        """Puts away what is open and shows this one; where that cannot be stored, nothing changes, and it is said."""
        from desktop_app.gui.services.autosave import Saver

        if not self.close():
            return
        self._context.store.attach(Saver(self._context.drafts, stored, dossier))
        self._show(dossier, step, None)
        if ref is not None and self.view is not None:
            self.view.go_to(ref)

    def _show(self, dossier: Dossier, step: str, session: EditSession | None) -> None:
        from desktop_app.gui.features.editor.view import DossierView
        from desktop_app.gui.steps.edit_session import EditSession

        context = self._context
        summary = self._make_summary(context.theme, dossier)
        session = session or EditSession(dossier, self._books)
        self.view = view = DossierView(context.theme, dossier, summary, session, step, context.window.pages.size())
        view.edited.connect(self._on_edited)
        view.session.visible_problems_changed.connect(self._save_now)
        view.step_changed.connect(self._on_step_changed)
        view.home_requested.connect(self.home_requested)
        view.preview_requested.connect(self.preview_requested)
        view.check_requested.connect(self.check_all)
        view.guide_requested.connect(self.guide_requested)
        self.show_exports()
        context.window.show_page(view)
        view.go_to(view.step)
        self._on_step_changed(view.step)
        self.changed.emit()

    # --- while it is open --------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        if self.saver is not None:
            self.saver.changed()
        self.edited.emit()
        self.changed.emit()

    def _save_now(self) -> None:
        """A field was left: what was typed there does not wait for the pause."""
        if self.saver is not None and self._context.store.is_open:
            self.saver.save()

    def _on_step_changed(self, step: str) -> None:
        if self.saver is not None:
            self.saver.step = step
            self.saver.save()
            self._context.drafts.remember_open(self.saver.id, step)

    # --- closing -----------------------------------------------------------------------------------------

    def close(self) -> bool:
        """Stores what is open and puts it away; False where it cannot be stored: it stays, and that is said."""
        if self.view is None:
            return True
        if not self._context.store.store_all():
            return False
        self._context.window.drop_page(self.view)
        self.view = None
        self._context.store.detach()
        self._context.window.tell("recovered", None)
        self.closed.emit()
        return True

    def release_pages(self) -> Callable[[], None]:
        """The same dossier in another look, where the user was; what is being typed stays half typed."""
        view = self.view
        if view is None:
            return do_nothing
        from desktop_app.gui.steps.caret import Caret

        caret = Caret.held(view)

        def show_again() -> None:
            self._show(view.dossier, view.step, view.session)
            if caret is not None and self.view is not None:
                caret.put(self.view, self.view.go_to)

        return show_again


def _go_to(view: DossierView, step: str) -> None:
    view.go_to(step)

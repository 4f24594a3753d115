"""What other rooms change in the open dossier, or tell it; a change is one step of undo that is offered at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.gui.shell.context import AppContext

if TYPE_CHECKING:
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.session.passage import Passage


class ChangesFromElsewhere:
    """`view` gives that of the open dossier; where none is open nothing is done."""

    def __init__(self, context: AppContext, view: Callable[[], DossierView | None]) -> None:
        self._context, self._view = context, view

    def answer(self, ref: FieldRef, typed: str) -> None:
        """Writes an answer that is known from elsewhere."""
        view = self._view()
        if view is not None:
            view.dossier.close_step()
            view.session.answer(ref, typed)
            view.dossier.close_step()
            self._offer_undo(f"Scritto: {typed}.")

    def take_version(self, draft: Draft, at: dt.datetime) -> None:
        """Takes up the answers of an earlier version, that of the time `at`."""
        from desktop_app.gui.wording.moments import moment_words

        view, store = self._view(), self._context.store
        if view is not None:
            dossier = view.dossier
            with store.faults_told():
                view.session.change(lambda: dossier.take_version(draft, ("taken", at.isoformat())))
                if store.saver is not None and store.is_open:
                    store.saver.save()
                self._offer_undo(f"Ripresa la versione di {moment_words(at)}.")

    def pass_over(self, found: Passage) -> None:
        """Goes on by another edition of the form; the room that it was decided in says so."""
        view, store = self._view(), self._context.store
        if view is not None:
            dossier = view.dossier
            with store.faults_told():
                if store.saver is not None and store.is_open:
                    store.saver.save()  # the version before it stays for as long as the dossier
                view.session.change(lambda: dossier.pass_to(found.form, found.draft))

    def refresh_records(self) -> None:
        """A record of the address books has changed: what the dossier says of it is worked out anew."""
        view = self._view()
        if view is not None:
            view.session.refresh_records()

    def show_exports(self) -> None:
        """Tells the dossier what was exported from it and what happened since, the window what that is worth now."""
        from desktop_app.session.stored_acts import read_acts

        view, store = self._view(), self._context.store
        if view is not None and store.saver is not None:
            with store.faults_told():
                drafts, id = self._context.drafts, store.saver.id
                view.show_exports(drafts.exports(id), read_acts(drafts.acts.of(id)))

    def _offer_undo(self, fact: str) -> None:
        def undo(_: str) -> None:
            view = self._view()
            if view is not None and view.isVisible():  # not behind a preview
                view.undo()

        self._context.window.say("act", "ok", fact, "", (("undo", "Annulla"),), undo)

"""How a dossier comes from the disk: read, made or copied in the store's thread, then handed to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from desktop_app.drafts.faults import DamagedDraft, slow
from desktop_app.drafts.models import Stored
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions.version_rows import EXAMPLE, IMPORTED
from desktop_app.engine.answers.copies import copy_of
from desktop_app.engine.answers.draft import Draft, fit, parse_stored
from desktop_app.engine.answers.presets import fitting
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.forms.form import Form
from desktop_app.gui.services.address_books import AddressBooks
from desktop_app.gui.services.store_calls import FAULTS
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import do_nothing
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of

FLUSH_SECONDS = 5.0
MENDED = "Ho ripreso la sua ultima versione buona: rileggila, le ultime modifiche possono mancare."

Loaded = tuple[Stored, list[tuple[int, Draft]]]
Show = Callable[[Stored, Dossier], object]
T = TypeVar("T")


class DossierOpener:
    """One at a time: what somebody presses while a dossier is still on its way is dropped."""

    def __init__(self, context: AppContext, books: Callable[[], AddressBooks]) -> None:
        self._context, self._store, self._books = context, context.store, books
        self._coming = False

    def open(self, id: str, show: Show) -> None:
        """A dossier with the history of earlier sessions; a damaged one as its newest good revision has it."""

        def loaded(result: Loaded) -> None:
            stored, history = result
            dossier = self._dossier(parse_stored(stored.content))
            dossier.restore_history(history, stored.revision, stored.last, self._earlier_forms(history))
            dossier.own_title = stored.title if stored.own_title else ""
            show(stored, dossier)

        def failed(fault: Exception) -> None:
            self._mend(id, fault, show)

        drafts, library = self._context.drafts, self._context.catalog.library
        self._once(lambda: self._ask(lambda: load(drafts, library, id), loaded, failed))

    def _earlier_forms(self, history: Sequence[tuple[int, Draft]]) -> list[Form]:
        """The forms of its history, of those that are still here."""
        found: list[Form] = []
        for id in {draft.form for _, draft in history}:
            with suppress(DraftFault, FormFault):
                found.append(self._context.catalog.library.load(id))
        return found

    def _mend(self, id: str, fault: Exception, show: Show) -> None:
        """Where a dossier is damaged, its newest good revision takes its place, and that is said."""
        if not isinstance(fault, DamagedDraft) or fault.offer is None:
            self._store.tell_fault(fault)
            return
        offer = fault.offer
        with self._store.faults_told():
            title = self._dossier(parse_stored(offer.content)).state.title
            self._context.drafts.save(id, offer.content, title, revision=offer.number)
            self._store.tell("mended", "warning", "Questa pratica si era rovinata sul disco.", text=MENDED)
            self.open(id, show)

    def begin(self, form_id: str, show: Show) -> None:
        """A new dossier, with the answers that the association prepared."""

        def prepared() -> Draft:
            form = self._context.catalog.library.load(form_id)
            return Draft(form_id, fitting(form, self._context.association.association.answers))

        self._once(lambda: self._with_form(form_id, lambda: self._maker(prepared(), show)(), self._forget))

    def begin_example(self, form_id: str, show: Show) -> None:
        """A new dossier with the example's answers."""

        def make() -> None:
            self._maker(self._context.catalog.library.example(form_id), show, EXAMPLE)()

        self._once(lambda: self._with_form(form_id, make, self._forget))

    def create(self, draft: Draft, show: Show) -> None:
        """A new dossier with the answers of a file; it comes also where another one is still on its way."""
        self._with_form(draft.form, lambda: self._store.when_ready(self._maker(draft, show, IMPORTED)))

    def _with_form(self, form_id: str, do: Callable[[], None], otherwise: Callable[[], object] = do_nothing) -> None:
        """Does something once a form was read, which may take 200 milliseconds: not in the window's thread.

        `otherwise`: where it cannot be read, or nothing can be made of it, which is said.
        """
        library = self._context.catalog.library

        def told(_: None) -> None:
            try:
                do()
            except FAULTS as fault:
                failed(fault)

        def failed(fault: Exception) -> None:
            otherwise()
            self._store.tell_fault(fault)

        self._store.ask(lambda: _read(library, form_id), told, failed)

    def duplicate(self, id: str, then: Callable[[str], object]) -> None:
        """A copy of a dossier, without what belongs to one alone; `then` gets its id."""
        drafts, library = self._context.drafts, self._context.catalog.library
        self._once(lambda: self._ask(lambda: drafts.duplicate(id, lambda content: _copied(content, library)), then))

    def make(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Another dossier, made by some work in the store's thread; `then` gets what that gives."""
        self._once(lambda: self._ask(work, then))

    def _maker(self, draft: Draft, show: Show, came: str = "") -> Callable[[], None]:
        drafts, dossier = self._context.drafts, self._dossier(draft)
        summary, title = summary_of(dossier.state).to_json(), dossier.state.title

        def make() -> Stored:
            return drafts.read(drafts.create(draft.to_json(), draft.form, title, summary=summary, came=came))

        return lambda: self._ask(make, lambda stored: show(stored, dossier))

    def _dossier(self, draft: Draft) -> Dossier:
        context = self._context
        form, letterhead = context.catalog.library.load(draft.form), context.association.association.letterhead
        made = Dossier(form, draft, context.day.today(), records=self._books().answers, letterhead=letterhead)
        made.parties_printed = lambda: context.settings.parties_printed
        return made

    # --- one at a time -----------------------------------------------------------------------------------

    def _once(self, ask: Callable[[], None]) -> None:
        """What was pressed, when the disk has what is open now."""
        if not self._coming:
            self._coming = True
            self._store.when_ready(ask, self._forget)

    def _forget(self) -> None:
        self._coming = False

    def _ask(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object] | None = None
    ) -> None:
        self._coming = True

        def came(result: T) -> None:
            self._coming = False
            with self._store.faults_told():
                done(result)

        def broken(fault: Exception) -> None:
            self._coming = False
            (failed or self._store.tell_fault)(fault)

        self._store.ask(work, came, broken)


def load(drafts: Drafts, library: Library, id: str) -> Loaded:
    """A dossier as the disk has it, and its history by number, parsed: for 300 steps the window would stand still.

    The library has its form by then, or knows why not. Raises StoreFault, DamagedDraft or DraftFault.
    """
    if not drafts.flush(FLUSH_SECONDS):  # a change of it may still be on its way
        raise slow()
    stored = drafts.read(id)
    history = [(each.number, parse_stored(each.content)) for each in drafts.history(id)]
    for form in {stored.form, *(draft.form for _, draft in history)}:
        _read(library, form)
    return stored, history


def _copied(content: str, library: Library) -> str:
    """The content of a copy; that of a form that is not there stays as it is, for it is shown by no step."""
    draft = parse_stored(content)
    try:
        form = library.load(draft.form)
        return copy_of(fit(draft, form), form).to_json()
    except (DraftFault, FormFault):
        return content


def _read(library: Library, form_id: str) -> None:
    """The library has the form by then; what it lacks is told when it is asked for in the window's thread."""
    with suppress(DraftFault, FormFault):
        library.load(form_id)

"""Begins the export of several dossiers once all that was typed is stored, and tells how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop_app.gui.features.documents.notice import (
    FOLDER_UNNAMED,
    FOLDERS_UNNAMED,
    OFFER,
    offer_names,
    with_offer,
)
from desktop_app.gui.features.documents.several import DossierSource, SeveralResult, steps
from desktop_app.gui.features.documents.several_words import links_of, notice_of
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.export_folder import chosen_base
from desktop_app.gui.services.worker import Task
from desktop_app.gui.shell.context import AppContext
from desktop_app.library import Library


def begin(context: AppContext, ids: Sequence[str], run: Callable[[Callable[[], Task]], object]) -> None:
    """`run` gets what makes the job, when the disk has what was typed and the forms of the association are known."""
    settings, today = context.settings, context.day.today()

    def ready(library: Library) -> None:
        letterhead = context.association.association.letterhead
        source = DossierSource(context.drafts, library, today, letterhead, settings.parties_printed)
        work = steps(source, chosen_base(settings), settings.company_in_folders, ids)
        run(lambda: Task(context.worker, work))

    context.store.when_ready(lambda: context.catalog.with_library(ready))


def tell(
    context: AppContext,
    result: SeveralResult,
    open_dossier: Callable[[str], object],
    elsewhere: Callable[[Sequence[str]], object],
) -> None:
    """One notice, with the folder and those that were left out; `elsewhere` gets those that the disk refused. Where
    nothing else is to be said, it offers once to call folders after the company.
    """  # fmt: skip
    kind, fact, text = notice_of(result)
    folder, links = result.folder, links_of(result)
    offer = offer_names(context.settings, partial(context.window.say, "output")) if kind == "ok" else None
    if offer is not None:
        text = with_offer(text, FOLDER_UNNAMED if result.exported == 1 else FOLDERS_UNNAMED)
        links = (*links, *OFFER)

    def follow(key: str) -> None:
        if key == "elsewhere":
            elsewhere(result.refused)
        elif key == "company" and offer is not None:
            offer()
        elif key != "open":
            open_dossier(key)
        elif folder is not None:
            show_folder(folder, context.window)

    context.window.say("output", kind, fact, text, links, follow)

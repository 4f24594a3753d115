"""The timeline of the open dossier: its entries opened, checked and taken away, and the fascicolo saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_app.gui.features.signing.acting import Acting
from desktop_app.gui.features.signing.files import DossierFiles
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.export_folder import chosen_folders, documents_base
from desktop_app.gui.services.save_dialog import ask_where_to_save
from desktop_app.gui.services.worker import NORMAL, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.timeline import EXPORTED, TimelineDay, TimelineEntry, timeline

if TYPE_CHECKING:
    from desktop_app.gui.features.signing.page import SigningPage
    from desktop_app.session.progress.fascicolo import Fascicolo

KIND: Final = "Fascicolo (*.zip)"


class History:
    """What the page's timeline shows, and what is asked there."""

    def __init__(self, context: AppContext, acting: Acting, files: DossierFiles) -> None:
        self._context, self._acting, self._files = context, acting, files

    def days(self, dossier: Dossier) -> list[TimelineDay]:
        """All that happened to the dossier on the screen, the earliest first; another may be on its way in."""
        saver = self._context.store.attached
        with self._context.store.faults_told():
            if saver is not None:
                return timeline(dossier.form, dossier.exports, self._context.drafts.acts.of(saver.id))
        return []

    def do(self, what: str, about: str, page: SigningPage) -> None:
        """What is asked of an entry, named by its kind and number."""
        kind, _, number = about.partition(":")
        if what == "fascicolo":
            self.save(page.dossier)
        elif what == "remove_entry":
            self._acting.remove(int(number))
        elif what == "check_entry":
            self._acting.check(int(number), page.dossier)
        elif kind == EXPORTED:
            entry = next((each for each in page.dossier.exports if each.number == int(number)), None)
            if entry is not None:
                (self._files.open if what == "open_entry" else self._files.show)(entry.path)
        else:
            self._open(int(number), page.dossier, show=what == "show_entry")

    def _open(self, number: int, dossier: Dossier, show: bool) -> None:
        days = self.days(dossier)
        found = (each for day in days for each in day.entries if each.number == number and each.kind != EXPORTED)
        entry = next(found, None)
        if entry is not None and entry.file:
            name = entry.name or f"{entry.kind}{entry.ending or '.bin'}"
            self._files.open_kept(entry.file, name, show)

    # --- the fascicolo -----------------------------------------------------------------------------------

    def save(self, dossier: Dossier) -> None:
        """Asks where, then writes the fascicolo."""
        saver = self._context.store.saver
        if saver is None:
            return
        name = f"fascicolo-{dossier.form.id.rpartition('/')[2]}-n{saver.number}.zip"
        path = ask_where_to_save(
            self._context.asking, "Salva il fascicolo", str(documents_base().parent / name), KIND, ".zip"
        )
        if path is not None:
            self.write(dossier, path)

    def write(self, dossier: Dossier, path: Path) -> None:
        """Makes the fascicolo in the worker, and says where it is and what it lacks."""
        saver, drafts, window = self._context.store.saver, self._context.drafts, self._context.window
        if saver is None:
            return
        number, title, days = saver.number, dossier.form.spec.title, self.days(dossier)
        exports, documents = list(dossier.exports), dossier.documents
        folders = chosen_folders(self._context.settings)

        def work() -> Fascicolo:
            from desktop_app.gui.features.signing.sending.sending_desk import exported_reader
            from desktop_app.session.progress.fascicolo import fascicolo

            exported = exported_reader(drafts, documents, folders)
            by_number = {each.number: each for each in exports}

            def read(entry: TimelineEntry) -> bytes | None:
                if entry.kind == EXPORTED:
                    return exported(by_number[entry.number]) if entry.number in by_number else None
                return drafts.acts.archive.read(entry.file) if entry.file else None

            made = fascicolo(title, number, days, read)
            made.write(path)
            return made

        def done(made: Fascicolo) -> None:
            links = (("open", "Apri la cartella"),)
            lacking = f" Mancano: {_named(made.missing)}." if made.missing else ""
            kind = "warning" if made.missing else "ok"
            fact = f"Fascicolo salvato: {made.files} file."
            window.say(
                "file", "warning" if kind == "warning" else "ok", fact, f"{path}.{lacking}", links,
                lambda _: show_folder(path.parent, window),
            )  # fmt: skip

        self._context.worker.submit(in_one_step(work), done, self._acting.fail, rank=NORMAL)


def _named(missing: Sequence[str]) -> str:
    more = f" e altri {len(missing) - 3}" if len(missing) > 3 else ""
    return f"{'; '.join(missing[:3])}{more}"

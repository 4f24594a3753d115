"""The sendings of the open dossier: worked out by the worker, prepared, copied, marked as sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import ref

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from desktop_app.engine.italian import parse
from desktop_app.gui.features.signing.acting import Acting
from desktop_app.gui.features.signing.files import returned_folder
from desktop_app.gui.services.desktop import open_address, open_file, show_folder
from desktop_app.gui.services.export_folder import chosen_base, chosen_folders
from desktop_app.gui.services.worker import ON_SCREEN, Job, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.session.acts import Attached, Prepared, Protocolled, Sent

if TYPE_CHECKING:  # loaded with the first dossier that sends something
    from desktop_app.drafts.models import ExportEntry
    from desktop_app.drafts.store import Drafts
    from desktop_app.gui.features.signing.page import SigningPage
    from desktop_app.gui.features.signing.sending.card_making import Worked
    from desktop_app.session.documents import DocumentSet
    from desktop_app.session.dossier import Dossier
    from desktop_app.session.progress.to_send import Outgoing
    from desktop_app.system.incoming import IncomingFile

COPIED: Final[Mapping[str, str]] = {
    "to": "i destinatari", "subject": "l'oggetto", "text": "il testo", "portal": "l'indirizzo",
}  # fmt: skip
_WITH_DAY: Final = re.compile(r"(?i)(.+?),?\s+del\s+([\d./-]+)")


class SendingDesk(QObject):
    """`answer_offered` brings a place in the dossier and what is to be written there; `chosen` comes when the user has
    chosen how something goes: it is to be worked out again.
    """  # fmt: skip

    answer_offered = Signal(object, str)
    chosen = Signal()

    def __init__(self, context: AppContext, acting: Acting) -> None:
        super().__init__()
        self._context, self._acting = context, acting
        self.worked: dict[str, Worked] = {}
        self.senders: dict[str, str] = {}
        self._zipped: dict[str, bool] = {}
        self._job: Job | None = None
        self._asked: tuple[str, str] | None = None
        self._of: tuple[object, ...] | None = None

    # --- working out -------------------------------------------------------------------------------------

    def refresh(self, page: SigningPage) -> None:
        """Works the sendings out as the dossier is now, unless that was done; the page shows them later.

        The page asks by itself, too: that does not bring in at once a dossier that is on its way.
        """
        saver, dossier = self._context.store.attached, page.dossier
        names = self._context.settings.parties_in_names
        now = (dossier.state, dossier.exports, dossier.acts, names, ref(page))  # of a page that lives, always the same
        if saver is None or (self._of is not None and all(a is b for a, b in zip(now, self._of, strict=True))):
            return
        self._of = now
        if self._job is not None:
            self._job.drop()
        drafts, id, number = self._context.drafts, saver.id, saver.number
        folders, senders, zipped = chosen_folders(self._context.settings), dict(self.senders), dict(self._zipped)

        def work() -> Sequence[Worked]:
            from desktop_app.gui.features.signing.sending.card_making import Choices, work_out

            choices = Choices(senders, zipped)
            return work_out(outgoing(drafts, id, number, dossier, folders, names), choices, dossier.today)

        def done(found: Sequence[Worked]) -> None:
            self._job = None
            if not isValid(page):  # the window was built anew: the page made then asks again
                return
            self.worked = {each.plan.key: each for each in found}
            page.show_cards([each.card for each in found], names)
            asked, self._asked = self._asked, None
            if asked is not None:
                self.do(*asked)

        self._job = self._context.worker.submit(in_one_step(work), done, self._acting.fail, rank=ON_SCREEN)

    def release(self) -> None:
        """The page is made anew: that one asks again."""
        if self._job is not None:
            self._job.drop()
        self._job = self._of = None

    def forget(self) -> None:
        """The dossier was closed."""
        self.release()
        self.worked, self._asked = {}, None
        self.senders.clear()
        self._zipped.clear()

    def choose_names(self, on: bool, page: SigningPage) -> None:
        """Whether the names of files have those of the parties."""
        self._context.settings.parties_in_names = on
        self.refresh(page)

    # --- what is asked for -------------------------------------------------------------------------------

    def do(self, what: str, about: str) -> None:
        """What a card asks; `about` is the key of its sending, and what was typed or chosen after a colon."""
        key, _, more = about.partition(":")
        if what.startswith("copy_"):
            self._copy(what.removeprefix("copy_"), key, more)
            return
        ways: dict[str, Callable[[str, str], object]] = {
            "prepare": self._prepare, "message": self._open_message, "show_folder": self._show,
            "browse": self._browse, "sent": self._sent, "protocol": self._number, "skip": self._skip,
            "attach": self._choose_attachment, "write": self._write, "sender": self._choose_sender,
            "zipped": self._choose_zipped,
        }  # fmt: skip
        if what in ("prepare", "message") and self._job is not None:
            self._asked = (what, about)  # what goes is being worked out: it is prepared as it is then
        elif what in ways and key in self.worked:
            ways[what](key, more)

    def _choose_sender(self, key: str, box: str) -> None:
        self.senders[key] = box
        self._work_out_anew()

    def _choose_zipped(self, key: str, on: str) -> None:
        self._zipped[key] = bool(on)
        self._work_out_anew()

    def _work_out_anew(self) -> None:
        self._of = None
        self.chosen.emit()

    def _open_message(self, key: str, more: str) -> None:
        self._prepare(key, more, then=lambda folder: open_file(folder / "messaggio.eml", self._context.window))

    def _browse(self, key: str, _: str) -> None:
        open_address(self.worked[key].card.portal, self._context.window)

    def _sent(self, key: str, day: str) -> None:
        self._acting.record(Sent(sending=key, day=dt.date.fromisoformat(day)), None, "Segnato come inviato.")

    def _skip(self, key: str, more: str) -> None:
        attachment, _, reason = more.partition(":")
        act = Attached(sending=key, attachment=attachment, reason=reason)
        self._acting.record(act, None, "Segnato: non serve.")

    def _copy(self, what: str, key: str, more: str) -> None:
        if key not in self.worked:
            return
        card = self.worked[key].card
        if what == "value":
            label, text = card.values[int(more)]
            told = f"«{label}»"
        else:
            plan = self.worked[key].plan
            texts = {"to": ", ".join((*plan.to, *plan.cc)), "subject": card.subject, "text": card.text,
                     "portal": card.portal}  # fmt: skip
            text, told = texts[what], COPIED[what]
        QGuiApplication.clipboard().setText(text)
        self._context.window.show_saved(f"Copiato: {told}")

    def _number(self, key: str, typed: str) -> None:
        found = _WITH_DAY.fullmatch(typed)
        iso = parse.date(found[2], self._context.day.today()) if found else None
        day = dt.date.fromisoformat(iso) if iso else None
        number = found[1] if found and day else typed
        number = re.sub(r"(?i)^n(?:\.|umero|°)?\s*", "", number.strip()) or number
        act = Protocolled(sending=key, protocol=number, day=day)
        self._acting.record(act, None, "Numero di protocollo segnato.")

    def _write(self, key: str, offer: str) -> None:
        """What a receipt gives goes into the answer that asks for it."""
        kind, _, value = offer.partition(":")
        occurrence = self.worked[key].plan.occurrence
        ref = occurrence.date if kind == "day" else occurrence.protocol
        if ref is not None:
            shown = dt.date.fromisoformat(value).strftime("%d/%m/%Y") if kind == "day" else value
            self.answer_offered.emit(ref, shown)

    # --- preparing ---------------------------------------------------------------------------------------

    def _show(self, key: str, _: str = "") -> None:
        """The folder that was prepared; made again where it is gone."""
        folder = self._folder() / self._folder_name(key)
        if folder.is_dir():
            show_folder(folder, self._context.window)
        else:
            self._prepare(key, "", then=lambda made: show_folder(made, self._context.window))

    def _folder(self) -> Path:
        saver = self._context.store.saver
        assert saver is not None
        return returned_folder(chosen_base(self._context.settings), saver) / "invii"

    def _folder_name(self, key: str) -> str:
        from desktop_app.session.sendings.prepared import folder_name

        return folder_name(self.worked[key].plan)

    def _prepare(self, key: str, reason: str, then: Callable[[Path], object] | None = None) -> None:
        """Writes the folder of a sending, keeps its message, and says where it is."""
        worked = self.worked.get(key)
        if worked is None:
            return
        parent, plan, card = self._folder(), worked.plan, worked.card

        def work() -> tuple[Path, Prepared, bytes | None]:
            from desktop_app.session.sendings.prepared import prepare

            made = prepare(plan, reason)
            folder = made.write(parent)
            act = Prepared(
                sending=key, title=plan.occurrence.name, code=plan.code, subject=plan.subject, sender=plan.sender,
                to=plan.to, cc=plan.cc, files=made.sent_files(), gaps=tuple(each.sentence for each in card.gaps),
                reason=reason,
            )  # fmt: skip
            return folder, act, None if plan.is_portal else made.eml()

        def done(made: tuple[Path, Prepared, bytes | None]) -> None:
            folder, act, eml = made
            window = self._context.window
            links = (("open", "Apri la cartella"),)

            def follow(_: str) -> None:
                show_folder(folder, window)

            self._acting.record(act, eml, f"Preparato: {plan.occurrence.name}.", str(folder), links, follow)
            if then is not None:
                then(folder)

        self._context.worker.submit(in_one_step(work), done, self._acting.fail, rank=ON_SCREEN)

    # --- the checklist -----------------------------------------------------------------------------------

    def _choose_attachment(self, key: str, attachment: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._context.asking, "I file da allegare")
        if names:
            self.attach(key, attachment, [Path(each) for each in names])

    def attach(self, key: str, attachment: str, paths: Sequence[Path]) -> None:
        """Adds files to a line of the checklist."""
        from desktop_app.system.incoming import incoming_files

        def done(files: Sequence[IncomingFile]) -> None:
            for each in files:
                if each.refused:
                    self._acting.fail(each.refused)
                else:
                    act = Attached(sending=key, attachment=attachment, name=each.name, size=len(each.data))
                    self._acting.record(act, each.data, f"Aggiunto: {each.name}.")

        work = in_one_step(lambda: list(incoming_files(paths)))
        self._context.worker.submit(work, done, self._acting.fail, rank=ON_SCREEN)


def outgoing(
    drafts: Drafts, id: str, number: int, dossier: Dossier, folders: Sequence[Path], with_parties: bool
) -> Outgoing:
    """What there is to send of a dossier as it is now; in the worker."""
    from desktop_app.session.intake.keeping import snapshot
    from desktop_app.session.progress.to_send import Outgoing

    place = snapshot(drafts, id, dossier)
    mine = place.dossier
    exported = exported_reader(drafts, mine.documents, folders)
    return Outgoing(
        id, number, mine.state, mine.exports, place.acts, mine.comparison, exported,
        drafts.acts.archive.read, with_parties=with_parties,
    )  # fmt: skip


def exported_reader(
    drafts: Drafts, documents: DocumentSet, folders: Sequence[Path]
) -> Callable[[ExportEntry], bytes | None]:
    """What gives the bytes of an export, looked for only below the folders that the user chose, or made again."""
    from desktop_app.session.progress.exported_files import ExportedFiles
    from desktop_app.system.allowed_paths import may_be_looked_up

    files = ExportedFiles(documents, drafts.exported_content)

    def read(entry: ExportEntry) -> bytes | None:
        return files.read(entry if may_be_looked_up(entry.path, folders) else entry._replace(path=Path()))

    return read

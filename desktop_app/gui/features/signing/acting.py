"""What is recorded of a dossier because the user says so, and taken back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.gui.features.signing.desk import Desk
from desktop_app.gui.features.signing.intake import Taken, trusted_list_file, trusted_lists
from desktop_app.gui.features.signing.pen_form import PenSigned
from desktop_app.gui.services.worker import ON_SCREEN, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.widgets.feedback.notice import Links
from desktop_app.session.acts import Act, Met, Pen, Returned, Withdrawn
from desktop_app.session.dossier import Dossier

if TYPE_CHECKING:
    from desktop_app.gui.features.signing.page import SigningPage

Follow = Callable[[str], object]
REMOVED: Final = "Tolto. Il file resta dove l'avevi preso."


class Acting(QObject):
    """`recorded` comes when the store has something more, or something less, of the open dossier."""

    recorded = Signal()

    def __init__(self, context: AppContext, desk: Desk) -> None:
        super().__init__()
        self._context, self._desk = context, desk

    def do(self, what: str, about: str, page: SigningPage) -> None:
        """What is asked for, about an act, a document or an answer."""
        match what:
            case "undo":
                self.remove(int(about))
            case "check":
                best = self.best_file(about, page.dossier)
                if best is not None:
                    self.check(best.number, page.dossier)
            case "met":
                key, _, day = about.rpartition(":")
                self._meet(key, dt.date.fromisoformat(day), page.dossier)
            case "withdraw":
                day, _, reason = about.partition(":")
                act = Withdrawn(reason=reason, day=dt.date.fromisoformat(day))
                self.record(act, None, "Pratica ritirata.", "Le sue scadenze non contano più.")
            case "assign":
                number, key, party = about.split(":", 2)
                self._assign(int(number), key, party, page.dossier)
            case "about":
                at, key = about.split(":", 1)
                self._link(int(at), key, page.dossier)

    # --- recording ---------------------------------------------------------------------------------------

    def record(
        self, act: Act, file: bytes | None, words: str, text: str = "", links: Links = (), follow: Follow | None = None
    ) -> None:
        """Keeps an act of the open dossier, and says so, with a way back beside the `links`."""
        store, saver = self._context.store, self._context.store.saver
        if saver is None:
            return
        saver.save()
        drafts, id = self._context.drafts, saver.id
        summary = (saver.dossier.draft.to_json(), saver.summary(saver.dossier.state))

        def keep() -> int:
            from desktop_app.session.intake.recording import record

            return record(drafts, id, act, file, summary)

        def kept(number: int) -> None:
            self._say(words, lambda: self.remove(number), text, links, follow)
            self.recorded.emit()

        store.ask(keep, kept)

    def remove(self, number: int) -> None:
        """Takes an act away; it can be put back."""
        saver, drafts = self._context.store.saver, self._context.drafts
        if saver is None:
            return
        id = saver.id
        content, summary = saver.dossier.draft.to_json(), saver.summary(saver.dossier.state)

        def take_away() -> Callable[[], object]:
            from desktop_app.session.intake.recording import put_back

            back = put_back(drafts, id, number)
            drafts.acts.remove(number, content=content, summary=summary)
            return back

        def gone(back: Callable[[], object]) -> None:
            self._desk.forget(number)
            self._say(REMOVED, lambda: self._context.store.ask(back, lambda _: self.recorded.emit()))
            self.recorded.emit()

        self._context.store.ask(take_away, gone)

    def _say(
        self, words: str, undo: Callable[[], object], text: str = "", links: Links = (), follow: Follow | None = None
    ) -> None:
        def followed(key: str) -> None:
            if key == "undo":
                undo()
            elif follow is not None:
                follow(key)

        self._context.window.say("act", "ok", words, text, (*links, ("undo", "Annulla")), followed)

    # --- signatures --------------------------------------------------------------------------------------

    def register_pen(self, signed: PenSigned) -> None:
        """The user says that a document was signed by pen."""
        scan = self._desk.scan
        act = Pen(name=scan.name if scan else "", document=signed.document, signers=signed.signers, day=signed.day)
        if scan is not None:
            self._desk.answers[:] = [each for each in self._desk.answers if each[0].file is not scan]
        self._desk.pen, self._desk.scan = None, None
        self.record(act, scan.data if scan else None, "Firma a penna registrata.")

    def choose_scan(self) -> None:
        """Asks for the file with the scan, and reads it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._context.asking, "La scansione del foglio firmato")
        if name:
            self.read_scan(Path(name))

    def read_scan(self, path: Path) -> None:
        """Takes a file as the scan of the paper that is being registered."""
        from desktop_app.system.incoming import IncomingFile, incoming_files

        def read(files: Sequence[IncomingFile]) -> None:
            if files[0].refused:
                self._context.store.tell("intake", "error", files[0].refused)
            else:
                self._desk.scan = files[0]
            self.recorded.emit()

        work = in_one_step(lambda: list(incoming_files([path])))
        self._context.worker.submit(work, read, lambda _: None, rank=ON_SCREEN)

    def best_file(self, document: str, dossier: Dossier) -> Returned | Pen | None:
        """The act with the signed file of a document that says most."""
        acts = [each for each in dossier.acts if isinstance(each, Returned | Pen) and each.document == document]
        kept = [each for each in acts if each.file]
        return max(kept, key=lambda each: (_worth(each), each.number), default=None)

    def check(self, number: int, dossier: Dossier) -> None:
        """A file that came back once more, as the answers are now."""
        act = next((each for each in dossier.acts if each.number == number), None)
        if isinstance(act, Returned):
            self._judge(act, {})

    def _assign(self, number: int, key: str, party: str, dossier: Dossier) -> None:
        """The user says which party a signature is of."""
        act = next((each for each in dossier.acts if each.number == number), None)
        if isinstance(act, Returned):
            self._judge(act, {key: party})

    def _judge(self, act: Returned, assigned: dict[str, str]) -> None:
        """Judges a kept file again; where the verdict is another, it takes the place of the old one."""
        context, saver = self._context, self._context.store.saver
        if saver is None:
            return
        drafts, id, dossier = context.drafts, saver.id, saver.dossier
        summary = (dossier.draft.to_json(), saver.summary(dossier.state))
        trusted = trusted_lists(context)

        def work() -> object:
            from desktop_app.session.intake.keeping import judged_again

            return judged_again(drafts, id, dossier, act, assigned, trusted)

        def done(found: object) -> None:
            from desktop_app.session.intake.arrivals import Arrival
            from desktop_app.session.intake.keeping import replace_act

            assert isinstance(found, Arrival)
            new = found.act
            if new is None:
                self._desk.answers.insert(0, (found, 0))
                self.recorded.emit()
                return
            self._desk.forget(act.number)

            def told(number: int) -> None:
                self._desk.answers.insert(0, (found, number))
                self.recorded.emit()

            context.store.ask(lambda: replace_act(drafts, id, act, new, summary), told)

        context.worker.submit(in_one_step(work), done, self.fail, rank=ON_SCREEN)

    def fail(self, sentence: str) -> None:
        """What could not be done, above the page."""
        self._context.store.tell("intake", "error", sentence)

    def _meet(self, key: str, day: dt.date, dossier: Dossier) -> None:
        """The user says that a deadline was met."""
        title = next((each.name for each in occurrences(dossier.state) if each.key == key), "")
        self.record(Met(deadline=key, title=title, day=day), None, f"Segnata come fatta: {title or 'la scadenza'}.")

    # --- receipts ----------------------------------------------------------------------------------------

    def _link(self, at: int, key: str, dossier: Dossier) -> None:
        """The user says of which sending a receipt is."""
        from desktop_app.session.intake.arrivals import Place, Recognition, message_of

        arrival, _ = self._desk.answers[at]
        about = message_of(Place(self._desk.id, dossier, dossier.acts), key)
        if arrival.unlinked is None:
            return
        drafts = self._context.drafts
        known = Recognition(drafts.acts, lambda _: None).receipt(arrival.file, arrival.unlinked, about)
        if known.act is not None:
            del self._desk.answers[at]
            self.record(known.act, known.file.data, "Ricevuta collegata all'invio.")

    def keep_trusted(self, taken: Taken) -> None:
        """A list of certifiers that was handed in is used from now on."""
        from desktop_app.system.files import write_atomically

        path = trusted_list_file(self._context.drafts)
        for data in (each.file.data for each, _ in taken.arrivals if each.trusted is not None):
            self._context.store.ask(partial(write_atomically, path, data), lambda _: None)


def _worth(act: Returned | Pen) -> int:
    """How many signatures a file brings that count."""
    if isinstance(act, Pen):
        return len(act.signers)
    good = act.state in ("complete", "partial")
    return sum(bool(each.signer) and each.intact for each in act.signatures) + 1 if good else 0

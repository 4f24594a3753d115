"""One start of the program: folder, then lock, then window; what fails is shown in the window, with the ways on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler

from desktop_app.gui.app.entering import claim_lock, look_at
from desktop_app.gui.app.entrance import Entrance
from desktop_app.gui.app.gate import Elsewhere, Gate, Then
from desktop_app.gui.app.instance import Claim, Holder, Instance
from desktop_app.gui.features.recovery.trouble import Trouble
from desktop_app.gui.services.settings import Settings
from desktop_app.system import log
from desktop_app.system.chosen_folder import keep
from desktop_app.system.folder_state import FolderTrouble, probe
from desktop_app.system.paths import given_data_folder, usual_data_folder

MakeEntrance = Callable[[Path, Gate, Settings], Entrance]
UNEXPECTED_FACT: Final = "C'è stato un inconveniente nel programma."
UNEXPECTED_ADVICE: Final = "La pratica è al sicuro. Se qualcosa non risponde, chiudi Commessa e riaprila."
POLL_MS: Final = 100  # between two looks whether the lock is free, or its holder answers
POLLS: Final = 20


def trouble_of(found: FolderTrouble | None, claim: Claim) -> Trouble | None:
    """What keeps the dossiers from being opened, by folder and lock; None where nothing does."""
    if found is None and claim.state == "ours":
        return None
    from desktop_app.gui.features.recovery import words

    if found is not None:
        return words.of_folder(found)
    match claim.state:
        case "elsewhere":
            pid, program, computer, _ = claim.holder or Holder(0, "", "", here=False)
            return words.open_elsewhere(computer, program, pid)
        case "foreign":
            return words.locked_by_user(claim.owner)
        case "in_the_way":
            return words.lock_in_the_way()
    return words.open_silently(*(claim.holder[1::-1] if claim.holder else ("", 0)))


class Start(QObject, Gate):
    """The folder of this start, its lock and its window, until the program ends. The window asks it to go on."""

    def __init__(self, make_entrance: MakeEntrance) -> None:
        super().__init__()
        self._make_entrance = make_entrance
        self.instance: Instance
        self.entrance: Entrance
        self._file, self._left = "", 0
        self._then: Then = lambda _: None
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._try_again)

    def begin(self, folder: Path, file: str) -> bool:
        """Shows the window of a folder; False where nothing is left to do.

        Then a first program took the file over, or the folder did not answer and nobody wanted to wait.
        """
        self._file = _whole(file)
        given, entered = folder, self._enter(folder)
        while isinstance(entered, Elsewhere):
            self.instance.close()
            if entered.folder is None:
                return False
            folder = entered.folder
            entered = self._enter(folder)
        found, claim = entered
        if claim.state == "handed":
            return False
        trouble = trouble_of(found or _why_unlockable(folder, claim), claim)
        self._show(folder, trouble, [self._file] if self._file else [])
        if folder != given:
            self.entrance.context.store.opened.connect(lambda _: self._keep(folder))
        return True

    def _enter(self, folder: Path) -> tuple[FolderTrouble | None, Claim] | Elsewhere:
        self.instance = Instance(folder)
        found = look_at(folder)
        if isinstance(found, Elsewhere):
            return found
        # With a folder that is no good there is no lock, yet there may be a first program that says the same.
        claimed = claim_lock(self.instance, self._file) if found is None else self.instance.claim(self._file, 0)
        return claimed if isinstance(claimed, Elsewhere) else (found, claimed)

    def _look_again(self, folder: Path) -> FolderTrouble | None:
        """Beside the window; where nobody waits for the answer, the folder counts as one that cannot be used."""
        found = look_at(folder, self.entrance.window)
        return FolderTrouble("unusable", folder) if isinstance(found, Elsewhere) else found

    def _show(self, folder: Path, trouble: Trouble | None, files: Sequence[str]) -> None:
        try:
            entrance = self._make_entrance(folder, self, Settings(folder))
        except Exception as error:  # whatever it is, it must not keep the window away
            log.start_logging(folder)
            log.log_exception(type(error), error.__traceback__)
            entrance = self._make_entrance(folder, self, Settings(None))
        self.entrance = entrance
        self.instance.asked.connect(entrance.come_forward)
        entrance.window.show()
        entrance.start(trouble)
        for file in files:
            entrance.open_file(file)
        QTimer.singleShot(0, self.instance.listen)
        QTimer.singleShot(0, lambda: log.start_logging(folder))

    # --- what the window asks ----------------------------------------------------------------------------

    def enter(self, then: Then) -> None:
        self._then, self._left = then, POLLS
        self._try_again()

    def _try_again(self) -> None:
        self._poll.stop()
        folder = self.entrance.context.drafts.path.parent
        found = self._look_again(folder)
        claim = self.instance.claim(self._file, 0) if found is None else Claim("unlockable")
        if claim.state == "handed":
            self.entrance.window.close()
        elif found is None and claim.state == "silent" and self._left > 0:
            self._left -= 1
            self._poll.start()
        else:
            self._then(trouble_of(found or _why_unlockable(folder, claim), claim))

    def take_over(self) -> Trouble | None:
        if self.instance.take_over():
            return None
        from desktop_app.gui.features.recovery import words

        return words.still_held()

    def move_to(self, folder: Path) -> Trouble | None:
        found = self._look_again(folder)
        if found is not None:
            return trouble_of(found, Claim("unlockable"))
        before, instance = self.entrance, self.instance
        self._poll.stop()
        if folder != before.context.drafts.path.parent:
            self.instance = Instance(folder)
        claim = self.instance.claim(self._file, 0)
        if claim.state == "handed":
            before.window.close()
            return None
        waiting = before.app.transfer.take_waiting()
        before.app.end()
        self._show(folder, trouble_of(_why_unlockable(folder, claim), claim), waiting)
        self.entrance.context.store.opened.connect(lambda _: self._keep(folder))
        before.window.deleteLater()
        before.app.deleteLater()
        before.deleteLater()
        if instance is not self.instance:
            instance.close()
        return None

    def _keep(self, folder: Path) -> None:
        """The folder holds the next time, too, now that its dossiers are open; said where it is not the usual one."""
        from desktop_app.gui.features.recovery import words

        usual = folder == usual_data_folder()
        kept = given_data_folder() is None and keep(None if usual else folder)
        if not usual:
            told = words.moved(folder, kept)
            self.entrance.context.store.tell("moved", told.kind, told.fact, text=told.text)

    # --- faults ------------------------------------------------------------------------------------------

    def watch(self) -> None:
        """From now on, what nobody expected is logged and told in the window."""
        sys.excepthook = self.tell_unexpected
        threading.excepthook = lambda fault: log.log_exception(fault.exc_type, fault.exc_traceback)
        qInstallMessageHandler(lambda kind, context, message: None)

    def tell_unexpected(self, kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        """Logs an exception without its text, and says in the window that something went wrong."""
        with suppress(Exception):  # after an update not even that may be there
            log.log_exception(kind, trace)
        if not issubclass(kind, KeyboardInterrupt) and not self.entrance.context.program.is_replaced():
            self.entrance.context.store.tell("wrong", "error", UNEXPECTED_FACT, text=UNEXPECTED_ADVICE)


def _why_unlockable(folder: Path, claim: Claim) -> FolderTrouble | None:
    if claim.state != "unlockable":
        return None
    return probe(folder) or FolderTrouble("unusable", folder)


def _whole(file: str) -> str:
    """The file's whole path: the first program may run in another folder."""
    try:
        return str(Path(file).absolute()) if file else ""
    except OSError:  # the folder that the program was started in is gone
        return file

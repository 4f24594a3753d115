"""One program for each data folder: a second start hands its file over, raises the first window and ends."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal

from desktop_app.system import foreground
from desktop_app.system.files import read_start
from desktop_app.system.folder_state import may
from desktop_app.system.light_hash import sha256

if TYPE_CHECKING:  # a tenth of the start, needed only after it
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME: Final = "commessa.lock"
PATIENCE_SECONDS = 5.0  # a program that holds the lock may just be starting, or ending
PAUSE_SECONDS: Final = 0.05
CONNECT_MS: Final = 1_000
TAKEN: Final = b"ok\n"  # what the first program answers once it has what it was handed
_MOST_BYTES: Final = 4096  # of a lock file; ours have about a hundred

_MOST_SIGNS: Final = 64  # of a name in it, as long as a computer's may be

State = Literal["ours", "handed", "silent", "elsewhere", "in_the_way", "foreign", "unlockable"]


class Holder(NamedTuple):
    """What a lock file says of its holder; `here`: it is, or was, a program of this computer."""

    pid: int
    program: str
    computer: str
    here: bool


class Claim(NamedTuple):
    """How a claim to the folder ended.

    "handed": the first program has our file, nothing is left to do. "silent": a program of this computer holds the
    lock and does not answer. "elsewhere": the lock names another computer. "in_the_way": what has the lock's name is
    no file. "foreign": a file that is another user's. "unlockable": no lock can be made, whoever asks.
    """

    state: State
    holder: Holder | None = None
    owner: str = ""  # of a foreign file, where the system knows a name


class Instance(QObject):
    """Holds the data folder's lock; `asked` brings the file that a second start was given ("" for none)."""

    asked = Signal(object)  # a str: as Qt's own kind of text, a path that is not UTF-8 would lose its bytes

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._path = folder, folder / LOCK_NAME
        self._lock = QLockFile(str(self._path))
        # A lock never grows old by itself: only the system knows whether its holder still runs.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._socket: QLocalSocket | None = None
        self._told = False  # the first program has been sent our file, and may still read it

    @cached_property
    def _name(self) -> str:
        """What the first program of a folder listens to."""
        return "commessa-" + sha256(os.fsencode(os.path.realpath(self._folder))).hex()[:20]

    # --- the lock ----------------------------------------------------------------------------------------

    def is_first(self) -> bool:
        """Whether nobody else holds the folder; from then on we do."""
        if self._is_in_the_way():  # not even asked for: reading a pipe would never end
            return False
        return self._lock.isLocked() or self._lock.tryLock(0) or (self._is_left_over() and self._lock.tryLock(0))

    def claim(self, file: str, patience: float | None = None) -> Claim:
        """Takes the lock, or hands `file` to the program that has it; waits for one that is starting or ending."""
        until = time.monotonic() + (PATIENCE_SECONDS if patience is None else patience)
        while True:
            if self.is_first():
                return Claim("ours")
            if self.hand_over(file, until):
                return Claim("handed")
            found = self._found()
            late = time.monotonic() >= until
            if late and found.state == "silent" and found.holder is None and self._remove_unheld() and self.is_first():
                return Claim("ours")  # a file without words: of a program that a power cut ended
            if late or found.state != "silent":
                return found
            time.sleep(PAUSE_SECONDS)

    def take_over(self) -> bool:
        """Takes away whatever has the lock's name, unless a program holds it now; nothing is deleted but a lock."""
        if self._remove_unheld():
            return True
        if self._is_in_the_way() or self._found().state == "foreign":
            from desktop_app.drafts.file import timestamp

            with contextlib.suppress(OSError):
                self._path.rename(self._path.with_name(f"{LOCK_NAME}.messo-da-parte-{timestamp()}"))
                return True
        return False

    def holder(self) -> Holder | None:
        """What the lock file says; None where there is none, or it cannot be read."""
        try:
            lines = read_start(self._path, _MOST_BYTES).decode(errors="replace").splitlines()
            pid, program, computer = int(lines[0]), _shown(lines[1]), _shown(lines[2])
        except (OSError, ValueError, IndexError):
            return None
        machine = bytes(QSysInfo.machineUniqueId().data()).decode(errors="replace")
        if machine and len(lines) > 3 and lines[3]:
            here = lines[3] == machine  # as Qt judges it: a computer may have been given another name
        else:
            here = computer.lower() == QSysInfo.machineHostName().lower()
        return Holder(pid, program, computer, here)

    def _found(self) -> Claim:
        if self._is_in_the_way():
            return Claim("in_the_way")
        if not os.path.lexists(self._path):
            return Claim("unlockable" if self._lock.error() != QLockFile.LockError.LockFailedError else "silent")
        holder = self.holder()
        if holder is not None and not holder.here:
            return Claim("elsewhere", holder)
        if not may(self._path, os.R_OK | os.W_OK):
            return Claim("foreign", holder, self._owner())
        return Claim("silent", holder)

    def _owner(self) -> str:
        with contextlib.suppress(OSError, KeyError, NotImplementedError):
            return self._path.owner()
        return ""

    def _is_in_the_way(self) -> bool:
        try:
            return not stat.S_ISREG(os.lstat(self._path).st_mode)
        except (OSError, ValueError):
            return False

    def _is_left_over(self) -> bool:
        """Takes away the lock of a program that was killed and whose number another program has now, maybe ours.

        To Qt its holder still runs. A lock that somebody holds cannot be taken away.
        """
        holder = self.holder()
        return holder is not None and holder.here and self._remove_unheld()

    def _remove_unheld(self) -> bool:
        """Takes the lock file away where no running program holds it; not while another program does the same."""
        if self._is_in_the_way():
            return False
        guard = QLockFile(str(self._path) + ".rmlock")  # as Qt's own removal names it
        guard.setStaleLockTime(0)
        return guard.tryLock(0) and self._lock.removeStaleLockFile()

    # --- second starts -----------------------------------------------------------------------------------

    def listen(self) -> None:
        """Waits for second starts; called once the window is up. Not where somebody else listens already."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or self._socket is not None:
            return
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)

    def hand_over(self, file: str, until: float) -> bool:
        """Asks the first program to come forward and open a file; False where it does not say that it will.

        It may be busy: its answer is waited for until that moment of `time.monotonic`, and what it was sent is not
        sent again.
        """
        from PySide6.QtNetwork import QLocalSocket

        if self._server is not None:  # second starts ask us
            return False
        if self._socket is None:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if not socket.waitForConnected(CONNECT_MS):
                return False
            self._socket = socket
            foreground.give_away()
            socket.write(_as_line("" if self._told else file))
            self._told = socket.waitForBytesWritten(CONNECT_MS)
        left = round((until - time.monotonic()) * 1000)
        while not self._socket.canReadLine() and left > 0 and self._socket.waitForReadyRead(left):
            left = round((until - time.monotonic()) * 1000)
        answer = bytes(self._socket.readLine().data())
        if self._socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            self._socket = None  # it ended
        return answer == TAKEN

    def _answer(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()

        def read() -> None:
            if socket.canReadLine():
                line = bytes(socket.readLine().data())
                socket.write(TAKEN)
                socket.flush()
                self.asked.emit(_from_line(line))

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()

    def close(self) -> None:
        """Gives the folder free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._socket is not None:
            self._socket.abort()
            self._socket = None
        self._lock.unlock()


def _as_line(file: str) -> bytes:
    """A path as one line of ASCII, whatever signs or bytes the system allows in it."""
    return quote_from_bytes(os.fsencode(file)).encode() + b"\n"


def _from_line(line: bytes) -> str:
    return os.fsdecode(unquote_to_bytes(line.rstrip(b"\r\n")))


def _shown(word: str) -> str:
    """A word of a lock file, which anybody may have written, fit to be shown."""
    return "".join(sign for sign in word if sign.isprintable())[:_MOST_SIGNS]

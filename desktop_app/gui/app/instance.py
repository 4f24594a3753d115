"""One program for each data folder: a second start hands its file over, raises the first window and ends."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal

if TYPE_CHECKING:  # a tenth of the start, needed only after it
    from PySide6.QtNetwork import QLocalServer

REPLY_MS = 2_000


class Instance(QObject):
    """Holds the data folder's lock; `asked` brings the file that a second start was given ("" for none)."""

    asked = Signal(object)  # a str: as Qt's own kind of text, a path that is not UTF-8 would lose its bytes

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = QLockFile(str(folder / "commessa.lock"))
        # A lock never grows old by itself: only the system knows whether its holder still runs.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    @cached_property
    def _name(self) -> str:
        """What the first program of a folder listens to."""
        import hashlib

        return "commessa-" + hashlib.sha256(os.fsencode(self._folder.resolve())).hexdigest()[:20]

    def is_first(self) -> bool:
        """Whether nobody else holds the folder; from then on we do."""
        return self._lock.tryLock(0) or (self._is_left_over() and self._lock.tryLock(0))

    def _is_left_over(self) -> bool:
        """Takes away the lock of a program that was killed and had the number that is ours now.

        To Qt its holder, which is us, still runs. A lock that somebody holds cannot be taken away.
        """
        pid, host, _name = self._lock.getLockInfo()
        here = QSysInfo.machineHostName().lower() == host.lower()  # Windows writes it in one way or the other
        return here and pid == os.getpid() and self._lock.removeStaleLockFile()

    def listen(self) -> None:
        """Waits for second starts; called once the window is up."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)

    def hand_over(self, file: str) -> bool:
        """Asks the first program to come forward and open a file; False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(REPLY_MS):
            return False
        socket.write(_as_line(file))
        done = socket.waitForBytesWritten(REPLY_MS)
        socket.disconnectFromServer()
        return bool(done)

    def _answer(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()

        def read() -> None:
            if socket.canReadLine():
                self.asked.emit(_from_line(bytes(socket.readLine().data())))

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()

    def close(self) -> None:
        """Gives the folder free."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _as_line(file: str) -> bytes:
    """A path as one line of ASCII, whatever signs or bytes the system allows in it."""
    return quote_from_bytes(os.fsencode(file)).encode() + b"\n"


def _from_line(line: bytes) -> str:
    return os.fsdecode(unquote_to_bytes(line.rstrip(b"\r\n")))

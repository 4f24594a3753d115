"""The log file: exceptions and where they were raised, never data of the user."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType

from desktop_app.system.files import is_regular

LOG_NAME = "commessa.log"
MAX_LOG_BYTES = 200_000


def start_logging(folder: Path) -> None:
    """Starts logging to the data folder, two files of MAX_LOG_BYTES at most; logs nothing where it is not writable."""
    import logging
    from logging.handlers import RotatingFileHandler

    path = folder / LOG_NAME
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        if is_regular(path) or not os.path.lexists(path):  # a pipe would be waited for
            handler = RotatingFileHandler(path, maxBytes=MAX_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False


def log_exception(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Logs an unexpected exception: its class and stack, not its text, which may hold the user's data."""
    import logging
    import traceback

    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    logging.error("%s in %s", kind.__name__, " < ".join(reversed(lines)))

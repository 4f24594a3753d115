"""The log file: exceptions and where they were raised, never data of the user."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

LOG_NAME = "commessa.log"
MAX_LOG_BYTES = 200_000


def start_logging(folder: Path) -> None:
    """Starts logging to the data folder, two files of MAX_LOG_BYTES at most; logs nothing where it is not writable."""
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        handler: logging.Handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=MAX_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False


def log_exception(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Logs an unexpected exception: its class and stack, not its text, which may hold the user's data."""
    import logging
    import traceback

    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    logging.error("%s in %s", kind.__name__, " < ".join(reversed(lines)))

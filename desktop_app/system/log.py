"""The log: what went wrong in the program and where, never what the user wrote."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

NAME = "commessa.log"
MAX_BYTES = 200_000


def start(folder: Path) -> None:
    """Logs into the data folder from now on, at most twice MAX_BYTES; without a log where that cannot be."""
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        handler: logging.Handler = RotatingFileHandler(
            folder / NAME, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False


def fault(kind: type[BaseException], trace: TracebackType | None) -> None:
    """An exception nobody expected: its class and the lines it came through, not its text, which may hold data."""
    import logging
    import traceback

    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    logging.error("%s in %s", kind.__name__, " < ".join(reversed(lines)))

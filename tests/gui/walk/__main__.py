"""A walk by itself: `python -m tests.gui.walk SEED FIRST_STEP LAST_STEP`. Ends with 1 at the first fault.

Each step is told before it is done, so that the last line says what a crash came from.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
from pathlib import Path

from tests.gui.walk.watch import Watch

HANGS_AFTER = 60  # seconds


def main(seed: int, first: int, last: int) -> int:
    """Stage after stage; the longest freezes at the end."""
    from desktop_app.gui.app.main import make_application
    from desktop_app.gui.features.backups import automatic
    from tests.gui.walk.walk import STAGE, Walk

    automatic.DELAY_MS = 200  # so that each stage has copies to be restored
    application = make_application([])
    application.setQuitOnLastWindowClosed(False)
    watch = Watch()
    for begin in range(first - first % STAGE, last, STAGE):
        with tempfile.TemporaryDirectory(prefix="walk") as folder:
            walk = Walk(application, Path(folder), watch, say)
            walk.run(seed, begin, min(begin + STAGE, last))
            if watch.faults:
                say("\n".join(["FAULT", *watch.faults, "the last steps:", *walk.path]))
                say(f"again: python -m tests.gui.walk {seed} {begin} {begin + STAGE}")
                return 1
    say("\n".join(["longest absences of the window's thread:", *watch.report()]))
    return 0


def say(words: str) -> None:
    """Where nothing is said any more the walk ends, and tells where it hangs."""
    faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
    sys.stdout.write(words.encode("ascii", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    faulthandler.enable()
    code = main(*map(int, sys.argv[1:]))
    sys.stdout.flush()
    os._exit(code)

"""What somebody does, one thing in each turn of the event loop: only there Qt deletes what is put away."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QTimer


def in_turns(steps: Iterator[int]) -> None:
    """Takes one step after the other; each yields the milliseconds until the next."""
    loop, clock, faults = QEventLoop(), QTimer(singleShot=True), list[BaseException]()

    def go() -> None:
        pause = None
        try:
            pause = next(steps, None)
        except BaseException as fault:
            faults.append(fault)
        if pause is None:
            loop.quit()
        else:
            clock.start(pause)

    clock.timeout.connect(go)
    clock.start(0)
    loop.exec()
    for fault in faults:
        raise fault

"""A long job and its strip, whatever happens to the window meanwhile."""

from __future__ import annotations

import threading

from desktop_app.gui.services.worker import Progress, Steps, Task
from desktop_app.gui.shell.job_strip import JobStrip
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from tests.gui.support.program import Start


def test_in_another_look_it_is_shown_again_and_ends_there(start: Start) -> None:
    program = start()
    go_on, done = threading.Event(), list[object]()

    def work() -> Steps[int]:
        yield Progress("Leggo", 1, 2)
        go_on.wait(20)
        return 7

    def strips() -> list[ProgressStrip]:
        return [each for each in program.window.findChildren(ProgressStrip) if each.isVisible()]

    job = JobStrip(program.window)
    job.begin(Task(program.context.worker, work()), done.append, done.append)
    program.wait(strips)
    before = strips()
    program.app.appearance.resize_text(1.25)
    program.wait(lambda: strips() and strips() != before)
    assert job.busy
    go_on.set()
    program.wait(lambda: done)
    assert done == [7] and strips() == [] and not job.busy

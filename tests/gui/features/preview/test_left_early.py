"""A preview that is left before its document was shown: the document is freed where pdfium works, never beside it."""

from __future__ import annotations

import gc
import threading

import pytest
from shiboken6 import isValid

from desktop_app.gui.services.page_images import OpenedPdf
from desktop_app.gui.services.worker import in_one_step
from tests.gui.support.program import BRIEF_FORM, Start
from tests.support.pdfium import closings

LIMIT_SECONDS = 20


def test_a_document_that_nobody_waits_for_any_more_is_freed_in_the_workers_thread(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.view
    read, reader = OpenedPdf.read, list[int]()
    is_read, is_left = threading.Event(), threading.Event()

    def noted(data: bytes) -> OpenedPdf:
        found = read(data)
        reader.append(threading.get_ident())
        is_read.set()
        is_left.wait(LIMIT_SECONDS)
        return found

    monkeypatch.setattr(OpenedPdf, "read", staticmethod(noted))
    threads = closings(monkeypatch)
    program.app.run("preview")
    page = program.page()
    assert is_read.wait(LIMIT_SECONDS)  # meanwhile the window hears of nothing
    program.app.show_dossiers()
    program.wait(lambda: not isValid(page))
    is_left.set()
    told: list[object] = []
    program.context.worker.submit(in_one_step(lambda: None), told.append, told.append)
    program.wait(lambda: told)  # and with it the result before, which is for nobody
    gc.collect()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.view
    program.app.run("preview")
    program.wait(lambda: getattr(program.page(), "pdf", None) is not None)
    assert threads and {*threads} == {*reader} != {threading.get_ident()}

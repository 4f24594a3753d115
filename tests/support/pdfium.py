"""Which threads close the documents of pdfium, which knows of no threads."""

from __future__ import annotations

import threading
from typing import Any

import pypdfium2
import pytest


def closings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The thread of each document that is closed from now on, by hand or with its last user."""
    threads: list[int] = []
    close = pypdfium2.PdfDocument._close_impl  # noqa: SLF001 - what the library does at the end of a document

    def noted(*given: Any) -> None:
        threads.append(threading.get_ident())
        close(*given)

    monkeypatch.setattr(pypdfium2.PdfDocument, "_close_impl", staticmethod(noted))
    return threads

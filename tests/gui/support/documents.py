"""What the tests of preview, export and print work on: the complete example of a form, whole and as a draft."""

from __future__ import annotations

import datetime as dt
import threading
from functools import cache

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.forms.form import Document
from desktop_app.library import Library
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

FORM = "marche/art14_2023"
DAY = dt.date(2026, 11, 22)


@cache
def example() -> Dossier:
    """Complete, without a problem; not to be changed."""
    return _open()


@cache
def draft() -> Dossier:
    """The same with a problem and an answer missing; not to be changed."""
    dossier = _open()
    dossier.answer("posti_convenzione", "9")
    dossier.answer("vuc", "")
    return dossier


def _open() -> Dossier:
    library = Library([forms_folder()])
    _, answers = cases.read_draft(library.folder(FORM), cases.EXAMPLE, FORM)
    return Dossier(library.load(FORM), answers, DAY)


class Held:
    """Holds each document back in the worker until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Semaphore(0), threading.Semaphore(0)
        making = DocumentSet.pdf

        def slow(documents: DocumentSet, document: Document) -> bytes:
            self.begun.release()
            assert self.go_on.acquire(timeout=20)
            return making(documents, document)

        monkeypatch.setattr(DocumentSet, "pdf", slow)


@cache
def pdf(index: int = 0) -> bytes:
    """The bytes of one of the example's documents."""
    dossier = example()
    return dossier.documents.pdf(dossier.documents.applicable()[index])

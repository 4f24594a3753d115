"""Export: the very bytes, one whole file after the other, and a folder without anybody's name."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.engine.forms.form import Document
from desktop_app.gui.features.documents.export import Exported, ExportJob, ExportResult
from desktop_app.gui.services.export_folder import SEPARATOR, documents_base, export_folder, folder_words
from desktop_app.gui.services.worker import Worker, in_one_step
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from tests.gui.support import documents as papers

DAY = dt.date(2026, 11, 22)
LONG_WAIT = 60_000


class Names:
    """Where documents go, under the names that the command line gives them."""

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        self._documents, self.folder = dossier.documents, folder

    def name(self, document: Document, sha256: str) -> tuple[str, bool]:
        assert len(sha256) == 64
        return self._documents.file_name(document), False


def export(qtbot: QtBot, worker: Worker, dossier: Dossier, folder: Path, count: int = 2) -> ExportResult:
    job = ExportJob(worker, dossier.documents, dossier.documents.applicable()[:count], Names(dossier, folder))
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None
    result = end.args[0]
    assert isinstance(result, ExportResult)
    return result


def test_the_files_are_the_bytes_of_the_session(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    dossier = papers.example()
    documents = dossier.documents.applicable()
    told: list[tuple[str, int, int]] = []
    job = ExportJob(worker, dossier.documents, documents, Names(dossier, tmp_path / "nuova" / "cartella"))
    job.progressed.connect(lambda *values: told.append(values))
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None
    result = end.args[0]
    assert result.is_whole and not result.fault
    for document, written in zip(documents, result.written, strict=True):
        data = written.path.read_bytes()
        assert data == dossier.documents.pdf(document)
        sha256 = hashlib.sha256(data).hexdigest()
        path = tmp_path / "nuova" / "cartella" / f"{document.spec.id}.pdf"
        assert written == Exported(document.spec.id, path, sha256, False)
    total = len(documents)
    assert told == [(f"Esporto {n} di {total}: {d.spec.title}", n - 1, total) for n, d in enumerate(documents, 1)]


def test_a_draft_says_so_in_its_name(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    result = export(qtbot, worker, papers.draft(), tmp_path, 1)
    assert [(each.path.name, each.draft) for each in result.written] == [("convenzione_locale_BOZZA.pdf", True)]


def test_a_stop_leaves_only_whole_files(
    qtbot: QtBot, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = papers.example()
    making, begun, go = DocumentSet.pdf, threading.Event(), threading.Event()

    def slow(self: DocumentSet, document: Document) -> bytes:
        begun.set()
        assert go.wait(20)
        return making(self, document)

    monkeypatch.setattr(DocumentSet, "pdf", slow)
    job = ExportJob(worker, dossier.documents, dossier.documents.applicable(), Names(dossier, tmp_path))
    assert begun.wait(20)
    job.stop()  # in the middle of the first document
    go.set()
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None
    result = end.args[0]
    monkeypatch.undo()
    assert len(result.written) == 1 and not result.is_whole and not result.fault
    assert [path.name for path in tmp_path.iterdir()] == [result.written[0].path.name]
    assert result.written[0].path.read_bytes() == papers.pdf(0)


def test_stopped_before_it_begins_it_makes_not_even_the_folder(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    go = threading.Event()
    worker.submit(in_one_step(lambda: go.wait(20)), lambda _: None, pytest.fail)
    dossier = papers.example()
    job = ExportJob(worker, dossier.documents, dossier.documents.applicable(), Names(dossier, tmp_path / "x"))
    job.stop()
    go.set()
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None and end.args[0].written == () and not (tmp_path / "x").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders there are not closed by a mode")
def test_a_folder_that_takes_nothing_gives_its_sentence(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    locked = tmp_path / "chiusa"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write anywhere")
    result = export(qtbot, worker, papers.example(), locked)
    assert result.written == () and "non si può scrivere" in result.fault
    assert "non si può creare" in export(qtbot, worker, papers.example(), locked / "dentro").fault
    locked.chmod(0o700)


def test_a_file_in_the_way_gives_its_sentence(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "indica una cartella" in export(qtbot, worker, papers.example(), tmp_path / "file").fault
    (tmp_path / "convenzione_locale.pdf").mkdir()
    assert "è una cartella" in export(qtbot, worker, papers.example(), tmp_path).fault


def test_a_fault_on_the_way_keeps_what_is_written(
    qtbot: QtBot, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = papers.example().documents.applicable()[0]

    def pdf(self: DocumentSet, document: object) -> bytes:
        if document is not first:
            raise PdfFault("Il PDF non è stato creato.")
        return b"%PDF"

    monkeypatch.setattr(DocumentSet, "pdf", pdf)
    result = export(qtbot, worker, papers.example(), tmp_path)
    assert [each.document for each in result.written] == [first.spec.id]
    assert result.fault == "Il PDF non è stato creato." and not result.is_whole


def test_the_folder_is_named_by_form_number_and_date(tmp_path: Path) -> None:
    folder = export_folder(tmp_path, papers.FORM, 12, DAY)
    assert folder == tmp_path / "Marche" / "2026" / "art14_2023-n12-2026-11-22"
    assert export_folder(tmp_path, "emilia_romagna/x", 1, DAY).parts[-3:-1] == ("Emilia Romagna", "2026")
    assert not folder.exists()


def test_the_folder_has_the_company_s_name_where_that_is_wanted(tmp_path: Path) -> None:
    folder = export_folder(tmp_path, papers.FORM, 12, DAY, "Àlfa/Beta: società a responsabilità limitata")
    assert folder.name == "art14_2023-n12-2026-11-22-Alfa_Beta_Srl"


@pytest.mark.usefixtures("qapp")
def test_the_base_is_in_the_documents_of_the_user(data_folder: Path) -> None:
    assert documents_base().name == "Commessa" and data_folder.parent in documents_base().parents


@pytest.mark.usefixtures("qapp")
def test_a_folder_is_said_without_slashes(tmp_path: Path) -> None:
    folder = export_folder(documents_base(), papers.FORM, 3, DAY)
    assert folder_words(folder) == SEPARATOR.join(
        ("Documenti", "Commessa", "Marche", "2026", "art14_2023-n3-2026-11-22")
    )
    assert folder_words(tmp_path / "a b").endswith(f"{SEPARATOR}a b") and "/" not in folder_words(tmp_path)

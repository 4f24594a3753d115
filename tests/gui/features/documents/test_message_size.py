"""What is said of the size of the documents before they are sent."""

from __future__ import annotations

from pathlib import Path

from desktop_app.drafts.models import LONG_AGO, ExportedDocument, ExportEntry
from desktop_app.gui.features.documents import message_size as sending
from tests.gui.support.program import BRIEF_FORM, Start, labels


def row(number: int, path: Path, document: str = "uno", bozza: bool = False, changed: bool = False) -> ExportEntry:
    return ExportEntry(number, document, path, "", LONG_AGO, bozza, 1, changed)


def written(folder: Path, name: str, size: int) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("wb") as file:
        file.truncate(size)
    return folder / name


def test_only_the_last_export_of_each_document_is_weighed(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a", "uno.pdf", 9_000_000), written(tmp_path / "b", "uno.pdf", 1_000_000)
    two = written(tmp_path / "a", "due.pdf", 234_000)
    exports = [row(4, tmp_path / "via.pdf", "tre"), row(3, new), row(2, old), row(1, two, "due")]
    said = sending.weight(exports)
    assert said.kind == "ok"
    assert said.fact == "2\u00a0documenti: 1,3\u00a0MB in tutto."
    assert "1,7\u00a0MB" in said.text and "Attenzione" not in said.text
    assert sending.folder_of(exports) == tmp_path / "b"
    assert sending.folder_of([]) is None


def test_what_a_pec_may_refuse_is_a_warning(tmp_path: Path) -> None:
    light = row(1, written(tmp_path, "a.pdf", sending.HEAVY - 1))
    heavy = row(2, written(tmp_path, "b.pdf", sending.HEAVY))
    assert sending.weight([light]).kind == "ok"
    assert sending.weight([heavy]).kind == "warning"
    both = [row(1, written(tmp_path, "c.pdf", 10_000_000)), row(2, written(tmp_path, "d.pdf", 10_000_000), "due")]
    assert sending.weight(both).kind == "warning"


def test_old_documents_and_drafts_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", 10)
    assert "bozze" in sending.weight([row(1, path, bozza=True)]).text
    assert "è cambiata" in sending.weight([row(1, path, changed=True)]).text
    assert "0,1\u00a0MB" in sending.weight([row(1, path)]).fact


def test_the_window_weighs_what_was_exported(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("exports_folder")
    program.notice("Non c'è ancora un PDF esportato")
    program.app.run("weight")
    program.notice("Non c'è ancora un PDF esportato")
    saver = program.app.editor.saver
    assert saver is not None
    path = written(tmp_path, "a.pdf", 21_000_000)
    program.drafts.exported(saver.id, program.stored.content, [ExportedDocument("uno", path, "0", bozza=False)])
    program.app.run("weight")
    program.notice("Un documento: 21,0\u00a0MB in tutto.")
    assert labels(program.window)

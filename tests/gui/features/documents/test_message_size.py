"""What is said of the size of the documents before they are sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.drafts.models import LONG_AGO, ExportedDocument, ExportEntry
from desktop_app.gui.features.documents import message_size as sending
from desktop_app.gui.widgets.feedback.notice import Notice
from tests.gui.support.program import BRIEF_FORM, Program, Start, labels, settle


def row(number: int, path: Path, document: str = "uno", bozza: bool = False, changed: bool = False) -> ExportEntry:
    return ExportEntry(number, document, path, "", LONG_AGO, bozza, 1, changed)


def written(folder: Path, name: str, size: int) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("wb") as file:
        file.truncate(size)
    return folder / name


def weighed(folder: Path, *exports: ExportEntry) -> Notice:
    return sending.weight(sending.look_up(exports, [folder]))


def test_only_the_last_export_of_each_document_is_weighed(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a", "uno.pdf", 9_000_000), written(tmp_path / "b", "uno.pdf", 1_000_000)
    two = written(tmp_path / "a", "due.pdf", 234_000)
    exports = [row(4, tmp_path / "via.pdf", "tre"), row(3, new), row(2, old), row(1, two, "due")]
    found = sending.look_up(exports, [tmp_path])
    said = sending.weight(found)
    assert said.kind == "ok"
    assert said.fact == "2\u00a0documenti: 1,3\u00a0MB in tutto."
    assert "1,7\u00a0MB" in said.text and "Attenzione" not in said.text
    assert sending.folder_of(found) == tmp_path / "b" and found.elsewhere == 0
    assert sending.folder_of(sending.look_up([], [tmp_path])) is None


def test_what_a_pec_may_refuse_is_a_warning(tmp_path: Path) -> None:
    light = row(1, written(tmp_path, "a.pdf", sending.HEAVY - 1))
    heavy = row(2, written(tmp_path, "b.pdf", sending.HEAVY))
    assert weighed(tmp_path, light).kind == "ok"
    assert weighed(tmp_path, heavy).kind == "warning"
    both = [row(1, written(tmp_path, "c.pdf", 10_000_000)), row(2, written(tmp_path, "d.pdf", 10_000_000), "due")]
    assert weighed(tmp_path, *both).kind == "warning"


def test_old_documents_and_drafts_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", 10)
    assert "bozze" in weighed(tmp_path, row(1, path, bozza=True)).text
    assert "è cambiata" in weighed(tmp_path, row(1, path, changed=True)).text
    assert "0,1\u00a0MB" in weighed(tmp_path, row(1, path)).fact


def test_what_lies_elsewhere_is_said_and_not_looked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "qui", "a.pdf", 10)
    said = weighed(tmp_path / "altrove", row(1, path))
    assert said.fact == sending.ELSEWHERE and said.links == sending.EXPORT
    found = sending.look_up([row(2, path), row(1, tmp_path / "a.pdf", "due")], [tmp_path / "qui"])
    assert len(found.files) == found.elsewhere == 1 and sending.weight(found).kind == "ok"
    folder = written(tmp_path / "qui" / "b.pdf", "c", 1).parent
    assert sending.look_up([row(1, folder)], [tmp_path]).files == ()


def test_a_copy_of_somebody_else_makes_the_window_ask_nothing_about_its_paths(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows to ask about a path of another computer is to connect to it."""
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path / "scelta")
    foreign = (Path("//server/evil/a.pdf"), Path("/net/evil/b.pdf"), written(tmp_path / "evil", "c.pdf", 9))
    documents = [
        ExportedDocument(document.id, path, "0" * 64, bozza=False)
        for document, path in zip(program.view.dossier.form.spec.document, foreign, strict=False)
    ]
    program.drafts.exported(program.stored.id, program.stored.content, documents)
    asked: list[str] = []
    with monkeypatch.context() as patch:
        watch(patch, asked)
        walk_over(program)
    assert [each for each in asked if "evil" in each] == []
    program.notice(sending.ELSEWHERE)


def watch(patch: pytest.MonkeyPatch, asked: list[str]) -> None:
    """Notes all that is asked of the system about a path, in any thread."""
    for name in ("stat", "lstat", "open", "scandir", "listdir", "readlink", "access"):
        usual = getattr(os, name)

        def noted(path: object, *rest: Any, usual: Any = usual, **named: Any) -> Any:
            asked.append(str(path))
            return usual(path, *rest, **named)

        patch.setattr(os, name, noted)

    def open_url(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    patch.setattr(QDesktopServices, "openUrl", open_url)


def walk_over(program: Program) -> None:
    """Everywhere where an export is shown or used."""
    id = program.stored.id
    program.app.show_dossiers()
    settle()
    program.app.editor.open(id)
    for action in ("summary", "preview"):
        program.app.run(action)
        settle()
    for action in ("weight", "exports_folder"):
        program.app.run(action)
        program.notice(sending.ELSEWHERE)
    program.app.run("export")
    program.wait(lambda: not program.app.documents.busy)


def test_the_window_weighs_what_was_exported(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("exports_folder")
    program.notice("Non c'è ancora un PDF esportato")
    program.app.run("weight")
    program.notice("Non c'è ancora un PDF esportato")
    saver = program.app.editor.saver
    assert saver is not None
    program.context.settings.export_base = str(tmp_path)
    program.context.settings.export_base = str(tmp_path / "un'altra, poi")  # what was chosen before counts, too
    path = written(tmp_path, "a.pdf", 21_000_000)
    program.drafts.exported(saver.id, program.stored.content, [ExportedDocument("uno", path, "0", bozza=False)])
    program.app.run("weight")
    program.notice("Un documento: 21,0\u00a0MB in tutto.")
    assert labels(program.window)

"""The documents of several dossiers, chosen in the list: what is written, recorded and said, and what is left out."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import parse_stored
from desktop_app.engine.forms.form import Document, Form
from desktop_app.gui.features.documents.export import KEPT
from desktop_app.gui.features.documents.notice import CHANGE_IN_OPTIONS, FOLDERS_NAMED, FOLDERS_UNNAMED, OFFER
from desktop_app.gui.features.documents.several import DAMAGED
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from desktop_app.gui.wording.dossier_words import dossier_look, summary_of_row
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from tests.gui.support.documents import Held
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start

NAMES = ("Alfa S.r.l.", "Beta S.r.l.", "Gamma S.r.l.")
Answers = dict[str, Any]


def put(program: Program, name: str, **others: Any) -> str:
    """A dossier of the store that says as little as one of an earlier version in the list: nothing."""
    example = program.context.catalog.library.example(BRIEF_FORM)
    draft = replace(example, answers={**example.answers, "datore_nome": name, **others})
    form = program.context.catalog.library.load(BRIEF_FORM)
    state = Dossier(form, draft, program.context.day.today()).state
    return program.drafts.create(draft.to_json(), BRIEF_FORM, state.title)


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """With a place for documents."""
    made = start()
    made.context.settings.export_base = str(tmp_path / "documenti")
    return made


@pytest.fixture
def three(program: Program) -> list[str]:
    """Complete, incomplete, complete; the list is shown."""
    lacking = {"attivita": None, "mansioni_previste": None}
    ids = [put(program, NAMES[0]), put(program, NAMES[1], **lacking), put(program, NAMES[2])]
    program.app.show_dossiers()
    return ids


def export(program: Program, ids: list[str]) -> str:
    """Exports them; what is said in the end."""
    program.app.documents.export_several(ids)
    program.wait(lambda: not program.app.documents.busy and "pratic" in " ".join(program.notices()))
    return program.notices()[0]


def looks(program: Program) -> dict[str, str]:
    """How each dossier looks in the list as it is shown."""
    rows = program.page()._selection.listing.rows  # noqa: SLF001 - the rows as they were read
    known = {row.id: summary_of_row(row) for row in rows}
    return {id: dossier_look(each.state, each.stage) for id, each in known.items()}


def files(program: Program) -> set[Path]:
    return {each for each in Path(program.context.settings.export_base).rglob("*") if each.is_file()}


def test_complete_dossiers_are_written_and_recorded_and_the_other_one_is_named(
    program: Program, three: list[str]
) -> None:
    said = export(program, three)
    folders = set()
    for id in (three[0], three[2]):
        records = program.drafts.exports(id)
        stored = program.drafts.read(id)
        form = program.context.catalog.library.load(stored.form)
        dossier = Dossier(form, parse_stored(stored.content), program.context.day.today())
        dossier.id = id
        documents = dossier.documents
        wanted = {each.spec.id: documents.pdf(each) for each in documents.applicable()}
        assert {each.document: each.path.read_bytes() for each in records} == wanted, "as the open one is exported"
        assert all(each.sha256 == hashlib.sha256(wanted[each.document]).hexdigest() for each in records)
        assert not any(each.bozza or each.changed for each in records)
        folders |= {each.path.parent for each in records}
    assert len(folders) == 2 and files(program) == {each for folder in folders for each in folder.iterdir()}
    assert program.drafts.exports(three[1]) == []
    (above,) = {each.parent for each in folders}
    assert said.startswith(f"Esportati i PDF di 2\u00a0pratiche su 3. {above}. «Beta S.r.l.")
    assert "»: mancano 2\u00a0risposte." in said
    program.wait(lambda: looks(program)[three[0]] == "to_sign")
    assert looks(program)[three[2]] == "to_sign"
    program.follow("Esportati", f"Apri «{program.drafts.read(three[1]).title}»")
    assert program.view.dossier.id == three[1]


def test_the_folder_names_and_versions_are_those_of_the_open_dossier(program: Program, three: list[str]) -> None:
    """Exported from the window and then from the list: the same files; what was signed there stays as it is."""
    program.context.settings.company_in_folders = True
    program.app.editor.open(three[0])
    assert program.view.dossier.id == three[0]
    program.keys("Ctrl+E")
    program.wait(lambda: len(program.drafts.exports(three[0])) > 0)
    first = {each.path: each.path.read_bytes() for each in program.drafts.exports(three[0])}
    assert all("Alfa" in each.parent.name for each in first)
    program.app.show_dossiers()
    assert KEPT not in export(program, three[:1]) and files(program) == set(first)
    signed = next(iter(first))
    signed.write_bytes(first[signed] + b"%signed")
    said = export(program, three[:1])
    assert KEPT in said and signed.read_bytes() == first[signed] + b"%signed"
    assert files(program) == {*first, signed.with_stem(f"{signed.stem}-2")}


def test_once_it_is_offered_to_name_folders_where_nothing_else_is_to_be_said(
    program: Program, three: list[str]
) -> None:
    assert FOLDERS_UNNAMED not in export(program, three)
    assert FOLDERS_UNNAMED in export(program, three[::2])
    before = files(program)
    program.follow("Esportati", OFFER[0][1])
    assert CHANGE_IN_OPTIONS in program.notice(FOLDERS_NAMED).notice.text
    assert FOLDERS_UNNAMED not in export(program, three[::2])
    assert {"Alfa" in each.parent.name or "Gamma" in each.parent.name for each in files(program) - before} == {True}


def test_the_way_out_of_an_export_that_failed_is_about_its_own_dossier(
    program: Program, three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one was opened meanwhile."""
    held = Held(monkeypatch)
    program.app.editor.open(three[0])
    assert program.view.dossier.id == three[0]
    Path(program.context.settings.export_base).write_bytes(b"in the way")
    program.keys("Ctrl+E")
    assert held.begun.acquire(timeout=20)
    program.app.editor.open(three[2])
    assert program.view.dossier.id == three[2]
    held.go_on.release(20)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "altrove"))
    program.follow("La cartella", "Scegli un'altra cartella")
    program.notice("Esportati i PDF di una pratica.")
    assert program.drafts.exports(three[0]) and not program.drafts.exports(three[2])


def test_what_was_typed_last_is_stored_first(program: Program, three: list[str]) -> None:
    program.app.editor.open(three[0])
    program.view.dossier.answer("datore_nome", "Alfa e figli S.r.l.")
    program.app.documents.export_several(three[:1])
    program.notice("Esportati i PDF di una pratica.")
    assert program.stored_draft.answers["datore_nome"] == "Alfa e figli S.r.l."
    assert not any(each.changed for each in program.drafts.exports(three[0]))
    assert all("Alfa_e_figli" in each.path.name for each in program.drafts.exports(three[0]))


def strip(program: Program) -> ProgressStrip | None:
    return next((each for each in program.window.findChildren(ProgressStrip) if each.isVisible()), None)


def test_stopped_in_the_middle_it_records_what_is_written_and_says_so(
    program: Program, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    many = len(Dossier(*_of(program, three[0])).documents.applicable())
    program.app.documents.export_several(three[::2])
    for _ in range(many):
        assert held.begun.acquire(timeout=20)
        held.go_on.release()
    assert held.begun.acquire(timeout=20)  # the first document of the second one
    program.wait(
        lambda: (
            (shown := strip(program))
            and any("Esporto 2 di 2: Gamma" in each.text() for each in shown.findChildren(QLabel))
        )
    )
    shown = strip(program)
    assert shown is not None
    shown.stop_requested.emit()
    held.go_on.release()
    said = program.notice("Fermato: esportati i PDF di una pratica su 2.").notice.spoken
    assert f"»: documenti scritti 1 su {many}." in said and "Gamma" in said
    assert len(program.drafts.exports(three[0])) == many and len(program.drafts.exports(three[2])) == 1
    recorded = {each.path for id in three for each in program.drafts.exports(id)}
    assert files(program) == recorded, "what is on the disk is recorded, and whole"
    assert strip(program) is None and not program.app.documents.busy


def _of(program: Program, id: str) -> tuple[Form, Any, Any]:
    stored = program.drafts.read(id)
    library = program.context.catalog.library
    return library.load(stored.form), parse_stored(stored.content), program.context.day.today()


def test_nothing_of_it_is_done_in_the_window_s_thread(
    program: Program, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: dict[str, set[bool]] = {}
    window = program.qapp.thread()

    def watched(owner: type, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def noted(*given: Any, **named: Any) -> Any:
            threads.setdefault(name, set()).add(QThread.currentThread() is window)
            return real(*given, **named)

        monkeypatch.setattr(owner, name, noted)

    for owner, name in ((DocumentSet, "pdf"), (Dossier, "__init__"), (Drafts, "exported"), (Drafts, "read")):
        watched(owner, name)
    export(program, three)
    assert threads == {key: {False} for key in ("pdf", "__init__", "exported", "read")}


def test_a_damaged_one_and_one_without_its_form_are_named_and_the_others_go_on(
    program: Program, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(program.drafts.path)) as other:
        other.execute("UPDATE contents SET content = x'7b7d' WHERE draft = ?", (three[0],))
        other.commit()
    gone = program.drafts.create('{"form": "altrove/modulo", "answers": {}}', "altrove/modulo", "Delta S.r.l., Bari")
    binned = put(program, "Epsilon S.r.l.")
    program.drafts.bin(binned)
    export(program, [three[0], gone, binned, three[2]])
    notice = program.notice("Esportati i PDF di una pratica su 4.").notice
    said = notice.spoken
    assert f"«Alfa S.r.l., Massafra»: {DAMAGED}." in said
    assert "«Delta S.r.l., Bari»: Il modulo «altrove/modulo» qui non c'è" in said
    assert said.endswith("Una pratica non è più nell'elenco.")
    assert program.drafts.exports(binned) == [] and len(program.drafts.exports(three[2])) > 0
    assert [key for key, _ in notice.links] == ["open", three[0], "close"], (
        "opening is no way on where the form is gone"
    )


def test_a_document_that_cannot_be_made_stops_no_other_dossier(
    program: Program, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    making = DocumentSet.pdf

    def fail(documents: DocumentSet, document: Document) -> bytes:
        if documents.state.draft.answers["datore_nome"] == NAMES[0]:
            raise PdfFault("Questo non si stampa.")
        return making(documents, document)

    monkeypatch.setattr(DocumentSet, "pdf", fail)
    said = export(program, three[::2])
    assert said.startswith("Esportati i PDF di una pratica su 2.") and "»: Questo non si stampa." in said
    assert program.drafts.exports(three[0]) == [] and len(program.drafts.exports(three[2])) > 0


def test_a_dossier_that_is_changed_meanwhile_looks_so_in_the_list(
    program: Program, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    program.app.documents.export_several(three[:1])
    assert held.begun.acquire(timeout=20)
    program.app.editor.open(three[0])
    program.write("datore_nome", "Alfa e figli S.r.l.")
    program.app.show_dossiers()
    program.wait(lambda: not program.drafts.pending)
    for _ in range(20):
        held.go_on.release()
    program.notice("Esportati i PDF di una pratica.")
    program.wait(lambda: looks(program)[three[0]] == "to_export")
    row = next(each for each in program.drafts.rows() if each.id == three[0])
    assert {each.state for each in summary_of_row(row).documents} == {"outdated"}


def test_from_the_list_by_keys_and_from_the_menu_of_several(program: Program, three: list[str]) -> None:
    page = program.page()
    program.wait(lambda: page.table.model().rowCount() == 3)
    page.table.setFocus()
    page.table.selectAll()
    QTest.keyClick(page.table, Key.Key_Home)
    page.table.selectAll()
    program.keys("Ctrl+E")
    program.notice("Esportati i PDF di 2\u00a0pratiche su 3.")
    program.follow("Esportati", "Chiudi")
    page.details.bar.more.click()
    entry = next(each for each in page.details.bar.menu.actions() if each.text().startswith("Esporta i &PDF"))
    page.details.bar.menu.close()
    entry.trigger()
    program.notice("Esportati i PDF di 2\u00a0pratiche su 3.")
    assert all(len(program.drafts.exports(id)) > 4 for id in three[::2])


def test_without_a_dossier_and_in_the_bin_there_is_nothing_to_export(program: Program) -> None:
    program.app.show_dossiers()
    assert not program.window.menus.actions["export"].isEnabled()
    put(program, NAMES[0])
    program.app.dossiers.refresh()
    program.wait(lambda: program.window.menus.actions["export"].isEnabled())
    program.page().show_place("bin")
    assert program.app.dossiers.chosen_ids() == [] and not program.window.menus.actions["export"].isEnabled()


def test_a_folder_that_refuses_is_said_and_another_one_takes_the_rest(
    program: Program, three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = Path(program.context.settings.export_base)
    base.write_text("un file, dove va la cartella")
    said = export(program, three[::2])
    assert said.startswith("Nessuna pratica esportata. «Alfa S.r.l., Massafra»: La cartella «")
    other = tmp_path / "altrove"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    program.follow("Nessuna", "Scegli un'altra cartella")
    program.notice("Esportati i PDF di 2\u00a0pratiche.")
    assert base.is_file() and all(other in each.path.parents for id in three for each in program.drafts.exports(id))


def test_more_than_three_left_out_are_counted(program: Program) -> None:
    ids = [put(program, f"Ditta {each}", attivita=None) for each in range(5)]
    program.app.show_dossiers()
    said = export(program, ids)
    assert "«Ditta 0, Massafra», «Ditta 1, Massafra», «Ditta 2, Massafra»: manca una risposta." in said
    assert said.endswith("Altre\u00a02 non sono esportate: l'elenco dice che cosa manca.") and files(program) == set()

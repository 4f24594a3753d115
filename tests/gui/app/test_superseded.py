"""Exported documents that an answer no longer matches are superseded at the key: in rail, summary, preview and list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.lists.dossier_row import DOSSIER_COLUMNS
from desktop_app.gui.widgets.lists.rail import RailItem
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.session.labels import question_label
from tests.gui.support.program import BRIEF_FORM, Program, Start, labels, settle, texts
from tests.gui.support.reader import spoken

STATE = [each.id for each in DOSSIER_COLUMNS].index("state")


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """The example, its documents exported."""
    made = start()
    made.app.editor.begin_example(BRIEF_FORM)
    made.context.settings.export_base = str(tmp_path / "documenti")
    made.window.resize(1366, 740)
    export(made)
    return made


def export(program: Program) -> None:
    program.app.documents.export()
    program.follow("Esportati ", "Chiudi")
    settle()


def said_at_the_end(program: Program) -> tuple[str, str]:
    """What the rail says of Riepilogo, and of Firma e invio."""
    told = [spoken(each).partition(": ")[2].partition(", ")[2] for each in program.view.findChildren(RailItem)[-2:]]
    summary, signing = (words[:1].upper() + words[1:] for words in told)
    return summary, signing


def never_saved(program: Program) -> None:
    """What is typed from now on waits for its pause for ever: nothing may depend on the store's word."""
    saver = program.app.editor.saver
    assert saver is not None
    saver._pause.setInterval(3_600_000)  # noqa: SLF001 - its pause never ends by itself
    program.view._pause.setInterval(3_600_000)  # noqa: SLF001 - its pause never ends by itself


def printed_field(program: Program) -> tuple[str, str]:
    """A text that all documents print, and its question."""
    dossier = program.view.dossier
    documents = dossier.documents.applicable()
    id = next(id for id in texts(program) if all(id in each.rests_on for each in documents))
    return id, question_label(dossier.form, dossier.form.fields[id])


def test_it_is_said_at_the_key_and_taken_back_with_an_undo(program: Program) -> None:
    assert said_at_the_end(program) == ("Esportata", "Da firmare")
    field, question = printed_field(program)
    never_saved(program)
    program.write(field, "B")
    assert said_at_the_end(program) == ("Pronta da esportare", "Da esportare di nuovo")
    program.view.go_to_summary()
    settle()
    said = "\n".join(labels(program.view.closing_page(SUMMARY).widget))
    many = len(program.view.dossier.documents.applicable())
    assert "Non manca niente: la pratica è pronta da esportare" in said
    assert said.count(f"è superato: è cambiata la risposta a «{question}».") == many
    assert f"; superato: è cambiata la risposta a «{question}»." in said
    program.app.run("undo")
    program.view.go_to_summary()
    settle()
    said = "\n".join(labels(program.view.closing_page(SUMMARY).widget))
    assert "superato" not in said and "Non manca niente: la pratica è esportata" in said
    assert said_at_the_end(program) == ("Esportata", "Da firmare")


def test_the_documents_that_do_not_print_the_answer_stay_current(program: Program) -> None:
    dossier = program.view.dossier
    documents = dossier.documents.applicable()
    asked = [dossier.form.fields[id] for id in dossier.draft.answers]
    field, printing, other = next(
        (field, printing, other)
        for field in asked
        for printing in documents
        for other in documents
        if field.spec.type == "text" and field.id in printing.uses and field.id not in other.rests_on
    )
    program.write(field.id, "Altro")
    program.view.go_to_summary()
    settle()
    entries = program.view.closing_page(SUMMARY).documents.entries  # type: ignore[attr-defined]  # the page of the summary, to mypy any closing one
    said = ["\n".join(labels(entries[each.spec.id])) for each in (printing, other)]
    assert said[0].split("\n")[1].startswith("Superato") and said[1].split("\n")[1].startswith("Esportato")
    assert said_at_the_end(program) == ("Pronta da esportare", "Da esportare di nuovo")


def test_the_list_says_the_same_after_the_save(program: Program) -> None:
    field, question = printed_field(program)
    program.write(field, "Borea")
    program.wait_saved()
    program.app.show_dossiers()
    home = program.page()
    assert isinstance(home, DossiersPage)
    many = len(program.drafts.exports(program.drafts.rows()[0].id))
    assert home.table.model().index(0, STATE).data() == f"Pronta da esportare\n{many}\u00a0documenti superati"
    said = "\n".join(each.text() for each in home.details.findChildren(QLabel))
    assert said.count(f"; superato: è cambiata la risposta a «{question}»") == many
    assert home.head.filters.buttons["to_export"].isVisible() and not home.head.filters.buttons["exported"].isVisible()


def test_the_list_never_says_exported_or_to_be_signed_of_it_however_soon_it_is_looked_at(program: Program) -> None:
    field, _ = printed_field(program)

    def in_the_list() -> str:
        program.app.show_dossiers()
        home = program.page()
        assert isinstance(home, DossiersPage)
        return str(home.table.model().index(0, STATE).data()).partition("\n")[0]

    assert in_the_list() == "Da firmare"
    program.app.editor.open(program.drafts.rows()[0].id)
    program.wait(lambda: program.app.editor.view is not None)
    program.wait(lambda: said_at_the_end(program) == ("Esportata", "Da firmare"))
    program.write(field, "B")  # one key; nothing waits for the disk
    assert said_at_the_end(program) == ("Pronta da esportare", "Da esportare di nuovo")
    assert in_the_list() == "Pronta da esportare"


def test_the_preview_says_it_and_exporting_from_there_ends_it(program: Program) -> None:
    field, question = printed_field(program)
    program.write(field, "Borea")
    program.app.preview.show()
    shown = program.preview()
    program.wait(lambda: shown.pdf is not None)
    said = "\n".join(labels(shown))
    assert f"è superato: è cambiata la risposta a «{question}»." in said and "da esportare di nuovo" in said
    export(program)
    said = "\n".join(labels(shown))
    assert program.preview() is shown and "superato" not in said and "esportato" in said
    shown.closed.emit()
    settle()
    assert said_at_the_end(program) == ("Esportata", "Da firmare")
    program.app.editor.close()


def test_an_answer_typed_while_the_documents_are_written_supersedes_them(program: Program) -> None:
    """The export is recorded after the change was saved: the list has to know both."""
    field, _ = printed_field(program)
    program.write(field, "Borea")
    program.app.documents.export()
    program.write(field, "Corsica")
    program.wait_saved()
    program.follow("Esportati ", "Chiudi")
    program.wait_saved()
    program.app.show_dossiers()
    assert program.page().table.model().index(0, STATE).data().startswith("Pronta da esportare\n")
    id = program.drafts.rows()[0].id
    program.app.editor.open(id)
    assert said_at_the_end(program) == ("Pronta da esportare", "Da esportare di nuovo")
